"""Publish content, and ask again only for what changed."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text("finished_at IS NULL")
OPEN_WHOLE = sa.text("finished_at IS NULL AND change_id IS NULL")
OPEN_CHANGE = sa.text("finished_at IS NULL AND change_id IS NOT NULL")
NOT_DONE = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "publication",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("lock", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_publication_number_from_one")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_publication")),
    )
    op.create_table(
        "published_text",
        sa.Column("words", sa.String(length=16), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_published_text")),
    )
    op.create_table(
        "content_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('typo', 'clarified', 'material')", name=op.f("ck_content_change_kind")
        ),
        sa.CheckConstraint(
            "(kind = 'material') = (within_days IS NOT NULL)",
            name=op.f("ck_content_change_material_asks_something"),
        ),
        sa.ForeignKeyConstraint(
            ["publication"], ["publication.number"], name=op.f("fk_content_change_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_change")),
        sa.UniqueConstraint("course", "name", name=op.f("uq_content_change_course_name")),
    )
    op.drop_index("uq_attempt_open", table_name="attempt")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_attempt_change_id"), "content_change", ["change_id"], ["id"]
        )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["enrolment_id"],
        unique=True,
        sqlite_where=OPEN_WHOLE,
        postgresql_where=OPEN_WHOLE,
    )
    op.create_index(
        "uq_attempt_open_change",
        "attempt",
        ["enrolment_id", "change_id"],
        unique=True,
        sqlite_where=OPEN_CHANGE,
        postgresql_where=OPEN_CHANGE,
    )
    op.add_column("certificate", sa.Column("full_until", sa.Date(), nullable=True))
    op.add_column("certificate", sa.Column("updated_edition", sa.Integer(), nullable=True))
    op.add_column("certificate", sa.Column("updated_on", sa.Date(), nullable=True))
    op.execute("UPDATE certificate SET full_until = expires_on")
    op.create_table(
        "certificate_change",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "attempt_id IS NULL OR done_at IS NOT NULL",
            name=op.f("ck_certificate_change_attempt_when_done"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_certificate_change_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certificate_change_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["content_change.id"], name=op.f("fk_certificate_change_change_id")
        ),
        sa.PrimaryKeyConstraint("certificate_id", "change_id", name=op.f("pk_certificate_change")),
    )
    op.create_index(
        "ix_certificate_change_open",
        "certificate_change",
        ["certificate_id"],
        unique=False,
        sqlite_where=NOT_DONE,
        postgresql_where=NOT_DONE,
    )


def downgrade() -> None:
    """Back: certificates end again when they would have ended, and partial attempts go."""
    op.drop_table("certificate_change")
    op.execute("UPDATE certificate SET expires_on = full_until")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_column("updated_on")
        batch_op.drop_column("updated_edition")
        batch_op.drop_column("full_until")
    partial = "(SELECT id FROM attempt WHERE change_id IS NOT NULL)"
    op.execute(f"DELETE FROM answer WHERE attempt_id IN {partial}")  # noqa: S608 - no input in it
    op.execute(f"DELETE FROM attempt_question WHERE attempt_id IN {partial}")  # noqa: S608
    op.execute("DELETE FROM attempt WHERE change_id IS NOT NULL")
    op.drop_index("uq_attempt_open_change", table_name="attempt")
    op.drop_index("uq_attempt_open", table_name="attempt")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_attempt_change_id"), type_="foreignkey")
        batch_op.drop_column("change_id")
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["enrolment_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.drop_table("content_change")
    op.drop_table("published_text")
    op.drop_table("publication")
