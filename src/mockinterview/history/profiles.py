"""The SQL of profiles as a whole: who there is, everything one has, and nothing of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select

from mockinterview.history import cards, sessions, submissions, turns
from mockinterview.history.records import ProfileInfo
from mockinterview.history.rows import moment_of, optional_moment
from mockinterview.history.tables import metadata, profiles
from mockinterview.history.tables import turns as turn_rows

EXPORT_FORMAT = "mockinterview-history"
EXPORT_VERSION = 1


def oldest_first(connection: Connection) -> tuple[ProfileInfo, ...]:
    query = (
        select(
            profiles, func.count(turn_rows.c.seq).label("turns"), func.max(turn_rows.c.ended_at).label("last")
        )
        .outerjoin(turn_rows, turn_rows.c.profile == profiles.c.id)
        .group_by(profiles.c.id, profiles.c.created_at)
        .order_by(profiles.c.created_at, profiles.c.id)
    )
    return tuple(
        ProfileInfo(row["id"], moment_of(row["created_at"]), row["turns"], optional_moment(row["last"]))
        for row in connection.execute(query).mappings()
    )


def exported(connection: Connection, profile: str) -> dict[str, Any]:
    since = select(profiles.c.created_at).where(profiles.c.id == profile)
    return {
        "format": EXPORT_FORMAT,
        "version": EXPORT_VERSION,
        "profile": profile,
        "created_at": connection.scalar(since),
        "sessions": sessions.exported(connection, profile),
        "turns": turns.exported(connection, profile),
        "cards": cards.exported(connection, profile),
        "submissions": submissions.exported(connection, profile),
    }


def remove(connection: Connection, profile: str) -> int:
    """Every table by name, not by cascade alone: a new one that forgets its foreign key must not keep anything."""
    gone = 0
    for table in reversed(metadata.sorted_tables):
        owner = table.c.id if table is profiles else table.c.profile
        gone += connection.execute(delete(table).where(owner == profile)).rowcount
    return gone
