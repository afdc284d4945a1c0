"""Signing in and out, throttles, links, and forms kept over an expired session."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from markupsafe import escape
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.people import passwords
from lms.people.models import Outgoing, PasswordLink, Person, SignInSession
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_person
from tests.pages import Page, Seen

GOOD = "valo järven yllä"
HASH = passwords.hash_password(GOOD)


@pytest.fixture
def ada(db: Session) -> Person:
    person = a_person(db, "Ada", "Aho", email="ada@x.example", password_hash=HASH)
    db.commit()
    return person


def sign_in(page: Page, name: str = "ada@x.example", password: str = GOOD, **more: str) -> Seen:
    status = int(more.pop("status", "303"))
    return page.post(
        "/sign-in", {"sign_in_name": name, "password": password, **more}, status=status
    )


def test_ada_signs_in_and_out(page: Page, ada: Person) -> None:
    assert sign_in(page, "  ADA@x.example ").location == "/learn"
    page.get("/account")

    assert page.post("/sign-out").location == "/sign-in"
    page.get("/account", status=302)


def test_a_staff_number_signs_in_too(page: Page, db: Session) -> None:
    person = a_person(db, "Kalle", password_hash=HASH)
    person.email, person.sign_in_name = None, "k17"
    db.commit()

    sign_in(page, "K17")


def test_unknown_people_wrong_passwords_and_leavers_get_the_same_answer(
    page: Page, db: Session, ada: Person
) -> None:
    a_person(db, "Gone", email="gone@x.example", password_hash=HASH, left_on=TODAY)
    a_person(db, "New", email="new@x.example")
    db.commit()
    answers = {
        re.sub(r'name="csrf_token" value="[^"]*"', "", seen.html).replace(name, "NAME")
        for name, word in [
            ("ada@x.example", "wrong words here"),
            ("nobody@x.example", GOOD),
            ("gone@x.example", GOOD),
            ("new@x.example", GOOD),
        ]
        for seen in [sign_in(page, name, word, status="422")]
    }

    assert len(answers) == 1
    assert "do not belong together" in answers.pop()


def test_an_account_is_throttled_and_the_right_password_waits_too(
    page: Page, ada: Person, clock: TestClock
) -> None:
    for _ in range(10):
        sign_in(page, password="wrong words here", status="422")

    seen = sign_in(page, status="429")

    assert seen.response.headers["Retry-After"] == "900"
    assert "Try again in 15 minutes" in seen.text
    clock.set(NOW + timedelta(minutes=15))
    sign_in(page)


def test_unknown_accounts_are_throttled_alike(page: Page, ada: Person) -> None:
    for _ in range(10):
        sign_in(page, "nobody@x.example", status="422")

    sign_in(page, "nobody@x.example", status="429")


def test_an_address_is_throttled_over_many_accounts(page: Page, ada: Person) -> None:
    for number in range(50):
        sign_in(page, f"p{number}@x.example", "x", status="422")

    sign_in(page, status="429")


def test_a_correct_sign_in_does_not_reset_the_count_of_the_address(page: Page, ada: Person) -> None:
    for number in range(49):
        sign_in(page, f"p{number}@x.example", "x", status="422")
    sign_in(page)
    page.post("/sign-out")
    sign_in(page, "p50@x.example", "x", status="422")

    sign_in(page, status="429")


def test_any_number_of_people_sign_in_behind_one_address(page: Page, ada: Person) -> None:
    for _ in range(12):
        sign_in(page)
        page.post("/sign-out")


def test_an_old_hash_is_made_anew(page: Page, db: Session, ada: Person) -> None:
    ada.password_hash = PasswordHasher(1, 8 * 1024, 1).hash(GOOD)
    db.commit()

    sign_in(page)

    db.refresh(ada)
    assert ada.password_hash is not None
    assert "m=19456" in ada.password_hash


def test_a_session_on_a_shared_device_is_short(
    page: Page, db: Session, ada: Person, clock: TestClock
) -> None:
    seen = sign_in(page, shared="y")

    cookie = seen.response.headers["Set-Cookie"]
    assert "Expires" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert db.execute(select(SignInSession)).scalar_one().is_shared
    clock.set(NOW + timedelta(hours=1))
    page.get("/account", status=302)


def test_signing_in_again_ends_the_session_before(page: Page, db: Session, ada: Person) -> None:
    sign_in(page)
    sign_in(page)

    assert db.scalar(select(func.count()).select_from(SignInSession)) == 1


def test_the_session_is_new_after_signing_in(page: Page, ada: Person) -> None:
    page.get("/sign-in")
    with page.client.session_transaction() as cookie:
        cookie["planted"] = "x"
        before = cookie["csrf_token"]

    sign_in(page)

    with page.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != before


def test_the_way_goes_on_where_it_was_meant_to(page: Page, ada: Person) -> None:
    seen = page.get("/account/privacy?x=1", status=302)
    assert seen.location == "/sign-in?next=/account/privacy?x%3D1"

    form = page.get(seen.location)
    wanted = next(field["value"] for field in form.fields("next") if field.get("id") == "next")
    assert sign_in(page, next=wanted).location == "/account/privacy?x=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil"])
def test_it_never_goes_to_another_site(page: Page, ada: Person, elsewhere: str) -> None:
    assert sign_in(page, next=elsewhere).location == "/learn"


def test_what_was_posted_is_kept_for_the_same_person_only(
    page: Page, db: Session, ada: Person
) -> None:
    a_person(db, "Bo", email="bo@x.example", password_hash=HASH)
    db.commit()

    def expire_and_post() -> Seen:
        with page.database.begin() as own:
            for row in own.scalars(select(SignInSession)):
                own.delete(row)
        return page.post("/account", {"language": "fi", "theme": ["dark"]})

    sign_in(page)
    assert expire_and_post().location == "/sign-in?next=/account"
    with page.client.session_transaction() as cookie:
        assert cookie["kept"]["form"] == {"language": ["fi"], "theme": ["dark"]}
    assert "look at what you had chosen" in page.get("/sign-in?next=/account").text
    sign_in(page)
    with page.client.session_transaction() as cookie:
        assert cookie["kept"]["path"] == "/account"
    chosen = [item for item in page.get("/account").fields("theme") if "checked" in item]
    assert [item["value"] for item in chosen] == ["dark"]
    with page.client.session_transaction() as cookie:
        assert "kept" not in cookie

    expire_and_post()
    sign_in(page, "bo@x.example")
    with page.client.session_transaction() as cookie:
        assert "kept" not in cookie


def test_what_is_too_large_for_a_cookie_is_not_kept(page: Page, ada: Person) -> None:
    page.post("/account", {"language": "x" * 3000})

    with page.client.session_transaction() as cookie:
        assert "kept" not in cookie


def test_a_post_without_a_page_goes_back_to_the_page_above(page: Page, ada: Person) -> None:
    assert page.post("/account/sign-out-everywhere").location == "/sign-in?next=/account"


def test_a_forgotten_password_gets_one_answer_and_only_known_people_a_message(
    page: Page, db: Session, ada: Person
) -> None:
    one = page.post("/forgotten", {"sign_in_name": "ada@x.example"})
    other = page.post("/forgotten", {"sign_in_name": "nobody@x.example"})

    assert one.location == other.location == "/forgotten/sent"
    message = db.execute(select(Outgoing)).scalar_one()
    assert message.person_id == ada.id
    assert "/set-password/" in message.body
    page.follow(one)
    for _ in range(4):
        page.post("/forgotten", {"sign_in_name": "ada@x.example"})
    page.post("/forgotten", {"sign_in_name": "ada@x.example"}, status=429)


def test_known_and_unknown_people_cost_the_same_writes(
    page: Page, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.people.throttle.secrets.randbelow", lambda _most: 1)  # no tidying now
    page.get("/forgotten")
    kinds = []
    for name in ("ada@x.example", "nobody@x.example"):
        with page.counting() as statements:
            page.post("/forgotten", {"sign_in_name": name})
        kinds.append(sum(not text.startswith("SELECT") for text in statements))

    assert abs(kinds[0] - kinds[1]) <= 1


def test_a_link_sets_a_password_once(page: Page, db: Session, ada: Person) -> None:
    page.post("/forgotten", {"sign_in_name": "ada@x.example"})
    body = db.execute(select(Outgoing.body)).scalar_one()
    found = re.search(r"/set-password/\S+", body)
    assert found is not None
    address = found[0]

    assert "Ada Aho" in page.get(address).text
    assert "at least 12" in page.post(address, {"new_password": "short"}, status=422).text
    page.post(address, {"new_password": "Ada.Aho.ada1"}, status=422)
    new = {"new_password": "kolme sanaa rannalla"}
    assert page.post(address, new).location == "/sign-in"
    assert page.post(address, new).location == "/sign-in"
    page.post(address, {"new_password": "another three words"}, status=410)
    assert "is over" in page.get(address, status=410).text
    sign_in(page, password=new["new_password"])


def test_a_link_that_is_over_says_so(
    page: Page, db: Session, ada: Person, clock: TestClock
) -> None:
    page.get("/set-password/guess", status=410)
    page.post("/forgotten", {"sign_in_name": "ada@x.example"})
    body = db.execute(select(Outgoing.body)).scalar_one()
    found = re.search(r"/set-password/\S+", body)
    assert found is not None
    clock.set(NOW + timedelta(hours=2))

    page.get(found[0], status=410)
    assert db.scalar(select(func.count()).select_from(PasswordLink)) == 1


def test_a_long_text_goes_along_through_a_wrong_password_to_whoever_wrote_it_only(
    page: Page, db: Session, ada: Person
) -> None:
    a_person(db, "Bo", email="bo@x.example", password_hash=HASH)
    db.commit()
    words = "Nobody was hurt & all is well. " * 90
    sign_in(page)
    with page.database.begin() as own:
        own.execute(update(SignInSession).values(expires_at=NOW))

    asked = page.post("/practice", {"text": words, "audience": "network"}, status=403)
    going = {"kept-text": words, "next": "/practice"}
    assert escape(words.strip()) in asked.html
    assert escape(words.strip()) in sign_in(page, password="wrong", status="422", **going).html

    assert sign_in(page, "bo@x.example", **going).location == "/practice"
    with page.client.session_transaction() as cookie:
        cookie["person"] = ada.id
    seen = sign_in(page, status="200", **going)
    assert escape(words.strip()) in seen.html
    assert "/practice" in seen.links
    assert page.get("/practice").status == 200
