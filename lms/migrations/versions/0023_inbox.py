"""Messages to chosen colleagues, and who reads them."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KINDS = "kind IN ('slip', 'question', 'deed', 'heard')"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "inbox_keeper",
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_inbox_keeper_kind")),
        sa.CheckConstraint("place >= 1", name=op.f("ck_inbox_keeper_place_from_one")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_inbox_keeper_person_id")
        ),
        sa.PrimaryKeyConstraint("kind", "person_id", name=op.f("pk_inbox_keeper")),
    )
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("reply", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("may_be_used", sa.Boolean(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_inbox_message_kind")),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["person.id"], name=op.f("fk_inbox_message_sender_id")
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["person.id"], name=op.f("fk_inbox_message_keeper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
        sa.UniqueConstraint("token", name=op.f("uq_inbox_message_token")),
    )
    op.create_index("ix_inbox_message_sender", "inbox_message", ["sender_id"])
    op.create_index("ix_inbox_message_keeper", "inbox_message", ["keeper_id"])
    op.create_index("ix_inbox_message_kind", "inbox_message", ["kind", "sent_at"])


def downgrade() -> None:
    """Back: messages go, as nothing could read them."""
    op.drop_table("inbox_message")
    op.drop_table("inbox_keeper")
