"""Date the places of teams, know deputies, and keep what was before and after a change."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEGINNING = date(2000, 1, 1)
"""Where teams stood before this is not known; they are taken to have stood there always."""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "team_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_team_place_in_order")),
        sa.CheckConstraint("parent_id <> team_id", name=op.f("ck_team_place_not_its_own_parent")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_place_team_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["team.id"], name=op.f("fk_team_place_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_place")),
        sa.UniqueConstraint("team_id", "since", name=op.f("uq_team_place_team_id_since")),
    )
    op.create_index(
        "uq_team_place_open",
        "team_place",
        ["team_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    team = sa.table("team", sa.column("id", sa.Integer), sa.column("parent_id", sa.Integer))
    place = sa.table(
        "team_place",
        sa.column("team_id", sa.Integer),
        sa.column("parent_id", sa.Integer),
        sa.column("since", sa.Date),
    )
    op.execute(
        place.insert().from_select(
            ["team_id", "parent_id", "since"],
            sa.select(team.c.id, team.c.parent_id, sa.literal(BEGINNING, sa.Date)),
        )
    )
    op.add_column("team", sa.Column("ended_on", sa.Date(), nullable=True))
    # Written out, because this form adds a checked column in both databases without a rebuild.
    op.execute("ALTER TABLE membership ADD COLUMN is_by_hand BOOLEAN DEFAULT FALSE NOT NULL")
    op.execute(
        "ALTER TABLE membership ADD COLUMN is_deputy BOOLEAN DEFAULT FALSE NOT NULL "
        "CONSTRAINT ck_membership_deputy_until "
        "CHECK (NOT is_deputy OR (role = 'manager' AND until IS NOT NULL))"
    )
    op.create_table(
        "audit_difference",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audit_entry.id"], name=op.f("fk_audit_difference_audit_id")
        ),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit_difference")),
    )
    op.create_index(op.f("ix_audit_entry_subject"), "audit_entry", ["subject"])


def downgrade() -> None:
    """Back: only today's tree stays; deputies stay managers until their last day."""
    op.drop_index(op.f("ix_audit_entry_subject"), "audit_entry")
    op.drop_table("audit_difference")
    op.drop_column("membership", "is_deputy")
    op.drop_column("membership", "is_by_hand")
    op.drop_column("team", "ended_on")
    op.drop_table("team_place")
