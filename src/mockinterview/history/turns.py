"""The SQL of turns and of the grades that were replaced."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select, update

from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade
from mockinterview.domain.turn import Turn
from mockinterview.errors import HistoryError, NotFound
from mockinterview.history.json_text import decode, encode
from mockinterview.history.records import EarlierGrade, TurnFilter
from mockinterview.history.rows import Row, checked_id, ensure_profile, insert_new, moment_of, utc_text
from mockinterview.history.tables import earlier_grades, turns

_log = logging.getLogger(__name__)

_NEAR = 200
"""So many of the latest ids are looked through for one that was meant."""


def add(connection: Connection, profile: str, turn: Turn) -> bool:
    """False when this very turn is kept already; another one under its id is refused."""
    ensure_profile(connection, profile, turn.ended_at)
    row = {"profile": profile, "id": checked_id(turn.id), **_columns(turn)}
    if insert_new(connection, turns, row):
        return True
    if _get(connection, profile, turn.id) != turn:
        raise HistoryError(
            f"같은 번호의 다른 답변이 이미 기록되어 있습니다: {turn.id}",
            f"Another turn is already kept under this id: {turn.id}",
        )
    return False


def best_scores(connection: Connection, profile: str, prefix: str) -> dict[str, float | None]:
    """By question whose id begins like this; None where nothing was graded. Reads no turn."""
    query = (
        select(turns.c.question, func.max(turns.c.score).label("best"))
        .where(turns.c.profile == profile, func.substr(turns.c.question, 1, len(prefix)) == prefix)
        .group_by(turns.c.question)
    )
    return {row.question: row.best for row in connection.execute(query)}


def find(connection: Connection, profile: str, turn_id: str) -> Turn:
    """By its id or the beginning of it, as long as that is no other turn's beginning too."""
    starts = func.substr(turns.c.id, 1, len(turn_id)) == turn_id
    query = select(turns).where(turns.c.profile == profile, starts).order_by(turns.c.id).limit(2)
    rows = connection.execute(query).mappings().all()
    if turn_id and rows and (len(rows) == 1 or rows[0]["id"] == turn_id):
        return _turn(rows[0])
    raise _not_found(connection, profile, turn_id)


def newest_first(
    connection: Connection, profile: str, wanted: TurnFilter, limit: int | None
) -> tuple[Turn, ...]:
    """A turn that can no longer be read is left out with a warning: it must not hide all the others."""
    query = select(turns).where(and_(turns.c.profile == profile, *_conditions(wanted)))
    query = query.order_by(turns.c.ended_at.desc(), turns.c.seq.desc()).limit(limit)
    found = []
    for row in connection.execute(query).mappings():
        try:
            found.append(_turn(row))
        except HistoryError as exc:
            _log.warning("%s", exc.en)
    return tuple(found)


def replace_grade(connection: Connection, profile: str, turn_id: str, grade: Grade, now: datetime) -> Turn:
    turn = _locked(connection, profile, turn_id)
    if turn.grade is not None:
        earlier = {
            "profile": profile,
            "turn": turn_id,
            "replaced_at": utc_text(now),
            "body": encode(turn.grade.model_dump(mode="json")),
        }
        connection.execute(earlier_grades.insert().values(earlier))
    return _write(connection, profile, turn.model_copy(update={"grade": grade}))


def set_feedback(connection: Connection, profile: str, turn_id: str, feedback: Feedback) -> Turn:
    turn = _locked(connection, profile, turn_id)
    return _write(connection, profile, turn.model_copy(update={"feedback": feedback}))


def earlier(connection: Connection, profile: str, turn_id: str) -> tuple[EarlierGrade, ...]:
    mine = and_(earlier_grades.c.profile == profile, earlier_grades.c.turn == turn_id)
    query = select(earlier_grades).where(mine).order_by(earlier_grades.c.seq.desc())
    return tuple(
        EarlierGrade(Grade.model_validate(decode(row["body"])), moment_of(row["replaced_at"]))
        for row in connection.execute(query).mappings()
    )


def exported(connection: Connection, profile: str) -> list[dict[str, Any]]:
    """Oldest first, as they are kept, readable by this program or not."""
    old: dict[str, list[Any]] = {}
    query = select(earlier_grades).where(earlier_grades.c.profile == profile).order_by(earlier_grades.c.seq)
    for row in connection.execute(query).mappings():
        old.setdefault(row["turn"], []).append(
            {"replaced_at": row["replaced_at"], "grade": decode(row["body"])}
        )
    kept = select(turns).where(turns.c.profile == profile).order_by(turns.c.ended_at, turns.c.seq)
    return [
        {**decode(row["body"]), "earlier_grades": old.get(row["id"], [])}
        for row in connection.execute(kept).mappings()
    ]


def _conditions(wanted: TurnFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.session is not None:
        yield turns.c.session == wanted.session
    if wanted.question is not None:
        yield turns.c.question == wanted.question
    if wanted.since is not None:
        yield turns.c.ended_at >= utc_text(wanted.since)
    if wanted.until is not None:
        yield turns.c.ended_at < utc_text(wanted.until)
    if wanted.graded is not None:
        yield turns.c.graded == wanted.graded


def _columns(turn: Turn) -> Row:
    return {
        "session": checked_id(turn.session_id),
        "question": checked_id(turn.asked.question_id),
        "asked_at": utc_text(turn.asked_at),
        "ended_at": utc_text(turn.ended_at),
        "graded": turn.grade is not None and turn.grade.graded,
        "score": turn.grade.score if turn.grade is not None else None,
        "body": encode(turn.model_dump(mode="json")),
    }


def _turn(row: RowMapping) -> Turn:
    try:
        return Turn.model_validate(decode(row["body"]))
    except (ValidationError, ValueError) as exc:
        raise HistoryError(
            f"기록 하나를 읽을 수 없습니다(더 새로운 버전이 썼을 수 있습니다): {row['id']}",
            f"One turn of the history cannot be read (a newer version may have written it): {row['id']}",
        ) from exc


def _get(connection: Connection, profile: str, turn_id: str, *, lock: bool = False) -> Turn | None:
    query = select(turns).where(turns.c.profile == profile, turns.c.id == turn_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    return None if row is None else _turn(row)


def _locked(connection: Connection, profile: str, turn_id: str) -> Turn:
    """No other writer can change it before this transaction ends (SQLite has one writer at a time anyway)."""
    turn = _get(connection, profile, turn_id, lock=True)
    if turn is None:
        raise _not_found(connection, profile, turn_id)
    return turn


def _write(connection: Connection, profile: str, turn: Turn) -> Turn:
    mine = and_(turns.c.profile == profile, turns.c.id == turn.id)
    connection.execute(update(turns).where(mine).values(_columns(turn)))
    return turn


def _not_found(connection: Connection, profile: str, turn_id: str) -> NotFound:
    query = select(turns.c.id).where(turns.c.profile == profile).order_by(turns.c.seq.desc()).limit(_NEAR)
    return NotFound("기록", "The turn", turn_id, connection.scalars(query))
