"""Seal the audit log in a chain, and say in the access log which day was shown, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; what the log holds already is sealed by the next `lms work` or `lms tidy`."""
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_seal_number_from_one")),
        sa.CheckConstraint("entries >= 1", name=op.f("ck_audit_seal_holds_something")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_seal_previous")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_seal_digest")),
    )
    op.add_column("audit_entry", sa.Column("seal_number", sa.Integer(), nullable=True))
    op.add_column("audit_entry", sa.Column("seal_position", sa.Integer(), nullable=True))
    op.add_column("audit_entry", sa.Column("salt", sa.LargeBinary(16), nullable=True))
    op.add_column("audit_entry", sa.Column("difference", sa.LargeBinary(32), nullable=True))
    op.create_index(
        "ix_audit_entry_unsealed",
        "audit_entry",
        ["id"],
        sqlite_where=sa.text("seal_number IS NULL"),
        postgresql_where=sa.text("seal_number IS NULL"),
    )
    op.create_index(
        "uq_audit_entry_seal",
        "audit_entry",
        ["seal_number", "seal_position"],
        unique=True,
        sqlite_where=sa.text("seal_number IS NOT NULL"),
        postgresql_where=sa.text("seal_number IS NOT NULL"),
    )
    op.add_column("audit_difference", sa.Column("salt", sa.LargeBinary(16), nullable=True))
    op.add_column("access_entry", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("access_entry", sa.Column("course", sa.String(80), nullable=True))
    op.create_index(op.f("ix_access_entry_course"), "access_entry", ["course"])
    # Written out, because this form adds a column in both databases without a rebuild.
    op.execute("ALTER TABLE access_entry ADD COLUMN is_below BOOLEAN DEFAULT FALSE NOT NULL")
    op.execute("ALTER TABLE access_entry ADD COLUMN why VARCHAR(300) DEFAULT '' NOT NULL")


def downgrade() -> None:
    """Back: the chain goes, the log stays."""
    op.drop_column("access_entry", "why")
    op.drop_column("access_entry", "is_below")
    op.drop_index(op.f("ix_access_entry_course"), "access_entry")
    op.drop_column("access_entry", "course")
    op.drop_column("access_entry", "day")
    op.drop_column("audit_difference", "salt")
    op.drop_index("uq_audit_entry_seal", "audit_entry")
    op.drop_index("ix_audit_entry_unsealed", "audit_entry")
    for column in ("difference", "salt", "seal_position", "seal_number"):
        op.drop_column("audit_entry", column)
    op.drop_table("audit_seal")
