"""The steps of an interview: a session in, the next session out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mockinterview.domain.answer import Answer
from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade
from mockinterview.domain.turn import Asked, AskedBecause, Ending, Turn
from mockinterview.errors import MockInterviewError
from mockinterview.interview.asking import Speaker
from mockinterview.interview.follow_up import Move, Upcoming, owner_of, upcoming
from mockinterview.interview.guards import asking, current_of, over, reviewing, running
from mockinterview.interview.plan import Plan
from mockinterview.interview.state import (
    Answered,
    Current,
    Phase,
    SayKind,
    Says,
    Scene,
    Session,
    clock,
    feedback_visible,
    seconds_between,
)
from mockinterview.interview.thread import after_turn, attempt_of, next_thread

ABSENCE = timedelta(minutes=3)
"""A longer silence before a reload was a closed laptop, not thinking."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a question: the answer, and what was made of it outside."""

    turn_id: str
    answer: Answer | None = None
    grade: Grade | None = None
    feedback: Feedback | None = None


def begin(
    plan: Plan, scene: Scene, *, session_id: str, profile: str = "local", language: Language = "ko"
) -> Session:
    """Greets and puts the first question; every question of the plan has to exist."""
    for question_id in plan.questions:
        scene.bank.question(question_id)
    session = Session(
        id=session_id,
        profile=profile,
        language=language,
        plan=plan,
        phase=Phase.REVIEW,
        queue=plan.questions,
        started_at=scene.now,
        touched_at=scene.now,
    )
    return _advance(_stepped(session, scene.now, log=(Speaker(session, scene).greeting(),)), scene)


def keep_draft(session: Session, text: str, now: datetime) -> Session:
    if session.phase is Phase.FINISHED:
        return session
    return session.model_copy(update={"draft": text, "touched_at": now})


def submit(session: Session, attempt: Attempt, scene: Scene) -> Session:
    if attempt.answer is None or not attempt.answer.text.strip():
        raise MockInterviewError(
            "답변이 비어 있습니다. 한 문장이라도 적거나 '모르겠습니다'를 눌러 주세요.",
            "The answer is empty. Write at least a sentence, or choose “I don't know”.",
        )
    return _ended(asking(session), attempt, Ending.ANSWERED, scene)


def dont_know(session: Session, attempt: Attempt, scene: Scene) -> Session:
    """What was typed so far is kept with the turn."""
    return _ended(asking(session), _with_draft(session, attempt), Ending.DONT_KNOW, scene)


def skip(session: Session, turn_id: str, scene: Scene) -> Session:
    attempt = _with_draft(session, Attempt(turn_id))
    return _advance(_recorded(asking(session), attempt, Ending.SKIPPED, scene), scene)


def proceed(session: Session, scene: Scene) -> Session:
    return _advance(reviewing(session), scene)


def ask_aside(session: Session, question_id: str, scene: Scene) -> Session:
    """REVIEW -> a question that the plan does not hold: the one about the code that was just run."""
    reviewing(session)
    coming = Upcoming(kind=Move.RELATED, question_id=question_id, because=AskedBecause.EXERCISE)
    return _put(session, coming, scene)


def retry(session: Session, scene: Scene) -> Session:
    """The same question again, with the attempts counted; for a follow-up, the follow-up."""
    reviewing(session)
    current = current_of(session)
    asked = current.asked.model_copy(update={"because": AskedBecause.RETRY})
    line = Says(kind=SayKind.TRANSITION, text=Speaker(session, scene).say("retry"))
    return _stepped(
        session,
        scene.now,
        phase=Phase.ASKING,
        current=Current(asked=asked, asked_at=scene.now, attempt=current.attempt + 1),
        log=(*session.log, line, Says(kind=_kind(asked), text=asked.text)),
    )


def reveal(session: Session, turn_id: str, now: datetime) -> Session:
    session.turn(turn_id)
    if not feedback_visible(session):
        raise MockInterviewError(
            "실전 모드에서는 면접이 끝난 뒤에 모범 답안을 볼 수 있습니다.",
            "In exam mode the model answers open after the interview.",
        )
    if turn_id in session.revealed:
        return session
    return _stepped(session, now, revealed=(*session.revealed, turn_id))


def pause(session: Session, now: datetime) -> Session:
    return _stepped(running(session), now, paused_at=now)


def resume(session: Session, scene: Scene) -> Session:
    if session.phase is Phase.FINISHED or session.paused_at is None:
        raise MockInterviewError("멈춰 있는 면접이 아닙니다.", "The interview is not paused.")
    session = _without(session, seconds_between(session.paused_at, scene.now))
    waiting = session.phase is Phase.ASKING
    lines = [
        Says(
            kind=SayKind.RESUME,
            text=Speaker(session, scene).say("resume" if waiting else "resume_review"),
        )
    ]
    if waiting:
        asked = current_of(session).asked
        lines.append(Says(kind=_kind(asked), text=asked.text))
    return _stepped(session, scene.now, paused_at=None, log=(*session.log, *lines))


def come_back(session: Session, now: datetime) -> Session:
    """After a reload; nobody needs to have pressed pause before the laptop was closed."""
    away = seconds_between(session.touched_at, now)
    if session.phase is Phase.FINISHED or session.paused or away <= ABSENCE.total_seconds():
        return session
    return _stepped(_without(session, away), now)


def finish(session: Session, scene: Scene) -> Session:
    """Ends at once; a half-typed draft stays in the session."""
    if session.phase is Phase.FINISHED:
        raise over()
    return _closed(session, scene, "end_early")


def regraded(session: Session, turn: Turn) -> Session:
    """Only what was thought about the answer may change, not what was asked or said.

    No step is counted: a grade that comes late must not outdate the page on which the candidate has gone on.
    """
    before = session.turn(turn.id)
    if turn.model_copy(update={"grade": before.grade, "feedback": before.feedback}) != before:
        raise ValueError("a turn keeps its question and its answer")
    turns = tuple(turn if item.id == turn.id else item for item in session.turns)
    return session.model_copy(update={"turns": turns})


def _advance(session: Session, scene: Scene) -> Session:
    coming = upcoming(session, scene.bank, scene.now)
    if coming.kind is Move.END:
        return _closed(session, scene, "end")
    if coming.kind is Move.END_OF_TIME:
        return _closed(session, scene, "end_time")
    owner = owner_of(session, coming, scene.bank)
    return _put(session.model_copy(update={"thread": owner}), coming, scene)


def _put(session: Session, coming: Upcoming, scene: Scene) -> Session:
    asked, lines = Speaker(session, scene).put(coming)
    return _stepped(
        session,
        scene.now,
        phase=Phase.ASKING,
        current=Current(asked=asked, asked_at=scene.now, attempt=attempt_of(session, asked)),
        thread=next_thread(session.thread, coming, asked),
        queue=tuple(item for item in session.queue if item != asked.question_id),
        log=(*session.log, *lines),
    )


def _ended(session: Session, attempt: Attempt, ending: Ending, scene: Scene) -> Session:
    session = _recorded(session, attempt, ending, scene)
    return _advance(session, scene) if session.plan.feedback == "end" else session


def _recorded(session: Session, attempt: Attempt, ending: Ending, scene: Scene) -> Session:
    """Adds the turn; the answer remembers how long it took unless it knows better."""
    if any(turn.id == attempt.turn_id for turn in session.turns):
        raise ValueError(f"a second turn with the id {attempt.turn_id}")
    current, answer = current_of(session), attempt.answer
    if answer is not None and answer.seconds is None:
        answer = answer.model_copy(update={"seconds": clock(session, scene.now).on_question})
    turn = Turn(
        id=attempt.turn_id,
        session_id=session.id,
        asked=current.asked,
        asked_at=current.asked_at,
        ended_at=scene.now,
        ending=ending,
        answer=answer,
        grade=attempt.grade,
        feedback=attempt.feedback,
        attempt=current.attempt,
    )
    return _stepped(
        session,
        scene.now,
        phase=Phase.REVIEW,
        turns=(*session.turns, turn),
        log=(*session.log, Answered(turn_id=turn.id)),
        thread=after_turn(session.thread, turn),
        draft="",
    )


def _closed(session: Session, scene: Scene, key: str) -> Session:
    if session.paused_at is not None:
        session = _without(session, seconds_between(session.paused_at, scene.now))
    line = Says(kind=SayKind.END, text=Speaker(session, scene).say(key))
    return _stepped(
        session,
        scene.now,
        phase=Phase.FINISHED,
        paused_at=None,
        ended_at=scene.now,
        log=(*session.log, line),
    )


def _without(session: Session, seconds: float) -> Session:
    """Takes a stretch of time off the clocks."""
    changes: dict[str, Any] = {"stood_still": session.stood_still + seconds}
    if session.current is not None and session.phase is Phase.ASKING:
        still = session.current.stood_still + seconds
        changes["current"] = session.current.model_copy(update={"stood_still": still})
    return session.model_copy(update=changes)


def _with_draft(session: Session, attempt: Attempt) -> Attempt:
    if attempt.answer is not None or not session.draft.strip():
        return attempt
    return Attempt(attempt.turn_id, Answer(text=session.draft), attempt.grade, attempt.feedback)


def _stepped(session: Session, now: datetime, **changes: Any) -> Session:
    return session.model_copy(update={"steps": session.steps + 1, "touched_at": now, **changes})


def _kind(asked: Asked) -> SayKind:
    return SayKind.QUESTION if asked.point_id is None else SayKind.FOLLOW_UP
