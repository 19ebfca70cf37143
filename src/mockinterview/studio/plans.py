"""Which questions a plan holds, from the bank and from what the history says about the candidate."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mockinterview import selection
from mockinterview.domain.turn import AskedBecause
from mockinterview.errors import MockInterviewError
from mockinterview.interview import EXAM_MINUTES, Plan, PlanKind
from mockinterview.rubric_store import Bank, Entry
from mockinterview.selection import Past, Pick

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

USUAL_COUNT = 10
REMEMBERED_TURNS = 5000
"""Older turns than these say nothing about today's weak spots."""
_LOOKING_BACK = frozenset({PlanKind.WEAK, PlanKind.DUE})
"""A question aside comes into these mixed plans once it has been met."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen on the page or the command line."""

    kind: PlanKind
    profile: str
    track: str | None = None
    topics: tuple[str, ...] = ()
    question_id: str | None = None
    count: int | None = None
    minutes: float | None = None
    follow_ups: int | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    bank: Bank
    history: Callable[[], HistoryStore]
    """Opened only by the kinds that look back."""
    rng: random.Random
    now: datetime

    def plan(self, wish: Wish) -> Plan:
        picks = self._picks(wish)
        if wish.count is not None:
            picks = picks[: wish.count]
        return Plan.of(
            wish.kind,
            [pick.question_id for pick in picks],
            due=[pick.question_id for pick in picks if pick.because is AskedBecause.DUE],
            minutes=wish.minutes,
            follow_ups=wish.follow_ups,
        )

    def _picks(self, wish: Wish) -> tuple[Pick, ...]:
        entries, count = self._entries(wish), wish.count or USUAL_COUNT
        match wish.kind:
            case PlanKind.CHECKLIST | PlanKind.TOPIC:
                return selection.checklist(entries)
            case PlanKind.RANDOM:
                return selection.at_random(entries, self.rng, count)
            case PlanKind.SINGLE:
                return selection.single(self.bank.entries, _given(wish.question_id))
            case PlanKind.WEAK:
                return selection.weak_spots(entries, self._past(wish.profile), self.now, count)
            case PlanKind.DUE:
                return selection.due_now(entries, self._past(wish.profile), self.now, wish.count)
            case PlanKind.EXAM:
                minutes = wish.minutes or EXAM_MINUTES
                return selection.exam(entries, self._past(wish.profile), minutes, self.rng)

    def _entries(self, wish: Wish) -> tuple[Entry, ...]:
        entries = tuple(e for e in self.bank.entries if wish.track in (None, e.topic.track))
        if not wish.topics:
            again = self._past(wish.profile) if wish.kind in _LOOKING_BACK else {}
            return tuple(e for e in entries if not e.topic.aside or e.question.id in again)
        wanted = {pick.question_id for pick in selection.by_topic(entries, wish.topics)}
        return tuple(entry for entry in entries if entry.question.id in wanted)

    def _past(self, profile: str) -> Past:
        history = self.history()
        due = {card.question: card.due for card in history.cards(profile)}
        return selection.past_results(history.turns(profile, limit=REMEMBERED_TURNS), due)


def _given(question_id: str | None) -> str:
    if question_id is None:
        raise MockInterviewError("질문을 하나 골라 주세요.", "Choose a question.")
    return question_id
