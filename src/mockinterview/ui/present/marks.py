"""The candidate's own words, each stretch that was evidence marked with what it was evidence for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mockinterview.domain.grade import Evidence, Grade, Verdict
from mockinterview.ui.present.html import Html, el, join, text

_LOUDEST_FIRST = (Verdict.CONTRADICTED, Verdict.PARTIAL, Verdict.COVERED)


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    item: str
    """What the stretch belongs to: a point's id, or `claim:ID` for a misconception."""
    verdict: Verdict


def spans(answer: str, grade: Grade) -> tuple[Span, ...]:
    """Evidence that is not word for word in the answer is left out: a wrong highlight is worse than none."""
    found = [
        Span(point.evidence.start, point.evidence.end, point.id, point.verdict)
        for point in grade.points
        if point.evidence and point.verdict in _LOUDEST_FIRST and _true(answer, point.evidence)
    ]
    found += [
        Span(claim.evidence.start, claim.evidence.end, claim_item(claim.id), Verdict.CONTRADICTED)
        for claim in grade.misconceptions
        if _true(answer, claim.evidence)
    ]
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.item)))


def claim_item(claim_id: str) -> str:
    return f"claim:{claim_id}"


def marked_answer(answer: str, grade: Grade | None) -> Html:
    if grade is None:
        return el("p", answer, class_="mi-answer-text")
    return el("p", join(_pieces(answer, spans(answer, grade))), class_="mi-answer-text")


def _true(answer: str, evidence: Evidence) -> bool:
    return evidence.start < evidence.end and answer[evidence.start : evidence.end] == evidence.text


def _pieces(answer: str, found: tuple[Span, ...]) -> Iterator[Html]:
    """Overlapping evidence is cut at every border, so that no mark ever stands inside another."""
    borders = sorted({0, len(answer), *(s.start for s in found), *(s.end for s in found)})
    for start, end in pairwise(borders):
        here = [span for span in found if span.start <= start and end <= span.end]
        yield _mark(answer[start:end], here) if here else text(answer[start:end])


def _mark(words: str, here: Iterable[Span]) -> Html:
    here = list(here)
    loudest = min((span.verdict for span in here), key=_LOUDEST_FIRST.index)
    return el(
        "mark",
        words,
        class_=f"is-{loudest.value}",
        data_point=" ".join(dict.fromkeys(span.item for span in here)),
        tabindex=0,
    )
