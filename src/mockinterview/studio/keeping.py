"""Interviews in the history and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from mockinterview import scheduling
from mockinterview.domain.turn import Turn
from mockinterview.errors import HistoryError
from mockinterview.history.records import Card, KeptSession, TurnFilter
from mockinterview.interview import Session, regraded

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore


class Keeper:
    """The state first, then its new turn: what a crash leaves undone between the two, `load` makes good.

    Of a turn's grade the history has the last word: an LLM's comes late, when the state may have moved on.
    """

    def __init__(self, store: HistoryStore) -> None:
        self._store = store

    def keep(self, before: Session | None, after: Session) -> Session:
        """EditConflict, and nothing kept, when the interview has gone on elsewhere; Gone when it was deleted."""
        if before is None:
            self._store.begin_session(after.profile, _kept(after))
        else:
            self._store.save_session(after.profile, _kept(after))
        known = 0 if before is None else len(before.turns)
        for turn in after.turns[known:]:
            self._add(after.profile, turn)
        return after

    def keep_draft(self, session: Session, now: datetime) -> bool:
        return self._store.save_draft(
            session.profile, session.id, session.draft, revision=session.steps, now=now
        )

    def keep_grade(self, profile: str, turn: Turn, now: datetime) -> None:
        """The former grade stays in the history; the review date follows the new one."""
        if turn.grade is not None:
            self._store.replace_grade(profile, turn.id, turn.grade, now)
            self._replay_card(profile, turn.asked.question_id, now)
        self.keep_feedback(profile, turn)

    def keep_feedback(self, profile: str, turn: Turn) -> None:
        if turn.feedback is not None:
            self._store.set_feedback(profile, turn.id, turn.feedback)

    def touch(self, session: Session, now: datetime) -> None:
        self._store.touch(session.profile, session.id, now)

    def touched(self, session: Session) -> Session:
        """With the time when any page last worked on it."""
        at = self._store.touched_at(session.profile, session.id) or session.touched_at
        return session.model_copy(update={"touched_at": max(at, session.touched_at)})

    def load(self, profile: str, session_id: str) -> Session:
        return self._restored(profile, self._store.session(profile, session_id))

    def latest(self, profile: str) -> Session | None:
        found = self._store.sessions(profile, unfinished=True, limit=1)
        return self._restored(profile, found[0]) if found else None

    def _restored(self, profile: str, kept: KeptSession) -> Session:
        try:
            session = Session.model_validate(kept.state)
        except ValidationError as exc:
            raise HistoryError(
                f"저장된 면접을 읽을 수 없습니다: {kept.id}", f"The kept interview cannot be read: {kept.id}"
            ) from exc
        session = session.model_copy(update={"profile": profile})
        touched = max(session.touched_at, kept.updated_at)
        return self._with_history(session).model_copy(update={"draft": kept.draft, "touched_at": touched})

    def _with_history(self, session: Session) -> Session:
        """What was regraded meanwhile stands in the history only; what a crash kept out of it is added."""
        recorded = {
            turn.id: turn for turn in self._store.turns(session.profile, TurnFilter(session=session.id))
        }
        for turn in session.turns:
            known = recorded.get(turn.id)
            if known is None:
                self._add(session.profile, turn)
            elif known != turn:
                judged = turn.model_copy(update={"grade": known.grade, "feedback": known.feedback})
                session = regraded(session, judged)
        return session

    def _add(self, profile: str, turn: Turn) -> None:
        self._store.add_turn(profile, turn, self._card_after(profile, turn))

    def _card_after(self, profile: str, turn: Turn) -> Card | None:
        if turn.grade is None or not scheduling.moves_card(turn):
            return None
        question = turn.asked.question_id
        before = self._store.card(profile, question)
        review = scheduling.review(before.body if before else None, turn.grade, turn.ended_at)
        return None if review is None else Card(question, review.due, review.card)

    def _replay_card(self, profile: str, question: str, now: datetime) -> None:
        newest_first = self._store.turns(profile, TurnFilter(question=question))
        review = scheduling.replay(reversed(newest_first))
        if review is None:
            self._store.remove_card(profile, question)
        else:
            self._store.put_card(profile, Card(question, review.due, review.card), now)


def _kept(session: Session) -> KeptSession:
    return KeptSession(
        id=session.id,
        started_at=session.started_at,
        updated_at=session.touched_at,
        ended_at=session.ended_at,
        plan=session.plan.model_dump(mode="json"),
        state=session.model_dump(mode="json"),
        draft=session.draft,
        revision=session.steps,
    )
