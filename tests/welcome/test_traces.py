"""No trace of a refusal: as manager, author or administrator all is the same byte for byte."""

from __future__ import annotations

import io
import re
import secrets
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.database import Base
from lms.welcome.models import PrivateBox
from tests.contract.test_access_matrix import SPECIAL
from tests.contract.world import World, build
from tests.databases import SharedConnection
from tests.pages import Page

RIGHT = {"courses": "no", "stop": "yes", "certificate": "no"}
OTHERS = ("manager", "author", "administrator")
CHANGING = re.compile(rb'name="csrf_token" value="[^"]+"|class="reference">\w+')
"""Signed with the moment, or the number of a request: it differs whoever looks."""
OWN = frozenset({"private_box", "private_pass"})
LEFT_OUT = OWN | {"sign_in_session", "throttle"}


def refuse(page: Page) -> None:
    """Say no in every way there is, and take a promise back."""
    version = page.post("/promise", RIGHT, status=200).fields("promise")[0]["value"]
    page.post("/promise", {**RIGHT, "promise": version})
    page.post("/promise/withdraw")
    page.post("/willingness", {"willing": "not-for-me"})


def rows(database: SharedConnection) -> dict[str, list[str]]:
    """Every row of every table but sessions, counted tries and boxes."""
    return {
        table.name: sorted(map(repr, database.connection.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT
    }


def asked(app: Flask, world: World) -> list[tuple[str, str, str, dict[str, str]]]:
    """Every address with every method, empty forms, and the exports as they are fetched."""
    found: list[tuple[str, str, str, dict[str, str]]] = []
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
            values = world.values | SPECIAL.get(rule.endpoint, {})
            if set(rule.arguments) - set(values):
                continue
            arguments: dict[str, Any] = {name: values[name] for name in rule.arguments}
            address = app.url_for(rule.endpoint, **arguments)
            for method in ("GET", "POST"):
                if method in (rule.methods or ()):
                    found.append((rule.endpoint, method, address, {}))
                    if rule.endpoint == "readiness.download":
                        for shape in ("table", "people", "data", "csv"):
                            found.append(
                                (rule.endpoint, method, address, {"why": "x", "shape": shape})
                            )
    return found


class Chance:
    """The same chance for every look, so that tokens and nonces differ no more than answers do."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.begin()
        patch.setattr(secrets, "token_bytes", self.some)
        patch.setattr(secrets, "token_hex", lambda count=32: self.some(count).hex())
        patch.setattr(
            secrets,
            "token_urlsafe",
            lambda count=32: urlsafe_b64encode(self.some(count)).rstrip(b"=").decode(),
        )

    def begin(self) -> None:
        """From the beginning."""
        self.random = Random(1)  # noqa: S311 - sameness is the point

    def some(self, count: int | None = None) -> bytes:
        """Some bytes."""
        return self.random.randbytes(32 if count is None else count)


def content_of(body: bytes) -> bytes:
    """What is said, without the numbers of requests and the times of packing."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
    return CHANGING.sub(b"", body)


def numbers(database: SharedConnection) -> list[tuple[str, int, bool]]:
    """Where PostgreSQL's numbering stands, which no rollback takes back."""
    if database.connection.dialect.name != "postgresql":
        return []
    names = database.connection.execute(text("SELECT sequencename FROM pg_sequences")).scalars()
    found = []
    for name in list(names):
        row = database.connection.execute(text(f'SELECT last_value, is_called FROM "{name}"')).one()  # noqa: S608
        found.append((name, row.last_value, row.is_called))
    return found


def number_from(database: SharedConnection, stood: list[tuple[str, int, bool]]) -> None:
    """Let new rows get the same numbers again."""
    for name, last, called in stood:
        database.connection.execute(
            text("SELECT setval(:name, :last, :called)"),
            {"name": name, "last": last, "called": called},
        )


def answers(
    app: Flask, page: Page, database: SharedConnection, world: World, chance: Chance
) -> dict[tuple[str, ...], tuple[int, bytes]]:
    """What others get at every address."""
    found: dict[tuple[str, ...], tuple[int, bytes]] = {}
    for role in OTHERS:
        for endpoint, method, address, data in asked(app, world):
            savepoint = database.connection.begin_nested()
            chance.begin()
            client = page.sign_in(world.people[role]).client
            if method == "GET":
                answer = client.get(address)
            else:
                answer = client.post(address, data={"csrf_token": page.csrf_token(), **data})
            found[role, endpoint, method, str(data)] = answer.status_code, content_of(answer.data)
            answer.close()
            savepoint.rollback()
    return found


def test_no_route_export_or_api_shows_others_a_refusal(
    app: Flask,
    page: Page,
    db: Session,
    database: SharedConnection,
    content: Current,
    own_words: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own_words()
    world = build(db, content.get())
    own = page.sign_in(world.people["learner"]).client
    chance, stood = Chance(monkeypatch), numbers(database)
    before, kept = answers(app, page, database, world, chance), rows(database)

    page.client = own
    refuse(page)
    assert "private" in own.get("/account/data.json").get_json()
    assert own.get("/account/data.json").get_json()["private"]["willing"] == "not-for-me"

    number_from(database, stood)
    after = answers(app, page, database, world, chance)
    different = [key for key in before if before[key] != after[key]]
    assert different == [], (
        different
        + [
            lines
            for key in different[:3]
            for lines in zip(before[key][1].split(b"\n"), after[key][1].split(b"\n"), strict=False)
            if lines[0] != lines[1]
        ][:3]
    )
    assert rows(database) == kept, "no mail, notice, log or count knows of it"
    assert len(before) > 300
    assert sum(status == 200 for status, _body in before.values()) > 60


def test_a_refusal_changes_nothing_but_bytes_in_ones_own_box(
    page: Page,
    db: Session,
    database: SharedConnection,
    content: Current,
    own_words: Callable[[], None],
) -> None:
    own_words()
    world = build(db, content.get())
    learner = world.people["learner"]
    page.sign_in(learner)
    sizes = {len(row.content) for row in db.scalars(select(PrivateBox))}
    before = rows(database)

    written: set[str] = set()

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        if statement.upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.add(" ".join(statement.split()[:3]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        refuse(page)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)

    db.expire_all()
    assert rows(database) == before
    assert {len(row.content) for row in db.scalars(select(PrivateBox))} == sizes
    assert written == {"UPDATE private_box SET"}


def test_certificates_stay_when_a_promise_is_taken_back(
    page: Page, db: Session, content: Current, own_words: Callable[[], None]
) -> None:
    own_words()
    world = build(db, content.get())
    page.sign_in(world.people["learner"])
    before = page.get("/certificates").text
    assert "Guidelines" in before

    refuse(page)
    page.get("/learn")  # says what was done, once

    assert page.get("/certificates").text == before
