"""Opens the database: SQLite set up for many tabs at once, PostgreSQL when its URL is given.

SQLite: a write-ahead log, so that readers never wait for a writer; every write transaction begins IMMEDIATE, so that
waiting for the other writer happens at its start, where the busy timeout works, and never as an upgrade half-way,
where it would fail at once; deleted content is overwritten; and the file is the user's alone.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from mockinterview.errors import HistoryError, MissingDependency

_BEGIN = "history_begin"
"""Execution option: how a transaction on SQLite begins."""
_PAUSE = 0.01


def url_of(where: str | Path) -> URL:
    """A path is an SQLite file; a text with `://` is a database URL."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as exc:
        raise HistoryError(
            "기록 데이터베이스의 주소를 읽을 수 없습니다. 예: postgresql://user@host/db",
            "The address of the history database cannot be read. Example: postgresql://user@host/db",
        ) from exc
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise HistoryError(
            f"기록은 SQLite와 PostgreSQL에만 저장할 수 있습니다: {backend}",
            f"The history can be kept in SQLite and PostgreSQL only: {backend}",
        )
    if backend == "sqlite" and (not url.database or ":memory:" in url.database):
        raise HistoryError(
            "기록에는 파일이 필요합니다. 메모리 데이터베이스는 쓸 수 없습니다.",
            "The history needs a file; a database in memory cannot be used.",
        )
    return url


def place_of(url: URL) -> str:
    """What a user may be shown of it."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


def make_engine(url: URL, busy_seconds: float) -> Engine:
    """`hide_parameters`: the candidate's words must not travel in tracebacks."""
    if url.get_backend_name() == "sqlite":
        _make_private_file(url)
        # A connection to a file costs next to nothing, and forty candidates must not queue for one.
        engine = create_engine(
            url, hide_parameters=True, max_overflow=-1, connect_args={"timeout": busy_seconds}
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as exc:
        raise MissingDependency(exc.name or "psycopg", "postgres") from exc


def writing(engine: Engine) -> Engine:
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def reading(engine: Engine) -> Engine:
    """Everything that is read in one transaction is of one moment; on SQLite it always is."""
    return engine if is_sqlite(engine) else engine.execution_options(isolation_level="REPEATABLE READ")


def is_sqlite(bind: Engine | Connection) -> bool:
    return bind.dialect.name == "sqlite"


@contextmanager
def outside_transactions(engine: Engine) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection, for statements that do nothing, or fail, inside a transaction."""
    pooled = engine.raw_connection()
    try:
        raw = pooled.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        yield raw
    finally:
        pooled.close()


def use_write_ahead_log(engine: Engine, patience: float) -> None:
    """Only needed once in the life of a file; SQLite does not wait by itself when two programs do it at once."""
    give_up = time.monotonic() + patience
    with outside_transactions(engine) as raw:
        while True:
            try:
                raw.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as exc:
                if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(_PAUSE)
            else:
                return


def empty_log(engine: Engine, patience: float) -> bool:
    """Moves the write-ahead log into the file and cuts it to nothing; False while another program reads from it."""
    give_up = time.monotonic() + patience
    with outside_transactions(engine) as raw:
        while True:
            (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            if time.monotonic() > give_up:
                return False
            time.sleep(_PAUSE)


def _make_private_file(url: URL) -> None:
    """SQLite gives its side files the mode of the main one, so the main one has to be right from the start."""
    if "uri" in url.query:
        return
    path = Path(str(url.database))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None  # transactions are begun by `_begin_sqlite`, not guessed by the driver
    cursor = raw.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA synchronous=FULL")  # a turn that was shown as kept survives a power cut
    finally:
        cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
