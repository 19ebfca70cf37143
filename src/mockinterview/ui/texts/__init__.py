"""Every word of the page, Korean and English side by side. One module for each part of the page."""

from __future__ import annotations

from mockinterview.domain.base import Language
from mockinterview.ui.texts.card import TEXTS as CARD
from mockinterview.ui.texts.common import TEXTS as COMMON
from mockinterview.ui.texts.history import TEXTS as HISTORY
from mockinterview.ui.texts.interview import TEXTS as INTERVIEW
from mockinterview.ui.texts.lab import TEXTS as LAB
from mockinterview.ui.texts.rubric import TEXTS as RUBRIC
from mockinterview.ui.texts.settings import TEXTS as SETTINGS

Pair = tuple[str, str]

TEXTS: dict[str, Pair] = {**COMMON, **INTERVIEW, **CARD, **HISTORY, **RUBRIC, **SETTINGS, **LAB}


class Words:
    """The page's words in one language: `words("lobby.start")`, `words("bar.of", done=3, all=12)`."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._place = 1 if language == "en" else 0

    def __call__(self, key: str, **values: str | float) -> str:
        line = TEXTS[key][self._place]
        return line.format(**values) if values else line

    def pick(self, ko: str, en: str) -> str:
        """For lines that come as pairs from elsewhere."""
        return en if self.language == "en" else ko
