"""The SQL of interviews under way and done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, or_, select, update

from mockinterview.errors import EditConflict, NotFound
from mockinterview.history.json_text import decode, encode
from mockinterview.history.records import JsonValue, KeptSession
from mockinterview.history.rows import (
    checked_id,
    ensure_profile,
    insert_new,
    moment_of,
    optional_moment,
    utc_text,
)
from mockinterview.history.tables import sessions

_Dict = dict[str, JsonValue]


def save(connection: Connection, profile: str, session: KeptSession) -> None:
    ensure_profile(connection, profile, session.updated_at)
    key = {"profile": profile, "id": checked_id(session.id)}
    columns = _columns(session)
    if insert_new(connection, sessions, {**key, **columns}):
        return
    mine = and_(sessions.c.profile == profile, sessions.c.id == session.id)
    repeated = and_(sessions.c.revision == session.revision, sessions.c.state == columns["state"])
    newer = or_(sessions.c.revision < session.revision, repeated)
    if not connection.execute(update(sessions).where(mine, newer).values(columns)).rowcount:
        raise EditConflict(
            "이 면접은 다른 탭에서 이미 더 진행되었습니다. 새로 고침하면 이어집니다.",
            "This interview has gone on in another tab; reload to continue there.",
        )


def save_draft(
    connection: Connection, profile: str, session_id: str, draft: str, revision: int, now: datetime
) -> bool:
    """Only while the interview stands where the words were typed: a late one must not land under the next question."""
    here = and_(sessions.c.profile == profile, sessions.c.id == session_id, sessions.c.revision == revision)
    values = {"draft": encode(draft), "updated_at": utc_text(now)}
    return connection.execute(update(sessions).where(here).values(values)).rowcount == 1


def get(connection: Connection, profile: str, session_id: str) -> KeptSession:
    query = select(sessions).where(sessions.c.profile == profile, sessions.c.id == session_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        mine = select(sessions.c.id).where(sessions.c.profile == profile)
        raise NotFound("면접", "The interview", session_id, connection.scalars(mine))
    return _session(row)


def newest_first(
    connection: Connection, profile: str, *, unfinished: bool, limit: int | None
) -> tuple[KeptSession, ...]:
    query = select(sessions).where(sessions.c.profile == profile)
    if unfinished:
        query = query.where(sessions.c.ended_at.is_(None))
    query = query.order_by(sessions.c.updated_at.desc(), sessions.c.id).limit(limit)
    return tuple(_session(row) for row in connection.execute(query).mappings())


def exported(connection: Connection, profile: str) -> list[_Dict]:
    query = select(sessions).where(sessions.c.profile == profile).order_by(sessions.c.started_at)
    return [_exported(row) for row in connection.execute(query).mappings()]


def _exported(row: RowMapping) -> _Dict:
    plain = {name: row[name] for name in ("id", "started_at", "updated_at", "ended_at", "revision")}
    return {**plain, **{name: decode(row[name]) for name in ("plan", "state", "draft")}}


def _columns(session: KeptSession) -> _Dict:
    return {
        "started_at": utc_text(session.started_at),
        "updated_at": utc_text(session.updated_at),
        "ended_at": None if session.ended_at is None else utc_text(session.ended_at),
        "revision": session.revision,
        "plan": encode(session.plan),
        "state": encode(session.state),
        "draft": encode(session.draft),
    }


def _session(row: RowMapping) -> KeptSession:
    return KeptSession(
        id=row["id"],
        started_at=moment_of(row["started_at"]),
        updated_at=moment_of(row["updated_at"]),
        ended_at=optional_moment(row["ended_at"]),
        revision=row["revision"],
        plan=decode(row["plan"]),
        state=decode(row["state"]),
        draft=decode(row["draft"]),
    )
