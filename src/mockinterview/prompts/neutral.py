"""Makes a stranger's text harmless, on its way into a prompt and on its way out of a model."""

from __future__ import annotations

import re
import unicodedata

from mockinterview.domain.base import Language

_CONTROL_TOKEN = re.compile(r"<(?=[|/]|s>|start_of|end_of|think)|\[(?=/?INST\]|/?SYS)|<(?=<)", re.IGNORECASE)
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
_ORDINARY = re.compile(r"[ -~\n\t가-힣…·’“”‘→×−]*")
_INNOCENT = frozenset("\ufe0f\u200d\u200c\u00ad\ufeff\r")
_LINK = re.compile(r"\b(?:https?|ftp|data|javascript|file)\s*:[^\s)\]]*", re.IGNORECASE)
_MOST_MARKS = 3


def visible(text: str) -> tuple[str, int]:
    """The text as a reader sees it, composed, and how many hidden characters were left out of it."""
    if _ORDINARY.fullmatch(text):
        return text, 0
    kept: list[str] = []
    hidden = marks = 0
    for char in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if is_hidden(char) or marks > _MOST_MARKS:
            hidden += 1
        else:
            kept.append(char)
    return "".join(kept), hidden


def is_hidden(char: str) -> bool:
    """Controls, zero-width and bidirectional signs, tag characters, variation selectors, blank letters."""
    if char in "\n\t" or " " <= char <= "~":
        return False
    code = ord(char)
    return (
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        or char in _INVISIBLE_LETTERS
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


def defused(text: str) -> str:
    """Signs that a chat template or our own delimiters could take for their own lose their shape."""
    return _CONTROL_TOKEN.sub(lambda hit: hit.group() + " ", text)


def hidden_signs(text: str) -> int:
    """Hidden characters that nobody types by accident; the joiners inside emoji are innocent."""
    return sum(is_hidden(char) for char in text if char not in _INNOCENT)


def tame(text: object, longest: int) -> str:
    """A model's sentence as one plain line: nothing hidden, no link, no image, no endless length."""
    if not isinstance(text, str):
        return ""
    plain = _LINK.sub("", visible(text[: 4 * longest])[0]).replace("![", "[")
    line = " ".join(plain.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def speaks(text: str, language: Language) -> bool:
    """Korean has Hangul among its letters, however many English terms; English has hardly any other script."""
    letters = [char for char in text if char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in letters)
    foreign = sum(ord(char) > 0x2E7F for char in letters) - hangul
    if not letters:
        return True
    if language == "en":
        return hangul + foreign <= 0.3 * len(letters)
    return hangul >= 0.15 * len(letters) and foreign <= 0.3 * len(letters)
