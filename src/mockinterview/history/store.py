"""HistoryStore: everything that is kept, each method one short transaction. Safe to share between threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine

from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade
from mockinterview.domain.turn import Turn
from mockinterview.errors import HistoryError
from mockinterview.history import cards, profiles, sessions, submissions, turns
from mockinterview.history.engine import (
    empty_log,
    is_sqlite,
    make_engine,
    place_of,
    reading,
    url_of,
    use_write_ahead_log,
    writing,
)
from mockinterview.history.failures import busy, translated
from mockinterview.history.migrate import migrate
from mockinterview.history.records import (
    ALL_TURNS,
    Card,
    EarlierGrade,
    KeptSession,
    ProfileInfo,
    Submission,
    TurnFilter,
)

BUSY_SECONDS = 15.0
"""So long a write waits for another program; our own ones take milliseconds."""


class HistoryStore:
    """Keep one for the life of a program; every method may raise HistoryError, one line for the user."""

    def __init__(self, engine: Engine, place: str, busy_seconds: float) -> None:
        self._engine = engine
        self._reader = reading(engine)
        self._writer = writing(engine)
        self._place = place
        self._busy_seconds = busy_seconds
        self._one_writer = threading.Lock() if is_sqlite(engine) else None
        """SQLite has one writer anyway; its own waiting starves some of forty threads, a queue does not."""

    @classmethod
    def open(cls, where: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """`where` is a file (made if it is not there) or a database URL; an older schema is brought up to date."""
        url = url_of(where)
        place = place_of(url)
        with translated(place):
            engine = make_engine(url, busy_seconds)
            try:
                if is_sqlite(engine):
                    use_write_ahead_log(engine, busy_seconds)
                migrate(engine, place)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, place, busy_seconds)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add_turn(self, profile: str, turn: Turn, card: Card | None = None) -> None:
        """With `card`, the turn and its next review are kept together or not at all, and once however often tried."""
        with self._writing() as connection:
            new = turns.add(connection, profile, turn)
            if new and card is not None:
                cards.write(connection, profile, card, turn.ended_at)

    def turn(self, profile: str, turn_id: str) -> Turn:
        """By its id, or by an unambiguous beginning of it; else NotFound."""
        with self._reading() as connection:
            return turns.find(connection, profile, turn_id)

    def turns(
        self, profile: str, wanted: TurnFilter = ALL_TURNS, *, limit: int | None = None
    ) -> tuple[Turn, ...]:
        """The newest first."""
        with self._reading() as connection:
            return turns.newest_first(connection, profile, wanted, limit)

    def best_scores(self, profile: str, prefix: str) -> dict[str, float | None]:
        """Of every question whose id begins like this; None where nothing was graded."""
        with self._reading() as connection:
            return turns.best_scores(connection, profile, prefix)

    def set_feedback(self, profile: str, turn_id: str, feedback: Feedback) -> Turn:
        with self._writing() as connection:
            return turns.set_feedback(connection, profile, turn_id, feedback)

    def replace_grade(self, profile: str, turn_id: str, grade: Grade, now: datetime) -> Turn:
        """The present grade becomes an earlier one; nothing of it is lost."""
        with self._writing() as connection:
            return turns.replace_grade(connection, profile, turn_id, grade, now)

    def earlier_grades(self, profile: str, turn_id: str) -> tuple[EarlierGrade, ...]:
        """The newest first; the present grade is not among them."""
        with self._reading() as connection:
            return turns.earlier(connection, profile, turn_id)

    def begin_session(self, profile: str, session: KeptSession) -> None:
        """Keeps a new one; the same one again changes nothing."""
        with self._writing() as connection:
            sessions.begin(connection, profile, session)

    def save_session(self, profile: str, session: KeptSession) -> None:
        """EditConflict when the kept one has the same or a higher revision, unless it is this very one; Gone when
        it was deleted meanwhile."""
        with self._writing() as connection:
            sessions.save(connection, profile, session)

    def save_draft(self, profile: str, session_id: str, draft: str, *, revision: int, now: datetime) -> bool:
        """False, and nothing kept, when the interview has moved on from `revision`."""
        with self._writing() as connection:
            return sessions.save_draft(connection, profile, session_id, draft, revision, now)

    def touch(self, profile: str, session_id: str, now: datetime) -> None:
        """Somebody sits before it, even if nothing was said since."""
        with self._writing() as connection:
            sessions.touch(connection, profile, session_id, now)

    def touched_at(self, profile: str, session_id: str) -> datetime | None:
        """When it was last worked on; None when it is not there."""
        with self._reading() as connection:
            return sessions.touched_at(connection, profile, session_id)

    def session(self, profile: str, session_id: str) -> KeptSession:
        with self._reading() as connection:
            return sessions.get(connection, profile, session_id)

    def sessions(
        self, profile: str, *, unfinished: bool = False, limit: int | None = None
    ) -> tuple[KeptSession, ...]:
        """The one touched last comes first."""
        with self._reading() as connection:
            return sessions.newest_first(connection, profile, unfinished=unfinished, limit=limit)

    def put_card(self, profile: str, card: Card, now: datetime) -> None:
        with self._writing() as connection:
            cards.write(connection, profile, card, now)

    def remove_card(self, profile: str, question: str) -> None:
        """For a re-grading that leaves no grade to schedule by."""
        with self._writing() as connection:
            cards.remove(connection, profile, question)

    def card(self, profile: str, question: str) -> Card | None:
        with self._reading() as connection:
            return cards.get(connection, profile, question)

    def cards(self, profile: str, *, due_by: datetime | None = None) -> tuple[Card, ...]:
        """The most urgent first."""
        with self._reading() as connection:
            return cards.soonest_first(connection, profile, due_by)

    def add_submission(self, profile: str, submission: Submission) -> None:
        with self._writing() as connection:
            submissions.add(connection, profile, submission)

    def submissions(
        self, profile: str, exercise: str | None = None, *, limit: int | None = None
    ) -> tuple[Submission, ...]:
        """The newest first."""
        with self._reading() as connection:
            return submissions.newest_first(connection, profile, exercise, limit)

    def profiles(self) -> tuple[ProfileInfo, ...]:
        """For the owner of the machine, never for a page: everybody who ever practised here."""
        with self._reading() as connection:
            return profiles.oldest_first(connection)

    def export(self, profile: str) -> dict[str, Any]:
        """Everything that is kept of the profile, ready for json.dumps, as of one moment."""
        with self._reading() as connection:
            return profiles.exported(connection, profile)

    def delete(self, profile: str) -> int:
        """Removes all of it, the bytes in SQLite's files too; tells how many rows that were."""
        with self._writing() as connection:
            gone = profiles.remove(connection, profile)
        if is_sqlite(self._engine):
            self._overwrite_deleted()
        return gone

    def _overwrite_deleted(self) -> None:
        with translated(self._place):
            emptied = empty_log(self._engine, self._busy_seconds)
        if not emptied:
            raise HistoryError(
                "기록은 지웠지만 다른 프로그램이 파일을 읽고 있어 흔적이 남아 있습니다. 그 프로그램을 닫고 다시 삭제하세요:"
                f" {self._place}",
                "The records are deleted, but another program is reading the file and traces remain; close it and"
                f" delete again: {self._place}",
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One snapshot: what other tabs write meanwhile is not half seen."""
        with translated(self._place), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(self._place), self._my_turn(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._one_writer is None:
            yield
            return
        if not self._one_writer.acquire(timeout=self._busy_seconds):
            raise busy(self._place)
        try:
            yield
        finally:
            self._one_writer.release()
