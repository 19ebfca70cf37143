"""The grader that needs no key and no network.

answer -> windows -> features per point -> verdict probabilities -> credits -> score with a band. Every verdict
that is not "missing" shows the window of the answer it was read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mockinterview import __version__
from mockinterview.domain.base import Language
from mockinterview.domain.glossary import Glossary
from mockinterview.domain.grade import Band, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.embedding.base import Embedder
from mockinterview.grading import gates
from mockinterview.grading.adding_up import add_up
from mockinterview.grading.calibration import (
    COVERED,
    MISSING,
    PARTIAL,
    VERDICTS,
    Calibration,
    Floats,
    expected_credit,
    profile_name,
)
from mockinterview.grading.confessions import find_confessions, silenced
from mockinterview.grading.injection import find_instructions
from mockinterview.grading.misconceptions import false_claims
from mockinterview.grading.settling import Settled, settle
from mockinterview.grading.shelf import Shelf
from mockinterview.matching.features import NAMES, PointEvidence
from mockinterview.matching.match import Reading, match, read_answer
from mockinterview.matching.references import PreparedQuestion, Preparer
from mockinterview.matching.segments import Span

LIST_CREDIT = 0.25
"""What a bare list of the right terms may earn of a point: they were named, nothing was claimed."""
KEPT_QUESTIONS = 16
"""Up to 10 MB each, most of it the vectors of words; the others come back from the disk cache when asked for."""

ELSEWHERE = {"token_recall": 0.42, "likeness": 0.37}
"""An answer that comes no nearer than this to any point, and makes none, is about something else. On labelled
answers half of the off-topic ones stay below, and one in twenty of the excellent ones."""
ELSEWHERE_SHARE = 0.5
"""What is left then of the few points that uncertainty alone would give."""


@dataclass(frozen=True, slots=True)
class _Judged:
    probabilities: Floats
    """Before anything was settled."""
    settled: Settled
    evidence: tuple[PointEvidence, ...]


class OfflineGrader:
    """Thread-safe; prepared questions are kept, answers never."""

    def __init__(
        self, embedder: Embedder, rubric_embedder: Embedder, glossary: Glossary, calibration: Calibration
    ) -> None:
        """`rubric_embedder` may cache; `embedder` is handed the candidate's words and must not."""
        self._calibration = calibration
        self._embedder = embedder
        self._questions = Shelf(Preparer(rubric_embedder, glossary).prepare, KEPT_QUESTIONS)

    def info(self, question: Question) -> GraderInfo:
        return GraderInfo(
            kind="offline",
            embedder=self._calibration.embedder,
            version=f"{__version__}+{self._calibration.version}",
            rubric=question.content_hash(),
        )

    def prepare(self, question: Question) -> PreparedQuestion:
        return self._questions.get(question)

    def grade(self, question: Question, answer: str, language: Language | None = None) -> Grade:
        spoken = language or gates.language_of(answer)
        if not gates.has_words(answer):
            return self._ungraded(question, spoken, gates.no_words_reason(answer, spoken))
        flags = gates.flags_of(answer)
        unread = [Span(start, end) for start, end in find_instructions(answer[: gates.LONGEST])]
        if unread:
            flags.append(Flag.INSTRUCTIONS)
        prepared = self.prepare(question)
        reading = None
        if Flag.DONT_KNOW not in flags:
            reading = self._read(prepared, answer[: gates.LONGEST], unread)
            if reading is None and not unread:
                flags.append(Flag.QUESTION_ECHO)
        if reading is None:
            return self._nothing_said(question, spoken, flags)
        judged = self._judge(prepared, reading, listed=Flag.KEYWORD_LIST in flags)
        return self._grade(prepared, reading, judged, flags, spoken)

    def _read(self, prepared: PreparedQuestion, answer: str, unread: Sequence[Span]) -> Reading | None:
        """What the candidate does not know is not held against what they say beside it."""
        said = silenced(answer, find_confessions(answer))
        reading = read_answer(self._embedder, prepared, said, unread)
        return None if reading is None else replace(reading, raw=answer)

    def _judge(self, prepared: PreparedQuestion, reading: Reading, *, listed: bool) -> _Judged:
        evidence = match(prepared, reading)
        profile = self._calibration.profile(prepared.question)
        probabilities = profile.probabilities(np.stack([point.values for point in evidence]))
        if listed:
            probabilities = _as_list(probabilities)
        settled = settle(probabilities, evidence, reading, profile_name(prepared.question))
        return _Judged(probabilities, settled, tuple(evidence))

    def _grade(
        self,
        prepared: PreparedQuestion,
        reading: Reading,
        judged: _Judged,
        flags: list[Flag],
        language: Language,
    ) -> Grade:
        question, odds = prepared.question, judged.settled.odds
        weights = np.array([point.weight for point in question.points])
        profile = self._calibration.profile(question)
        wanted, half = profile.score(odds, weights), profile.half_band(odds)
        if _elsewhere(judged):
            flags = [*flags, Flag.OFF_TOPIC]
            wanted *= ELSEWHERE_SHARE
        score, earned = add_up(wanted, weights, judged.settled.verdicts, expected_credit(odds))
        points = tuple(self._point(question, i, judged, reading, credit) for i, credit in enumerate(earned))
        trusted = [p.evidence for p in points if p.evidence and p.verdict is Verdict.COVERED]
        claims = () if Flag.KEYWORD_LIST in flags else false_claims(prepared, reading, trusted)
        return Grade(
            question=question.id,
            score=score,
            graded=True,
            grader=self.info(question),
            confidence=round(1.0 - half / 50.0, 3),
            band=Band(low=round(max(0.0, score - half), 1), high=round(min(100.0, score + half), 1)),
            points=points,
            misconceptions=claims,
            flags=tuple(flags),
            language=language,
        )

    @staticmethod
    def _point(
        question: Question, index: int, judged: _Judged, reading: Reading, credit: float
    ) -> PointGrade:
        point, settled, found = question.points[index], judged.settled, judged.evidence[index]
        likeliest = settled.verdicts[index]
        verdict = VERDICTS[likeliest]
        window = found.counter if verdict is Verdict.CONTRADICTED else found.support
        return PointGrade(
            id=point.id,
            verdict=verdict,
            credit=credit,
            confidence=round(float(settled.odds[index, likeliest]), 3),
            weight=point.weight,
            evidence=None if verdict is Verdict.MISSING else reading.evidence(window),
            note="maybe_contradicted" if settled.doubted[index] else None,
        )

    def _nothing_said(self, question: Question, language: Language, flags: list[Flag]) -> Grade:
        """Words, but no claim about the question: every point is missing, and that is certain."""
        return Grade(
            question=question.id,
            score=0.0,
            graded=True,
            grader=self.info(question),
            confidence=0.95,
            band=Band(low=0.0, high=5.0),
            points=tuple(
                PointGrade(id=p.id, verdict=Verdict.MISSING, credit=0.0, confidence=0.95, weight=p.weight)
                for p in question.points
            ),
            flags=tuple(flags),
            language=language,
        )

    def _ungraded(self, question: Question, language: Language, reason: str) -> Grade:
        return Grade(
            question=question.id,
            score=None,
            graded=False,
            reason=reason,
            grader=self.info(question),
            flags=(Flag.EMPTY,),
            language=language,
        )


def _elsewhere(judged: _Judged) -> bool:
    if (judged.probabilities.argmax(axis=1) != MISSING).any() or any(judged.settled.verdicts):
        return False
    return all(
        max(point.values[NAMES.index(name)] for point in judged.evidence) < limit
        for name, limit in ELSEWHERE.items()
    )


def _as_list(probabilities: Floats) -> Floats:
    """Terms without a claim can hint at a point (partial) but never cover or contradict it."""
    listed = np.zeros_like(probabilities)
    hinted = np.minimum(1.0, probabilities[:, COVERED] + probabilities[:, PARTIAL])
    listed[:, PARTIAL] = 2 * LIST_CREDIT * hinted
    listed[:, 0] = 1.0 - listed[:, PARTIAL]
    return listed
