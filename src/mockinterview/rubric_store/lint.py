"""The linter: rubrics that load but would examine badly. Only what can be read off the text, no models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from mockinterview.domain.rubric import Point, Question
from mockinterview.errors import Problem
from mockinterview.rubric_store.bank import Bank, Entry, plain_wording
from mockinterview.rubric_store.layers import find_origin, merge
from mockinterview.rubric_store.yaml_text import Loc

OVERLAP = 0.55
"""Share of common letter triples above which two points say the same thing."""
DECIDES_ALL = 0.6
"""Share of the whole weight above which one point alone decides the grade."""


@dataclass(frozen=True, slots=True)
class Finding:
    problem: Problem
    severity: str
    """`warning`: should be mended. `note`: the rubric works, and would examine better with it."""
    rule: str


@dataclass(frozen=True, slots=True)
class _Remark:
    severity: str
    rule: str
    loc: Loc
    ko: str
    en: str


def lint(bank: Bank, only: Iterable[str] | None = None) -> list[Finding]:
    """Findings of all questions, or of those whose id is in `only`."""
    wanted = None if only is None else set(only)
    findings = []
    for entry in bank.entries:
        if wanted is None or entry.question.id in wanted:
            findings += [_finding(entry, remark) for remark in _of_question(entry.question)]
    return findings


def finding_at(entry: Entry, loc: Loc, ko: str, en: str, *, severity: str, rule: str) -> Finding:
    """At the line of the file that the place comes from, whatever layer that is."""
    pieces = list(entry.pieces)
    piece, inner = find_origin(pieces, merge(pieces), loc)
    return Finding(piece.problem(inner, ko, en), severity, rule)


def _finding(entry: Entry, remark: _Remark) -> Finding:
    return finding_at(entry, remark.loc, remark.ko, remark.en, severity=remark.severity, rule=remark.rule)


def _of_question(question: Question) -> Iterator[_Remark]:
    yield from _overlapping(question)
    yield from _shared_keywords(question)
    yield from _given_away(question)
    yield from _deciding(question)
    yield from _unreachable(question)
    for index, point in enumerate(question.points):
        yield from _of_point(point, ("points", index))
    if not question.model_answer:
        yield _Remark("note", "no-model-answer", ("id",), "모범 답안이 없습니다.", "has no model answer.")


def _overlapping(question: Question) -> Iterator[_Remark]:
    for (i, first), (j, second) in combinations(enumerate(question.points), 2):
        if likeness(first.says, second.says) > OVERLAP:
            yield _Remark(
                "warning", "overlapping-points", ("points", j, "says"),
                f"요점 '{first.id}'({i + 1}번째)과 거의 같은 말입니다. 하나로 합치세요.",
                f"says nearly the same as point '{first.id}' (number {i + 1}); make them one.",
            )  # fmt: skip


def _shared_keywords(question: Question) -> Iterator[_Remark]:
    owner: dict[str, str] = {}
    for index, point in enumerate(question.points):
        for keyword in sorted({plain_wording(word) for group in point.keywords for word in group}):
            if keyword and owner.setdefault(keyword, point.id) != point.id:
                yield _Remark(
                    "warning", "shared-keyword", ("points", index, "keywords"),
                    f"키워드 '{keyword}'이(가) 요점 '{owner[keyword]}'에도 있어 둘을 가르지 못합니다.",
                    f"keyword '{keyword}' belongs to point '{owner[keyword]}' too and tells neither apart.",
                )  # fmt: skip


def _given_away(question: Question) -> Iterator[_Remark]:
    asked = [plain_wording(text) for text in (question.question.ko, question.question.en) if text]
    for index, point in enumerate(question.points):
        groups = [[plain_wording(word) for word in group] for group in point.keywords]
        if groups and any(all(any(word in text for word in group) for group in groups) for text in asked):
            yield _Remark(
                "warning", "gives-answer-away", ("points", index, "keywords"),
                "질문 문장에 이 요점의 키워드가 모두 들어 있습니다.",
                "the question's wording already holds every keyword of this point.",
            )  # fmt: skip


def _deciding(question: Question) -> Iterator[_Remark]:
    for index, point in enumerate(question.points):
        share = point.weight / question.total_weight
        if len(question.points) > 1 and share > DECIDES_ALL:
            yield _Remark(
                "warning", "one-point-decides", ("points", index, "weight"),
                f"이 요점 하나가 점수의 {share:.0%}를 정합니다.",
                f"this point alone decides {share:.0%} of the score.",
            )  # fmt: skip


def _of_point(point: Point, loc: Loc) -> Iterator[_Remark]:
    if not point.keywords and not point.phrasings:
        yield _Remark(
            "note", "unsupported-point", (*loc, "says"),
            "phrasings도 keywords도 없어 says 한 문장으로만 채점합니다.",
            "has neither phrasings nor keywords: graded by its one sentence only.",
        )  # fmt: skip
    if not point.counters:
        yield _Remark(
            "note", "no-counter", (*loc, "says"),
            "counters(틀린 말)가 없어 반대로 말한 답을 가려내기 어렵습니다.",
            "has no counters, so an answer that claims the opposite is hard to catch.",
        )  # fmt: skip
    for index, phrasing in enumerate(point.phrasings):
        if any(likeness(phrasing, counter) > 0.9 for counter in point.counters):
            yield _Remark(
                "warning", "phrasing-is-counter", (*loc, "phrasings", index),
                "counters의 틀린 말과 같은 문장입니다.", "is the same sentence as one of its counters.",
            )  # fmt: skip
    if not point.source:
        yield _Remark(
            "note", "no-source", (*loc, "says"), "출처(source)가 없습니다.", "has no source."
        )  # fmt: skip


def _unreachable(question: Question) -> Iterator[_Remark]:
    """The store already refuses follow-ups to questions that do not exist."""
    for index, wanted in enumerate(question.follow_ups):
        if wanted == question.id or wanted in question.follow_ups[:index]:
            yield _Remark(
                "warning", "unreachable-follow-up", ("follow_ups", index),
                f"꼬리 질문 '{wanted}'은(는) 물을 차례가 오지 않습니다.",
                f"the turn of follow-up '{wanted}' never comes.",
            )  # fmt: skip


def likeness(first: str, second: str) -> float:
    """Jaccard index of letter triples, blind to spaces and marks."""
    a, b = _triples(first), _triples(second)
    return len(a & b) / len(a | b) if a | b else 0.0


def _triples(text: str) -> set[str]:
    letters = re.sub(r"[\W_]+", "", text.casefold())
    return {letters[i : i + 3] for i in range(max(1, len(letters) - 2))} if letters else set()
