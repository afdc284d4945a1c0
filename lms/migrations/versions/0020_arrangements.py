"""Waivers, extensions and equivalents of single people, wishes for more time, and first days."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OPEN = sa.text("answered_at IS NULL")


def upgrade() -> None:
    """Forward."""
    op.add_column("assignment", sa.Column("asked_on", sa.Date(), nullable=True))
    op.create_table(
        "arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('waiver', 'extension', 'equivalent')", name=op.f("ck_arrangement_kind")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_arrangement_reason_given")),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_arrangement_in_order")),
        sa.CheckConstraint(
            "(kind = 'extension') = (due_on IS NOT NULL) "
            "AND (kind = 'extension') = (until IS NULL)",
            name=op.f("ck_arrangement_end_told"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_arrangement_person_id")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_arrangement_given_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement")),
    )
    op.create_index("ix_arrangement_person_id", "arrangement", ["person_id", "course"])
    op.create_table(
        "time_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (is_granted IS NULL)",
            name=op.f("ck_time_request_answer_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_time_request_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_time_request_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_request")),
    )
    op.create_index(op.f("ix_time_request_person_id"), "time_request", ["person_id"])
    op.create_index(
        "uq_time_request_open",
        "time_request",
        ["person_id", "course"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    for statement in _triggers(op.get_context().dialect.name):
        op.execute(statement)


def _triggers(dialect: str) -> Iterator[str]:
    """Whoever something is arranged with is counted anew."""
    events = (
        ("inserted", "INSERT", "NEW"),
        ("deleted", "DELETE", "OLD"),
        ("updated", "UPDATE", "NEW"),
    )
    for name, event, row in events:
        mark = f"INSERT INTO stale_person (person_id) VALUES ({row}.person_id);"  # noqa: S608
        trigger = f"CREATE TRIGGER arrangement_stale_{name} AFTER {event} ON arrangement"
        if dialect != "postgresql":
            yield f"{trigger} BEGIN {mark} END"
            continue
        function = f"mark_stale_by_arrangement_{name}()"
        yield (
            f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {mark} RETURN NULL; END $$"
        )
        yield f"{trigger} FOR EACH ROW EXECUTE FUNCTION {function}"


def downgrade() -> None:
    """Back: only what is asked of audiences is known then."""
    op.drop_table("time_request")
    op.drop_table("arrangement")
    if op.get_context().dialect.name == "postgresql":
        for name in ("inserted", "deleted", "updated"):
            op.execute(f"DROP FUNCTION mark_stale_by_arrangement_{name}()")
    op.drop_column("assignment", "asked_on")
