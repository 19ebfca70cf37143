"""How the interviewer talks."""

from __future__ import annotations

import random
import string

import pytest
from stage_set import RELU, Stage, grade_of

from mockinterview.domain.answer import Answer
from mockinterview.domain.base import Language
from mockinterview.domain.grade import Verdict
from mockinterview.domain.turn import Asked, AskedBecause
from mockinterview.interview import (
    Attempt,
    Plan,
    PlanKind,
    SayKind,
    Says,
    Session,
    begin,
    proceed,
    submit,
    why_asked,
)
from mockinterview.interview.wording import LINES, WHY, say


def after_answer(stage: Stage, confidence: float, kind: PlanKind, **verdicts: Verdict) -> Session:
    session = begin(Plan.of(kind, [RELU.id], minutes=30), stage.scene(), session_id="s")
    grade = grade_of(RELU, **verdicts)
    points = tuple(point.model_copy(update={"confidence": confidence}) for point in grade.points)
    attempt = Attempt(
        "t", Answer(text="시그모이드는 괜찮습니다."), grade.model_copy(update={"points": points})
    )
    session = submit(session, attempt, stage.scene())
    return session if kind is PlanKind.EXAM else proceed(session, stage.scene())


def last_lead(session: Session) -> str:
    return [e.text for e in session.log if isinstance(e, Says) and e.kind is SayKind.TRANSITION][-1]


def test_an_english_interview_asks_its_follow_ups_in_english(stage: Stage) -> None:
    """The shipped hints are Korean; used as a question they would switch the language in mid-interview."""
    session = begin(Plan.of(PlanKind.SINGLE, [RELU.id]), stage.scene(), session_id="s", language="en")
    attempt = Attempt("t", Answer(text="It is fine."), grade_of(RELU, vanishing=Verdict.MISSING))
    session = proceed(submit(session, attempt, stage.scene()), stage.scene())
    assert session.current is not None
    assert session.current.asked.point_id is not None
    assert not any("가" <= char <= "힣" for char in session.current.asked.text)


@pytest.mark.parametrize("key", LINES)
def test_every_line_exists_in_both_languages_with_the_same_slots(key: str) -> None:
    slots = {
        tuple(sorted({name for _, name, _, _ in string.Formatter().parse(line) if name}))
        for lines in LINES[key].values()
        for line in lines
    }
    assert set(LINES[key]) == {"ko", "en"}
    assert len(slots) == 1
    assert all(len(set(lines)) == len(lines) >= 2 for lines in LINES[key].values())


@pytest.mark.parametrize("key", LINES)
def test_korean_lines_are_polite_to_the_last_sentence(key: str) -> None:
    for line in LINES[key]["ko"]:
        assert line.rstrip(".?").endswith(("다", "요", "죠", "까"))


def test_the_same_dice_say_the_same_and_a_line_is_not_repeated_at_once() -> None:
    rng = random.Random(5)
    first = say("next", "ko", random.Random(5))
    assert say("next", "ko", rng) == first
    assert all(say("next", "ko", random.Random(seed), [first]) != first for seed in range(20))


def test_braces_in_a_quote_stay_what_they_are() -> None:
    assert "{rng} %s" in say("false", "ko", random.Random(0), quote="{rng} %s")


@pytest.mark.parametrize("because", AskedBecause)
def test_the_candidate_is_told_why(because: AskedBecause) -> None:
    asked = Asked(question_id="q", text="?", because=because)
    assert set(WHY[because]) == {"ko", "en"}
    assert why_asked(asked, "ko") != why_asked(asked, "en")


def test_an_uncertain_accusation_is_worded_as_a_question_of_hearing(stage: Stage) -> None:
    sure = last_lead(after_answer(stage, 0.9, PlanKind.CHECKLIST, vanishing=Verdict.CONTRADICTED))
    unsure = last_lead(after_answer(stage, 0.4, PlanKind.CHECKLIST, vanishing=Verdict.CONTRADICTED))
    assert (
        any(line.split("“")[0] and line.split("“")[0] in sure for line in LINES["false"]["ko"])
        or "걸리" in sure
    )
    assert "잘못 들었" in unsure or "들었는데" in unsure


def test_an_exam_does_not_give_its_opinion_away(stage: Stage) -> None:
    lead = last_lead(after_answer(stage, 0.95, PlanKind.EXAM, vanishing=Verdict.CONTRADICTED))
    assert "걸리" not in lead
    assert "확인하고 싶" not in lead


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_change_of_topic_is_announced(stage: Stage, language: Language) -> None:
    plan = Plan.of(PlanKind.CHECKLIST, [RELU.id, "data.split"], related=0)
    session = begin(plan, stage.scene(), session_id="s", language=language)
    session = proceed(submit(session, stage.attempt(), stage.scene()), stage.scene())
    assert ("데이터 나누기" if language == "ko" else "data-split") in last_lead(session)
