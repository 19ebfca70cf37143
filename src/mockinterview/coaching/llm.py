"""What an LLM adds to coaching: written feedback as it streams, follow-ups, rubric drafts, phrasing ideas.

Nothing here changes a grade, and everything it returns is plain text to be escaped where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from mockinterview.coaching.drafts import DRAFT, FOLLOW_UP, IDEAS, draft_of, texts
from mockinterview.coaching.sections import parsed
from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Evidence, Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.errors import ChatError
from mockinterview.llm import Chat, Message, Reply, Schema
from mockinterview.prompts import LANGUAGE_NAMES, PromptLibrary, Rendered, speaks, tame

LONGEST_TEXT: Final = 20_000
ENOUGH_TO_TELL: Final = 120
"""Letters after which a text in the wrong language is stopped."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    question: str
    because: str
    point_id: str


@dataclass(frozen=True, slots=True)
class RubricDraft:
    question: Question
    doubts: tuple[str, ...] = ()
    """What the note says and the model holds to be wrong: for the person who reviews the draft."""


@dataclass(frozen=True, slots=True)
class PhrasingIdeas:
    phrasings: tuple[str, ...]
    counters: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LlmCoach:
    chat: Chat
    prompts: PromptLibrary

    def feedback(self, question: Question, answer: str, grade: Grade) -> Iterator[Feedback]:
        """The feedback so far, again and again; the last one is complete. Raises ChatError where the stream
        breaks: what was yielded last is then all there is."""
        claims = _false_claims(grade)
        prompt = self._render(
            "feedback",
            grade.language,
            question=_asked(question),
            points="\n".join(_judged(question.point(point.id), point) for point in grade.points),
            false_claims="\n".join(f"{i}: {claim.text}" for i, claim in enumerate(claims, 1)) or "-",
            answer=answer[:LONGEST_TEXT],
        )
        text = ""
        for piece in self.chat.stream(_messages(prompt)):
            text += piece
            _check_language(text, grade.language)
            yield parsed(text, claims, grade.language, complete=False)
        _check_language(text, grade.language, whole=True)
        yield parsed(text, claims, grade.language, complete=True)

    def follow_up(
        self, question: Question, answer: str, grade: Grade, asked: Sequence[str] = ()
    ) -> FollowUp | None:
        """None when no point is left open."""
        open_points = [p for p in grade.points if p.verdict is not Verdict.UNGRADED and p.credit < 1.0]
        if not open_points:
            return None
        target = question.point(max(open_points, key=lambda p: p.weight * (1.0 - p.credit)).id)
        reply = self._object(
            FOLLOW_UP,
            "follow_up",
            grade.language,
            question=_asked(question),
            point=target.says,
            asked="\n".join(f"- {text}" for text in asked) or "-",
            answer=answer[:LONGEST_TEXT],
        )
        asks, because = (tame(reply.get(key), 400) for key in ("question", "because"))
        if not asks or asks in asked or not speaks(asks, grade.language) or _gives_away(asks, target, answer):
            raise ChatError(
                "LLM의 꼬리 질문을 쓸 수 없어 루브릭의 질문을 씁니다.",
                "The LLM's follow-up is not usable; the rubric's own is used.",
            )
        return FollowUp(asks, because, target.id)

    def rubric_draft(self, note: str, question_id: str, language: Language = "ko") -> RubricDraft:
        """A draft for a person to review; raises ChatError when what came back is no rubric."""
        data = self._object(DRAFT, "rubric_draft", language, note=note[:LONGEST_TEXT])
        try:
            return RubricDraft(draft_of(data, question_id, language), texts(data.get("doubts"), 10))
        except (ValidationError, ValueError) as exc:
            raise ChatError(
                "LLM이 만든 초안이 루브릭 형식에 맞지 않습니다. 다시 시도하거나 직접 써 주세요.",
                "The LLM's draft is no valid rubric. Try again or write it by hand.",
            ) from exc

    def phrasing_ideas(self, question: Question, point: Point, language: Language = "ko") -> PhrasingIdeas:
        """Only what the rubric does not have yet."""
        spellings = [term for group in point.keywords for term in group]
        data = self._object(
            IDEAS,
            "phrasing_ideas",
            language,
            question=_asked(question),
            point=point.says,
            known="\n".join(f"- {text}" for text in (*point.phrasings, *point.counters, *spellings)) or "-",
        )
        known = {*point.phrasings, *point.counters, *spellings, point.says}
        fresh = {
            key: tuple(text for text in texts(data.get(key), 8) if text not in known)
            for key in ("phrasings", "counters", "keywords")
        }
        return PhrasingIdeas(**fresh)

    def _object(self, schema: Schema, name: str, language: Language, **values: str) -> Mapping[str, Any]:
        reply: Reply = self.chat.complete(_messages(self._render(name, language, **values)), schema)
        if reply.finish == "length":
            raise ChatError(
                "LLM의 답이 길이 제한에서 잘렸습니다.", "The LLM's reply was cut at its length limit."
            )
        return reply.data or {}

    def _render(self, name: str, language: Language, **values: str) -> Rendered:
        return self.prompts.get(name).render({"language": LANGUAGE_NAMES[language], **values})


def _messages(prompt: Rendered) -> list[Message]:
    return [Message("system", prompt.system), Message("user", prompt.user)]


def _false_claims(grade: Grade) -> tuple[Evidence, ...]:
    """What the grade found to be false, in the candidate's own words, each place once."""
    found = [claim.evidence for claim in grade.misconceptions]
    found += [p.evidence for p in grade.points if p.verdict is Verdict.CONTRADICTED and p.evidence]
    return tuple({(item.start, item.end): item for item in found}.values())


def _judged(point: Point, grade: PointGrade) -> str:
    return f"- ({grade.verdict.value}, weight {point.weight:g}) {point.says}"


def _asked(question: Question) -> str:
    return " / ".join(text for text in (question.question.ko, question.question.en) if text)


def _check_language(text: str, language: Language, *, whole: bool = False) -> None:
    if (whole or len(text) > ENOUGH_TO_TELL) and not speaks(text, language):
        raise ChatError(
            "LLM이 다른 언어로 피드백을 써서 쓰지 않았습니다.",
            "The LLM wrote its feedback in another language; it is not used.",
        )


def _gives_away(asks: str, point: Point, answer: str) -> bool:
    """Whether the question says terms of two or more keyword groups that the candidate has not said."""
    said, asked = answer.casefold(), asks.casefold()
    told = [
        group
        for group in point.keywords
        if any(term.casefold() in asked for term in group)
        and not any(term.casefold() in said for term in group)
    ]
    return len(told) >= 2
