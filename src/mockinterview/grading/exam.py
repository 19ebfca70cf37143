"""The grader's own exam: graded answers against gold, as the figures of `mockinterview evaluate`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from mockinterview.domain.grade import Grade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.grading import agreement
from mockinterview.grading.gold import GoldAnswer, GoldQuestion

LABELS = tuple(v.value for v in (Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSING, Verdict.CONTRADICTED))

Grades = Callable[[Question, str], Grade]


@dataclass(frozen=True, slots=True)
class Sat:
    """One gold answer and what the grader said of it."""

    question: GoldQuestion
    answer: GoldAnswer
    grade: Grade
    seconds: float


def sit(questions: Iterable[GoldQuestion], grade: Grades) -> list[Sat]:
    sat = []
    for question in questions:
        for answer in question.answers:
            start = perf_counter()
            result = grade(question.question, answer.text)
            sat.append(Sat(question, answer, result, perf_counter() - start))
    return sat


def figures(sat: list[Sat]) -> dict[str, Any]:
    """Ungraded answers are counted, and kept out of every average."""
    graded = [s for s in sat if s.grade.score is not None]
    gold = [s.answer.score for s in graded]
    given = [float(s.grade.score or 0.0) for s in graded]
    times = [s.seconds * 1000 for s in sat]
    return {
        "n": len(sat),
        "ungraded": len(sat) - len(graded),
        "score": {
            "spearman": _round(agreement.spearman(gold, given)),
            "pearson": _round(agreement.pearson(gold, given)),
            "qwk": _round(agreement.qwk(gold, given)),
            "mae": _round(agreement.mae(gold, given)),
            "rmse": _round(agreement.rmse(gold, given)),
        },
        "points": _points(graded),
        "by_kind": _by_kind(graded),
        "within_kind_spearman": _round(_within_kind(graded)),
        "latency_ms": {
            "p50": _round(float(np.percentile(times, 50))) if times else None,
            "p95": _round(float(np.percentile(times, 95))) if times else None,
        },
        "grader": sat[0].grade.grader.model_dump(mode="json", exclude={"rubric"}) if sat else None,
    }


def _points(graded: list[Sat]) -> dict[str, Any]:
    gold, given = [], []
    for s in graded:
        said = {point.id: point.verdict for point in s.grade.points}
        for point_id, verdict in s.answer.verdicts.items():
            if said.get(point_id, Verdict.UNGRADED) is not Verdict.UNGRADED:
                gold.append(verdict.value)
                given.append(said[point_id].value)
    by_label = agreement.f1_by_label(gold, given, LABELS)
    defined = [value for value in by_label.values() if value is not None]
    return {
        "n": len(gold),
        "macro_f1": _round(sum(defined) / len(defined)) if defined else None,
        "kappa": _round(agreement.kappa(gold, given)),
        "per_verdict": {label: _round(value) for label, value in by_label.items()},
        "confusion": {
            g: {p: sum(a == g and b == p for a, b in zip(gold, given, strict=True)) for p in LABELS}
            for g in LABELS
        },
    }


def _by_kind(graded: list[Sat]) -> dict[str, Any]:
    kinds: dict[str, list[Sat]] = defaultdict(list)
    for s in graded:
        kinds[s.answer.kind].append(s)
    return {
        kind: {
            "n": len(group),
            "mean_gold": _round(sum(s.answer.score for s in group) / len(group)),
            "mean_pred": _round(sum(s.grade.score or 0.0 for s in group) / len(group)),
            "mae": _round(
                agreement.mae([s.answer.score for s in group], [s.grade.score or 0.0 for s in group])
            ),
        }
        for kind, group in sorted(kinds.items())
    }


def _within_kind(graded: list[Sat]) -> float | None:
    """Mean over kinds: a grader that only recognises kinds of answers gets nothing here."""
    kinds: dict[str, list[Sat]] = defaultdict(list)
    for s in graded:
        kinds[s.answer.kind].append(s)
    values = [
        agreement.spearman([s.answer.score for s in group], [s.grade.score or 0.0 for s in group])
        for group in kinds.values()
    ]
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def ordered_share(sat: list[Sat], better: str, worse: str) -> float | None:
    """How often, for one question, an answer of the better kind gets more than one of the worse kind."""
    by_question: dict[str, dict[str, float]] = defaultdict(dict)
    for s in sat:
        by_question[s.question.question.id][s.answer.kind] = s.grade.score or 0.0
    pairs = [k[better] > k[worse] for k in by_question.values() if better in k and worse in k]
    return sum(pairs) / len(pairs) if pairs else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
