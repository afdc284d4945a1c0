"""No page, file or mail of a manager, an author or an administrator shows that somebody practised.

The whole application is walked twice, once with a learner's draft, its asks and comments, once
without. Whoever is not the writer, nor asked, gets the same bytes.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.operations import rows
from lms.practice import services
from lms.practice.models import PracticeComment, PracticeDraft
from tests.contract.test_access_matrix import SPECIAL
from tests.contract.world import SHARED, World, build
from tests.databases import SharedConnection
from tests.factories import NOW
from tests.pages import Page

MARK = "quietly-drafted-words"
CHANGING = re.compile(
    rb'(?:name="csrf_token" value|name="token" value|name="nonce" value)="[^"]*"|[0-9a-f]{32}'
    rb"|>[0-9a-f]{12}<"  # the reference of a page that says no
    rb'|"(?:session_)?id": \d+'  # PostgreSQL gives no number twice, also after what was taken back
)
ROLES = ("manager", "other manager", "author", "administrator")


@pytest.fixture
def world(db: Session, content: Current) -> World:
    """One of everything; the learner's draft is asked about and has been commented on."""
    made = build(db, content.get())
    draft = db.scalars(select(PracticeDraft)).one()
    draft.text = MARK
    draft.picture_words = MARK
    for name in ("learner", "colleague"):
        services.comment(
            db,
            draft_id=draft.id,
            writer_id=draft.person_id,
            person_id=made.people[name].id,
            token=f"{made.people[name].id:032x}",
            words=MARK,
            now=NOW,
        )
    db.commit()
    return made


def _pages(app: Flask, world: World) -> Iterator[tuple[str, str]]:
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
            values: dict[str, Any] = world.values | SPECIAL.get(rule.endpoint, {})
            if "GET" in (rule.methods or set()) and set(rule.arguments) <= set(values):
                address = app.url_for(
                    rule.endpoint, **{name: values[name] for name in rule.arguments}
                )
                yield rule.endpoint, address


def _walk(app: Flask, page: Page, world: World, role: str) -> dict[str, tuple[int, bytes]]:
    """Every page and file that a role gets by its address, without what is new at every look."""
    page.sign_in(world.people[role])
    found = {}
    for endpoint, address in _pages(app, world):
        answer = page.client.get(address)
        data = answer.get_data()
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(name) for name in sorted(archive.namelist()))
        found[endpoint] = (answer.status_code, CHANGING.sub(b"", data))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_the_same_bytes_with_a_draft_and_without(
    app: Flask, page: Page, world: World, database: SharedConnection, role: str
) -> None:
    savepoint = database.connection.begin_nested()
    with_draft = _walk(app, page, world, role)
    savepoint.rollback()
    with database.begin() as db:
        services.erase(db, person_id=world.people["learner"].id)
    without = _walk(app, page, world, role)

    assert len(with_draft) > 60
    assert [name for name, (_status, data) in with_draft.items() if MARK.encode() in data] == []
    differing = [name for name in with_draft if with_draft[name] != without[name]]
    assert differing == []
    practice = {name: with_draft[name][0] for name in with_draft if name.startswith("practice.")}
    assert practice == {
        "practice.ask": 404,
        "practice.draft": 404,
        "practice.how": 200,
        "practice.shared": 404,
        "practice.studio": 200,
    }


def test_files_that_are_made_for_a_reason_hold_no_practice(
    app: Flask, page: Page, world: World
) -> None:
    page.sign_in(world.people["manager"])
    made = page.client.post(
        f"/team/{world.values['team']}/export",
        data={"csrf_token": page.csrf_token(), "why": "For the meeting", "shape": "data"},
    )

    assert made.status_code == 200
    assert MARK.encode() not in made.get_data()
    assert b"practice" not in made.get_data().lower()


def test_a_backup_holds_nothing_of_it(database: SharedConnection, world: World) -> None:
    kept = [table.name for table in rows.tables()]
    lines = [
        line
        for table in rows.tables()
        for line in rows.lines(database.connection, table)
        if MARK.encode() in line or SHARED.encode() in line
    ]

    assert "practice_draft" not in kept
    assert lines == []


def test_only_writer_and_colleague_have_it_in_the_copy_of_their_data(
    page: Page, world: World, db: Session
) -> None:
    holds = {}
    for role, person in world.people.items():
        copy = page.sign_in(person).client.get("/account/data.json").get_data(as_text=True)
        tables = json.loads(copy)["tables"]
        holds[role] = sorted(name for name in tables if name.startswith("practice_"))

    assert holds["learner"] == ["practice_ask", "practice_comment", "practice_draft"]
    assert holds["colleague"] == ["practice_ask", "practice_comment"]
    assert all(not holds[role] for role in ROLES)
    assert len(db.scalars(select(PracticeComment)).all()) == 2
