"""Boxes that only their owner opens, and counts of reasons that hold nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "private_box",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("locked_key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_private_box_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_private_box")),
    )
    op.create_table(
        "private_pass",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("locked_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sign_in_session.id"],
            name=op.f("fk_private_pass_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_private_pass")),
    )
    op.create_table(
        "barrier_place",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.CheckConstraint("batch >= 0", name=op.f("ck_barrier_place_batch")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_barrier_place")),
    )
    op.create_table(
        "barrier_count",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=2), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.CheckConstraint("said >= 0", name=op.f("ck_barrier_count_said")),
        sa.ForeignKeyConstraint(
            ["place"], ["barrier_place.place"], name=op.f("fk_barrier_count_place")
        ),
        sa.PrimaryKeyConstraint("place", "batch", "reason", name=op.f("pk_barrier_count")),
    )
    op.create_table(
        "barrier_summary",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("trail", sa.JSON(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 4", name=op.f("ck_barrier_summary_step")),
        sa.ForeignKeyConstraint(
            ["place"], ["barrier_place.place"], name=op.f("fk_barrier_summary_place")
        ),
        sa.PrimaryKeyConstraint("place", "reason", name=op.f("pk_barrier_summary")),
    )
    op.create_table(
        "barrier_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_barrier_month")),
    )


def downgrade() -> None:
    """Back: what people said for themselves is gone with the keys to it."""
    for table in (
        "barrier_month",
        "barrier_summary",
        "barrier_count",
        "barrier_place",
        "private_pass",
        "private_box",
    ):
        op.drop_table(table)
