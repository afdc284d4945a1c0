"""Codes that certificates had until they were issued anew."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "replaced_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=210), nullable=False),
        sa.Column("holder_last_name", sa.String(length=100), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.CheckConstraint("cause IN ('name', 'mistake')", name=op.f("ck_replaced_code_cause")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_replaced_code_certificate_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replaced_code")),
        sa.UniqueConstraint("code", name=op.f("uq_replaced_code_code")),
    )
    op.create_index(op.f("ix_replaced_code_certificate_id"), "replaced_code", ["certificate_id"])


def downgrade() -> None:
    """Back: certificates keep the code and the name of today; earlier codes are unknown."""
    op.drop_table("replaced_code")
