"""Which entries of the audit log an import of people wrote, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward: imports of before cannot be undone."""
    op.create_table(
        "people_import",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_entry", sa.Integer(), nullable=False),
        sa.Column("last_membership", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_entry <= entry_id", name=op.f("ck_people_import_in_order")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_people_import_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_people_import")),
    )


def downgrade() -> None:
    """Back: what was imported stays, and cannot be undone as a whole."""
    op.drop_table("people_import")
