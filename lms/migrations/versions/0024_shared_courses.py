"""Courses taken by choice that people let their managers see."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward: nobody shares anything yet."""
    op.create_table(
        "shared_course",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shared_course_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "course", name=op.f("pk_shared_course")),
    )


def downgrade() -> None:
    """Back: managers see what is asked and what is on the path."""
    op.drop_table("shared_course")
