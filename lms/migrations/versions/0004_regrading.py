"""Remember every regrade and what each answer was worth before it."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("may_lower", sa.Boolean(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(why) > 0", name=op.f("ck_regrade_why_given")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_regrade_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_table(
        "regraded_answer",
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before_num", sa.Integer(), nullable=False),
        sa.Column("before_den", sa.Integer(), nullable=False),
        sa.Column("now_num", sa.Integer(), nullable=False),
        sa.Column("now_den", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_regraded_answer_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["regrade.id"], name=op.f("fk_regraded_answer_regrade_id")
        ),
        sa.PrimaryKeyConstraint(
            "regrade_id", "attempt_id", "position", name=op.f("pk_regraded_answer")
        ),
    )


def downgrade() -> None:
    """Back: the worths stay as they are now, only the memory of the old ones goes."""
    op.drop_table("regraded_answer")
    op.drop_table("regrade")
