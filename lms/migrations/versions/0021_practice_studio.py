"""Keep drafts of the practice studio, whom they are shown to, and what was said beside them."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "practice_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("task", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("has_picture", sa.Boolean(), nullable=False),
        sa.Column("picture_words", sa.String(length=500), nullable=False),
        sa.Column("ticks", sa.String(length=100), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_draft_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_draft")),
        sa.UniqueConstraint("person_id", "token", name=op.f("uq_practice_draft_person_id_token")),
    )
    op.create_index("ix_practice_draft_changed_at", "practice_draft", ["changed_at"])
    op.create_table(
        "practice_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 2", name=op.f("ck_practice_ask_two_at_most")),
        sa.CheckConstraint("person_id <> writer_id", name=op.f("ck_practice_ask_somebody_else")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["practice_draft.id"], name=op.f("fk_practice_ask_draft_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_ask_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["person.id"], name=op.f("fk_practice_ask_writer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_ask")),
        sa.UniqueConstraint("draft_id", "place", name=op.f("uq_practice_ask_draft_id_place")),
        sa.UniqueConstraint(
            "draft_id", "person_id", name=op.f("uq_practice_ask_draft_id_person_id")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_practice_ask_token")),
    )
    op.create_index("ix_practice_ask_person_id", "practice_ask", ["person_id"])
    op.create_index("ix_practice_ask_writer_id", "practice_ask", ["writer_id"])
    op.create_table(
        "practice_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["practice_draft.id"], name=op.f("fk_practice_comment_draft_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_comment_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["person.id"], name=op.f("fk_practice_comment_writer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_comment")),
        sa.UniqueConstraint("person_id", "token", name=op.f("uq_practice_comment_person_id_token")),
    )
    op.create_index("ix_practice_comment_draft_id", "practice_comment", ["draft_id"])
    op.create_index("ix_practice_comment_writer_id", "practice_comment", ["writer_id"])


def downgrade() -> None:
    """Back: drafts go, with what was said about them."""
    op.drop_table("practice_comment")
    op.drop_table("practice_ask")
    op.drop_table("practice_draft")
