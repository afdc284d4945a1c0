"""What the database hands over for managers' pages, column by column, as the database itself says.

SQLite asks an authorizer about every column that a statement touches, also in conditions and
joins. Every route for managers is opened in every way; what was touched must be in the list below.
A column added later is not in the list, so a manager's page cannot begin to read it unnoticed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

import lms.migrations.tables  # noqa: F401 - registers every table
from lms.authz import Permission
from lms.content.current import Current
from lms.database import Base
from lms.readiness.export import Shape
from lms.web.guard import declared
from tests.contract.world import World, build
from tests.databases import SharedConnection
from tests.factories import a_certificate, a_person
from tests.pages import Page

FOR_MANAGERS = {
    Permission.TEAMS_LIST,
    Permission.TEAM_READ,
    Permission.PERSON_READ,
    Permission.PERSON_WRITE,
}

WAYS = (
    "",
    "?show=all&find=a",
    "?state=ready",
    "?state=overdue",
    "?state=not-started",
    "?on=2026-09-30",
    "?on=2026-11-21&state=expiring",
)

MAY_TOUCH: Mapping[str, frozenset[str]] = {
    "access_entry": frozenset(  # whether the manager's own look was noted within the hour
        {"at", "day", "id", "team_id", "viewer_id", "what"}
    ),
    "arrangement": frozenset(  # the reason is nobody's but the person's and administrators'
        {"course", "due_on", "ended_at", "given_at", "given_by", "id"}
        | {"kind", "person_id", "since", "until"}
    ),
    "assignment": frozenset(
        {
            "asked_on",
            "audience",
            "audience_key",
            "course",
            "created_at",
            "created_by",
            "due",
            "due_days",
            "due_on",
            "ended_at",
            "id",
            "matches_any",
            "team_id",
            "why",
        }
    ),
    "assignment_line": frozenset({"about", "assignment_id", "day", "how", "team_id", "text"}),
    "barrier_summary": frozenset({"place", "reason", "step"}),
    "certificate": frozenset(
        {
            "counts_until",
            "course",
            "expires_on",
            "id",
            "issued_at",
            "issued_on",
            "person_id",
            "renew_from",
            "revoked_at",
        }
    ),
    "certificate_term": frozenset(
        {
            "certificate_id",
            "counts_until",
            "ended_at",
            "expires_on",
            "id",
            "is_revoked",
            "renew_from",
        }
    ),
    "counted_ahead": frozenset({"changes_on", "person_id"}),
    "counted_place": frozenset({"person_id", "team_id"}),
    "enrolment": frozenset({"course", "person_id", "started_at"}),
    "help_reply": frozenset({"note_id", "said"}),  # of one's own offers, and only a yes
    "invitation": frozenset({"opened_at", "person_id", "team_id", "why"}),
    "membership": frozenset(
        {"id", "is_by_hand", "is_deputy", "person_id", "role", "since", "team_id", "until"}
    ),
    "module_read": frozenset({"course", "module", "person_id", "read_at"}),
    "note": frozenset(
        {"about", "id", "kind", "receiver_id", "sender_id", "text", "written_on"}  # one's own
    ),
    "note_turn": frozenset({"key", "person_id", "taken_on"}),
    "person": frozenset(
        {
            "created_at",
            "erased_at",
            "first_name",
            "id",
            "is_administrator",
            "is_author",
            "job_title",
            "language",
            "last_name",
            "left_on",
            "theme",
        }
    ),
    "shared_course": frozenset({"course", "person_id", "shared_at"}),
    "sign_in_session": frozenset({"digest", "expires_at", "id", "is_shared", "person_id"}),
    "stale_person": frozenset({"person_id", "team_id"}),
    "tally_basis": frozenset({"counted_on", "decided_by"}),
    "team": frozenset({"ended_on", "id", "name", "parent_id", "slug"}),
    "team_place": frozenset({"parent_id", "since", "team_id", "until"}),
    "time_request": frozenset(
        {
            "answered_at",
            "answered_by",
            "asked_at",
            "course",
            "id",
            "is_granted",
            "person_id",
            "wanted_on",
            "words",  # while the wish waits for the manager's answer
        }
    ),
}
"""What the database may be asked about for a manager; whoever adds a column here thinks twice."""

NEVER = ("attempt", "answer", "sureness", "score", "points", "recall", "reaction", "scenario",
         "reminder", "accommodation", "calendar", "practice", "regrade", "statistic")  # fmt: skip


class Reads:
    """The tables and columns that statements touched."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = {}

    def note(self, action: int, table: str | None, column: str | None, *_: Any) -> int:
        """Called by SQLite for each thing a statement does."""
        if action == sqlite3.SQLITE_READ and column and table in Base.metadata.tables:
            self.found.setdefault(str(table), set()).add(str(column))
        return sqlite3.SQLITE_OK


@contextmanager
def authorizing(database: SharedConnection, reads: Reads) -> Iterator[None]:
    """Let SQLite tell what statements touch as long as the block lasts."""
    driver: Any = database.connection.connection.driver_connection
    driver.set_authorizer(reads.note)
    try:
        yield
    finally:
        driver.set_authorizer(None)


@pytest.fixture(name="world")
def a_filled_world(db: Session, content: Current) -> World:
    """A team with people in several states, who have answers, plays and practice as well."""
    world = build(db, content.get())
    for number in range(3):
        person = a_person(db, f"Person {number}")
        a_certificate(db, person, "guidelines")
    db.commit()
    return world


def routes(app: Flask, world: World) -> list[tuple[str, str]]:
    """Every address for managers, with its method."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.rule.startswith("/team") or declared(app, rule.endpoint) in FOR_MANAGERS:
                values = {name: world.values[name] for name in rule.arguments}
                address = app.url_for(rule.endpoint, **values)  # type: ignore[arg-type]
                found += [
                    (method, address)
                    for method in ("GET", "POST")
                    if method in (rule.methods or ())
                ]
    return sorted(found)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # only SQLite tells
def test_managers_pages_touch_only_the_columns_listed(
    app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    reads, seen = Reads(), 0
    for language in ("en", "fi"):
        page.sign_in(world.people["manager"], language=language)
        token = page.csrf_token()
        for method, address in routes(app, world):
            with authorizing(database, reads):
                bodies = [{"why": "Planning", "shape": one.value} for one in Shape]
                asked = (
                    [(way, {}) for way in WAYS] if method == "GET" else [("", b) for b in bodies]
                )
                for way, body in asked:
                    answer = page.client.open(
                        address + way,
                        method=method,
                        data={"csrf_token": token, **body} if body else None,
                        buffered=True,
                    )
                    assert answer.status_code < 500, address
                    seen += answer.status_code == 200
    touched = {(table, column) for table, columns in reads.found.items() for column in columns}
    listed = {(table, column) for table, columns in MAY_TOUCH.items() for column in columns}

    assert seen > 40
    assert ("certificate", "expires_on") in touched
    more = " ".join(f"{table}.{column}" for table, column in sorted(touched - listed))
    assert not more, more


def test_nothing_private_is_on_the_list() -> None:
    columns = {column for listed in MAY_TOUCH.values() for column in listed}

    assert [table for table in MAY_TOUCH if any(word in table for word in NEVER)] == []
    assert columns & {"points_num", "points_den", "share_num", "passed", "given", "score"} == set()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # only SQLite tells
def test_what_a_statement_touches_is_seen_also_where_it_is_not_shown(
    world: World, database: SharedConnection
) -> None:
    reads = Reads()
    hidden = text("SELECT id FROM person WHERE id IN (SELECT person_id FROM attempt WHERE passed)")
    with authorizing(database, reads):
        database.connection.execute(hidden).all()

    assert {"person_id", "passed"} <= reads.found["attempt"]
