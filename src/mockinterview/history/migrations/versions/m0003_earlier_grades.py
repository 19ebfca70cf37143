"""Grades that a re-grading has replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "earlier_grades",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("profile", sa.Text, sa.ForeignKey("profiles.id", ondelete="CASCADE"), nullable=False),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["profile", "turn"], ["turns.profile", "turns.id"], ondelete="CASCADE", name="grade_of_turn"
        ),
    )
    op.create_index("earlier_grades_by_turn", "earlier_grades", ["profile", "turn"])
