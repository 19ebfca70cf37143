"""The grader that asks an LLM for verdicts and quotes, and believes only what it can find in the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from mockinterview import __version__
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.errors import ChatError
from mockinterview.grading import gates, scoring
from mockinterview.grading.injection import find_instructions, veiled
from mockinterview.grading.judging import SURE_MISSING, Judge, voted
from mockinterview.grading.opinions import grade_schema, read_claims, read_opinions, recheck_schema
from mockinterview.grading.quotes import Haystack
from mockinterview.grading.rubric_text import misconceptions_text, notes_text, opinions_text, points_text
from mockinterview.llm import Chat, Message, Reply, Schema
from mockinterview.prompts import LANGUAGE_NAMES, PromptLibrary, Rendered, hidden_signs

METHOD: Final = "llm-1"
MOST_UNGRADED: Final = 1 / 3
"""Of the weight; with less than the rest judged there is no LLM grade."""

Opinions = Mapping[str, tuple[PointGrade, PointGrade]]
Recheck = Callable[[Opinions], Mapping[str, PointGrade]]


class RubricGrader:
    """Thread-safe when its chat is. `votes` asks the same several times side by side."""

    def __init__(self, chat: Chat, prompts: PromptLibrary, votes: int = 1) -> None:
        self._chat = chat
        self._prompts = prompts
        self._votes = max(1, votes)

    def grade(self, question: Question, answer: str, language: Language | None = None) -> Grade:
        """Raises ChatError when no honest grade came back: the caller then falls back and says so."""
        spoken = language or gates.language_of(answer)
        if not gates.has_words(answer):
            return self._ungraded(question, spoken, gates.no_words_reason(answer, spoken))
        sheet = _Sheet.of(question, answer, spoken)
        if Flag.DONT_KNOW in sheet.flags or not gates.has_words(sheet.seen):
            return self._grade(sheet, _all_missing(question), self._chat.model, None)
        prompt = self._render(f"grade.{spoken}", _grading_values(question, sheet.seen))
        ids = [point.id for point in question.points]
        replies = self._ask(prompt, grade_schema(ids))
        points = voted([sheet.judge.points(read_opinions(reply.data or {}, ids)) for reply in replies])
        points = sheet.judge.closed(self._completed(sheet, points))
        claims = sheet.judge.claims(claim for reply in replies for claim in read_claims(reply.data or {}))
        grade = self._grade(sheet, points, replies[0].model, prompt.provenance)
        return grade.model_copy(update={"misconceptions": claims})

    def rechecker(self, question: Question, answer: str, language: Language) -> Recheck:
        """For `merge`: a second look at the points in dispute and no others."""
        sheet = _Sheet.of(question, answer, language)
        return lambda disputes: self._look_again(
            sheet, [question.point(name) for name in disputes], opinions_text(disputes.values())
        )

    def _completed(self, sheet: _Sheet, points: Sequence[PointGrade]) -> tuple[PointGrade, ...]:
        """Points that were left out are asked for once more; too many of them are no grade."""
        left_out = [sheet.question.point(p.id) for p in points if p.verdict is Verdict.UNGRADED]
        if scoring.ungraded_share(points) > MOST_UNGRADED:
            raise ChatError(
                f"모델이 포인트 {len(points)}개 가운데 {len(left_out)}개를 판정하지 않아 LLM 채점을 쓰지 않습니다.",
                f"The model left {len(left_out)} of {len(points)} points without a verdict; its grade is not used.",
            )
        if not left_out:
            return tuple(points)
        try:
            again = self._look_again(sheet, left_out, "-")
        except ChatError:
            again = {}
        return tuple(again.get(point.id, point) for point in points)

    def _look_again(self, sheet: _Sheet, points: Sequence[Point], opinions: str) -> dict[str, PointGrade]:
        values = {
            "language": LANGUAGE_NAMES[sheet.judge.language],
            "question": _asked(sheet.question),
            "points": points_text(points),
            "opinions": opinions,
            "answer": sheet.seen,
        }
        ids = [point.id for point in points]
        reply = self._complete(self._render("recheck_point", values), recheck_schema(ids))
        given = read_opinions(reply.data or {}, ids)
        return {point.id: sheet.judge.point(point, given[point.id]) for point in points if point.id in given}

    def _ask(self, prompt: Rendered, schema: Schema) -> list[Reply]:
        """One reply a vote; a vote that fails is not cast, unless all fail."""
        if self._votes == 1:
            return [self._complete(prompt, schema)]
        with ThreadPoolExecutor(self._votes, thread_name_prefix="vote") as pool:
            ballots = [pool.submit(self._complete, prompt, schema) for _ in range(self._votes)]
        errors = [ballot.exception() for ballot in ballots]
        cast = [ballot.result() for ballot, error in zip(ballots, errors, strict=True) if error is None]
        unexpected = next((error for error in errors if error and not isinstance(error, ChatError)), None)
        if unexpected or not cast:
            raise unexpected or next(error for error in errors if error)
        return cast

    def _complete(self, prompt: Rendered, schema: Schema) -> Reply:
        return self._chat.complete([Message("system", prompt.system), Message("user", prompt.user)], schema)

    def _render(self, name: str, values: Mapping[str, str]) -> Rendered:
        return self._prompts.get(name).render(values)

    def _grade(
        self,
        sheet: _Sheet,
        points: Sequence[PointGrade],
        model: str,
        prompt: str | None,
    ) -> Grade:
        return Grade(
            question=sheet.question.id,
            score=scoring.score(points),
            graded=True,
            grader=self._info(sheet.question, model, prompt),
            confidence=scoring.confidence(points),
            band=scoring.band(points),
            points=tuple(points),
            flags=sheet.flags,
            language=sheet.judge.language,
        )

    def _ungraded(self, question: Question, language: Language, reason: str) -> Grade:
        return Grade(
            question=question.id,
            score=None,
            graded=False,
            reason=reason,
            grader=self._info(question, self._chat.model, None),
            flags=(Flag.EMPTY,),
            language=language,
        )

    def _info(self, question: Question, model: str, prompt: str | None) -> GraderInfo:
        return GraderInfo(
            kind="llm",
            model=model,
            version=f"{__version__}+{METHOD}",
            rubric=question.content_hash(),
            prompt=prompt,
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One answer, looked at by code before any model is."""

    judge: Judge
    flags: tuple[Flag, ...]
    seen: str
    """What the LLM gets to read."""

    @property
    def question(self) -> Question:
        return self.judge.question

    @classmethod
    def of(cls, question: Question, answer: str, language: Language) -> _Sheet:
        read = answer[: gates.LONGEST]
        spoken_to_us = find_instructions(read)
        flags = gates.flags_of(answer)
        flags += [Flag.INSTRUCTIONS] if spoken_to_us else []
        flags += [Flag.HIDDEN_CHARACTERS] if hidden_signs(read) else []
        judge = Judge(
            question=question,
            haystack=Haystack(read, spoken_to_us),
            language=language,
            guarded=bool(spoken_to_us),
            listed=Flag.KEYWORD_LIST in flags,
        )
        return cls(judge, tuple(flags), veiled(read, spoken_to_us))


def _grading_values(question: Question, seen: str) -> dict[str, str]:
    return {
        "question": _asked(question),
        "points": points_text(question.points),
        "misconceptions": misconceptions_text(question),
        "notes": notes_text(question),
        "answer": seen,
    }


def _asked(question: Question) -> str:
    return " / ".join(text for text in (question.question.ko, question.question.en) if text)


def _all_missing(question: Question) -> list[PointGrade]:
    return [
        PointGrade(id=p.id, verdict=Verdict.MISSING, credit=0.0, confidence=SURE_MISSING, weight=p.weight)
        for p in question.points
    ]
