"""What a candidate meets in an interview, step by step."""

from __future__ import annotations

from typing import Any

import pytest
from stage_set import DEAD, LAST, RELU, SPLIT, START, Stage, grade_of

from mockinterview.domain.answer import Answer
from mockinterview.domain.grade import Flag, Verdict
from mockinterview.domain.turn import AskedBecause, Ending
from mockinterview.errors import MockInterviewError, NotFound
from mockinterview.interview import (
    Attempt,
    Move,
    Phase,
    Plan,
    PlanKind,
    SayKind,
    Says,
    Session,
    ask_aside,
    begin,
    clock,
    come_back,
    dont_know,
    feedback_visible,
    finish,
    focused,
    keep_draft,
    narrowed,
    pause,
    proceed,
    question_on_table,
    read_against,
    regraded,
    resume,
    retry,
    reveal,
    skip,
    submit,
    summarize,
    upcoming,
)
from mockinterview.rubric_store import Bank

MISSING, WRONG, COVERED = Verdict.MISSING, Verdict.CONTRADICTED, Verdict.COVERED


def started(stage: Stage, *questions: str, kind: PlanKind = PlanKind.CHECKLIST, **options: Any) -> Session:
    plan = Plan.of(kind, questions or (RELU.id, SPLIT.id), **options)
    return begin(plan, stage.scene(), session_id="s1")


def asked(session: Session) -> tuple[str, str | None, AskedBecause]:
    assert session.current is not None
    assert session.phase is Phase.ASKING
    question = session.current.asked
    return question.question_id, question.point_id, question.because


def said(session: Session, kind: SayKind) -> list[str]:
    return [entry.text for entry in session.log if isinstance(entry, Says) and entry.kind is kind]


def test_it_begins_with_a_greeting_and_the_first_question(stage: Stage) -> None:
    session = started(stage)
    assert [entry.kind for entry in session.log if isinstance(entry, Says)] == [
        SayKind.GREETING,
        SayKind.QUESTION,
    ]
    assert asked(session) == (RELU.id, None, AskedBecause.PLAN)


def test_a_plan_with_an_unknown_question_does_not_begin(stage: Stage) -> None:
    with pytest.raises(NotFound, match="why-relu"):
        started(stage, "dl.why-rel")


def test_a_plan_without_questions_is_refused_with_one_line() -> None:
    with pytest.raises(MockInterviewError, match="질문이 없습니다"):
        Plan.of(PlanKind.DUE, [])


def test_the_heaviest_missing_point_is_asked_first_with_its_hint(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(vanishing=MISSING, cheap=MISSING), stage.scene())
    assert session.phase is Phase.REVIEW
    coming = upcoming(session, stage.bank, stage.now)
    assert (coming.kind, coming.point_id) == (Move.FOLLOW_UP, "vanishing")
    session = proceed(session, stage.scene())
    assert asked(session) == (RELU.id, "vanishing", AskedBecause.MISSING_POINT)
    assert said(session, SayKind.FOLLOW_UP) == ["미분값을 곱해 보면요?"]
    assert said(session, SayKind.TRANSITION)


def test_a_contradicted_point_comes_with_the_candidates_own_words(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(sparse=WRONG, cheap=MISSING), stage.scene())
    session = proceed(session, stage.scene())
    assert asked(session) == (RELU.id, "sparse", AskedBecause.FALSE_CLAIM)
    assert "“시그모이드”" in said(session, SayKind.TRANSITION)[-1]


def test_a_misconception_sends_the_follow_up_to_the_point_it_turns(stage: Stage) -> None:
    attempt = stage.attempt()
    attempt = Attempt(attempt.turn_id, attempt.answer, grade_of(RELU, claims=("bounded",)))
    session = proceed(submit(started(stage), attempt, stage.scene()), stage.scene())
    assert asked(session) == (RELU.id, "sparse", AskedBecause.FALSE_CLAIM)


def test_every_gap_is_asked_about_once_and_no_more_than_the_plan_allows(stage: Stage) -> None:
    session = started(stage, RELU.id, LAST.id, follow_ups=2, related=0)
    session = submit(session, stage.attempt(vanishing=MISSING, cheap=MISSING, sparse=MISSING), stage.scene())
    points = []
    while (session := proceed(session, stage.scene())).current and asked(session)[1]:
        points.append(asked(session)[1])
        session = submit(
            session,
            stage.attempt(narrowed(RELU, points[-1] or ""), **{points[-1] or "": MISSING}),
            stage.scene(),
        )
    assert points == ["vanishing", "sparse"]
    assert asked(session)[0] == LAST.id


def test_follow_ups_can_be_switched_off(stage: Stage) -> None:
    session = started(stage, follow_ups=0, related=0)
    session = submit(session, stage.attempt(vanishing=MISSING), stage.scene())
    assert upcoming(session, stage.bank, stage.now).kind is Move.NEXT


def test_the_documents_nested_question_follows_a_good_answer_and_is_not_asked_twice(stage: Stage) -> None:
    session = started(stage, RELU.id, DEAD.id)
    session = proceed(submit(session, stage.attempt(), stage.scene()), stage.scene())
    assert asked(session) == (DEAD.id, None, AskedBecause.RELATED)
    session = proceed(submit(session, stage.attempt(DEAD), stage.scene()), stage.scene())
    assert session.phase is Phase.FINISHED


def test_a_question_due_for_review_says_so(stage: Stage) -> None:
    session = started(stage, RELU.id, kind=PlanKind.WEAK, due=[RELU.id])
    assert asked(session)[2] is AskedBecause.DUE


def test_skipping_goes_straight_on_and_keeps_what_was_typed(stage: Stage) -> None:
    session = skip(keep_draft(started(stage), "반쯤 쓴 답", stage.now), "t1", stage.scene())
    assert asked(session)[0] == SPLIT.id
    assert session.turns[0].ending is Ending.SKIPPED
    assert session.turns[0].answer is not None
    assert session.turns[0].answer.text == "반쯤 쓴 답"
    assert session.draft == ""


def test_not_knowing_brings_one_kind_hint_and_then_the_next_question(stage: Stage) -> None:
    grade = grade_of(RELU, flags=(Flag.DONT_KNOW,), vanishing=MISSING, cheap=MISSING, sparse=MISSING)
    session = dont_know(started(stage), Attempt("t1", None, grade), stage.scene())
    session = proceed(session, stage.scene())
    assert asked(session)[1] == "vanishing"
    session = proceed(dont_know(session, Attempt("t2"), stage.scene()), stage.scene())
    assert asked(session)[0] == SPLIT.id


def test_an_ungraded_answer_is_kept_and_earns_no_follow_up(stage: Stage) -> None:
    grade = grade_of(RELU).model_copy(
        update={"graded": False, "score": None, "reason": "offline", "points": ()}
    )
    session = submit(started(stage, related=0), Attempt("t1", Answer(text="…말"), grade), stage.scene())
    assert upcoming(session, stage.bank, stage.now).kind is Move.NEXT
    assert summarize(session).ungraded == 1
    assert summarize(session).mean_score is None


def test_an_empty_answer_is_refused_and_the_draft_stays(stage: Stage) -> None:
    session = keep_draft(started(stage), "  ", stage.now)
    with pytest.raises(MockInterviewError, match="비어"):
        submit(session, Attempt("t1", Answer(text="  ")), stage.scene())
    assert session.draft == "  "


def test_a_retry_keeps_both_attempts(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(vanishing=MISSING), stage.scene())
    session = retry(session, stage.scene())
    assert asked(session) == (RELU.id, None, AskedBecause.RETRY)
    session = submit(session, stage.attempt(), stage.scene())
    assert [turn.attempt for turn in session.turns] == [1, 2]
    result = summarize(session).questions[0]
    assert (result.first_score, result.score, result.attempts) == (50.0, 100.0, 2)
    assert upcoming(session, stage.bank, stage.now).kind is Move.RELATED


def test_the_model_answer_opens_after_an_answer(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(), stage.scene())
    assert reveal(session, "turn-1", stage.now).revealed == ("turn-1",)
    with pytest.raises(NotFound):
        reveal(session, "turn-9", stage.now)


def test_an_exam_keeps_its_feedback_to_the_end_and_goes_on_by_itself(stage: Stage) -> None:
    session = started(stage, RELU.id, LAST.id, kind=PlanKind.EXAM, minutes=10)
    session = submit(session, stage.attempt(vanishing=MISSING), stage.scene())
    assert asked(session) == (RELU.id, "vanishing", AskedBecause.MISSING_POINT)
    assert not feedback_visible(session)
    with pytest.raises(MockInterviewError, match="끝난 뒤"):
        reveal(session, "turn-1", stage.now)
    session = finish(session, stage.scene())
    assert feedback_visible(session)
    assert reveal(session, "turn-1", stage.now).revealed


def test_when_the_time_is_up_the_answer_under_way_still_counts(stage: Stage) -> None:
    session = started(stage, RELU.id, LAST.id, kind=PlanKind.EXAM, minutes=5)
    session = submit(session, stage.attempt(vanishing=MISSING), stage.later(minutes=6))
    assert session.phase is Phase.FINISHED
    assert len(session.turns) == 1
    assert "시간" in said(session, SayKind.END)[0]


def test_the_clock_stands_still_in_a_pause(stage: Stage) -> None:
    session = started(stage, minutes=10)
    stage.later(minutes=2)
    session = pause(session, stage.now)
    stage.later(hours=5)
    assert clock(session, stage.now).elapsed == 120
    session = resume(session, stage.scene())
    stage.later(minutes=1)
    assert clock(session, stage.now).model_dump() == {"elapsed": 180, "left": 420, "on_question": 180}
    session = submit(session, stage.attempt(), stage.scene())
    assert session.turns[0].answer is not None
    assert session.turns[0].answer.seconds == 180


def test_a_closed_laptop_costs_no_time_but_thinking_does(stage: Stage) -> None:
    session = started(stage)
    stage.later(minutes=2)
    assert come_back(session, stage.now) is session
    stage.later(hours=9)
    back = come_back(session, stage.now)
    assert clock(back, stage.now).elapsed == 0
    assert back.draft == session.draft


def test_a_clock_that_was_set_back_breaks_nothing(stage: Stage) -> None:
    session = started(stage, minutes=10)
    stage.later(hours=-3)
    assert clock(session, stage.now).model_dump() == {"elapsed": 0, "left": 600, "on_question": 0}
    submit(session, stage.attempt(), stage.scene())


def test_steps_that_make_no_sense_say_what_to_do(stage: Stage) -> None:
    asking = started(stage)
    review = submit(asking, stage.attempt(), stage.scene())
    paused = pause(asking, stage.now)
    over = finish(asking, stage.scene())
    for step in (
        lambda: proceed(asking, stage.scene()),
        lambda: retry(asking, stage.scene()),
        lambda: submit(review, stage.attempt(), stage.scene()),
        lambda: skip(paused, "t9", stage.scene()),
        lambda: pause(paused, stage.now),
        lambda: resume(asking, stage.scene()),
        lambda: finish(over, stage.scene()),
        lambda: submit(over, stage.attempt(), stage.scene()),
    ):
        with pytest.raises(MockInterviewError) as caught:
            step()
        assert caught.value.ko != caught.value.en


def test_a_question_that_left_the_bank_is_passed_over(stage: Stage) -> None:
    session = started(stage, RELU.id, SPLIT.id, LAST.id, follow_ups=0, related=0)
    session = submit(session, stage.attempt(), stage.scene())
    stage.bank = Bank(tuple(entry for entry in stage.bank.entries if entry.question.id in (RELU.id, LAST.id)))
    assert asked(proceed(session, stage.scene()))[0] == LAST.id


def test_a_deeper_grade_replaces_the_first_one_but_never_the_answer(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(vanishing=MISSING), stage.scene())
    turn = session.turns[0]
    better = regraded(session, turn.model_copy(update={"grade": grade_of(RELU)}))
    assert better.turns[0].grade is not None
    assert better.turns[0].grade.score == 100
    with pytest.raises(ValueError, match="keeps"):
        regraded(session, turn.model_copy(update={"answer": Answer(text="다른 말")}))


def test_a_follow_up_counts_only_the_point_it_asked_for(stage: Stage) -> None:
    session = proceed(submit(started(stage), stage.attempt(vanishing=MISSING), stage.scene()), stage.scene())
    assert session.current is not None
    assert [point.id for point in question_on_table(session, stage.bank).points] == ["vanishing"]
    whole = read_against(session.current.asked, stage.bank)
    assert len(whole.points) == 3
    assert "미분값을 곱해 보면요?" in whole.aliases
    grade = focused(grade_of(whole, cheap=MISSING, sparse=WRONG, claims=("bounded",)), whole, "vanishing")
    assert (grade.score, [point.id for point in grade.points], grade.misconceptions) == (
        100.0,
        ["vanishing"],
        (),
    )


def test_the_summary_tells_what_a_follow_up_recovered(stage: Stage) -> None:
    session = submit(started(stage), stage.attempt(vanishing=MISSING, cheap=MISSING), stage.scene())
    session = proceed(session, stage.scene())
    session = submit(session, stage.attempt(narrowed(RELU, "vanishing")), stage.later(minutes=3))
    summary = summarize(session)
    result = summary.questions[0]
    assert (result.recovered, result.still_open) == (("vanishing",), ("cheap",))
    assert (summary.answered, summary.follow_ups, summary.seconds) == (1, 1, 180.0)


def test_times_without_a_zone_are_refused(bank: Bank) -> None:
    stage = Stage(bank, now=START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        stage.scene()


def test_a_question_beside_the_plan_comes_next_and_what_was_open_goes_on_afterwards(stage: Stage) -> None:
    """The one about code just run: it must not cost the follow-up that was promised."""
    session = started(stage, RELU.id, LAST.id, follow_ups=1, related=0)
    session = submit(session, stage.attempt(vanishing=MISSING), stage.scene())
    session = ask_aside(session, SPLIT.id, stage.scene())
    assert asked(session) == (SPLIT.id, None, AskedBecause.EXERCISE)
    session = submit(session, stage.attempt(SPLIT, tuning=MISSING), stage.scene())
    session = proceed(session, stage.scene())
    assert asked(session)[:2] == (SPLIT.id, "tuning")
    session = submit(session, stage.attempt(narrowed(SPLIT, "tuning")), stage.scene())
    session = proceed(session, stage.scene())
    assert asked(session)[:2] == (RELU.id, "vanishing")
    session = submit(session, stage.attempt(narrowed(RELU, "vanishing")), stage.scene())
    assert asked(proceed(session, stage.scene()))[0] == LAST.id


def test_asked_aside_twice_the_second_time_is_a_second_attempt(stage: Stage) -> None:
    session = submit(started(stage, RELU.id, follow_ups=0, related=0), stage.attempt(), stage.scene())
    for attempt in (1, 2):
        session = ask_aside(session, SPLIT.id, stage.scene())
        session = submit(session, stage.attempt(SPLIT), stage.scene())
        assert session.turns[-1].attempt == attempt


def test_nothing_is_asked_aside_while_a_question_waits_or_the_interview_rests(stage: Stage) -> None:
    session = started(stage)
    with pytest.raises(MockInterviewError):
        ask_aside(session, SPLIT.id, stage.scene())
    session = pause(submit(session, stage.attempt(), stage.scene()), stage.now)
    with pytest.raises(MockInterviewError):
        ask_aside(session, SPLIT.id, stage.scene())
