"""Brings a database's schema up to this program's, in one transaction, whoever else opens it at the same time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from mockinterview.errors import HistoryError
from mockinterview.history.engine import is_sqlite, writing
from mockinterview.history.tables import metadata


@dataclass(frozen=True, slots=True)
class Scripts:
    folder: Path
    revisions: tuple[str, ...]
    """Append only. Known without reading the folder: opening an up-to-date history needs no alembic at all."""


SHIPPED = Scripts(Path(__file__).parent / "migrations", ("0001", "0002", "0003"))
VERSION_TABLE = "history_version"

_ONE_AT_A_TIME = threading.Lock()
"""Alembic's context is one global of the process."""
_POSTGRES_LOCK = 0x6D6F636B
"""Any number will do, as long as every one of our processes takes the same."""


def migrate(engine: Engine, place: str, scripts: Scripts = SHIPPED) -> None:
    with engine.connect() as connection:
        stored = stored_revision(connection)
    if stored == scripts.revisions[-1]:
        return
    if stored is not None and stored not in scripts.revisions:
        raise HistoryError(
            f"더 새로운 버전의 mockinterview가 만든 기록입니다(형식 {stored}). 프로그램을 업데이트하세요: {place}",
            f"This history was written by a newer mockinterview (format {stored}); update the program: {place}",
        )
    with _ONE_AT_A_TIME, writing(engine).connect() as connection:
        if is_sqlite(connection):
            _upgrade_sqlite(connection, scripts, place)
        else:
            with connection.begin():
                connection.execute(select(func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
                _upgrade(connection, scripts, place)


def stored_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    number: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    return number


def _upgrade_sqlite(connection: Connection, scripts: Scripts, place: str) -> None:
    """Foreign keys sleep meanwhile: rebuilding a table drops it, and that would delete the rows that point to it."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            _upgrade(connection, scripts, place)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise HistoryError(
                    f"기록 파일의 내용이 서로 맞지 않아 새 형식으로 바꾸지 못했습니다: {place}",
                    f"The rows of the history do not fit together; it was left in its old format: {place}",
                )
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection, scripts: Scripts, place: str) -> None:
    from alembic import command
    from alembic.config import Config

    stored = stored_revision(connection)  # again: another process may have been faster
    if stored is None:
        _refuse_strangers(connection, place)
    config = Config()
    config.set_main_option("script_location", str(scripts.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, "head")


def _refuse_strangers(connection: Connection, place: str) -> None:
    if set(inspect(connection).get_table_names()) & set(metadata.tables):
        raise HistoryError(
            f"다른 프로그램의 데이터베이스로 보여 손대지 않았습니다: {place}",
            f"This looks like the database of another program; it was left alone: {place}",
        )
