"""The uses that the program has for prompts, each with exactly the variables that the code passes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

USES: Final[Mapping[str, frozenset[str]]] = {
    "grade.ko": frozenset({"question", "points", "misconceptions", "notes", "answer"}),
    "grade.en": frozenset({"question", "points", "misconceptions", "notes", "answer"}),
    "recheck_point": frozenset({"language", "question", "points", "opinions", "answer"}),
    "feedback": frozenset({"language", "question", "points", "false_claims", "answer"}),
    "follow_up": frozenset({"language", "question", "point", "asked", "answer"}),
    "rubric_draft": frozenset({"language", "note"}),
    "phrasing_ideas": frozenset({"language", "question", "point", "known"}),
}

TAG: Final = "tag"
"""Always passed: the unguessable part of the delimiters, so that a prompt can name it."""

LANGUAGE_NAMES: Final = {"ko": "Korean (한국어)", "en": "English"}
