"""Messages that are planned once and tried with pauses; reminders and what people chose."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column(
        "outgoing",
        sa.Column("kind", sa.String(length=20), nullable=False, server_default="account"),
    )
    op.add_column("outgoing", sa.Column("subject_key", sa.String(length=80), nullable=True))
    op.add_column("outgoing", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("outgoing", sa.Column("html", sa.String(), nullable=True))
    op.add_column("outgoing", sa.Column("next_at", UtcDateTime(), nullable=True))
    op.add_column("outgoing", sa.Column("tried_at", UtcDateTime(), nullable=True))
    op.add_column("outgoing", sa.Column("given_up_at", UtcDateTime(), nullable=True))
    # Until now ten tries were the end, without a word in the row.
    op.execute("UPDATE outgoing SET given_up_at = created_at WHERE sent_at IS NULL AND tries >= 10")
    op.create_index(
        "uq_outgoing_planned",
        "outgoing",
        ["person_id", "kind", "subject_key", "day"],
        unique=True,
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("outgoing_id", sa.Integer(), nullable=True),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.CheckConstraint("about IN ('due', 'end')", name=op.f("ck_reminder_about")),
        sa.CheckConstraint("step > 0", name=op.f("ck_reminder_step_before")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_reminder_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["outgoing_id"],
            ["outgoing.id"],
            name=op.f("fk_reminder_outgoing_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "person_id",
            "course",
            "about",
            "on_day",
            "step",
            name=op.f("uq_reminder_person_id_course_about_on_day_step"),
        ),
    )
    op.create_index("ix_reminder_on_day", "reminder", ["on_day"])
    op.create_index(op.f("ix_reminder_outgoing_id"), "reminder", ["outgoing_id"])
    op.create_table(
        "reminder_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wants_voluntary", sa.Boolean(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(away_from IS NULL) = (away_until IS NULL)",
            name=op.f("ck_reminder_choice_away_both"),
        ),
        sa.CheckConstraint(
            "away_until >= away_from", name=op.f("ck_reminder_choice_away_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_reminder_choice_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder_choice")),
    )


def downgrade() -> None:
    """Back: reminders that wait go, for nobody would judge them before they are sent."""
    op.drop_table("reminder_choice")
    op.drop_table("reminder")
    op.execute("DELETE FROM outgoing WHERE kind = 'reminder'")
    op.drop_index("uq_outgoing_planned", table_name="outgoing")
    for column in ("given_up_at", "tried_at", "next_at", "html", "day", "subject_key", "kind"):
        op.drop_column("outgoing", column)
