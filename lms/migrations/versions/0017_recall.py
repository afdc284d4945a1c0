"""Let questions come back to whoever wants it."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "recall_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recall_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_recall_choice")),
    )
    op.create_table(
        "recall_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(80), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.CheckConstraint("times >= 1", name=op.f("ck_recall_card_asked_once")),
        sa.CheckConstraint("stability > 0", name=op.f("ck_recall_card_stability_positive")),
        sa.CheckConstraint("due_on > asked_on", name=op.f("ck_recall_card_in_order")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recall_card_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_card")),
        sa.UniqueConstraint(
            "person_id", "course", "question", name=op.f("uq_recall_card_person_id_course_question")
        ),
    )


def downgrade() -> None:
    """Back: nothing is asked any more."""
    op.drop_table("recall_card")
    op.drop_table("recall_choice")
