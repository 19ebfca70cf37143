"""Interviews, their turns and the review cards, by profile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        _of_profile(key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
    )
    op.create_index("sessions_by_time", "sessions", ["profile", "updated_at"])
    _create_turns()
    op.create_table(
        "cards",
        _of_profile(key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("seq", sa.Integer, primary_key=True),
        _of_profile(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text, nullable=False),
        sa.Column("graded", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("profile", "id", name="turns_once"),
    )
    op.create_index("turns_by_time", "turns", ["profile", "ended_at"])
    op.create_index("turns_by_session", "turns", ["profile", "session"])
    op.create_index("turns_by_question", "turns", ["profile", "question"])


def _of_profile(*, key: bool = False) -> sa.Column[str]:
    owner = sa.ForeignKey("profiles.id", ondelete="CASCADE")
    return sa.Column("profile", sa.Text, owner, primary_key=key, nullable=False)
