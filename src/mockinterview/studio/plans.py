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
from mockinterview.studio.sittings import REVIEW_PREFIX

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

USUAL_COUNT = 10
REMEMBERED_TURNS = 5000
"""Older turns than these say nothing about today's weak spots."""
_LOOKING_BACK = frozenset({PlanKind.WEAK, PlanKind.DUE})
"""A question aside comes into these mixed plans once it has been met."""
_KNOWING_THE_PAST = _LOOKING_BACK | {PlanKind.EXAM}


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
        past = self._past(wish.profile) if wish.kind in _KNOWING_THE_PAST else {}
        picks = self._picks(wish, past)
        if wish.count is not None:
            picks = picks[: wish.count]
        if not picks and wish.kind is PlanKind.DUE:
            raise self._nothing_due(wish)
        if not picks and wish.kind is PlanKind.WEAK:
            raise _nothing_weak()
        ids = [pick.question_id for pick in picks]
        return Plan.of(
            wish.kind,
            ids,
            due=[pick.question_id for pick in picks if pick.because is AskedBecause.DUE],
            unmet=[item for item in ids if item not in past] if wish.kind is PlanKind.WEAK else (),
            minutes=wish.minutes,
            follow_ups=wish.follow_ups,
        )

    def _picks(self, wish: Wish, past: Past) -> tuple[Pick, ...]:
        entries, count = self._entries(wish, past), wish.count or USUAL_COUNT
        match wish.kind:
            case PlanKind.CHECKLIST | PlanKind.TOPIC:
                return selection.checklist(entries)
            case PlanKind.RANDOM:
                return selection.at_random(entries, self.rng, count)
            case PlanKind.SINGLE:
                return selection.single(self.bank.entries, _given(wish.question_id))
            case PlanKind.WEAK:
                return selection.weak_spots(entries, past, self.now, count)
            case PlanKind.DUE:
                return selection.due_now(entries, past, self.now, wish.count)
            case PlanKind.EXAM:
                minutes = wish.minutes or EXAM_MINUTES
                return selection.exam(entries, past, minutes, self.rng)

    def _entries(self, wish: Wish, past: Past) -> tuple[Entry, ...]:
        entries = tuple(e for e in self.bank.entries if wish.track in (None, e.topic.track))
        if not wish.topics:
            again = past if wish.kind in _LOOKING_BACK else {}
            return tuple(e for e in entries if not e.topic.aside or e.question.id in again)
        wanted = {pick.question_id for pick in selection.by_topic(entries, wish.topics)}
        return tuple(entry for entry in entries if entry.question.id in wanted)

    def _past(self, profile: str) -> Past:
        history = self.history()
        due = {card.question: card.due for card in history.cards(profile)}
        return selection.past_results(history.turns(profile, limit=REMEMBERED_TURNS), due)

    def _nothing_due(self, wish: Wish) -> MockInterviewError:
        """When something is, and what can be practised until then."""
        due = {card.question: card.due for card in self.history().cards(wish.profile)}
        exercises = sum(k.startswith(REVIEW_PREFIX) and at <= self.now for k, at in due.items())
        questions = [at for question, at in due.items() if question in self.bank]
        waiting = sum(at <= self.now for at in questions)
        if waiting:  # the topics that were chosen hold none of them
            ko = [f"고른 주제에는 지금 복습할 질문이 없습니다. 주제를 비우면 {waiting}개가 있습니다."]
            en = [f"The chosen topics hold no question that is due. Without topics there are {waiting}."]
        elif questions:
            when = f"{min(questions).astimezone():%Y-%m-%d %H:%M}"
            ko = [f"지금 복습할 질문이 없습니다. 다음 복습은 {when}입니다."]
            en = [f"No question is due now. The next review is on {when}."]
        else:
            ko = ["아직 복습할 질문이 없습니다. 답한 질문이 며칠 뒤 복습으로 돌아옵니다."]
            en = ["There is no question to review yet. What you answer comes back for review days later."]
        if exercises:
            ko.append(f"다시 써 볼 실습 {exercises}개는 ‘코드 실습’ 탭에 있습니다.")
            en.append(f"Exercises to write again ({exercises}) are in the “Code lab” tab.")
        if not waiting:
            ko.append(
                f"지금은 {'‘약한 곳’이나' if questions else '‘체크리스트’나'} ‘무작위’로 연습해 보세요."
            )
            en.append(f"For now, practise with “{'Weak spots' if questions else 'Checklist'}” or “Shuffle”.")
        return MockInterviewError(" ".join(ko), " ".join(en))


def _nothing_weak() -> MockInterviewError:
    return MockInterviewError(
        "약한 곳이 없습니다. 고른 범위의 질문에는 모두 충분히 답했습니다. ‘무작위’나 ‘실전 모드’로 연습해 보세요.",
        "There are no weak spots: every question in this range was answered well. Try “Shuffle” or “Real thing”.",
    )


def _given(question_id: str | None) -> str:
    if question_id is None:
        raise MockInterviewError("질문을 하나 골라 주세요.", "Choose a question.")
    return question_id
