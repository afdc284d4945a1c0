"""Count answers without people, and let learners tell authors what they think."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "answer_tally",
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=5), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.String(length=200), nullable=False),
        sa.Column("share_num", sa.Integer(), nullable=False),
        sa.Column("share_den", sa.Integer(), nullable=False),
        sa.Column("rest_num", sa.BigInteger(), nullable=False),
        sa.Column("rest_den", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("meeting IN ('first', 'later')", name=op.f("ck_answer_tally_meeting")),
        sa.CheckConstraint(
            "share_den > 0 AND share_num >= 0 AND share_num <= share_den",
            name=op.f("ck_answer_tally_share"),
        ),
        sa.CheckConstraint(
            "rest_num >= 0 AND rest_num <= rest_den", name=op.f("ck_answer_tally_rest")
        ),
        sa.CheckConstraint("people > 0", name=op.f("ck_answer_tally_people_positive")),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_version.id"],
            name=op.f("fk_answer_tally_question_version_id"),
        ),
        sa.PrimaryKeyConstraint(
            "question_version_id",
            "meeting",
            "waits",
            "chosen",
            "share_num",
            "share_den",
            "rest_num",
            "rest_den",
            name=op.f("pk_answer_tally"),
        ),
    )
    op.create_table(
        "reaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("place_title", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("reply", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(kind = 'worth' AND verdict IN ('yes', 'partly', 'no')) OR "
            "(kind = 'wrong' AND verdict = '' AND length(words) > 0)",
            name=op.f("ck_reaction_says_something"),
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (length(reply) = 0)",
            name=op.f("ck_reaction_reply_when_settled"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reaction_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_reaction_person_id_key")),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_sent_at"), ["sent_at"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reaction_sent_at"))

    op.drop_table("reaction")
    op.drop_table("answer_tally")
