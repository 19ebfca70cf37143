"""The answer as it can be read: bounded, composed, without code, and every character knowing its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from mockinterview.domain.grade import Evidence

MAX_CHARACTERS = 8_000
"""Twice what can be said in ten minutes; more is not speech but a document."""

CODE = "\ufffc"
"""Stands for every character of code: no word, and no blank either, for a particle may follow it."""

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:(?:['’\-]|(?<=[0-9A-Za-z])\.(?=[0-9A-Za-z]))[^\W_]+)*")
_SENTENCE_END = re.compile(
    r"(?<=[.?!…。])[\"'”’)]*(?=\s)|\n+|(?<=니다)(?=[\s,])"
    # -요 ends a clause of speech, but not in 중요, 필요, 수요, 개요, 주요, nor behind a topic: 정밀도는요.
    r"|(?<=[가-힣]요)(?<![중필수개주은는면]요)(?=[\s,])|(?<=[가-힣]죠)(?=[\s,])"
)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    after: str
    """The signs between this word and the next, without blanks."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Readable:
    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cut: bool

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found = [(match.start(), match.end()) for match in _WORD.finditer(self.text)]
        limits = [*(start for start, _ in found[1:]), len(self.text)][: len(found)]
        return tuple(
            Word(self.text[start:end], start, end, "".join(self.text[end:limit].split()))
            for (start, end), limit in zip(found, limits, strict=True)
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        sentences = []
        start = 0
        for end in [match.end() for match in _SENTENCE_END.finditer(self.text)] + [len(self.text)]:
            piece = self.text[start:end]
            if words := len(_WORD.findall(piece)):
                left = start + len(piece) - len(piece.lstrip(" \t\r\n,"))
                right = start + len(piece.rstrip())
                sentences.append(Sentence(self.text[left:right], left, right, words))
            start = end
        return tuple(sentences)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]

    def evidence(self, start: int, end: int) -> Evidence:
        return Evidence.of(self.raw, *self.raw_span(start, end))


def vocabulary(listed: str) -> frozenset[str]:
    """A list of words as people write one: with blanks."""
    return frozenset(listed.split())


def readable(raw: str) -> Readable:
    head = raw[:MAX_CHARACTERS]
    text, starts, ends = _composed(head)
    masked = _CODE.sub(lambda match: CODE * (match.end() - match.start()), text)
    return Readable(raw, masked, starts, ends, cut=len(raw) > MAX_CHARACTERS)


def _composed(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """A Mac may hand over Hangul in single letters (jamo)."""
    if unicodedata.is_normalized("NFC", text):
        return text, tuple(range(len(text))), tuple(range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins(text[end]) and end - begin < 8:
            continue
        piece = unicodedata.normalize("NFC", text[begin:end])
        pieces.append(piece)
        starts += [begin] * len(piece)
        ends += [end] * len(piece)
        begin = end
    return "".join(pieces), tuple(starts), tuple(ends)


def _joins(char: str) -> bool:
    return bool(unicodedata.combining(char)) or "\u1160" <= char <= "\u11ff"
