"""What stands above and below the question: progress, the interviewer's words, the mean so far, the last page."""

from __future__ import annotations

import pytest

from mockinterview.domain.grade import Flag, Verdict
from mockinterview.interview import (
    Attempt,
    Plan,
    PlanKind,
    Session,
    begin,
    clock,
    dont_know,
    finish,
    pause,
    proceed,
    resume,
    retry,
    skip,
    submit,
    summarize,
)
from mockinterview.interview.wording import LINES
from mockinterview.ui.present.html import Html
from mockinterview.ui.present.room import bar, lead_in, past
from mockinterview.ui.present.summary import end_page
from mockinterview.ui.texts import Words
from tests.interview.stage_set import BANK, DEAD, LAST, RELU, SPLIT, Stage, grade_of
from tests.ui.reading import found, words

KO = Words("ko")


@pytest.fixture
def stage() -> Stage:
    return Stage(BANK)


def begun(stage: Stage, *questions: str, kind: PlanKind = PlanKind.CHECKLIST, **more: int) -> Session:
    return begin(Plan.of(kind, questions, **more), stage.scene(), session_id="s")


def after_a_pause(session: Session, stage: Stage) -> Session:
    return resume(pause(session, stage.now), stage.later(minutes=1))


def of(key: str) -> tuple[str, ...]:
    return LINES[key]["ko"]


def test_three_pauses_say_one_line_and_the_questions_own_words_stay(stage: Stage) -> None:
    session = begun(stage, RELU.id)
    greeting = lead_in(session)
    for _ in range(3):
        session = after_a_pause(session, stage)
    assert lead_in(session) in [f"{greeting} {line}" for line in of("resume")]


def test_a_pause_over_a_card_is_forgotten_at_the_next_question(stage: Stage) -> None:
    session = submit(begun(stage, RELU.id, SPLIT.id, related=0), stage.attempt(), stage.scene())
    session = after_a_pause(session, stage)
    assert lead_in(session).endswith(of("resume_review"))
    session = proceed(session, stage.scene())
    assert lead_in(session)
    assert not any(line in lead_in(session) for line in of("resume_review"))


def strokes(session: Session, stage: Stage) -> list[set[str]]:
    shown = bar(session, clock(session, stage.now), "", KO)
    return [element.classes for element in found(shown, "i")]


def test_the_strokes_light_up_from_the_left_when_a_nested_question_comes_before_its_turn(
    stage: Stage,
) -> None:
    session = begun(stage, RELU.id, SPLIT.id, LAST.id, DEAD.id)
    session = proceed(submit(session, stage.attempt(), stage.scene()), stage.scene())
    assert session.current is not None
    assert session.current.asked.question_id == DEAD.id
    assert "2 / 4" in words(bar(session, clock(session, stage.now), "", KO))
    first, second, third, fourth = strokes(session, stage)
    assert "is-coming" not in first
    assert "is-now" in second
    assert (third, fourth) == ({"is-coming"}, {"is-coming"})


def test_a_nested_question_outside_the_plan_keeps_its_planned_ones_stroke_lit(stage: Stage) -> None:
    session = begun(stage, RELU.id, SPLIT.id)
    session = proceed(submit(session, stage.attempt(), stage.scene()), stage.scene())
    assert session.current is not None
    assert session.current.asked.question_id == DEAD.id
    assert ["is-now" in stroke for stroke in strokes(session, stage)] == [True, False]


def test_the_mean_so_far_is_the_mean_at_the_end_and_both_say_of_what(stage: Stage) -> None:
    session = begun(stage, SPLIT.id, LAST.id, DEAD.id, related=0, follow_ups=1)
    session = submit(session, stage.attempt(SPLIT, tuning=Verdict.MISSING), stage.scene())
    session = proceed(session, stage.scene())
    session = proceed(
        submit(session, stage.attempt(SPLIT, tuning=Verdict.MISSING), stage.scene()), stage.scene()
    )
    session = submit(session, stage.attempt(LAST, folds=Verdict.MISSING), stage.scene())
    session = submit(retry(session, stage.scene()), stage.attempt(LAST), stage.scene())
    session = skip(proceed(session, stage.scene()), "skipped", stage.scene())
    ended = session if session.ended_at else finish(session, stage.scene())
    still_open = session.model_copy(update={"phase": begun(stage, SPLIT.id).phase})
    so_far = words(past(still_open, KO))
    assert "평균 50점" in so_far
    assert "꼬리 질문 제외" in so_far
    last = words(end_page(ended, summarize(ended), {}, KO))
    assert "평균 점수50" in last
    assert "건너뛴 질문1" in last
    assert "질문 2개의 마지막 답" in last


def test_the_last_page_opens_the_weakest_answer_and_says_that_lines_open(stage: Stage) -> None:
    session = begun(stage, RELU.id, SPLIT.id, LAST.id, kind=PlanKind.EXAM, follow_ups=0)
    session = submit(session, stage.attempt(RELU), stage.scene())
    session = submit(session, stage.attempt(SPLIT, tuning=Verdict.PARTIAL), stage.scene())
    given_up = grade_of(LAST, folds=Verdict.MISSING, flags=(Flag.DONT_KNOW,))
    session = dont_know(session, Attempt("passed", None, given_up), stage.scene())
    cards = {turn.id: Html(f"<p>card of {turn.asked.question_id}</p>") for turn in session.turns}
    page = end_page(session, summarize(session), cards, KO)
    opened = [element.text for element in found(page, "details") if "open" in element.attributes]
    assert len(opened) == 1
    assert "card of data.split" in opened[0]
    assert "줄을 누르면" in words(page)
    assert "모른다고 답한 질문1" in words(page)


def test_an_interview_without_a_grade_promises_no_opened_line(stage: Stage) -> None:
    session = skip(begun(stage, LAST.id), "t", stage.scene())
    assert "열어 두었습니다" not in words(end_page(session, summarize(session), {}, KO))
