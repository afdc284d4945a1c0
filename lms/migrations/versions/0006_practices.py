"""Remember which practices people say they have done."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "practice_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("practice", sa.String(length=80), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_done_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_done")),
        sa.UniqueConstraint(
            "person_id",
            "course",
            "practice",
            name=op.f("uq_practice_done_person_id_course_practice"),
        ),
    )


def downgrade() -> None:
    """Back: the ticks go, certificates stay."""
    op.drop_table("practice_done")
