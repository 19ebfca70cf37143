"""An interview with everything real behind it but the language model."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mockinterview import scheduling
from mockinterview.domain.answer import Answer
from mockinterview.domain.grade import Flag, Verdict
from mockinterview.domain.turn import AskedBecause, Ending
from mockinterview.errors import ChatError, EditConflict, EmbeddingError, Gone, MockInterviewError, NotFound
from mockinterview.grading import OfflineGrader
from mockinterview.interview import Phase, PlanKind, Session, focused
from mockinterview.llm import ScriptedChat
from mockinterview.prompts import PromptLibrary
from mockinterview.settings import Settings
from mockinterview.studio import Backends, PartState, Studio
from mockinterview.studio.lazy import Lazy
from mockinterview.studio.second_look import SecondLook

WHY_RELU = "dl.activation.why-relu"
GOOD = (
    "시그모이드는 미분값이 최대 0.25라서 층이 깊어지면 기울기가 사라지는데 렐루는 양수에서 미분이 1이라 앞쪽 층까지 잘 전달됩니다. "
    "또 지수 연산 없이 0과 비교만 하면 되어서 계산도 빠릅니다."
)


@dataclass
class Clock:
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Lazy[OfflineGrader]:
    """The real one takes seconds to open; it keeps nothing of a candidate, so the tests share it."""
    home = tmp_path_factory.mktemp("grader")
    return Backends(Settings(home=home, cache=home)).grader


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def configured(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


@pytest.fixture
def studio(configured: Settings, clock: Clock, grader: Lazy[OfflineGrader]) -> Iterator[Studio]:
    studio = made(configured, clock, grader)
    yield studio
    studio.close()


def made(configured: Settings, clock: Clock, grader: Lazy[OfflineGrader]) -> Studio:
    studio = Studio(configured, now=clock, rng=random.Random(1))
    studio.backends.grader = grader
    return studio


def begun(studio: Studio, **options: Any) -> Session:
    return studio.begin(studio.plan(PlanKind.SINGLE, question_id=WHY_RELU, **options))


def test_making_one_opens_nothing(configured: Settings) -> None:
    studio = Studio(configured)
    assert {part.name: part.state for part in studio.status()} == {
        "rubrics": PartState.READY,
        "grader": PartState.IDLE,
        "history": PartState.IDLE,
        "llm": PartState.OFF,
        "speech": PartState.OFF,
        "voice": PartState.OFF,
        "sandbox": PartState.IDLE,
    }
    assert not configured.home.exists()


def test_warming_up_makes_the_first_answer_quick_and_says_so(studio: Studio) -> None:
    studio.warm_up()
    states = {part.name: part.state for part in studio.status()}
    assert (states["grader"], states["history"]) == (PartState.READY, PartState.READY)


def test_an_answer_is_graded_kept_and_scheduled(studio: Studio, clock: Clock) -> None:
    session = begun(studio)
    clock.now += timedelta(seconds=90)
    session = studio.submit(session, Answer(text=GOOD))
    turn = session.turns[0]
    assert turn.grade is not None
    assert turn.grade.graded
    assert turn.grade.point("vanishing-gradient").verdict is Verdict.COVERED
    assert turn.feedback is not None
    assert turn.answer is not None
    assert turn.answer.seconds == 90
    history = studio.backends.history.get()
    assert history.turns("local") == (turn,)
    card = history.card("local", WHY_RELU)
    assert card is not None
    assert card.due > clock.now
    assert studio.open(session.id) == session


@pytest.mark.parametrize(
    "odd", ["기울기가 \ud83d 사라집니다", "{0} %s <b>기울기</b>\x00", "🤔", "기울기 " * 20_000]
)
def test_odd_characters_are_kept_as_they_came(studio: Studio, odd: str) -> None:
    session = studio.keep_draft(begun(studio), odd)
    assert studio.open(session.id).draft == odd
    session = studio.submit(session, Answer(text=odd))
    assert studio.open(session.id) == session
    studio.proceed(session)


def test_a_follow_up_is_graded_on_its_own_point_and_moves_no_card(studio: Studio) -> None:
    session = studio.proceed(studio.submit(begun(studio), Answer(text=GOOD)))
    card = studio.backends.history.get().card("local", WHY_RELU)
    assert session.current is not None
    point = session.current.asked.point_id
    assert point is not None
    session = studio.submit(session, Answer(text="죄송하지만 날씨가 참 좋습니다. 어제는 비가 왔습니다."))
    grade = session.turns[1].grade
    assert grade is not None
    assert [item.id for item in grade.points] == [point]
    assert studio.backends.history.get().card("local", WHY_RELU) == card


def test_a_restarted_server_goes_on_where_it_was_half_typed_answer_included(
    configured: Settings, clock: Clock, grader: Lazy[OfflineGrader]
) -> None:
    before = made(configured, clock, grader)
    session = before.submit(begun(before), Answer(text=GOOD))
    session = before.keep_draft(before.proceed(session), "그러니까 그것은 말이죠\n ")
    before.close()
    after = made(configured, clock, grader)
    found = after.latest()
    assert found == session
    assert found is not None
    assert found.draft == "그러니까 그것은 말이죠\n "
    after.close()


def test_a_closed_laptop_does_not_use_up_the_time(studio: Studio, clock: Clock) -> None:
    session = studio.begin(studio.plan(PlanKind.EXAM, minutes=20))
    clock.now += timedelta(hours=8)
    assert studio.clock(studio.open(session.id)).left == 20 * 60


def test_a_laptop_closed_over_an_open_page_does_not_use_up_the_time_either(
    studio: Studio, clock: Clock
) -> None:
    session = studio.begin(studio.plan(PlanKind.EXAM, minutes=20))
    clock.now += timedelta(hours=8)
    answered = studio.submit(studio.awake(session), Answer(text=GOOD))
    assert answered.phase is Phase.ASKING
    assert answered.turns[0].answer is not None
    assert answered.turns[0].answer.seconds == 0


def test_who_thinks_before_an_open_page_is_not_away(studio: Studio, clock: Clock) -> None:
    session = studio.begin(studio.plan(PlanKind.EXAM, minutes=20))
    for _ in range(10):
        clock.now += timedelta(minutes=1)
        assert studio.present(session) is session
    assert studio.awake(session) is session
    assert studio.clock(session).left == 10 * 60


def test_the_first_sign_of_life_after_a_long_sleep_stops_the_clock_for_it(
    studio: Studio, clock: Clock
) -> None:
    session = studio.begin(studio.plan(PlanKind.EXAM, minutes=20))
    clock.now += timedelta(hours=8)
    awake = studio.present(session)
    assert studio.clock(awake).left == 20 * 60
    assert studio.awake(awake) is awake


def test_what_was_deleted_does_not_come_back_with_the_next_step(studio: Studio) -> None:
    session = studio.submit(begun(studio), Answer(text=GOOD))
    store = studio.backends.history.get()
    store.delete("local")
    with pytest.raises(Gone):
        studio.proceed(session)
    assert store.export("local")["turns"] == store.export("local")["sessions"] == []


def test_a_second_tab_cannot_undo_the_first(studio: Studio) -> None:
    session = begun(studio)
    answered = studio.submit(session, Answer(text=GOOD))
    with pytest.raises(EditConflict):
        studio.submit(session, Answer(text="다른 탭에서 쓴 답입니다."))
    assert studio.keep_draft(session, "늦게 온 글자") is session
    assert studio.open(session.id) == answered
    assert len(studio.backends.history.get().turns("local")) == 1


def test_two_clicks_at_once_make_one_turn(studio: Studio) -> None:
    session = begun(studio)
    studio.warm_up()

    def click(_: int) -> bool:
        try:
            studio.submit(session, Answer(text=GOOD))
        except EditConflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == [False, False, False, True]
    assert len(studio.open(session.id).turns) == 1


def test_profiles_do_not_see_each_other(studio: Studio) -> None:
    mine = studio.begin(studio.plan(PlanKind.RANDOM, count=2), profile="me")
    with pytest.raises(NotFound):
        studio.open(mine.id, profile="you")
    assert studio.latest(profile="you") is None
    assert studio.latest(profile="me") == mine


def test_not_knowing_is_a_graded_nothing_that_comes_back_soon(studio: Studio, clock: Clock) -> None:
    session = studio.dont_know(studio.keep_draft(begun(studio), "음, 그게"))
    turn = session.turns[0]
    assert (turn.ending, turn.grade is not None and turn.grade.score) == (Ending.DONT_KNOW, 0.0)
    assert turn.answer is not None
    assert turn.answer.text == "음, 그게"
    assert turn.grade is not None
    assert Flag.DONT_KNOW in turn.grade.flags
    card = studio.backends.history.get().card("local", WHY_RELU)
    assert card is not None
    assert card.due <= clock.now + timedelta(days=1)


def test_a_grader_that_cannot_open_costs_no_answer(
    configured: Settings, clock: Clock, grader: Lazy[OfflineGrader]
) -> None:
    broken = made(configured, clock, Lazy("grader", _refuse))
    session = broken.submit(begun(broken), Answer(text=GOOD))
    grade = session.turns[0].grade
    assert grade is not None
    assert (grade.score, grade.graded, grade.reason) == (None, False, "모델이 없습니다.")
    assert "failed" in {part.state for part in broken.status()}
    broken.close()
    mended = made(configured, clock, grader)
    session = mended.regrade(mended.open(session.id), session.turns[0].id)
    grade = session.turns[0].grade
    assert grade is not None
    assert grade.graded
    assert mended.open(session.id) == session
    history = mended.backends.history.get()
    assert history.turns("local")[0].grade == grade
    assert history.card("local", WHY_RELU) is not None
    mended.close()


def test_a_grader_with_a_bug_costs_no_answer_either(
    studio: Studio, grader: Lazy[OfflineGrader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exam goes on at once, so an answer that was not kept would be gone."""

    def raced(*_: object) -> None:
        raise SystemError("AST constructor recursion depth mismatch (before=30, after=27)")

    session = studio.begin(studio.plan(PlanKind.EXAM, minutes=20))
    with monkeypatch.context() as bug:
        bug.setattr(grader.get(), "grade", raced)
        session = studio.submit(session, Answer(text=GOOD))
    turn = studio.backends.history.get().turns("local")[0]
    assert turn == session.turns[0]
    assert turn.answer is not None
    assert turn.answer.text == GOOD
    assert turn.grade is not None
    assert not turn.grade.graded
    assert "다시 채점" in (turn.grade.reason or "")
    grade = studio.regrade(session, turn.id).turns[0].grade
    assert grade is not None
    assert grade.graded


def _refuse() -> Any:
    raise EmbeddingError("모델이 없습니다.", "There is no model.")


def test_a_turn_that_missed_the_history_is_added_on_the_next_look(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a crash between keeping the state and keeping the turn."""
    history = studio.backends.history.get()
    with monkeypatch.context() as crash:
        crash.setattr(type(history), "add_turn", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            studio.submit(begun(studio), Answer(text=GOOD))
    assert history.turns("local") == ()
    session = studio.latest()
    assert session is not None
    assert history.turns("local") == session.turns
    assert history.card("local", WHY_RELU) is not None


def test_every_kind_of_plan_begins(studio: Studio) -> None:
    studio.submit(
        begun(studio), Answer(text="음, 빠르기 때문이라고 생각합니다만 자세히는 설명하지 못하겠습니다.")
    )
    for kind in (PlanKind.CHECKLIST, PlanKind.WEAK, PlanKind.RANDOM, PlanKind.EXAM):
        session = studio.begin(studio.plan(kind, count=3))
        assert len(session.plan.questions) == 3
    topic = studio.plan(PlanKind.TOPIC, topics=("optimizer",))
    assert {studio.bank().entry(question).topic.topic for question in topic.questions} == {"optimizer"}
    assert studio.plan(PlanKind.WEAK, count=3).questions[0] == WHY_RELU


def test_what_is_due_is_asked_because_it_is_due(studio: Studio, clock: Clock) -> None:
    with pytest.raises(MockInterviewError, match="질문이 없습니다"):
        studio.plan(PlanKind.DUE)
    studio.dont_know(begun(studio))
    clock.now += timedelta(days=30)
    session = studio.begin(studio.plan(PlanKind.DUE))
    assert session.current is not None
    assert session.current.asked.because is AskedBecause.DUE


def test_an_interview_runs_to_its_end_and_stays_readable(studio: Studio) -> None:
    session = studio.begin(studio.plan(PlanKind.CHECKLIST, count=2, follow_ups=1), language="en")
    studio.prepare(session)
    while session.phase is not Phase.FINISHED:
        step = (
            studio.submit(session, Answer(text=GOOD))
            if session.phase is Phase.ASKING
            else studio.proceed(session)
        )
        session = step
    assert studio.latest() is None
    assert studio.open(session.id) == session
    kept = studio.backends.history.get().turns("local")
    assert {turn.id for turn in kept} == {turn.id for turn in session.turns}
    replayed = scheduling.replay(
        turn for turn in reversed(kept) if turn.asked.question_id == kept[-1].asked.question_id
    )
    assert replayed is not None


def test_pausing_and_the_model_answer_are_kept_too(studio: Studio, clock: Clock) -> None:
    session = studio.pause(begun(studio))
    clock.now += timedelta(hours=1)
    session = studio.resume(studio.open(session.id))
    assert studio.clock(session).elapsed == 0
    session = studio.retry(studio.submit(session, Answer(text=GOOD)))
    session = studio.finish(session)
    session = studio.reveal(session, session.turns[0].id)
    assert studio.open(session.id).revealed == (session.turns[0].id,)


def test_a_focused_grade_needs_its_point(studio: Studio) -> None:
    grade = studio.submit(begun(studio), Answer(text=GOOD)).turns[0].grade
    assert grade is not None
    question = studio.bank().question(WHY_RELU)
    assert focused(grade, question, "gone") == grade


def with_llm(studio: Studio, *script: Any) -> Studio:
    places = studio.backends.places
    look = SecondLook(ScriptedChat(script), PromptLibrary(places.shipped_prompts, places.user_prompts))
    studio.backends.second_look = Lazy("llm", lambda: look)
    return studio


def opinions(studio: Studio, verdict: str) -> dict[str, Any]:
    """The LLM finds the words of the answer for every point."""
    points = studio.bank().question(WHY_RELU).points
    said = [{"id": p.id, "quote": GOOD[:40], "why": "그렇게 말함", "verdict": verdict} for p in points]
    return {"points": said, "false_claims": []}


def test_without_an_llm_a_deeper_look_changes_nothing(studio: Studio) -> None:
    session = studio.submit(begun(studio), Answer(text=GOOD))
    assert studio.deepen(session, session.turns[0].id) is session
    assert list(studio.written_feedback(session, session.turns[0].id)) == []


def test_a_deeper_grade_arrives_late_without_stopping_the_candidate(studio: Studio) -> None:
    with_llm(studio, *[opinions(studio, "covered")] * 2)
    session = studio.submit(begun(studio), Answer(text=GOOD))
    first = session.turns[0]
    gone_on = studio.proceed(session)
    deeper = studio.deepen(session, first.id).turns[0]
    assert deeper.grade is not None
    assert deeper.grade.grader.kind == "both"
    assert deeper.answer == first.answer
    later = studio.skip(gone_on)
    assert studio.open(later.id).turns[0] == deeper
    history = studio.backends.history.get()
    assert [kept.grade for kept in history.earlier_grades("local", first.id)] == [first.grade]


def test_an_llm_that_fails_leaves_the_offline_grade_with_a_word_of_why(studio: Studio) -> None:
    with_llm(studio, ChatError("키가 틀렸습니다.", "Wrong key."))
    session = studio.submit(begun(studio), Answer(text=GOOD))
    grade = studio.deepen(session, session.turns[0].id).turns[0].grade
    before = session.turns[0].grade
    assert grade is not None
    assert before is not None
    assert (grade.score, grade.grader.kind, grade.grader.note) == (
        before.score,
        "offline",
        "키가 틀렸습니다.",
    )


def test_written_feedback_streams_and_is_kept_with_the_rubrics_own_hint(studio: Studio) -> None:
    text = "## strength\n기울기 이야기가 좋았습니다.\n## gap\n희소성이 빠졌습니다.\n## correction\n-\n## say\n이렇게 말합니다."
    with_llm(studio, text)
    session = studio.submit(begun(studio), Answer(text=GOOD))
    ours = session.turns[0].feedback
    *_, last = studio.written_feedback(session, session.turns[0].id)
    feedback = last.turns[0].feedback
    assert feedback is not None
    assert ours is not None
    assert (feedback.written_by, feedback.complete, feedback.gap) == ("llm", True, "희소성이 빠졌습니다.")
    assert (feedback.hint, feedback.next_step) == (ours.hint, ours.next_step)
    assert studio.open(session.id).turns[0].feedback == feedback


def test_a_stream_that_breaks_off_leaves_what_was_shown(studio: Studio) -> None:
    with_llm(
        studio,
        "## strength\n기울기 이야기가 좋았습니다.\n## gap\n희소성이 빠졌습니다.\n## correction\n-\n## say\n-",
    )
    session = studio.submit(begun(studio), Answer(text=GOOD))
    stream = studio.written_feedback(session, session.turns[0].id)
    shown = next(iter(stream)).turns[0].feedback
    stream.close()  # type: ignore[attr-defined]  # an iterator to its users, a generator in fact
    assert shown is not None
    assert not shown.complete
    assert studio.open(session.id).turns[0].feedback == shown
