"""A question and everything it leads to: how one thread becomes the next."""

from __future__ import annotations

from typing import Any

from mockinterview.domain.turn import Asked, AskedBecause, Ending, Turn
from mockinterview.interview.follow_up import Move, Upcoming, gave_up
from mockinterview.interview.state import Session, Thread


def attempt_of(session: Session, asked: Asked) -> int:
    """A question beside the plan can come twice in one interview; the second time the answer is fresh in mind."""
    if asked.because is not AskedBecause.EXERCISE:
        return 1
    return 1 + sum(
        turn.asked.question_id == asked.question_id and turn.asked.point_id is None for turn in session.turns
    )


def next_thread(before: Thread | None, coming: Upcoming, asked: Asked) -> Thread:
    if coming.because is AskedBecause.EXERCISE:
        return Thread(question_id=asked.question_id, planned=asked.question_id, before=before)
    if before is not None and coming.kind is Move.FOLLOW_UP and asked.point_id is not None:
        return before.model_copy(update={"asked_points": (*before.asked_points, asked.point_id)})
    if before is not None and coming.kind is Move.RELATED:
        return Thread(
            question_id=asked.question_id,
            planned=before.planned,
            nested=before.nested + 1,
            before=before.before,
        )
    return Thread(question_id=asked.question_id, planned=asked.question_id)


def after_turn(thread: Thread | None, turn: Turn) -> Thread | None:
    """A skipped question is over, and so is one whose follow-up the candidate passed on."""
    if thread is None:
        return None
    follow_up = turn.asked.point_id is not None
    done = turn.ending is Ending.SKIPPED or (follow_up and gave_up(turn))
    changes: dict[str, Any] = {"given_up": done}
    if not follow_up:
        changes["turn_id"] = turn.id
    return thread.model_copy(update=changes)
