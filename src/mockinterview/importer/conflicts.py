"""Where documents disagree: other numbers for the same thing, or one denies what another says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from mockinterview.importer.claims import Claim
from mockinterview.importer.merging import Merged
from mockinterview.importer.reading import Found, Reading
from mockinterview.importer.texts import Likeable
from mockinterview.matching.terms import TermIndex

_UNITS = {
    "bytes": "B", "byte": "B", "바이트": "B", "b": "B", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB",
    "bits": "bit", "bit": "bit", "비트": "bit", "%": "%", "퍼센트": "%", "배": "배", "ms": "ms", "초": "초", "시간": "시간",
    "층": "층", "layers": "층", "차원": "차원", "epochs": "epoch", "epoch": "epoch", "에폭": "epoch",
}  # fmt: skip
_QUANTITY = re.compile(
    rf"(?<![\w.])(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![A-Za-z])"
    r"(?:\s*\((?P<subject>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2})\))?",
    re.IGNORECASE,
)
_LATIN_TERM = re.compile(r"[A-Za-z][A-Za-z0-9-]+(?: [A-Za-z][A-Za-z0-9-]+){0,2}")
_BETWEEN = re.compile(r"[^\d.!?;()]{0,15}")
_MAX_CLAIMS = 60


@dataclass(frozen=True, slots=True)
class Side:
    doc: str
    heading: str
    line: int
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    kind: str
    """`quantity`: other numbers. `denial`: one says that it is so, the other that it is not."""
    subject: str
    sides: tuple[Side, ...]


def find_conflicts(
    readings: Sequence[Reading], merged: Sequence[Merged], index: TermIndex | None
) -> tuple[Conflict, ...]:
    quantities = list(_differing_quantities(readings, index))
    told = {side.text for conflict in quantities for side in conflict.sides}
    contradictions = (conflict for question in merged for conflict in _contradictions(question))
    return (*quantities, *(c for c in contradictions if not all(side.text in told for side in c.sides)))


def _differing_quantities(readings: Sequence[Reading], index: TermIndex | None) -> Iterator[Conflict]:
    met: dict[tuple[str, str], dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[str, str] = {}
    for reading in readings:
        for found in reading.found:
            for claim in found.statements:
                for name, subject, unit, value in _quantities(claim.text, index):
                    side = Side(found.doc, found.heading, claim.line, claim.text, f"{value} {unit}")
                    met[name, unit][found.doc].append(side)
                    shown.setdefault(name, subject)
    for (name, _), by_doc in met.items():
        values = [{side.value for side in sides} for sides in by_doc.values()]
        if any(not (a & b) for a, b in combinations(values, 2)):
            yield Conflict(
                "quantity",
                shown[name],
                tuple(side for sides in by_doc.values() for side in _different(sides)),
            )


def _different(sides: Iterable[Side]) -> list[Side]:
    return list({side.value: side for side in reversed(list(sides))}.values())[::-1]


def _quantities(text: str, index: TermIndex | None) -> Iterator[tuple[str, str, str, str]]:
    """(name of the subject, as written, unit, value)"""
    for match in _QUANTITY.finditer(text):
        subject = match["subject"] or _term_before(text, match.start(), index)
        if subject and subject.casefold() not in _UNITS:
            name = index.exact(subject) if index else None
            yield (
                name or subject.casefold(),
                subject,
                _UNITS[match["unit"].casefold()],
                f"{float(match['value']):g}",
            )


def _term_before(text: str, end: int, index: TermIndex | None) -> str:
    """The last term in front of the number, if hardly anything stands between."""
    window = text[max(0, end - 60) : end]
    spans = [match.span() for match in _LATIN_TERM.finditer(window)]
    spans += [(hit.start, hit.end) for hit in index.hits(window)] if index else []
    start, stop = max(spans, key=lambda span: (span[1], -span[0]), default=(0, 0))
    return window[start:stop] if stop and _BETWEEN.fullmatch(window[stop:]) else ""


def _contradictions(question: Merged) -> Iterator[Conflict]:
    by_doc: dict[str, dict[str, tuple[Side, Likeable]]] = defaultdict(dict)
    for found in question.found:
        for claim in found.claims[:_MAX_CLAIMS]:
            said = by_doc[found.doc]
            if len(said) < _MAX_CLAIMS:
                said.setdefault(claim.text, (_side(found, claim), Likeable.of(claim.text)))
    for one, another in combinations(by_doc.values(), 2):
        for (first, a), (second, b) in product(one.values(), another.values()):
            if a.plain != b.plain and a.resembles(b) and (a.denies(b) or a.counts_otherwise(b)):
                kind = "denial" if a.denies(b) else "quantity"
                yield Conflict(kind, question.wording, (first, second))


def _side(found: Found, claim: Claim) -> Side:
    return Side(found.doc, found.heading, claim.line, claim.text)
