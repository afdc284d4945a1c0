"""The administrator adds, changes, imports, deactivates and erases people."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.people import queries, reading
from lms.people.models import Membership, Outgoing, Person, SignInSession
from lms.quizzes.models import Answer, Attempt, QuestionVersion
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_certificate, a_membership, a_person, a_team
from tests.pages import Page, Seen

FILE = (
    "sähköposti;etunimi;sukunimi;tiimi;esihenkilö\n"
    "max@x.example;Max;Mäki;Myynti;\n"
    "ada@x.example;Ada;Aho;Myynti;max@x.example\n"
)


@pytest.fixture
def root(page: Page, db: Session) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def upload(page: Page, text: str = FILE, *, status: int = 303) -> Seen:
    return page.post(
        "/admin/people/import",
        {"file": (io.BytesIO(text.encode("latin-1")), "people.csv")},
        status=status,
        content_type="multipart/form-data",
    )


def confirm(page: Page, address: str, *, status: int = 303, **more: str) -> Seen:
    fingerprint = page.get(address).fields("fingerprint")[0]["value"]
    return page.post(address, {"fingerprint": fingerprint, **more}, status=status)


def test_messages_that_do_not_arrive_are_told_with_a_way_to_the_person(
    page: Page, db: Session, root: Person
) -> None:
    ada = a_person(db, "Ada", "Aho")
    assert "Messages do not arrive" not in page.get("/admin/people").text
    db.add(
        Outgoing(
            person_id=ada.id, subject="Link", body="...", created_at=NOW, tries=10, given_up_at=NOW
        )
    )
    db.commit()

    seen = page.get("/admin/people")

    assert "Messages do not arrive" in seen.text
    assert f"/admin/people/{ada.id}" in seen.links
    assert "No message has arrived since" in page.get(f"/admin/people/{ada.id}").text
    assert "No message has arrived" not in page.get(f"/admin/people/{root.id}").text


def test_an_address_that_no_mail_reaches_is_not_kept(page: Page, db: Session, root: Person) -> None:
    form = {"first_name": "Päivi", "last_name": "Aho", "email": "päivi@x.example", "team": "0"}

    seen = page.post("/admin/people/add", form, status=422)

    assert "No mail can be sent" in seen.text
    assert seen.fields("email")[0]["value"] == "päivi@x.example"


def test_the_list_is_paged_and_searched(page: Page, db: Session, root: Person) -> None:
    for number in range(30):
        a_person(db, "Ada", f"Aho{number:02}")
    a_person(db, "Gone", "Zero", left_on=TODAY)
    db.commit()

    first = page.get("/admin/people")
    assert "1 to 25 of 31" in first.text
    assert "Zero" not in first.text
    assert "26 to 31 of 31" in page.get("/admin/people?page=2").text
    assert "26 to 31 of 31" in page.get("/admin/people?page=99").text
    assert "Aho07" in page.get("/admin/people?find=aho07").text
    assert "Nobody of that name" in page.get("/admin/people?find=qqq").text
    assert "Gone Zero" in page.get("/admin/people?left=1").text


def test_the_list_costs_the_same_for_any_number(page: Page, db: Session, root: Person) -> None:
    for _ in range(25):
        a_person(db, "Ada", team=a_team(db))
    db.commit()

    with page.counting() as statements:
        page.get("/admin/people")

    assert len(statements) <= 5


def test_a_person_is_added_and_gets_a_link_shown_once(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "Varasto")
    db.commit()
    form = {
        "first_name": "Kalle", "last_name": "Koski", "staff_number": "K17", "team": str(team.id),
        "language": "fi",
    }  # fmt: skip

    seen = page.post("/admin/people/add", form)
    assert "already" in page.post("/admin/people/add", form, status=422).text
    assert "Kalle Koski" in page.follow(seen).text
    shown = page.follow(page.post(seen.location + "/link"))
    link = re.search(r"/set-password/[\w-]+", shown.text)
    assert link is not None
    assert "shown once" in page.get(seen.location + "/link").text
    page.client = page.app.test_client()
    page.post(link[0], {"new_password": "kolme sanaa rannalla"})
    page.post("/sign-in", {"sign_in_name": "k17", "password": "kolme sanaa rannalla"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"first_name": "=1+1"},
        {"email": "", "staff_number": ""},
        {"email": "nope"},
        {"email": "", "staff_number": "a@b.example"},
        {"team": "999999"},
        {"team": "x"},
        {"language": "xx"},
        {"last_name": "x" * 101},
    ],
)
def test_a_wrong_value_is_told_and_everything_kept(
    page: Page, root: Person, wrong: dict[str, str]
) -> None:
    form = {
        "first_name": "Kalle", "last_name": "Koski", "email": "k@x.example", "team": "0",
        "job_title": "Packer",
    }  # fmt: skip

    seen = page.post("/admin/people/add", form | wrong, status=422)

    assert "There is a problem" in seen.text
    assert 'value="Packer"' in seen.html


def test_details_change_and_the_teams_stay(page: Page, db: Session, root: Person) -> None:
    one, other = a_team(db), a_team(db)
    ada = a_person(db, "Ada", "Aho", team=one, email="ada@x.example")
    a_membership(db, ada, other)
    db.commit()
    form = {
        "first_name": "Ada", "last_name": "Ahola", "email": "ada@x.example", "is_author": "y",
    }  # fmt: skip

    page.follow(page.post(f"/admin/people/{ada.id}", form))
    page.post(f"/admin/people/{ada.id}", form)

    db.refresh(ada)
    assert (ada.last_name, ada.is_author) == ("Ahola", True)
    places = db.scalars(select(Membership).order_by(Membership.id)).all()
    assert [(place.team_id, place.until) for place in places] == [(one.id, None), (other.id, None)]


def test_who_leaves_is_out_at_once_and_can_come_back(page: Page, db: Session, root: Person) -> None:
    ada = a_person(db, "Ada", team=a_team(db))
    db.commit()
    page.sign_in(ada)
    page.get("/account")
    ada_client = page.client
    page.sign_in(root)

    address = f"/admin/people/{ada.id}"
    page.follow(page.post(address + "/deactivate"))
    page.post(address + "/deactivate")
    page.post(address + "/link", status=409)

    assert ada_client.get("/account").status_code == 302
    page.follow(page.post(address + "/reactivate"))
    db.refresh(ada)
    assert ada.left_on is None


def test_only_leavers_are_erased(page: Page, db: Session, root: Person) -> None:
    ada = a_person(db, "Ada", "Aho", team=a_team(db))
    db.commit()
    address = f"/admin/people/{ada.id}"

    page.post(address + "/erase", status=409)
    page.post(address + "/deactivate")
    assert "cannot be undone" in page.get(address + "/erase").text
    page.post(address + "/erase")

    assert "Erased person" in page.get(address).text
    assert "Aho" not in page.get("/admin/people?left=1").text
    page.post(address, {"first_name": "Ada", "last_name": "A", "staff_number": "1", "team": "0"},
              status=409)  # fmt: skip


def test_erasing_takes_answers_and_names_and_leaves_valid_certificates(
    page: Page, db: Session, root: Person
) -> None:
    ada = a_person(db, "Ada", "Lovelace", left_on=TODAY)
    certificate = a_certificate(db, ada)
    version = QuestionVersion(course="c", name="q", language="en", fingerprint="f", body={})
    attempt = Attempt(
        enrolment_id=certificate.enrolment_id, person_id=ada.id, course="c", number=1,
        language="en", edition=1, seed=1, pass_score=80, critical_all=False, points_of=1,
        started_at=NOW,
    )  # fmt: skip
    db.add_all([version, attempt])
    db.flush()
    db.add(
        Answer(
            attempt_id=attempt.id,
            position=1,
            round=1,
            given="a",
            share_num=1,
            share_den=1,
            answered_at=NOW,
        )
    )
    db.commit()

    page.post(f"/admin/people/{ada.id}/erase")

    assert db.scalars(select(Answer)).all() == []
    assert "Lovelace" not in repr(queries.stored_about(db, person_id=ada.id))
    seen = page.get(f"/v/{certificate.code}")
    assert "This certificate is valid" in seen.text


def test_the_own_account_cannot_be_deactivated(page: Page, db: Session, root: Person) -> None:
    page.post(f"/admin/people/{root.id}/deactivate", status=409)
    page.get("/account")


def test_nobody_else_sees_these_pages(page: Page, db: Session) -> None:
    ada = a_person(db, "Ada", is_author=True, manages=a_team(db))
    db.commit()
    page.sign_in(ada)

    for address in ("/admin/people", "/admin/people/add", "/admin/people/import"):
        page.get(address, status=403)
    page.get(f"/admin/people/{ada.id}", status=404)
    page.post(f"/admin/people/{ada.id}/deactivate", status=404)
    page.get("/admin/people/import/" + "a" * 32, status=403)


def test_a_file_is_checked_and_confirmed(page: Page, db: Session, root: Person) -> None:
    address = upload(page).location

    seen = page.get(address)
    assert "Max Mäki" in seen.text
    assert db.execute(select(Person)).scalars().all() == [root]
    assert "2 people added" in page.follow(confirm(page, address)).text

    second = page.get(address)
    assert "nothing to confirm" in second.text
    assert page.post(address, {"fingerprint": "x"}).location == "/admin/people"
    assert len(db.execute(select(Person)).scalars().all()) == 3


def test_a_plan_that_changed_meanwhile_is_shown_anew(page: Page, db: Session, root: Person) -> None:
    address = upload(page).location
    fingerprint = page.get(address).fields("fingerprint")[0]["value"]
    a_person(db, "Ada", "Other", email="ada@x.example")
    db.commit()

    seen = page.post(address, {"fingerprint": fingerprint}, status=409)

    assert "changed meanwhile" in seen.text
    assert db.scalar(select(Person).where(Person.sign_in_name == "max@x.example")) is None
    confirm(page, address)


def test_leavers_are_deactivated_only_with_the_tick(page: Page, db: Session, root: Person) -> None:
    confirm(page, upload(page).location)
    shorter = "\n".join(FILE.splitlines()[:2])
    ada = db.execute(select(Person).where(Person.sign_in_name == "ada@x.example")).scalar_one()

    address = upload(page, shorter).location
    confirm(page, address)
    db.refresh(ada)
    assert ada.left_on is None

    confirm(page, address, with_leaving="y")
    db.refresh(ada)
    assert ada.left_on == TODAY


def test_the_check_tells_of_a_renamed_team_and_of_a_file_cut_short(
    page: Page, root: Person
) -> None:
    many = "".join(f"p{number}@x.example;Pat;Malli;Myynti;\n" for number in range(30))
    confirm(page, upload(page, FILE + many).location)

    renamed = page.get(upload(page, (FILE + many).replace("Myynti", "Kauppa")).location).text
    short = page.get(upload(page, FILE).location).text

    assert "loses all its people: Myynti." in renamed
    assert "30 of 32 people are missing" in short
    assert "If it was cut short" in short


def test_problems_are_listed_and_nothing_can_be_confirmed(
    page: Page, db: Session, root: Person
) -> None:
    bad = FILE.replace("Myynti;\n", "Myynti;ada@x.example\n").replace("Aho", "=Aho")

    address = upload(page, bad).location
    seen = page.get(address)

    assert "begins like a formula" in seen.text
    assert not seen.fields("fingerprint")
    page.post(address, {"fingerprint": "x"}, status=422)
    assert db.execute(select(Person)).scalars().all() == [root]


def test_a_file_that_is_none_is_refused_at_once(
    page: Page, root: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The file is empty" in upload(page, " \n", status=422).text
    seen = page.post("/admin/people/import", {}, status=422, content_type="multipart/form-data")
    assert "Choose a file" in seen.text
    assert "The file is empty" in upload(page, "", status=422).text
    headings = FILE.splitlines()[0]
    assert "headings but no people" in upload(page, headings + "\n", status=422).text
    monkeypatch.setattr(reading, "LARGEST", 1000)
    assert "too large" in upload(page, "x" * 1001, status=422).text


def test_a_kept_file_is_ones_own_and_lasts_an_hour(
    page: Page, db: Session, root: Person, clock: TestClock, settings: Settings
) -> None:
    address = upload(page).location
    other = a_person(db, "Other", is_administrator=True)
    db.commit()

    page.sign_in(other).get(address, status=410)
    page.sign_in(root).get(address)
    clock.set(NOW + timedelta(minutes=61))
    page.get(address, status=410)
    upload(page)
    folder: Path = settings.instance / "imports"
    assert len(list(folder.iterdir())) == 1
    assert (next(folder.iterdir()).stat().st_mode & 0o777) == 0o600
    page.get("/admin/people/import/..%2Fsecret_key", status=404)


def test_sessions_of_imported_leavers_end(page: Page, db: Session, root: Person) -> None:
    confirm(page, upload(page).location)
    ada = db.execute(select(Person).where(Person.sign_in_name == "ada@x.example")).scalar_one()
    page.sign_in(ada)
    page.sign_in(root)

    confirm(page, upload(page, "\n".join(FILE.splitlines()[:2])).location, with_leaving="y")

    assert set(db.scalars(select(SignInSession.person_id))) == {root.id}


def test_numbers_too_large_for_a_row_are_not_found(page: Page, root: Person) -> None:
    page.get(f"/admin/people/{10**30}", status=404)
    page.get("/admin/people/2147483647", status=404)
