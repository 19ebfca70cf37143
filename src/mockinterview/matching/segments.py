"""Sentences and clauses, also of speech that was written down without a single full stop."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_SEGMENTS = 160
"""Bounds the work for endless answers; a spoken answer of five minutes has about 60."""
LONG = 44
"""Sentences up to this many characters are one thought; longer ones are cut at connective endings."""
SHORT = 7
"""Shorter pieces carry no claim of their own and stay with their neighbour."""
ENDLESS = 280
"""A piece with no break at all is cut here."""


def _after(endings: str) -> str:
    """Matches behind any of the endings; Python wants look-behinds of one width each."""
    return "(?:" + "|".join(rf"(?<=[가-힣]{ending})" for ending in endings.split()) + ")"


_SENTENCE_END = re.compile(r"(?<=[.?!…。])(?=\s)|(?<=[가-힣][.?!])(?=[가-힣A-Za-z])|\n+|[;；]\s*")
_SPOKEN_END = re.compile(
    _after(
        "니다 거든요 잖아요 는데요 니까요 이에요 예요 에요 해요 돼요 어요 아요 여요 네요 고요 죠 지요 구요 군요"
    )
    + r"(?=[\s,])"
)
_CONNECTIVE = re.compile(
    _after(
        "는데 은데 인데 한데 니까 면서 지만 거든 어서 아서 해서 라서 돼서 여서 므로 으며 하며 이며 고 면 다가 는지 도록 려고 자마자 반면 반면에 대신 대신에"
    )
    + r"(?=[\s,])|,\s|\s(?=(?:and|but|because|while|whereas|so|which)\s)|(?<=:)\s"
)


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segments:
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    """The finest pieces that can carry a claim, in order; each lies inside one sentence."""

    def windows(self) -> tuple[Span, ...]:
        """What is compared with a point. Never across sentences: a sentence more must not change the others."""
        sentences = (span for span in self.sentences if span.end - span.start <= ENDLESS)
        return tuple(dict.fromkeys((*self.clauses, *sentences)))


def segment(text: str) -> Segments:
    sentences: list[Span] = []
    clauses: list[Span] = []
    for rough in _cut(text, Span(0, len(text)), _SENTENCE_END):
        for sentence in _joined(_cut(text, rough, _SPOKEN_END)):
            sentences.append(sentence)
            clauses += _clauses(text, sentence)
            if len(clauses) >= MAX_SEGMENTS:
                return Segments(tuple(sentences), tuple(clauses[:MAX_SEGMENTS]))
    return Segments(tuple(sentences), tuple(clauses))


def _clauses(text: str, sentence: Span) -> list[Span]:
    if sentence.end - sentence.start <= LONG:
        return [sentence]
    return [part for clause in _joined(_cut(text, sentence, _CONNECTIVE)) for part in _chopped(text, clause)]


def _cut(text: str, span: Span, where: re.Pattern[str]) -> list[Span]:
    """The trimmed, non-empty pieces between the cuts."""
    pieces: list[Span] = []
    start = span.start
    for match in where.finditer(text, span.start, span.end):
        pieces.append(_trimmed(text, start, match.start()))
        start = match.end()
    pieces.append(_trimmed(text, start, span.end))
    return [piece for piece in pieces if piece.end > piece.start]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span(start, end)


def _joined(pieces: list[Span]) -> list[Span]:
    """Gives pieces too short for a claim to the one before (or, at the beginning, after) them."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and min(piece.end - piece.start, joined[-1].end - joined[-1].start) < SHORT:
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _chopped(text: str, span: Span) -> list[Span]:
    if span.end - span.start <= ENDLESS:
        return [span]
    pieces = []
    start = span.start
    while span.end - start > ENDLESS:
        blank = text.rfind(" ", start + ENDLESS // 2, start + ENDLESS)
        end = blank if blank > 0 else start + ENDLESS
        pieces.append(_trimmed(text, start, end))
        start = end
    pieces.append(_trimmed(text, start, span.end))
    return [piece for piece in pieces if piece.end > piece.start]
