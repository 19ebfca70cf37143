"""The code lab with a history behind it: every run is kept, graded and, when it is a sitting's result, scheduled."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language
from mockinterview.domain.lab import LabResult
from mockinterview.domain.turn import Asked, AskedBecause, Turn
from mockinterview.errors import (
    HistoryError,
    MissingDependency,
    MockInterviewError,
    NotFound,
    SandboxUnavailable,
)
from mockinterview.history.records import LOCAL_PROFILE, Submission
from mockinterview.lab import Exercise, LabRunner, Page, as_grade, exercise_ids, load_exercise, load_page
from mockinterview.sandbox.job import MAX_CODE
from mockinterview.studio.backends import Backends
from mockinterview.studio.sittings import REVIEW_PREFIX, Sitting, review_key

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

STANDALONE = "lab"
"""Stands for the interview in turns that belong to none."""
REMEMBERED_RUNS = 30
ALL_PASSED = 100.0


@dataclass(frozen=True, slots=True)
class Shelved:
    """An exercise as it stands on the shelf."""

    id: str
    page: Page
    passed: bool = False
    tried: bool = False
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the code was written: whose it is, and in which interview, if any."""

    profile: str = LOCAL_PROFILE
    language: Language = "ko"
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    result: LabResult
    not_kept: HistoryError | None = None
    """A full disk costs the record of a run, never its result."""


@dataclass(frozen=True, slots=True)
class Revealed:
    page: Page
    not_kept: HistoryError | None = None


class Workbench:
    """Without a history everything works but remembering."""

    def __init__(self, backends: Backends, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._backends = backends
        self._now = now
        self._new_id = new_id

    def shelf(self, profile: str = LOCAL_PROFILE) -> tuple[Shelved, ...]:
        """Every exercise, with what this candidate has made of it."""
        best: dict[str, float | None] = {}
        due: dict[str, datetime] = {}
        with contextlib.suppress(HistoryError):
            best = self._history().best_scores(profile, REVIEW_PREFIX)
            due = {card.question: card.due for card in self._history().cards(profile)}
        return tuple(
            Shelved(
                name,
                load_page(name),
                best.get(review_key(name)) == ALL_PASSED,
                review_key(name) in best,
                due.get(review_key(name)),
            )
            for name in exercise_ids()
        )

    def is_due(self, shelved: Shelved) -> bool:
        return shelved.due is not None and shelved.due <= self._now()

    def page(self, exercise_id: str) -> Page:
        """NotFound for an id that is none: ids come from browsers."""
        if exercise_id not in exercise_ids():
            raise NotFound("연습 문제", "The exercise", exercise_id, exercise_ids())
        return load_page(exercise_id)

    def runs(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> tuple[Submission, ...]:
        """The newest first."""
        with contextlib.suppress(HistoryError):
            return self._history().submissions(profile, exercise_id, limit=REMEMBERED_RUNS)
        return ()

    def latest(self, profile: str = LOCAL_PROFILE) -> str | None:
        """The exercise whose code was run last; None at the beginning, or when it was taken out since."""
        with contextlib.suppress(HistoryError):
            last = next(iter(self._history().submissions(profile, limit=1)), None)
            return last.exercise if last is not None and last.exercise in exercise_ids() else None
        return None

    def unfinished(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> str | None:
        """The code of this sitting's last run. An exercise that comes back begins anew: to run what was written
        last time would be no practice."""
        with contextlib.suppress(HistoryError):
            runs = self._sitting(profile, exercise_id).runs
            return runs[0].code if runs else None
        return None

    def warm(self, exercise_id: str) -> None:
        """Starts the runtime while the exercise is being read; for a background thread, never raises."""
        with contextlib.suppress(SandboxUnavailable, MissingDependency, NotFound):
            self._backends.sandbox.get().warm(self.page(exercise_id).runtime)

    def is_warm(self, exercise_id: str) -> bool:
        sandbox = self._backends.sandbox.opened()
        return sandbox is not None and self.page(exercise_id).runtime in sandbox.resident()

    def run(
        self, exercise_id: str, code: str, origin: Origin, on_wait: Callable[[int], None] | None = None
    ) -> Ran:
        exercise = load_exercise(exercise_id)
        if len(code.encode("utf-8", "replace")) > MAX_CODE:
            raise MockInterviewError(
                f"코드가 너무 깁니다. {MAX_CODE // 1024} KB까지 실행할 수 있습니다.",
                f"The code is too long: up to {MAX_CODE // 1024} KB can be run.",
            )
        began = self._now()
        runner = LabRunner(self._backends.sandbox.get())
        result = runner.run(exercise, code, language=origin.language, session=origin.profile, on_wait=on_wait)
        try:
            self._keep(exercise, code, result, origin, began)
        except HistoryError as error:
            return Ran(result, error)
        return Ran(result)

    def look_costs(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> bool:
        """Whether the solution, looked up now, brings the exercise back tomorrow."""
        with contextlib.suppress(HistoryError):
            return not self._sitting(profile, exercise_id).passed
        return False

    def reveal(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> Revealed:
        """The solution. Whoever looks before passing meets the exercise again tomorrow."""
        page = self.page(exercise_id)
        try:
            card = self._sitting(profile, exercise_id).after_look()
            if card is not None:
                self._history().put_card(profile, card, self._now())
        except HistoryError as error:
            return Revealed(page, error)
        return Revealed(page)

    def question_about(self, exercise_id: str) -> str | None:
        """The question of the bank that asks about this exercise's code; a user's rubric may have dropped it."""
        entries = self._backends.rubrics.bank().entries
        found = (e.question.id for e in entries if e.topic.aside and e.question.exercise == exercise_id)
        return next(found, None)

    def exercise_for(self, question_id: str, profile: str = LOCAL_PROFILE) -> str | None:
        """The code that goes with a question; of several the first that was not passed yet.

        None for a question about code: its exercise has just been done.
        """
        bank = self._backends.rubrics.bank()
        if question_id not in bank or bank.entry(question_id).topic.aside:
            return None
        named = bank.question(question_id).exercise
        follows = [name for name in exercise_ids() if question_id in load_page(name).front.questions]
        offered = dict.fromkeys([named, *follows] if named in exercise_ids() else follows)
        best: dict[str, float | None] = {}
        with contextlib.suppress(HistoryError):
            best = self._history().best_scores(profile, REVIEW_PREFIX)
        fresh = [name for name in offered if name and best.get(review_key(name)) != ALL_PASSED]
        return next(iter(fresh or offered), None)

    def _keep(
        self, exercise: Exercise, code: str, result: LabResult, origin: Origin, began: datetime
    ) -> None:
        """The code as it was sent, and the result as a graded turn."""
        store, now, turn_id = self._history(), self._now(), self._new_id()
        sitting = self._sitting(origin.profile, exercise.id)
        store.add_submission(
            origin.profile, Submission(turn_id, exercise.id, now, code, result.as_json(), origin.session_id)
        )
        asked = Asked(
            question_id=review_key(exercise.id),
            text=exercise.title.text(origin.language),
            because=AskedBecause.RELATED if origin.session_id else AskedBecause.PLAN,
        )
        turn = Turn(
            id=turn_id,
            session_id=origin.session_id or STANDALONE,
            asked=asked,
            asked_at=began,
            ended_at=now,
            answer=Answer(text=code, channel=Channel.CODE),
            grade=as_grade(result, asked.question_id, origin.language),
            attempt=1 + sitting.tries,
        )
        store.add_turn(origin.profile, turn, sitting.after_run(code, result.verdict))

    def _sitting(self, profile: str, exercise_id: str) -> Sitting:
        store = self._history()
        runs = store.submissions(profile, exercise_id, limit=REMEMBERED_RUNS)
        return Sitting.of(exercise_id, runs, store.card(profile, review_key(exercise_id)), self._now())

    def _history(self) -> HistoryStore:
        return self._backends.history.get()
