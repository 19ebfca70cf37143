"""The SQL of the code lab's runs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from mockinterview.history.json_text import decode, encode
from mockinterview.history.records import Submission
from mockinterview.history.rows import checked_id, ensure_profile, insert_new, moment_of, utc_text
from mockinterview.history.tables import submissions


def add(connection: Connection, profile: str, submission: Submission) -> None:
    ensure_profile(connection, profile, submission.made_at)
    row = {
        "profile": profile,
        "id": checked_id(submission.id),
        "exercise": checked_id(submission.exercise),
        "session": submission.session and checked_id(submission.session),
        "made_at": utc_text(submission.made_at),
        "code": encode(submission.code),
        "result": encode(submission.result),
    }
    insert_new(connection, submissions, row)


def newest_first(
    connection: Connection, profile: str, exercise: str | None, limit: int | None
) -> tuple[Submission, ...]:
    query = select(submissions).where(submissions.c.profile == profile)
    if exercise is not None:
        query = query.where(submissions.c.exercise == exercise)
    query = query.order_by(submissions.c.made_at.desc(), submissions.c.seq.desc()).limit(limit)
    return tuple(_submission(row) for row in connection.execute(query).mappings())


def exported(connection: Connection, profile: str) -> list[dict[str, Any]]:
    names = ("id", "exercise", "session", "made_at")
    query = select(submissions).where(submissions.c.profile == profile).order_by(submissions.c.seq)
    return [
        {**{name: row[name] for name in names}, "code": decode(row["code"]), "result": decode(row["result"])}
        for row in connection.execute(query).mappings()
    ]


def _submission(row: RowMapping) -> Submission:
    return Submission(
        id=row["id"],
        exercise=row["exercise"],
        made_at=moment_of(row["made_at"]),
        code=decode(row["code"]),
        result=decode(row["result"]),
        session=row["session"],
    )
