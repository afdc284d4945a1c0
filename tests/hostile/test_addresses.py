"""Addresses nobody would write by hand: every answer is a page, none is a fault of ours."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from lms.content.current import Current
from tests.contract.world import build
from tests.databases import SharedConnection
from tests.pages import Page

HOSTILE = (
    "0",
    "-1",
    "1.5",
    "2147483648",
    "99999999999999999999999999",
    "9" * 5000,
    "٣",
    "%00",
    "a%00b",
    "%ff%fe",
    "%ed%a0%80",
    "..%2f..%2fetc%2fpasswd",
    "x" * 3000,
    "%27%20OR%201=1--",
    "%3Cscript%3E",
)
QUERIES = ("page", "find", "state", "show", "left", "next", "print", "q", "course")
SPECIAL = {"courses.media": {"course": "confidentiality", "name": "five-corners.svg"}}


def _who(endpoint: str) -> str:
    """Whose page it is, so that the value is looked at and not only the role."""
    if endpoint.startswith("readiness."):
        return "manager"
    if endpoint.startswith("authoring."):
        return "author"
    return "administrator" if endpoint.startswith("people.") else "learner"


def _address(rule: Rule, values: dict[str, object]) -> str:
    """The address of a rule with values put in as they are, escapes included."""
    written = ""
    for is_argument, part in rule._trace:
        written += str(values[part]) if is_argument else part
    return written.lstrip("|")


def test_hostile_values_in_an_address_are_not_found(
    app: Flask, page: Page, db: Session, database: SharedConnection, content: Current
) -> None:
    world = build(db, content.get())
    for rule in app.url_map.iter_rules():
        page.sign_in(world.people[_who(rule.endpoint)])
        token = page.csrf_token()
        values = world.values | SPECIAL.get(rule.endpoint, {})
        for argument in sorted(rule.arguments):
            for hostile in HOSTILE:
                address = _address(rule, values | {argument: hostile})
                for method in sorted({"GET", "POST"} & (rule.methods or set())):
                    with database.connection.begin_nested() as savepoint:
                        answer = page.client.open(
                            address,
                            method=method,
                            data={"csrf_token": token} if method == "POST" else None,
                        )
                        savepoint.rollback()
                    assert answer.status_code < 500, (method, address[:100], answer.status_code)


def test_hostile_values_in_a_query_are_left_out(
    app: Flask, page: Page, db: Session, database: SharedConnection, content: Current
) -> None:
    world = build(db, content.get())
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()):
            continue
        page.sign_in(world.people[_who(rule.endpoint)])
        address = _address(rule, world.values | SPECIAL.get(rule.endpoint, {}))
        for hostile in HOSTILE[::2]:
            query = "&".join(f"{name}={hostile}" for name in QUERIES)
            answer = page.client.get(f"{address}?{query}")
            assert answer.status_code < 500, (address, hostile[:40], answer.status_code)


def test_hostile_headers_and_cookies_are_left_out(page: Page) -> None:
    for value in ("\x7f", "é" * 200, "fi;q=nan, *;q=9e999", "x" * 5000, "=;=;", "lms=a.b.c"):
        for header in ("Accept-Language", "Cookie", "Origin", "Range", "If-None-Match", "Referer"):
            for address in ("/sign-in", "/learn", "/healthz"):
                answer = page.client.get(address, headers={header: value})
                assert answer.status_code < 500, (header, value[:20], address)
