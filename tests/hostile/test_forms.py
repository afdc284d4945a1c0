"""Forms sent by hand: missing, doubled, oversized and foreign values are refused and not stored."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.database import Base
from lms.people import services as people
from lms.people.models import Throttle
from lms.quizzes import queries
from lms.quizzes import services as quizzes
from tests.browser.quiz import other_answer
from tests.contract.world import SHARED, World, build
from tests.databases import SharedConnection
from tests.factories import NOW, TODAY
from tests.pages import Page

PERSON = {
    "first_name": "Ida",
    "last_name": "Uusi",
    "email": "ida.uusi@malli.example",
    "staff_number": "",
    "job_title": "Advisor",
    "language": "fi",
    "team": "0",
    "is_author": "y",
    "is_administrator": "y",
}
TERM = {"kind": "deputy", "since": "2026-01-01", "last_day": "2026-12-31"}
ARRANGEMENT = {"course": "guidelines", "last_day": "2027-01-31", "reason": "Back in January."}
ASSIGNMENT = {
    "audience": "rule",
    "fits": "any",
    "kind1": "job_title is",
    "value1": "Adviser",
    "course": "guidelines",
    "due": "joining",
    "due_days": "30",
    "why": "We open our doors.",
}
FORMS: dict[str, dict[str, str]] = {
    "accommodations.given": {"time": "half", "more_attempts": "2", "without_wait": "y"},
    "accommodations.own_time": {"time": "double"},
    "arrangements.answer": {"wish": "1", "answer": "no", "because": "We open on Monday."},
    "arrangements.answer_in_team": {"wish": "1", "answer": "no", "because": "We open on Monday."},
    "arrangements.end": {},
    "arrangements.of_person": ARRANGEMENT | {"kind": "waiver"},
    "arrangements.of_team": ARRANGEMENT,
    "assignments.add": ASSIGNMENT,
    "assignments.assignment": ASSIGNMENT,
    "assignments.end": {},
    "certificates.check_name": {"code": "7K4M-92QX", "last_name": "Malli"},
    "certificates.reissue": {"code": "7K4M92QX", "cause": "name"},
    "certificates.set_public": {"public": "1"},
    "courses.mark_read": {},
    "enrolments.close_notice": {},
    "enrolments.end_calendar": {},
    "enrolments.own_calendar": {},
    "evidence.course_pack": {"why": "The yearly audit"},
    "evidence.person_pack": {"why": "The yearly audit"},
    "leaders.end_invitation": {},
    "leaders.invitation": {"why": "I was afraid of saying too much."},
    "imports.undo": {"fingerprint": "0"},
    "people.account": {"language": "fi", "theme": "dark"},
    "people.add": PERSON,
    "people.deactivate": {},
    "people.erase": {},
    "people.forgotten": {"sign_in_name": "nobody@malli.example"},
    "people.import_check": {"fingerprint": "0", "with_leaving": "y"},
    "people.import_people": {"file": "email;first_name;last_name\n"},
    "people.language": {"lang": "fi", "next": "/learn"},
    "people.make_link": {},
    "outgoing.send_again": {},
    "people.password": {"current_password": "not this one", "new_password": "kaksi pitkaa sanaa"},
    "people.person": PERSON,
    "people.reactivate": {},
    "people.set_password": {"new_password": "kaksi pitkaa sanaa"},
    "people.sign_in": {"sign_in_name": "nobody@malli.example", "password": "x", "next": "/learn"},
    "people.sign_out": {},
    "people.sign_out_everywhere": {},
    "practice.answer": {"token": "2" * 32, "words": "Thank you, I left the name out."},
    "practice.ask": {"person": "1"},
    "practice.delete": {},
    "practice.draft": {"audience": "network", "text": "A quiet draft.", "tick": "0"},
    "practice.shared": {"token": "3" * 32, "words": "Kind and clear."},
    "practice.studio": {
        "token": "4" * 32,
        "audience": "photo",
        "text": "A draft with a picture.",
        "has_picture": "y",
        "picture_words": "Two people and a ladder.",
        "language": "en",
        "tick": "1",
    },
    "practice.withdraw": {"ask": "1"},
    "publishing.begin": {},
    "quizzes.begin": {},
    "quizzes.check": {"answer": "a"},
    "quizzes.end": {},
    "quizzes.save_again": {"answer": "a", "answer-a": "a"},
    "quizzes.save_answer": {"answer": "a", "answer-a": "1"},
    "quizzes.tick_practice": {},
    "reactions.question_wrong": {"words": "Two answers are right."},
    "reactions.settle": {"reply": "Mended, thank you."},
    "reactions.worth": {"verdict": "partly", "words": "More examples, please."},
    "reactions.wrong": {"place": "q:lift-story", "words": "The year is wrong."},
    "readiness.download": {"why": "For the autumn meeting", "shape": "data"},
    "unit_files.download": {"why": "For the autumn meeting", "shape": "sheet"},
    "unit_files.download_everybody": {"why": "For the autumn meeting", "shape": "data"},
    "unit_files.download_for_administrators": {"why": "A meeting", "shape": "workbook"},
    "regrades.apply": {"why": "The key was wrong."},
    "inbox.answer": {"reply": "Thank you", "offers": "y", "seen": ""},
    "inbox.delete": {},
    "inbox.inboxes": {"slip": "", "question": "", "deed": "", "heard": ""},
    "inbox.send_deed": {"words": "Something slipped", "token": "1" * 32},
    "inbox.send_heard": {"words": "Something slipped", "token": "1" * 32, "looked": "0" * 64},
    "inbox.send_question": {
        "words": "Something slipped",
        "token": "1" * 32,
        "may_be_used": "y",
        "reader": "",
    },
    "inbox.send_slip": {"words": "Something slipped", "token": "1" * 32, "reader": ""},
    "recall.save": {"answer": "a"},
    "recall.turn_off": {},
    "recall.turn_on": {},
    "scenarios.again": {},
    "notes.answer": {"said": "no"},
    "notes.delete": {},
    "notes.offer_help": {"about": "chat", "text": "A coffee?"},
    "notes.remind": {"about": "confidentiality", "text": "Shall we find an hour?"},
    "notes.show": {"seen_by": "team"},
    "notes.thank": {"about": "helping", "text": "Thank you."},
    "notes.thank_colleague": {"about": "asking", "text": "Thank you."},
    "notes.withdraw": {},
    "reminders.choices": {
        "wants_voluntary": "y",
        "away_from": "2026-12-01",
        "away_until": "2026-12-08",
    },
    "reminders.stop": {},
    "scenarios.begin": {"token": "1" * 32},
    "scenarios.choose": {"choice": "b"},
    "welcome.delete": {},
    "welcome.open_again": {"password": "not this one"},
    "welcome.promise": {"courses": "no", "stop": "yes", "certificate": "no", "promise": "0"},
    "welcome.question": {"answer": "R3"},
    "welcome.skip": {},
    "welcome.statements": {"statement-dare-to-say": "3"},
    "welcome.willingness": {"willing": "listening"},
    "welcome.withdraw": {},
    "teams.add": {"name": "Varasto", "parent": "0"},
    "teams.add_person": {"person": "nobody@malli.example"} | TERM,
    "teams.add_team": {"team": "1", "moves": "y"} | TERM,
    "teams.begin_again": {},
    "teams.end_membership": {},
    "teams.end_team": {},
    "teams.membership": {"since": "2026-01-01", "last_day": "2026-12-31"},
    "teams.team": {"name": "Varasto", "parent": "0"},
    "time.ask": {"wanted_on": "2026-12-16", "words": "Please."},
    "time.share": {"share": "yes"},
    "withdrawals.withdraw": {"why": "Taken by somebody else."},
    "withdrawals.give_back": {"why": "It was her own."},
}
"""Every address that takes a form, with the fields it knows."""

RING = b"""email;first_name;last_name;manager
a@m.example;A;B;b@m.example
b@m.example;C;D;a@m.example
"""
LONG = "x" * 10_000
VALUES = (
    "",
    LONG,
    "\x00",
    "a\x00b",
    "-1",
    "99999999999999999999999999",
    "zz",
    "=HYPERLINK(1)",
    "\u202e\u2066\ufeff",
    "👩‍💻" * 60,
    "{{ 7*7 }}'<script>",
    "//elsewhere.example/",
)
RAW = ("%ff%fe", "%00", "%ed%a0%80", "%", "%zz", "+" * 50)
LEFT_OUT = {"access_entry", "throttle", "sign_in_session"}


def _who(endpoint: str) -> str:
    of_managers = {"arrangements.of_team", "arrangements.answer_in_team"}
    if endpoint.startswith("readiness.") or endpoint in of_managers:
        return "manager"
    of_administrators = ("add", "person", "make_link", "deactivate", "reactivate", "erase")
    if endpoint == "practice.shared":
        return "colleague"
    if endpoint in {"reactions.settle", "regrades.apply"}:
        return "author"
    if endpoint in {"accommodations.given", "certificates.reissue", "outgoing.send_again"}:
        return "administrator"
    if endpoint.startswith(("teams.", "assignments.", "arrangements.", "imports.", "withdrawals.")):
        return "administrator"
    name = endpoint.removeprefix("people.")
    if name in of_administrators or name.startswith("import"):
        return "administrator"
    return "learner"


def _rows(database: SharedConnection) -> dict[str, list[Any]]:
    """Everything stored, but sessions, counted tries and who looked, which also a refusal tells."""
    return {
        table.name: sorted(map(repr, database.connection.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT
    }


def _text(database: SharedConnection) -> str:
    """Every text stored."""
    return "\n".join(
        value
        for table in Base.metadata.sorted_tables
        for row in database.connection.execute(select(table))
        for value in row
        if isinstance(value, str)
    )


def _bodies(fields: Mapping[str, str], token: str) -> Iterator[tuple[str, str]]:
    """Bodies of hostile forms, each with a word for what is wrong with it."""

    def body(pairs: list[tuple[str, str]]) -> str:
        pairs = [*pairs, ("csrf_token", token)]
        return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)

    pairs = list(fields.items())
    yield "nothing", body([])
    yield "unknown field", body([("is_administrator", "y"), ("person_id", "1"), ("id", "1")])
    for name, _value in pairs:
        others = [pair for pair in pairs if pair[0] != name]
        yield f"no {name}", body(others)
        yield f"{name} twice", body([*pairs, (name, "zz")])
        for hostile in VALUES:
            yield f"{name}={hostile[:30]!r}", body([*others, (name, hostile)])
    for raw in RAW:
        for name, _value in pairs[:1]:
            yield f"{name}={raw}", f"{body(pairs[1:])}&{name}={raw}"
        yield f"{raw}=y", f"{body(pairs)}&{raw}=y"


@pytest.fixture
def world(db: Session, content: Current) -> World:
    """One of everything, with a link to set a password and an attempt to practise after."""
    made = build(db, content.get())
    learner = made.people["learner"]
    token = people.issue_link(
        db, person_id=learner.id, now=NOW, lasts=timedelta(days=1), actor_id=None
    )
    course = content.get().courses["channel-basics"]
    attempt = quizzes.start(
        db, person_id=learner.id, course=course, language="en", now=NOW, today=TODAY, seed=3
    )
    for position in range(1, attempt.points_of + 1):
        asked = queries.attempt_asked(db, course=course.slug, attempt=attempt.id, position=position)
        assert asked is not None
        quizzes.answer(
            db,
            asked,
            other_answer(asked.question),
            course=course,
            now=NOW,
            today=TODAY,
            organisation="Esimerkki Oy",
        )
    db.commit()
    made.values.update(
        {"link": token, "practice": {"course": course.slug, "attempt": attempt.id, "n": 1}}
    )
    return made


def _address(app: Flask, endpoint: str, world: World) -> str:
    values: dict[str, Any] = dict(world.values)
    if endpoint == "quizzes.save_again":
        values |= values["practice"]
    if endpoint in {"reactions.question_wrong", "regrades.apply"}:
        values["name"] = "best-supplier"
    if endpoint == "practice.shared":
        values["token"] = SHARED
    if endpoint == "people.set_password":
        values["token"] = values["link"]
    with app.test_request_context():
        rule = next(
            rule for rule in app.url_map.iter_rules(endpoint) if "POST" in (rule.methods or set())
        )
        known = values | dict(rule.defaults or {})
        return app.url_for(endpoint, **{name: known[name] for name in rule.arguments})


def test_every_form_is_in_this_list(app: Flask) -> None:
    takes = {
        rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())
    }

    assert takes == set(FORMS)


@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_a_hostile_form_is_refused_and_nothing_is_written(
    endpoint: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    page.sign_in(world.people[_who(endpoint)])
    cookie = page.client.get_cookie("lms")
    assert cookie is not None
    token = page.csrf_token()
    cookie = page.client.get_cookie("lms")
    assert cookie is not None
    address, before = _address(app, endpoint, world), _rows(database)
    for what, body in _bodies(FORMS[endpoint], token):
        page.client.set_cookie("lms", cookie.value)
        savepoint = database.connection.begin_nested()
        answer = page.client.post(
            address, data=body, buffered=True, content_type="application/x-www-form-urlencoded"
        )
        said = f"{endpoint}, {what}: {answer.status_code}"
        assert answer.status_code < 500, said
        if answer.status_code < 400:
            stored = _text(database)
            assert "x" * 1000 not in stored, said
            assert "\x00" not in stored, said
            assert "elsewhere.example" not in answer.headers.get("Location", ""), said
            savepoint.rollback()
        else:
            database.connection.execute(delete(Throttle))
        if "error-summary" in (text := answer.get_data(as_text=True)):
            assert "<title>Error: " in text, said
    assert _rows(database) == before


@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_a_form_of_another_kind_is_refused(
    endpoint: str, app: Flask, page: Page, world: World, database: SharedConnection
) -> None:
    page.sign_in(world.people[_who(endpoint)])
    token = page.csrf_token()
    address, before = _address(app, endpoint, world), _rows(database)
    fields = FORMS[endpoint]
    files: dict[str, Any] = {
        name: (io.BytesIO(b"\x00\xff" * 50), "x.bin") for name in fields if name != "file"
    }
    many = [(f"field{number}", "1") for number in range(300)]
    for what, options, refused in (
        ("JSON", {"json": dict(fields)}, True),
        ("text", {"data": "a=b", "content_type": "text/plain"}, True),
        ("no token", {"data": dict(fields)}, True),
        ("JSON and a token", {"json": [[5]], "headers": {"X-CSRFToken": token}}, False),
        (
            "numbers in JSON and a token",
            {"json": dict.fromkeys(fields, 5), "headers": {"X-CSRFToken": token}},
            False,
        ),
        ("another token", {"data": fields | {"csrf_token": token + "x"}}, True),
        ("too large", {"data": {"csrf_token": token, "x": "y" * 300_000}}, True),
        (
            "too many parts",
            {"data": dict(many), "content_type": "multipart/form-data"},
            True,
        ),
        (
            "a broken boundary",
            {"data": b"--x\r\n\r\n", "content_type": "multipart/form-data"},
            True,
        ),
        ("files", {"data": files | {"csrf_token": token}}, False),
    ):
        with database.connection.begin_nested() as savepoint:
            answer = page.client.post(address, buffered=True, **options)
            after = _rows(database)
            savepoint.rollback()
        said = f"{endpoint}, {what}: {answer.status_code}"
        assert answer.status_code < 500, said
        assert not refused or answer.status_code >= 400, said
        if answer.status_code >= 400:
            assert after == before, said


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 422),
        (b"email;first_name;last_name\n", 422),
        (b"\xef\xbb\xbfemail;first_name;last_name\n", 422),
        (b"email;first_name;last_name\nada@malli.example;A\x00da;Malli\n", 422),
        (b"\x00" * 100, 422),
        (b"\xff\xfe\x00", 303),
        (b"PK\x03\x04 not a table", 303),
        ("email;first_name;last_name\nnew@malli.example;Åke;Öhman\n".encode("latin-1"), 303),
        ("\ufeffemail;first_name;last_name\nnew@malli.example;Åke;Öhman\n".encode(), 303),
        (b"email;first_name;last_name\nnew@malli.example;=1+1;Malli\n", 303),
        (b"email;first_name;last_name\na@m.example;A;B\na@m.example;C;D\n", 303),
        (RING, 303),
    ],
)
def test_a_hostile_people_file_writes_nothing(
    data: bytes, status: int, page: Page, world: World, database: SharedConnection
) -> None:
    page.sign_in(world.people["administrator"])
    before = _rows(database)

    seen = page.post(
        "/admin/people/import", {"file": (io.BytesIO(data), "people.csv")}, status=status
    )
    if status == 303:
        page.follow(seen)

    assert _rows(database) == before


def test_a_people_file_of_fifty_megabytes_is_too_large(page: Page, world: World) -> None:
    page.sign_in(world.people["administrator"])
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n'
    body = head + b"a;b\n" * (50 * 1024 * 1024 // 4) + b"\r\n--x--\r\n"

    answer = page.client.post(
        "/admin/people/import", data=body, content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code == 413


def test_what_belongs_to_others_is_not_found(app: Flask, page: Page, world: World) -> None:
    for endpoint, who in (
        ("quizzes.save_answer", "colleague"),
        ("quizzes.save_again", "colleague"),
        ("certificates.set_public", "colleague"),
        ("enrolments.close_notice", "colleague"),
        ("readiness.download", "other manager"),
        ("unit_files.download", "other manager"),
        ("people.person", "manager"),
    ):
        page.sign_in(world.people[who])
        page.post(_address(app, endpoint, world), FORMS[endpoint], status=404)
