"""Every endpoint as every role, against a file that is reviewed: access_matrix.toml."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from tests.contract.world import ROLES, SHARED, build
from tests.databases import SharedConnection
from tests.pages import Page

KEPT = Path(__file__).with_name("access_matrix.toml")
PICTURE = {"course": "confidentiality", "name": "five-corners.svg"}
QUESTION = {"course": "confidentiality", "name": "best-supplier"}
PRACTICE = {
    "course": "personal-branding",
    "module": "first-comment-first-post",
    "name": "one-comment-one-post",
}
SPECIAL = {
    "quizzes.tick_practice": PRACTICE,
    "courses.media": PICTURE,
    "authoring.media": PICTURE,
    "questions.question": QUESTION,
    "reactions.question_wrong": QUESTION,
    "practice.shared": {"token": SHARED},
}
HEADER = (
    "# What each role gets at each address: the status of the answer. Things belong to the\n"
    "# learner; the manager manages her team. Write anew with WRITE_MATRIX=1 and read the diff.\n"
)


def _arguments(values: dict[str, object], names: set[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _addresses(app: Flask, values: dict[str, object]) -> list[tuple[str, str, str]]:
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            own = values | dict(rule.defaults or {}) | SPECIAL.get(rule.endpoint, {})
            missing = set(rule.arguments) - set(own)
            assert not missing, f"{rule.endpoint}: the world has no value for {missing}"
            address = app.url_for(rule.endpoint, **_arguments(own, rule.arguments))
            found += [
                (rule.endpoint, method, address)
                for method in ("GET", "POST")
                if method in (rule.methods or ())
            ]
    return sorted(found)


def test_each_role_gets_what_the_matrix_says(
    app: Flask, page: Page, db: Session, database: SharedConnection, content: Current
) -> None:
    world = build(db, content.get())
    seen: dict[str, dict[str, int]] = {}
    for endpoint, method, address in _addresses(app, world.values):
        row: dict[str, int] = {}
        for role in ROLES:
            savepoint = database.connection.begin_nested()
            client = page.client = app.test_client()
            if role != "anonymous":
                client = page.sign_in(world.people[role]).client
            if method == "GET":
                row[role] = client.get(address).status_code
            else:
                token = page.csrf_token()
                row[role] = client.post(address, data={"csrf_token": token}).status_code
            savepoint.rollback()
        seen[f"{method} {endpoint}"] = row

    text = HEADER
    for name, row in sorted(seen.items()):
        text += f'\n["{name}"]\n' + "".join(f'"{role}" = {row[role]}\n' for role in ROLES)
    if os.environ.get("WRITE_MATRIX"):
        KEPT.write_text(text, encoding="utf-8")
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))

    assert seen == kept


def test_only_the_owner_reaches_what_is_owned() -> None:
    matrix = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    owned = (
        "quizzes.question",
        "quizzes.result",
        "certificates.pdf",
        "certificates.set_public",
        "close_notice",
        "notes.answer",
        "notes.delete",
        "notes.show",
        "reactions.own",
        "inbox.message",
        "inbox.delete",
        "recall.ask",
        "recall.save",
        "practice.draft",
        "practice.ask",
        "practice.answer",
        "practice.withdraw",
        "practice.delete",
        "scenarios.scene",
        "scenarios.choose",
        "scenarios.again",
    )

    for name, row in matrix.items():
        if name.endswith(owned):
            others = {role: row[role] for role in ROLES if role not in {"anonymous", "learner"}}
            assert set(others.values()) == {404}, name


def test_only_the_teams_own_manager_reaches_its_readiness() -> None:
    matrix = tomllib.loads(KEPT.read_text(encoding="utf-8"))

    for name, row in matrix.items():
        of_team = ("notes.thank", "notes.offer_help", "notes.remind")
        if name.split()[-1] in of_team or ("readiness." in name and "teams" not in name):
            allowed = {role for role in ROLES if row[role] in {200, 302, 303, 422}}
            assert allowed - {"anonymous"} == {"manager"}, name


def test_only_authors_read_figures_messages_and_reviews() -> None:
    matrix = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    pages = ("questions.", "review.", "reactions.messages", "reactions.settle")

    found = {name: row for name, row in matrix.items() if any(part in name for part in pages)}

    assert len(found) >= 6
    for name, row in found.items():
        allowed = {role for role in ROLES if row[role] not in {403, 404}}
        assert allowed == {"anonymous", "author"}, name


def test_nobody_who_is_not_signed_in_gets_a_private_page() -> None:
    matrix = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    public = {"people.", "pages.", "front_door", "certificates.", "assets", "static"}
    public.add("enrolments.calendar_file")  # for whoever holds the address
    public.add("reminders.stop")  # for whoever holds the link of a message

    for name, row in matrix.items():
        if not any(part in name for part in public):
            assert row["anonymous"] in {302, 303}, name
