"""The schema as it is now. It only ever changes together with a new migration; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
"""Times are ISO 8601 in UTC with microseconds: in every database the order of the text is the order of time."""


def _of_profile(*, key: bool = False) -> Column[str]:
    owner = ForeignKey("profiles.id", ondelete="CASCADE")
    return Column("profile", Text, owner, primary_key=key, nullable=False)


profiles = Table(
    "profiles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("created_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    _of_profile(key=True),
    Column("id", Text, primary_key=True),
    Column("started_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("revision", Integer, nullable=False),
    Column("plan", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("draft", Text, nullable=False),
    Index("sessions_by_time", "profile", "updated_at"),
)

turns = Table(
    "turns",
    metadata,
    Column("seq", Integer, primary_key=True),
    _of_profile(),
    Column("id", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("ended_at", Text, nullable=False),
    Column("graded", Boolean, nullable=False),
    Column("score", Float),
    Column("body", Text, nullable=False),
    UniqueConstraint("profile", "id", name="turns_once"),
    Index("turns_by_time", "profile", "ended_at"),
    Index("turns_by_session", "profile", "session"),
    Index("turns_by_question", "profile", "question"),
)

cards = Table(
    "cards",
    metadata,
    _of_profile(key=True),
    Column("question", Text, primary_key=True),
    Column("due", Text, nullable=False),
    Column("body", Text, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("seq", Integer, primary_key=True),
    _of_profile(),
    Column("id", Text, nullable=False),
    Column("exercise", Text, nullable=False),
    Column("session", Text),
    Column("made_at", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("result", Text, nullable=False),
    UniqueConstraint("profile", "id", name="submissions_once"),
    Index("submissions_by_exercise", "profile", "exercise", "made_at"),
)

earlier_grades = Table(
    "earlier_grades",
    metadata,
    Column("seq", Integer, primary_key=True),
    _of_profile(),
    Column("turn", Text, nullable=False),
    Column("replaced_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(
        ["profile", "turn"], ["turns.profile", "turns.id"], ondelete="CASCADE", name="grade_of_turn"
    ),
    Index("earlier_grades_by_turn", "profile", "turn"),
)
