"""The question after an answer: the claim that was wrong, the gap that weighs most, or what the documents ask next.

The interviewer gives the point's own hint and asks; the point itself, its keywords and its phrasings stay unsaid. Of a
false claim only the candidate's own words are repeated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection

from mockinterview.domain.base import Language
from mockinterview.domain.grade import Evidence, Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.domain.turn import Asked, AskedBecause
from mockinterview.rubric_store import Bank

QUOTE_LENGTH = 60

_Lines = dict[Language, tuple[str, ...]]

_DOUBT: _Lines = {
    "ko": (
        "조금 전에 “{quote}”라고 하셨는데, 그 부분을 다시 따져 보고 싶습니다.",
        "“{quote}”라는 말씀이 마음에 걸리네요. 한 번 더 생각해 보시죠.",
        "잠깐, “{quote}”라고 하신 대목은 다시 확인해 보겠습니다.",
    ),
    "en": (
        "A moment ago you said “{quote}”. I would like to come back to that.",
        "I am not sure about “{quote}”. Let's think it over once more.",
        "Wait, “{quote}”: let's check that part again.",
    ),
}
_DOUBT_UNQUOTED: _Lines = {
    "ko": (
        "방금 답변 가운데 다시 따져 볼 대목이 하나 있습니다.",
        "말씀하신 것 중에 한 군데는 사실과 달라 보입니다.",
    ),
    "en": (
        "One part of your answer deserves a second look.",
        "Something in what you said does not seem to hold.",
    ),
}
_MISSING: _Lines = {
    "ko": (
        "여기서 한 가지만 더 여쭤보겠습니다.",
        "답변에서 아직 나오지 않은 이야기가 하나 있어서, 힌트를 드려 볼게요.",
        "조금 더 듣고 싶은 부분이 있습니다.",
    ),
    "en": (
        "Let me ask one more thing here.",
        "There is something I have not heard yet, so here is a hint.",
        "I would like to hear a little more.",
    ),
}
_PARTIAL: _Lines = {
    "ko": (
        "방향은 맞습니다. 조금만 더 구체적으로 들어가 볼까요?",
        "절반쯤 말씀해 주신 내용이 있는데, 마저 채워 보겠습니다.",
    ),
    "en": (
        "You are on the right track; let's be a bit more specific.",
        "You have touched on something half-way. Let's complete it.",
    ),
}
_INVITE: _Lines = {
    "ko": ("이 점을 설명해 주시겠어요?", "어떻게 보시나요?", "이어서 말씀해 주시겠어요?"),
    "en": ("Could you explain that?", "What is your view?", "Could you go on from there?"),
}
_NO_HINT: _Lines = {
    "ko": (
        "이 질문에 꼭 들어가야 할 내용이 하나 남았습니다. 무엇을 더 말씀하시겠어요?",
        "중요한 내용이 하나 더 있는데, 무엇일지 짚어 보시겠어요?",
    ),
    "en": (
        "One important thing is still missing. What would you add?",
        "There is one more thing to say here. What could it be?",
    ),
}
_NO_HINT_AFTER_DOUBT: _Lines = {
    "ko": (
        "정말 그런지, 이유와 함께 다시 설명해 주시겠어요?",
        "어떤 경우에 그렇게 되는지 다시 말씀해 주시겠어요?",
    ),
    "en": ("Is that really so, and why?", "Could you explain again when that would be the case?"),
}
_ASKS = re.compile(r"[?？]\s*$|(?:세요|시오|십시오|볼까요)[.!]?\s*$")


def follow_up(
    question: Question,
    grade: Grade | None,
    bank: Bank,
    asked_before: Collection[Asked],
    rng: random.Random,
    language: Language = "ko",
) -> Asked | None:
    """None when nothing is left to ask. An ungraded answer shows no gaps, so only the documents' own questions follow."""
    found = _weightiest_gap(question, grade, asked_before)
    if found is None:
        return _nested(question, bank, asked_before, language)
    point, verdict, quote = found
    false = verdict is Verdict.CONTRADICTED
    lead = _lead(verdict, quote, rng, language)
    return Asked(
        question_id=question.id,
        text=f"{lead} {_ask(point, false, rng, language)}",
        because=AskedBecause.FALSE_CLAIM if false else AskedBecause.MISSING_POINT,
        point_id=point.id,
    )


def _weightiest_gap(
    question: Question, grade: Grade | None, asked_before: Collection[Asked]
) -> tuple[Point, Verdict, str] | None:
    """Contradicted before missing or partial; then the weight; then, of two alike, the emptier one."""
    if grade is None or not grade.graded:
        return None
    done = {asked.point_id for asked in asked_before if asked.question_id == question.id}
    points = {point.id: point for point in question.points if point.id not in done}
    false = _false_words(question, grade)
    gaps = []
    for item in grade.points:
        verdict = Verdict.CONTRADICTED if item.id in false else item.verdict
        if item.id in points and verdict in (Verdict.CONTRADICTED, Verdict.MISSING, Verdict.PARTIAL):
            point = points[item.id]
            rank = (verdict is not Verdict.CONTRADICTED, -point.weight, item.credit)
            gaps.append((rank, (point, verdict, false.get(item.id, ""))))
    return min(gaps, key=lambda gap: gap[0])[1] if gaps else None


def _false_words(question: Question, grade: Grade) -> dict[str, str]:
    """What the candidate said against each contradicted point; a false claim met counts against the point it turns."""
    turned = {item.id: item.contradicts for item in question.misconceptions}
    words = {point.id: _words(point.evidence) for point in grade.points if _is_false(point)}
    for claim in grade.misconceptions:
        point_id = turned.get(claim.id)
        if point_id is not None and not words.get(point_id):
            words[point_id] = _words(claim.evidence)
    return words


def _is_false(point: PointGrade) -> bool:
    return point.verdict is Verdict.CONTRADICTED


def _words(evidence: Evidence | None) -> str:
    """On one line, short enough to be said, and without the halves of broken characters."""
    text = " ".join(evidence.text.split()) if evidence is not None else ""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return text if len(text) <= QUOTE_LENGTH else f"{text[: QUOTE_LENGTH - 1].rstrip()}…"


def _lead(verdict: Verdict, quote: str, rng: random.Random, language: Language) -> str:
    if verdict is Verdict.CONTRADICTED:
        lines = _DOUBT if quote else _DOUBT_UNQUOTED
        return rng.choice(lines[language]).replace("{quote}", quote)
    return rng.choice((_PARTIAL if verdict is Verdict.PARTIAL else _MISSING)[language])


def _ask(point: Point, false: bool, rng: random.Random, language: Language) -> str:
    """A hint that is a question, or asks for something, needs nothing after it."""
    if not point.hint:
        return rng.choice((_NO_HINT_AFTER_DOUBT if false else _NO_HINT)[language])
    if _ASKS.search(point.hint):
        return point.hint
    return f"{point.hint} {rng.choice(_INVITE[language])}"


def _nested(
    question: Question, bank: Bank, asked_before: Collection[Asked], language: Language
) -> Asked | None:
    seen = {asked.question_id for asked in asked_before} | {question.id}
    for question_id in question.follow_ups:
        if question_id in bank and question_id not in seen:
            text = bank.question(question_id).question.text(language)
            return Asked(question_id=question_id, text=text, because=AskedBecause.RELATED)
    return None
