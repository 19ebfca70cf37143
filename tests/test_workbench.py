"""The code lab with a real sandbox and a real history behind it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockinterview.domain.answer import Answer
from mockinterview.domain.lab import LabVerdict
from mockinterview.domain.turn import AskedBecause
from mockinterview.errors import MockInterviewError, NotFound
from mockinterview.history import TurnFilter
from mockinterview.interview import Phase, PlanKind
from mockinterview.lab import load_page
from mockinterview.report import markdown as report_markdown
from mockinterview.report import summarize
from mockinterview.settings import Settings
from mockinterview.studio import Origin, Studio

ME = Origin("me")
RIGHT = load_page("momentum").solution
WRONG = load_page("momentum").wrong["ascends"].code
KEY = "lab.momentum"


@dataclass
class Clock:
    now: datetime = datetime(2026, 1, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def studio(tmp_path: Path, clock: Clock) -> Iterator[Studio]:
    studio = Studio(Settings(home=tmp_path / "home", cache=tmp_path / "cache"), now=clock)
    if not studio.backends.sandbox.get().probe().trusted:
        message = "no sandbox on this machine: Linux with Landlock and seccomp is needed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    yield studio
    studio.close()


def days_until_due(studio: Studio, clock: Clock) -> int | None:
    card = studio.backends.history.get().card("me", KEY)
    return None if card is None else (card.due - clock.now).days


def test_a_run_is_kept_with_its_code_result_and_grade(studio: Studio) -> None:
    ran = studio.workbench.run("momentum", RIGHT, ME)
    assert ran.result.verdict is LabVerdict.PASS
    assert ran.not_kept is None
    (run,) = studio.workbench.runs("momentum", "me")
    assert run.code == RIGHT
    assert run.result == ran.result.as_json()
    (turn,) = studio.backends.history.get().turns("me", TurnFilter(question=KEY))
    assert turn.is_code
    assert turn.answer is not None
    assert turn.answer.text == RIGHT
    assert turn.grade is not None
    assert turn.grade.score == 100.0
    assert turn.grade.grader.kind == "lab"


def test_what_was_made_of_an_exercise_stands_on_the_shelf(studio: Studio) -> None:
    studio.workbench.run("momentum", WRONG, ME)
    by_id = {item.id: item for item in studio.workbench.shelf("me")}
    assert (by_id["momentum"].tried, by_id["momentum"].passed) == (True, False)
    studio.workbench.run("momentum", RIGHT, ME)
    by_id = {item.id: item for item in studio.workbench.shelf("me")}
    assert by_id["momentum"].passed
    assert by_id["momentum"].due is not None
    assert not by_id["adam"].tried
    assert not any(item.tried for item in studio.workbench.shelf("somebody else"))


def test_a_pass_at_once_comes_back_later_than_one_after_many_tries(studio: Studio, clock: Clock) -> None:
    studio.workbench.run("momentum", RIGHT, ME)
    at_once = days_until_due(studio, clock)
    other = Origin("other")
    for _ in range(4):
        studio.workbench.run("momentum", WRONG, other)
    studio.workbench.run("momentum", RIGHT, other)
    card = studio.backends.history.get().card("other", KEY)
    assert card is not None
    assert at_once is not None
    assert at_once > (card.due - clock.now).days >= 1


def test_code_that_never_ran_to_its_tests_is_no_try(studio: Studio, clock: Clock) -> None:
    for _ in range(5):
        studio.workbench.run("momentum", "def momentum_step(", ME)
    studio.workbench.run("momentum", RIGHT, ME)
    slips = days_until_due(studio, clock)
    studio.workbench.run("momentum", RIGHT, Origin("other"))
    card = studio.backends.history.get().card("other", KEY)
    assert card is not None
    assert slips == (card.due - clock.now).days


def test_only_the_first_pass_of_a_sitting_moves_the_date(studio: Studio, clock: Clock) -> None:
    studio.workbench.run("momentum", RIGHT, ME)
    first = days_until_due(studio, clock)
    clock.later(hours=1)
    studio.workbench.run("momentum", RIGHT, ME)
    card = studio.backends.history.get().card("me", KEY)
    assert card is not None
    assert first == (card.due - clock.now + timedelta(hours=1)).days
    clock.later(days=30)
    studio.workbench.run("momentum", RIGHT, ME)
    after = days_until_due(studio, clock)
    assert after is not None
    assert first is not None
    assert after > first


def test_failing_schedules_nothing_and_looking_up_the_solution_tomorrow(studio: Studio, clock: Clock) -> None:
    studio.workbench.run("momentum", WRONG, ME)
    assert days_until_due(studio, clock) is None
    assert studio.workbench.reveal("momentum", "me").solution
    peeked = days_until_due(studio, clock)
    assert peeked == 1
    studio.workbench.run("momentum", RIGHT, ME)
    assert days_until_due(studio, clock) == peeked


def test_looking_after_passing_costs_nothing(studio: Studio, clock: Clock) -> None:
    studio.workbench.run("momentum", RIGHT, ME)
    before = days_until_due(studio, clock)
    studio.workbench.reveal("momentum", "me")
    assert days_until_due(studio, clock) == before


def test_a_history_that_cannot_be_written_costs_the_record_not_the_result(studio: Studio) -> None:
    studio.backends.history.get()
    with sqlite3.connect(studio.backends.places.history) as connection:
        connection.execute("DROP TABLE submissions")
    ran = studio.workbench.run("momentum", RIGHT, ME)
    assert ran.result.verdict is LabVerdict.PASS
    assert ran.not_kept is not None


def test_code_is_told_apart_from_answers_in_reports(studio: Studio, clock: Clock) -> None:
    studio.workbench.run("momentum", "```\n" + WRONG, ME)
    studio.workbench.run("momentum", WRONG, ME)
    turns = studio.backends.history.get().turns("me")
    summary = summarize(turns, studio.bank(), {}, now=clock.now)
    assert summary.overall.exercises == 2
    assert summary.overall.mean is None
    text = report_markdown(summary)
    assert "````python\n```\n" in text
    assert "\n    v = beta * v + grad\n" in text
    assert "루브릭에서 없어진 요점" not in text


def test_the_question_about_the_code_is_asked_within_the_interview(studio: Studio) -> None:
    plan = studio.plan(PlanKind.SINGLE, profile="me", question_id="dl.optimizer.momentum-formula")
    session = studio.begin(plan, profile="me")
    with pytest.raises(MockInterviewError):
        studio.ask_about_code("momentum", session, profile="me")
    session = studio.submit(session, Answer(text="속도에 베타를 곱하고 기울기를 더한 만큼 움직입니다."))
    studio.workbench.run("momentum", RIGHT, Origin("me", session_id=session.id))
    session = studio.ask_about_code("momentum", session, profile="me")
    assert session.phase is Phase.ASKING
    assert session.current is not None
    asked = session.current.asked
    assert asked.because is AskedBecause.EXERCISE
    assert asked.question_id == studio.workbench.question_about("momentum")
    session = studio.submit(
        session, Answer(text="v는 지난 기울기를 쌓은 관성이고, β가 0이면 보통의 경사하강법이 됩니다.")
    )
    assert session.turns[-1].grade is not None
    assert session.turns[-1].grade.graded
    assert studio.backends.history.get().card("me", asked.question_id) is not None
    kinds = [turn.asked.question_id for turn in studio.backends.history.get().turns("me")]
    assert kinds.count(KEY) == 1


def test_without_an_interview_the_question_is_one_of_its_own(studio: Studio) -> None:
    session = studio.ask_about_code("momentum", None, profile="me", language="en")
    assert session.plan.kind is PlanKind.SINGLE
    assert session.language == "en"
    assert session.current is not None
    assert session.current.asked.question_id == studio.workbench.question_about("momentum")


def test_questions_about_code_stay_out_of_mixed_plans_until_met(studio: Studio, clock: Clock) -> None:
    about_code = {entry.question.id for entry in studio.bank().entries if entry.topic.aside}
    for kind in (PlanKind.CHECKLIST, PlanKind.RANDOM, PlanKind.EXAM, PlanKind.WEAK):
        plan = studio.plan(kind, profile="me", count=500 if kind is not PlanKind.EXAM else None)
        assert not about_code & set(plan.questions), kind
    assert about_code & set(studio.plan(PlanKind.TOPIC, topics=("coding-training",)).questions)
    studio.submit(
        studio.ask_about_code("momentum", None, profile="me"),
        Answer(text="잘 기억나지 않지만 관성 같은 것입니다."),
    )
    clock.later(days=400)
    assert studio.workbench.question_about("momentum") in studio.plan(PlanKind.DUE, profile="me").questions


def test_an_exercise_that_is_none_is_told(studio: Studio) -> None:
    with pytest.raises(NotFound):
        studio.workbench.run("../../secret", RIGHT, ME)
