"""Assignments of everyone, a role or a rule, and dates reckoned from a day of each person."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Forward: what is asked of teams stays as it is."""
    with op.batch_alter_table("assignment") as table:
        table.add_column(
            sa.Column("audience", sa.String(length=10), server_default="team", nullable=False)
        )
        table.add_column(sa.Column("audience_key", sa.String(length=40), nullable=True))
        table.add_column(
            sa.Column("matches_any", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        table.add_column(
            sa.Column("due", sa.String(length=12), server_default="fixed", nullable=False)
        )
        table.add_column(sa.Column("due_days", sa.Integer(), nullable=True))
        table.alter_column("team_id", existing_type=sa.Integer(), nullable=True)
        table.alter_column("due_on", existing_type=sa.Date(), nullable=True)
        table.create_check_constraint(
            op.f("ck_assignment_audience"), "audience IN ('team', 'everyone', 'role', 'rule')"
        )
        table.create_check_constraint(
            op.f("ck_assignment_audience_told"),
            "(audience = 'team') = (team_id IS NOT NULL) "
            "AND (audience = 'team') = (audience_key IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_assignment_due"), "due IN ('fixed', 'joining', 'entering', 'certificate')"
        )
        table.create_check_constraint(
            op.f("ck_assignment_due_told"),
            "(due = 'fixed') = (due_on IS NOT NULL) AND (due = 'fixed') = (due_days IS NULL)",
        )
    op.create_index(
        "uq_assignment_open_key",
        "assignment",
        ["audience", "audience_key", "course"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_assignment_team_id", "assignment", ["team_id"])
    op.create_index("ix_assignment_audience", "assignment", ["audience"])
    op.create_table(
        "assignment_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(about = 'job_title' AND how IN ('is', 'begins', 'contains') AND length(text) > 0) "
            "OR (about = 'language' AND how = 'is') "
            "OR (about = 'team' AND how = 'below' AND team_id IS NOT NULL) "
            "OR (about = 'joined' AND how IN ('before', 'after') AND day IS NOT NULL)",
            name=op.f("ck_assignment_line_readable"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_assignment_line_assignment_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_assignment_line_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_line")),
        sa.UniqueConstraint(
            "assignment_id", "number", name=op.f("uq_assignment_line_assignment_id_number")
        ),
    )


def downgrade() -> None:
    """Back: only fixed dates asked of teams can be said then; the rest goes."""
    op.drop_table("assignment_line")
    op.execute("DELETE FROM assignment WHERE audience <> 'team' OR due <> 'fixed'")
    op.drop_index("ix_assignment_audience", "assignment")
    op.drop_index("ix_assignment_team_id", "assignment")
    op.drop_index("uq_assignment_open_key", "assignment")
    with op.batch_alter_table("assignment") as table:
        for name in ("audience", "audience_told", "due", "due_told"):
            table.drop_constraint(op.f(f"ck_assignment_{name}"), type_="check")
        table.alter_column("due_on", existing_type=sa.Date(), nullable=False)
        table.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
        for name in ("due_days", "due", "matches_any", "audience_key", "audience"):
            table.drop_column(name)
