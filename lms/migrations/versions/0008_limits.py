"""Attempts with a clock, and what people are given beyond the limits of quizzes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIMES = "('usual', 'half', 'double', 'untimed')"


def upgrade() -> None:
    """Forward."""
    # Written out, because this form adds a checked column in both databases without a rebuild.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN minutes INTEGER "
        "CONSTRAINT ck_attempt_minutes_positive CHECK (minutes > 0)"
    )
    op.create_table(
        "accommodation",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("given_time", sa.String(length=8), nullable=False),
        sa.Column("own_time", sa.String(length=8), nullable=False),
        sa.Column("more_attempts", sa.Integer(), nullable=False),
        sa.Column("without_wait", sa.Boolean(), nullable=False),
        sa.CheckConstraint(f"given_time IN {TIMES}", name=op.f("ck_accommodation_given_time")),
        sa.CheckConstraint(f"own_time IN {TIMES}", name=op.f("ck_accommodation_own_time")),
        sa.CheckConstraint(
            "more_attempts BETWEEN 0 AND 20", name=op.f("ck_accommodation_more_attempts")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_accommodation_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_accommodation")),
    )


def downgrade() -> None:
    """Back: courses have no limits any more."""
    op.drop_table("accommodation")
    op.drop_column("attempt", "minutes")
