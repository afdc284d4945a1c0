"""Counters of teams, and the triggers that say whose facts have changed."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OF_PERSON = {
    "certificate": (
        "{}.person_id",
        (
            "person_id",
            "course",
            "issued_on",
            "expires_on",
            "renew_from",
            "counts_until",
            "revoked_at",
        ),
    ),
    "membership": ("{}.person_id", ("person_id", "team_id", "role", "since", "until")),
    "person": (
        "{}.id",
        ("left_on", "erased_at", "job_title", "language", "is_author", "is_administrator"),
    ),
}
"""Tables of facts about one person: who that is in a row, and which columns count."""

OF_TEAM = {
    "assignment": ("coalesce({}.team_id, 0)", ("team_id", "course", "due_on", "ended_at")),
    "team": ("{}.id", ("parent_id",)),
}
"""Tables of facts about everybody in a team; 0 is the organisation."""


def upgrade() -> None:
    """Forward: nothing is counted yet, which the first round of work does."""
    op.create_table(
        "stale_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (team_id IS NULL)", name=op.f("ck_stale_person_one_of_both")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stale_person")),
    )
    op.create_index(op.f("ix_stale_person_person_id"), "stale_person", ["person_id"])
    op.create_table(
        "counted_place",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("team_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "team_id", name=op.f("pk_counted_place")),
    )
    op.create_index("ix_counted_place_team_id", "counted_place", ["team_id", "person_id"])
    op.create_table(
        "counted_spell",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ready', 'expiring', 'past')", name=op.f("ck_counted_spell_kind")
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_counted_spell_in_order")),
        sa.PrimaryKeyConstraint(
            "person_id", "course", "kind", "since", name=op.f("pk_counted_spell")
        ),
    )
    op.create_index("ix_counted_spell_since", "counted_spell", ["since"])
    op.create_index("ix_counted_spell_until", "counted_spell", ["until"])
    op.create_table(
        "counted_ahead",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changes_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_counted_ahead")),
    )
    op.create_index(op.f("ix_counted_ahead_changes_on"), "counted_ahead", ["changes_on"])
    op.create_table(
        "tally",
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("team_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("expiring", sa.Integer(), nullable=False),
        sa.Column("past", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("course", "team_id", name=op.f("pk_tally")),
    )
    op.create_table(
        "tally_basis",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_tally_basis_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_basis")),
    )
    for statement in _triggers(op.get_context().dialect.name):
        op.execute(statement)


def _triggers(dialect: str) -> Iterator[str]:
    for tables, column in ((OF_PERSON, "person_id"), (OF_TEAM, "team_id")):
        for table, (who, counts) in tables.items():
            if dialect == "postgresql":
                yield from _postgresql(table, column, who, counts)
            else:
                yield from _sqlite(table, column, who, counts)


def _postgresql(table: str, column: str, who: str, counts: tuple[str, ...]) -> Iterator[str]:
    mark = f"INSERT INTO stale_person ({column}) VALUES"
    old, new = who.format("OLD"), who.format("NEW")
    yield f"""
        CREATE FUNCTION mark_stale_by_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                {mark} ({new});
            ELSIF TG_OP = 'DELETE' THEN
                {mark} ({old});
            ELSE
                {mark} ({old});
                IF {new} <> {old} THEN
                    {mark} ({new});
                END IF;
            END IF;
            RETURN NULL;
        END $$
    """
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in counts)
    for event, on, when in (
        ("inserted", "INSERT", ""),
        ("deleted", "DELETE", ""),
        ("updated", "UPDATE", f"WHEN ({changed})"),
    ):
        yield (
            f"CREATE TRIGGER {table}_stale_{event} AFTER {on} ON {table} "
            f"FOR EACH ROW {when} EXECUTE FUNCTION mark_stale_by_{table}()"
        )


def _sqlite(table: str, column: str, who: str, counts: tuple[str, ...]) -> Iterator[str]:
    mark = f"INSERT INTO stale_person ({column})"
    old, new = who.format("OLD"), who.format("NEW")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in counts)
    for event, on, what in (
        ("inserted", "INSERT", f"{mark} VALUES ({new});"),
        ("deleted", "DELETE", f"{mark} VALUES ({old});"),
        (
            "updated",
            f"UPDATE OF {', '.join(counts)}",
            f"{mark} VALUES ({old}); {mark} SELECT {new} WHERE {new} <> {old};",
        ),
    ):
        when = f"WHEN {changed}" if event == "updated" else ""
        yield f"CREATE TRIGGER {table}_stale_{event} AFTER {on} ON {table} {when} BEGIN {what} END"


def downgrade() -> None:
    """Back: what was counted can be counted again."""
    is_postgresql = op.get_context().dialect.name == "postgresql"
    for table in (*OF_PERSON, *OF_TEAM):
        for event in ("inserted", "deleted", "updated"):
            on = f" ON {table}" if is_postgresql else ""
            op.execute(f"DROP TRIGGER IF EXISTS {table}_stale_{event}{on}")
        if is_postgresql:
            op.execute(f"DROP FUNCTION mark_stale_by_{table}()")
    for table in (
        "tally_basis",
        "tally",
        "counted_ahead",
        "counted_spell",
        "counted_place",
        "stale_person",
    ):
        op.drop_table(table)
