"""Keep plays of scenarios, for the person alone."""

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "scenario_play",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("scenario", sa.String(length=80), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_scenario_play_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_play")),
        sa.UniqueConstraint("person_id", "token", name=op.f("uq_scenario_play_person_id_token")),
    )
    op.create_index("ix_scenario_play_begun_at", "scenario_play", ["begun_at"])
    op.create_index("ix_scenario_play_place", "scenario_play", ["person_id", "course", "scenario"])
    op.create_table(
        "scenario_choice",
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("scene", sa.String(length=80), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("chosen_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("step >= 1", name=op.f("ck_scenario_choice_step_from_one")),
        sa.ForeignKeyConstraint(
            ["play_id"], ["scenario_play.id"], name=op.f("fk_scenario_choice_play_id")
        ),
        sa.PrimaryKeyConstraint("play_id", "step", name=op.f("pk_scenario_choice")),
    )


def downgrade() -> None:
    """Back: plays go."""
    op.drop_table("scenario_choice")
    op.drop_table("scenario_play")
