"""A cleaned copy of the answer whose every character knows where in the raw answer it came from.

Cleaned: composed Hangul (NFC; a Mac may send jamo), look-alike letters of other alphabets inside Latin words,
full-width forms, all kinds of blanks as one kind, and no control, zero-width, bidirectional or tag characters,
which can hide words from a reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_CONFUSABLES = str.maketrans(
    "АВЕКМНОРСТХУаеорсухіјѕԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "’‘“”–—−",
    "ABEKMHOPCTXYaeopcyxijsdqw" + "ABEZHIKMNOPTYXo" + "''\"\"---",
)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LINE_BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"
_SIMPLE = re.compile(r"[ -~\n가-힣ㄱ-ㅣ·…]*")


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text[i]` came from `raw[origins[i]:ends[i]]`."""

    text: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]
    hidden: int = 0
    """How many invisible characters were taken out."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a non-empty span of the cleaned text."""
        return self.origins[start], self.ends[end - 1]


def clean(raw: str) -> Mapped:
    if _SIMPLE.fullmatch(raw):
        size = len(raw)
        return Mapped(raw, tuple(range(size)), tuple(range(1, size + 1)))
    out: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    hidden = 0
    for start, end in _clusters(raw):
        piece = _clean_cluster(raw[start:end])
        hidden += not piece
        out.append(piece)
        origins += [start] * len(piece)
        ends += [end] * len(piece)
    return Mapped("".join(out), tuple(origins), tuple(ends), hidden)


def clean_text(raw: str) -> str:
    return clean(raw).text


def _clusters(raw: str) -> list[tuple[int, int]]:
    """Runs that Unicode composes as one: a base with its marks, or the jamo of one syllable."""
    spans: list[tuple[int, int]] = []
    for i, char in enumerate(raw):
        joins = unicodedata.combining(char) or "\u1160" <= char <= "\u11ff"
        if joins and spans and i - spans[-1][0] < 8:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans


def _clean_cluster(piece: str) -> str:
    if piece in _LINE_BREAKS:
        return "\n"
    if piece.isspace():
        return " "
    if len(piece) == 1 and unicodedata.category(piece) in _INVISIBLE:
        return ""
    if "\uff01" <= piece[0] <= "\uff5e":
        piece = unicodedata.normalize("NFKC", piece)
    return unicodedata.normalize("NFC", piece).translate(_CONFUSABLES)
