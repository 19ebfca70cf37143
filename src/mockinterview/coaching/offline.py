"""Feedback without an LLM: the grade put into words, from the rubric's own material and the candidate's own words.

Nothing is said here that the verdicts do not say. What the grader is not sure of is worded as unsure. The wording
varies with the answer and is the same for the same answer.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass

from mockinterview.coaching.flag_phrases import FLAGGED
from mockinterview.coaching.phrases import (
    ABOUT,
    ABOUT_UNNAMED,
    EASIER,
    GAP,
    NEXT,
    STRENGTH,
    TRUTH_UNSURE,
    UNGRADED,
    pick,
)
from mockinterview.coaching.spoken import clipped, is_english, label, spoken_phrasing, statement, whole
from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Correction, Feedback
from mockinterview.domain.grade import Evidence, Flag, Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question

SURE = 0.6
"""Below this confidence a verdict is worded as what was heard, not as what is so."""
SHORT = 30
"""Words."""
MAYBE_CONTRADICTED = "maybe_contradicted"
"""The grader's note on a point that may have been said the wrong way round."""

_NO_ANSWER = (Flag.EMPTY, Flag.DONT_KNOW, Flag.OFF_TOPIC, Flag.QUESTION_ECHO)
"""With these the flag says it all: there is no answer whose gaps could be weighed."""
_SPOILT = (
    Flag.INSTRUCTIONS,
    Flag.KEYWORD_LIST,
    Flag.CODE_ONLY,
    Flag.TOO_LONG,
    Flag.REPETITION,
    Flag.HIDDEN_CHARACTERS,
)


def offline_feedback(question: Question, grade: Grade, answer: str, language: Language = "ko") -> Feedback:
    seed = hashlib.sha256(f"{question.id}\0{answer}".encode("utf-8", "surrogatepass")).digest()
    rng = random.Random(seed)  # noqa: S311 - wording, no secret
    return _Coach(question, grade, language, rng, short=len(answer.split()) <= SHORT).feedback()


@dataclass(frozen=True, slots=True)
class _Coach:
    question: Question
    grade: Grade
    language: Language
    rng: random.Random
    short: bool
    """A sentence or two: nobody needs to be told to say that in fewer words."""

    def feedback(self) -> Feedback:
        if not self.grade.graded and self._flag(*_NO_ANSWER) is None:
            return Feedback(next_step=pick(UNGRADED, self.language, self.rng), language=self.language)
        corrections = self._corrections()
        gap = self._gap_point()
        return Feedback(
            strength=self._strength(),
            gap=self._gap(gap),
            hint=gap.hint or None if gap else None,
            corrections=corrections,
            next_step=self._next_step(gap, corrections),
            say_it_like=self._say_it_like(gap),
            written_by="offline",
            language=self.language,
        )

    def _flag(self, *among: Flag) -> Flag | None:
        return next((flag for flag in among if flag in self.grade.flags), None)

    def _points(self, *verdicts: Verdict) -> list[tuple[Point, PointGrade]]:
        """Graded points that the question (still) has, the heaviest first."""
        known = {point.id: point for point in self.question.points}
        found = [(known[p.id], p) for p in self.grade.points if p.id in known and p.verdict in verdicts]
        return sorted(found, key=lambda pair: -pair[0].weight)

    def _strength(self) -> str | None:
        if not self.grade.score or self._flag(*_NO_ANSWER):
            return None
        covered = self._praiseworthy(Verdict.COVERED)
        partial = self._praiseworthy(Verdict.PARTIAL)
        if Flag.KEYWORD_LIST in self.grade.flags:
            return self._praise("listed", (covered + partial)[:1])
        if not covered:
            return self._praise("partial", partial[:1])
        best = max(covered, key=lambda pair: pair[0].weight * pair[1].confidence)
        if best[1].confidence < SURE:
            return self._praise("unsure", [best])
        return self._praise(
            self._breadth(len(self._points(Verdict.COVERED))),
            [best],
            count=len(self._points(Verdict.COVERED)),
        )

    def _praiseworthy(self, verdict: Verdict) -> list[tuple[Point, PointGrade]]:
        """Points whose words are not among those that are corrected below."""
        wrong = [claim.evidence for claim in self.grade.misconceptions]
        wrong += [p.evidence for p in self.grade.points if p.verdict is Verdict.CONTRADICTED and p.evidence]
        return [
            (point, found)
            for point, found in self._points(verdict)
            if found.evidence and not any(_overlap(found.evidence, other) for other in wrong)
        ]

    def _breadth(self, covered: int) -> str:
        total = len(self.question.points)
        if total < 2 or covered < 2:
            return "one"
        return "all" if covered == total else "several"

    def _praise(self, kind: str, best: list[tuple[Point, PointGrade]], count: int = 0) -> str | None:
        if not best or best[0][1].evidence is None:
            return None
        quote = clipped(best[0][1].evidence.text)
        if not quote:
            return None
        total = len(self.question.points)
        return pick(STRENGTH[kind], self.language, self.rng, quote=quote, count=count, total=total)

    def _corrections(self) -> tuple[Correction, ...]:
        """One for each false thing said; a misconception explains itself better than the point it turns."""
        found: dict[str, Correction] = {}
        turned: set[str | None] = set()
        known = {m.id: m for m in self.question.misconceptions}
        for claim in self.grade.misconceptions:
            quote = claim.evidence.text
            found.setdefault(quote, self._correction(quote, claim.why, claim.confidence))
            if claim.id in known:
                turned.add(known[claim.id].contradicts)
        for point, verdict in self._points(Verdict.CONTRADICTED):
            if point.id not in turned and verdict.evidence is not None:
                quote, truth = verdict.evidence.text, statement(point, self.language)
                found.setdefault(quote, self._correction(quote, truth, verdict.confidence))
        return tuple(found.values())

    def _correction(self, quote: str, truth: str, confidence: float) -> Correction:
        careful = truth if confidence >= SURE else TRUTH_UNSURE[self.language].format(truth=truth)
        return Correction(quote=whole(quote), truth=careful)

    def _gap_point(self) -> Point | None:
        """The heaviest point not made; when nothing could be graded, the heaviest of all."""
        if not self.grade.graded:
            return max(self.question.points, key=lambda point: point.weight)
        for verdict in (Verdict.MISSING, Verdict.CONTRADICTED, Verdict.PARTIAL):
            points = self._points(verdict)
            if points:
                return points[0][0]
        return None

    def _gap(self, point: Point | None) -> str | None:
        flag = self._flag(*_NO_ANSWER)
        if flag is not None:
            return pick(FLAGGED[flag][0], self.language, self.rng)
        parts = [pick(FLAGGED[f][0], self.language, self.rng) for f in _SPOILT if f in self.grade.flags]
        if point is not None and self.grade.graded:
            parts.append(self._gap_line(point))
        return " ".join(part for part in parts if part) or None

    def _gap_line(self, point: Point) -> str:
        verdict = self.grade.point(point.id)
        if verdict.verdict is Verdict.CONTRADICTED and verdict.evidence is not None:
            return ""  # the correction says it, with the candidate's words beside it
        if verdict.note == MAYBE_CONTRADICTED:
            kind = "maybe_false"
        elif verdict.verdict is Verdict.PARTIAL:
            kind = "partial"
        else:
            kind = "missing" if verdict.confidence >= SURE else "unsure"
        return self._capital(pick(GAP[kind], self.language, self.rng, about=self._about(point)))

    def _next_step(self, point: Point | None, corrections: tuple[Correction, ...]) -> str:
        flag = self._flag(*_NO_ANSWER, *_SPOILT)
        if flag is not None:
            return pick(FLAGGED[flag][1], self.language, self.rng)
        if corrections:
            kind = "false" if self._sure_of_a_false_claim() else "maybe_false"
            return pick(NEXT[kind], self.language, self.rng)
        if point is None:
            return pick(NEXT[self._nothing_missing()], self.language, self.rng)
        half = self.grade.graded and self.grade.point(point.id).verdict is Verdict.PARTIAL
        line = pick(NEXT["partial" if half else "missing"], self.language, self.rng, about=self._about(point))
        return self._capital(line)

    def _nothing_missing(self) -> str:
        if self.question.follow_ups:
            return "related"
        return "done_shortly" if self.short else "done"

    def _sure_of_a_false_claim(self) -> bool:
        false = [point.confidence for _, point in self._points(Verdict.CONTRADICTED) if point.evidence]
        false += [claim.confidence for claim in self.grade.misconceptions]
        return any(confidence >= SURE for confidence in false)

    def _say_it_like(self, point: Point | None) -> str | None:
        """The point as a statement, then once more as one would say it to a colleague."""
        if point is None:
            return None
        first = statement(point, self.language)
        second = spoken_phrasing(point, self.language)
        if second is None or second == first:
            return first
        easier = pick(EASIER, self.language, self.rng)
        return f"{first} {easier} {self._inside(second)}"

    def _about(self, point: Point) -> str:
        name = label(point, self.language)
        return ABOUT[self.language].format(label=name) if name else ABOUT_UNNAMED[self.language]

    def _inside(self, sentence: str) -> str:
        """An ordinary English word loses its capital in mid-sentence; ReLU and Adam's do not."""
        first = sentence.split(" ", 1)[0]
        ordinary = first in _SENTENCE_STARTS
        return sentence[0].lower() + sentence[1:] if is_english(sentence) and ordinary else sentence

    def _capital(self, line: str) -> str:
        return line[:1].upper() + line[1:] if self.language == "en" else line


_SENTENCE_STARTS = frozenset(
    [
        "A",
        "An",
        "The",
        "It",
        "Its",
        "This",
        "That",
        "These",
        "If",
        "When",
        "In",
        "You",
        "We",
        "With",
        "Without",
        "Because",
        "Both",
        "Each",
    ]
)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
