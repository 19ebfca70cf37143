"""What comes after an answer: the gap that is worth a question, a nested question of the documents, or the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from mockinterview.domain.base import Value
from mockinterview.domain.grade import Flag, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import AskedBecause, Ending, Turn
from mockinterview.interview.state import Session, Thread, clock
from mockinterview.rubric_store import Bank


class Move(StrEnum):
    FOLLOW_UP = "follow_up"
    RELATED = "related"
    NEXT = "next"
    END = "end"
    END_OF_TIME = "end_of_time"


class Upcoming(Value):
    """What `proceed` is about to do."""

    kind: Move
    question_id: str | None = None
    point_id: str | None = None
    because: AskedBecause = AskedBecause.PLAN


def gaps(question: Question, turn: Turn) -> tuple[PointGrade, ...]:
    """Missing and contradicted points, the heaviest first; of two alike, the contradicted one."""
    grade = turn.grade
    if grade is None or not grade.graded:
        return ()
    turned = claimed_false(question, turn)
    known = {point.id for point in question.points}

    def wrong(point: PointGrade) -> bool:
        return point.verdict is Verdict.CONTRADICTED or point.id in turned

    open_points = [p for p in grade.points if p.id in known and (wrong(p) or p.verdict is Verdict.MISSING)]
    return tuple(sorted(open_points, key=lambda point: (-point.weight, not wrong(point), point.credit)))


def claimed_false(question: Question, turn: Turn) -> set[str]:
    """Points that a misconception met in the answer turns round."""
    met = {claim.id for claim in turn.grade.misconceptions} if turn.grade else set()
    return {m.contradicts for m in question.misconceptions if m.id in met and m.contradicts}


def gave_up(turn: Turn) -> bool:
    said_so = turn.grade is not None and Flag.DONT_KNOW in turn.grade.flags
    return turn.ending is not Ending.ANSWERED or said_so


def upcoming(session: Session, bank: Bank, now: datetime) -> Upcoming:
    if clock(session, now).left == 0.0:
        return Upcoming(kind=Move.END_OF_TIME)
    for thread in threads(session):
        coming = _from(session, thread, bank)
        if coming is not None:
            return coming
    return _next(session, bank)


def threads(session: Session) -> Iterator[Thread]:
    """The present one, then those that were left open for it."""
    thread = session.thread
    while thread is not None:
        yield thread
        thread = thread.before


def owner_of(session: Session, coming: Upcoming, bank: Bank) -> Thread | None:
    """The thread that what is coming belongs to."""
    return next(
        (thread for thread in threads(session) if _from(session, thread, bank) == coming), session.thread
    )


def _from(session: Session, thread: Thread, bank: Bank) -> Upcoming | None:
    if thread.given_up:
        return None
    return _follow_up(session, thread, bank) or _related(session, thread, bank)


def _follow_up(session: Session, thread: Thread, bank: Bank) -> Upcoming | None:
    if thread.turn_id is None or thread.question_id not in bank:
        return None
    turn, question = session.turn(thread.turn_id), bank.question(thread.question_id)
    most = min(session.plan.follow_ups, 1) if gave_up(turn) else session.plan.follow_ups
    if len(thread.asked_points) >= most:
        return None
    for point in gaps(question, turn):
        if point.id not in thread.asked_points:
            wrong = point.verdict is Verdict.CONTRADICTED or point.id in claimed_false(question, turn)
            because = AskedBecause.FALSE_CLAIM if wrong else AskedBecause.MISSING_POINT
            return Upcoming(
                kind=Move.FOLLOW_UP, question_id=thread.question_id, point_id=point.id, because=because
            )
    return None


def _related(session: Session, thread: Thread, bank: Bank) -> Upcoming | None:
    if thread.planned not in bank or thread.turn_id is None or gave_up(session.turn(thread.turn_id)):
        return None
    if thread.nested >= session.plan.related:
        return None
    asked = asked_before(session)
    for question_id in bank.question(thread.planned).follow_ups:
        if question_id in bank and question_id not in asked:
            return Upcoming(kind=Move.RELATED, question_id=question_id, because=AskedBecause.RELATED)
    return None


def _next(session: Session, bank: Bank) -> Upcoming:
    asked = asked_before(session)
    for question_id in session.queue:
        if question_id in bank and question_id not in asked:
            because = AskedBecause.DUE if question_id in session.plan.due else AskedBecause.PLAN
            return Upcoming(kind=Move.NEXT, question_id=question_id, because=because)
    return Upcoming(kind=Move.END)


def asked_before(session: Session) -> set[str]:
    return {turn.asked.question_id for turn in session.turns}
