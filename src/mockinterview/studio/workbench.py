"""The code lab with a history behind it: every run is kept, graded and, when it is a sitting's result, scheduled."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mockinterview import scheduling
from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language
from mockinterview.domain.lab import LabResult, LabVerdict
from mockinterview.domain.turn import Asked, AskedBecause, Turn
from mockinterview.errors import HistoryError, MissingDependency, SandboxUnavailable
from mockinterview.history.records import LOCAL_PROFILE, Card, Submission
from mockinterview.lab import Exercise, LabRunner, Page, as_grade, exercise_ids, load_exercise, load_page
from mockinterview.studio.backends import Backends

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

SITTING = timedelta(hours=12)
"""Runs closer together than this are one try at an exercise; the first pass among them decides its review date."""
REACHED_TESTS = frozenset({LabVerdict.PASS, LabVerdict.FAIL})
STANDALONE = "lab"
"""Stands for the interview in turns that belong to none."""
REMEMBERED_RUNS = 50
SHELVED_RUNS = 500
"""Runs looked at to say what was passed or tried."""


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


def review_key(exercise_id: str) -> str:
    """What the review date of an exercise is kept under, beside those of questions."""
    return f"lab.{exercise_id}"


class Workbench:
    def __init__(self, backends: Backends, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._backends = backends
        self._now = now
        self._new_id = new_id

    def shelf(self, profile: str = LOCAL_PROFILE) -> tuple[Shelved, ...]:
        """Every exercise, with what this candidate has made of it; without a history just the exercises."""
        passed: set[str] = set()
        tried: set[str] = set()
        due: dict[str, datetime] = {}
        with contextlib.suppress(HistoryError):
            for run in self._history().submissions(profile, limit=SHELVED_RUNS):
                tried.add(run.exercise)
                if run.result.get("verdict") == LabVerdict.PASS:
                    passed.add(run.exercise)
            due = {card.question: card.due for card in self._history().cards(profile)}
        return tuple(
            Shelved(name, load_page(name), name in passed, name in tried, due.get(review_key(name)))
            for name in exercise_ids()
        )

    def is_due(self, shelved: Shelved) -> bool:
        return shelved.due is not None and shelved.due <= self._now()

    def page(self, exercise_id: str) -> Page:
        """NotFound for an id that is none: ids come from browsers."""
        return load_exercise(exercise_id).page

    def runs(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> tuple[Submission, ...]:
        """The newest first."""
        return self._history().submissions(profile, exercise_id, limit=REMEMBERED_RUNS)

    def warm(self, exercise_id: str) -> None:
        """Starts the runtime while the exercise is being read; for a background thread, never raises."""
        with contextlib.suppress(SandboxUnavailable, MissingDependency):
            self._backends.sandbox.get().warm(load_page(exercise_id).runtime)

    def latest(self, profile: str = LOCAL_PROFILE) -> str | None:
        """The exercise whose code was run last; None at the beginning, or when it was taken out since."""
        last = next(iter(self._history().submissions(profile, limit=1)), None)
        return last.exercise if last is not None and last.exercise in exercise_ids() else None

    def is_warm(self, exercise_id: str) -> bool:
        sandbox = self._backends.sandbox.opened()
        return sandbox is not None and load_page(exercise_id).runtime in sandbox.resident()

    def run(
        self, exercise_id: str, code: str, origin: Origin, on_wait: Callable[[int], None] | None = None
    ) -> Ran:
        exercise = load_exercise(exercise_id)
        began = self._now()
        runner = LabRunner(self._backends.sandbox.get())
        result = runner.run(exercise, code, language=origin.language, session=origin.profile, on_wait=on_wait)
        try:
            self._keep(exercise, code, result, origin, began)
        except HistoryError as error:
            return Ran(result, error)
        return Ran(result)

    def reveal(self, exercise_id: str, profile: str = LOCAL_PROFILE) -> Page:
        """The solution. Whoever looks before passing meets the exercise again tomorrow."""
        page, store, now = load_page(exercise_id), self._history(), self._now()
        sitting = _sitting(store, profile, exercise_id, now)
        if not any(run.result.get("verdict") == LabVerdict.PASS for run in sitting):
            card = self._card(store, profile, exercise_id, scheduling.rating_of_code(1, peeked=True), now)
            if card is not None:
                store.put_card(profile, card, now)
        return page

    def question_about(self, exercise_id: str) -> str | None:
        """The question of the bank that asks about this exercise's code; a user's rubric may have dropped it."""
        entries = self._backends.rubrics.bank().entries
        found = (e.question.id for e in entries if e.topic.aside and e.question.exercise == exercise_id)
        return next(found, None)

    def _keep(
        self, exercise: Exercise, code: str, result: LabResult, origin: Origin, began: datetime
    ) -> None:
        """The code as it was sent, and the result as a graded turn."""
        store, now = self._history(), self._now()
        turn_id, profile = self._new_id(), origin.profile
        tries = 1 + sum(_reached_tests(run) for run in _sitting(store, profile, exercise.id, now))
        store.add_submission(
            profile, Submission(turn_id, exercise.id, now, code, result.as_json(), origin.session_id)
        )
        card = None
        if result.verdict is LabVerdict.PASS:
            card = self._card(store, profile, exercise.id, scheduling.rating_of_code(tries), now)
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
            attempt=tries,
        )
        store.add_turn(profile, turn, card)

    def _card(
        self,
        store: HistoryStore,
        profile: str,
        exercise_id: str,
        rating: scheduling.Rating,
        now: datetime,
    ) -> Card | None:
        """None when this sitting has had its say already."""
        key = review_key(exercise_id)
        before = store.card(profile, key)
        last = scheduling.last_review(before.body, now) if before else None
        if last is not None and now - last < SITTING:
            return None
        review = scheduling.reviewed(before.body if before else None, rating, now)
        return Card(key, review.due, review.card)

    def _history(self) -> HistoryStore:
        return self._backends.history.get()


def _sitting(store: HistoryStore, profile: str, exercise_id: str, now: datetime) -> Sequence[Submission]:
    """This sitting's runs so far: back to the first gap."""
    found: list[Submission] = []
    last = now
    for run in store.submissions(profile, exercise_id, limit=REMEMBERED_RUNS):
        if last - run.made_at >= SITTING:
            break
        found.append(run)
        last = run.made_at
    return found


def _reached_tests(run: Submission) -> bool:
    return run.result.get("verdict") in REACHED_TESTS
