"""The SQL of interviews under way and done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, or_, select, update

from mockinterview.errors import EditConflict, Gone, NotFound
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


def begin(connection: Connection, profile: str, session: KeptSession) -> None:
    ensure_profile(connection, profile, session.updated_at)
    key = {"profile": profile, "id": checked_id(session.id)}
    if not insert_new(connection, sessions, {**key, **_columns(session)}):
        save(connection, profile, session)


def save(connection: Connection, profile: str, session: KeptSession) -> None:
    """Never brings back what was deleted: a page that is still open must not undo that."""
    columns = _columns(session)
    mine = and_(sessions.c.profile == profile, sessions.c.id == checked_id(session.id))
    repeated = and_(sessions.c.revision == session.revision, sessions.c.state == columns["state"])
    newer = or_(sessions.c.revision < session.revision, repeated)
    if connection.execute(update(sessions).where(mine, newer).values(columns)).rowcount:
        return
    if connection.execute(select(sessions.c.id).where(mine)).first() is None:
        raise Gone(
            "이 면접은 삭제되어 이어갈 수 없습니다. 새 면접을 시작해 주세요.",
            "This interview was deleted and cannot go on; start a new one.",
        )
    raise EditConflict(
        "이 면접은 다른 탭에서 이미 더 진행되었습니다. 지금 있는 곳을 보여 드립니다.",
        "This interview has gone on in another tab; this is where it stands now.",
    )


def save_draft(
    connection: Connection, profile: str, session_id: str, draft: str, revision: int, now: datetime
) -> bool:
    """Only while the interview stands where the words were typed: a late one must not land under the next question."""
    here = and_(sessions.c.profile == profile, sessions.c.id == session_id, sessions.c.revision == revision)
    values = {"draft": encode(draft), "updated_at": utc_text(now)}
    return connection.execute(update(sessions).where(here).values(values)).rowcount == 1


def touch(connection: Connection, profile: str, session_id: str, now: datetime) -> None:
    mine = and_(sessions.c.profile == profile, sessions.c.id == session_id)
    connection.execute(update(sessions).where(mine).values(updated_at=utc_text(now)))


def touched_at(connection: Connection, profile: str, session_id: str) -> datetime | None:
    query = select(sessions.c.updated_at).where(sessions.c.profile == profile, sessions.c.id == session_id)
    return optional_moment(connection.scalar(query))


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
