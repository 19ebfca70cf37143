"""Code of the code lab, every run of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("profile", sa.Text, sa.ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("session", sa.Text),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.UniqueConstraint("profile", "id", name="submissions_once"),
    )
    op.create_index("submissions_by_exercise", "submissions", ["profile", "exercise", "made_at"])
