"""What every noun's SQL needs: times and ids as columns, and rows that may already be there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from mockinterview.errors import HistoryError
from mockinterview.history.tables import profiles

Row = Mapping[str, Any]

MAX_ID = 200


def utc_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def optional_moment(text: str | None) -> datetime | None:
    return None if text is None else moment_of(text)


def checked_id(value: str) -> str:
    """Ids come from browsers too: one that a column cannot hold must not look like a database failure."""
    if not 0 < len(value) <= MAX_ID or not value.isprintable():
        raise HistoryError(
            f"기록에 쓸 수 없는 이름입니다: {value[:MAX_ID]!r}",
            f"This name cannot be used in the history: {value[:MAX_ID]!r}",
        )
    return value


def insert_new(connection: Connection, table: Table, row: Row) -> bool:
    """False when the row is already there; decided by the database, so that two tabs cannot both be first.

    Asked by RETURNING: the count of rows is not to be had from every driver when a key is generated.
    """
    some_column = next(iter(table.c))
    if connection.dialect.name == "sqlite":
        done = connection.execute(
            sqlite.insert(table).values(row).on_conflict_do_nothing().returning(some_column)
        )
    else:
        done = connection.execute(
            postgresql.insert(table).values(row).on_conflict_do_nothing().returning(some_column)
        )
    return done.first() is not None


def put(connection: Connection, table: Table, row: Row) -> None:
    """Inserts, or replaces the row with the same key."""
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in key}
    if connection.dialect.name == "sqlite":
        connection.execute(
            sqlite.insert(table).values(row).on_conflict_do_update(index_elements=key, set_=rest)
        )
    else:
        connection.execute(
            postgresql.insert(table).values(row).on_conflict_do_update(index_elements=key, set_=rest)
        )


def ensure_profile(connection: Connection, profile: str, now: datetime) -> None:
    """There is no login: a profile begins with the first thing that is kept for it."""
    insert_new(connection, profiles, {"id": checked_id(profile), "created_at": utc_text(now)})
