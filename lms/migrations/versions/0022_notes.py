"""Notes between people, messages by one's own clock, and one message a day at most."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('thanks', 'help', 'reminder')", name=op.f("ck_note_kind")),
        sa.CheckConstraint("sender_id <> receiver_id", name=op.f("ck_note_not_to_oneself")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_note_text_given")),
        sa.CheckConstraint(
            "NOT is_shared OR kind = 'thanks'", name=op.f("ck_note_only_thanks_shared")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["person.id"], name=op.f("fk_note_receiver_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_note_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_receiver", "note", ["receiver_id", "written_on"])
    op.create_index("ix_note_sender", "note", ["sender_id", "written_on"])
    op.create_table(
        "help_reply",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=3), nullable=False),
        sa.CheckConstraint("said IN ('yes', 'no')", name=op.f("ck_help_reply_said")),
        sa.ForeignKeyConstraint(
            ["note_id"], ["note.id"], name=op.f("fk_help_reply_note_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_help_reply_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_help_reply")),
    )
    op.create_index(op.f("ix_help_reply_person_id"), "help_reply", ["person_id"])
    op.create_table(
        "note_turn",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_note_turn_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_note_turn")),
    )
    op.add_column("reminder_choice", sa.Column("time_zone", sa.String(length=60), nullable=True))
    for name, usual in (("is_weekly", sa.false()), ("wants_notes", sa.true())):
        column: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=usual
        )
        op.add_column("reminder_choice", column)
    op.add_column("outgoing", sa.Column("stop_address", sa.String(length=300), nullable=True))
    op.create_index("uq_outgoing_day", "outgoing", ["person_id", "day"], unique=True)


def downgrade() -> None:
    """Back: notes and what was chosen about them are gone."""
    op.drop_index("uq_outgoing_day", table_name="outgoing")
    op.execute("DELETE FROM outgoing WHERE kind = 'note'")
    op.drop_column("outgoing", "stop_address")
    op.drop_column("reminder_choice", "wants_notes")
    op.drop_column("reminder_choice", "is_weekly")
    op.drop_column("reminder_choice", "time_zone")
    op.drop_table("note_turn")
    op.drop_table("help_reply")
    op.drop_table("note")
