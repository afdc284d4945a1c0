"""The audit log and the packs on the administrators' pages."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdf
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.evidence import views
from lms.people import audit, sealing
from lms.people import services as people
from lms.people.audit import Record
from lms.people.models import AccessEntry, AuditDifference, AuditEntry, Person
from lms.publishing import services as publishing
from tests.evidence.test_pack import COURSE, a_learner, arrange, checker, parts, records
from tests.factories import NOW, TODAY, a_person, a_team
from tests.pages import Page, Seen


@pytest.fixture(name="eve")
def an_administrator(db: Session) -> Person:
    """Whoever looks after the site."""
    eve = a_person(db, "Eve", "Hoitaja", is_administrator=True)
    db.commit()
    return eve


def fetched(page: Page, address: str, why: str = "The yearly audit", status: int = 200) -> Seen:
    """A pack from a page."""
    return page.post(address, {"why": why}, status=status, token_from=address)


def test_a_pack_of_a_person_is_made_on_a_page_and_the_person_can_read_it(
    db: Session, page: Page, eve: Person, content: Current
) -> None:
    publishing.publish(db, content.get(), by="riitta", now=NOW, today=TODAY)
    ada = a_learner(db, content)
    db.commit()
    address = f"/admin/people/{ada.id}/evidence"
    page.sign_in(eve)

    assert address in page.get(f"/admin/people/{ada.id}").links
    text = page.get(address).text
    assert "never holds answers, scores" in text
    answer = fetched(page, address).response

    data = answer.get_data()
    assert answer.mimetype == "application/zip"
    assert checker.check(io.BytesIO(data))
    assert records(data, "pack")[0]["made_by"] == "Eve Hoitaja"
    told = page.sign_in(ada).get("/account/privacy").text
    assert "Eve Hoitaja made an evidence pack about you: The yearly audit" in told


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_pages_of_a_pack_are_a_tagged_pdf_that_says_the_same(
    db: Session, page: Page, eve: Person, content: Current, language: str
) -> None:
    publishing.publish(db, content.get(), by="riitta", now=NOW, today=TODAY)
    ada = a_learner(db, content, "Äidinkielä")
    arrange(db, ada, "equivalent", eve)
    db.commit()
    page.sign_in(eve, language=language)

    data = fetched(page, f"/admin/people/{ada.id}/evidence").response.get_data()

    pdf = pypdf.PdfReader(io.BytesIO(parts(data)["evidence.pdf"]))
    text = " ".join("\n".join(one.extract_text() for one in pdf.pages).split())
    root = pdf.root_object
    assert root["/MarkInfo"].get_object()["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]) == language
    assert "Äidinkielä Malli" in text
    (certificate,) = records(data, "certificate")
    bare = text.replace(" ", "")
    assert all(one in bare for one in certificate["questions"])
    assert ("31.8.2028" if language == "fi" else "31 Aug 2028") in text
    assert ("Muu koulutus" if language == "fi" else "Other training counts") in text
    assert "None" not in text.replace("None.", "")


def test_a_pack_of_a_course_is_made_on_a_page(
    db: Session, page: Page, eve: Person, content: Current
) -> None:
    a_learner(db, content)
    a_learner(db, content, "Bo")
    db.commit()
    page.sign_in(eve)

    assert f"/admin/evidence/{COURSE}" in page.get("/admin/evidence").links
    data = fetched(page, f"/admin/evidence/{COURSE}").response.get_data()

    assert checker.check(io.BytesIO(data))
    assert len(records(data, "person")) == 2


@pytest.mark.parametrize("why", ["", "  ", "x" * 301])
def test_a_pack_needs_a_reason(db: Session, page: Page, eve: Person, why: str) -> None:
    page.sign_in(eve)

    seen = fetched(page, f"/admin/people/{eve.id}/evidence", why, 422)

    assert "Error:" in seen.reader.title
    assert db.scalar(select(func.count()).select_from(AccessEntry)) == 0


def test_a_course_of_very_many_people_is_left_to_the_server(
    db: Session, page: Page, eve: Person, content: Current, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_learner(db, content)
    a_learner(db, content, "Bo")
    db.commit()
    monkeypatch.setattr(views, "MOST_PEOPLE", 1)
    page.sign_in(eve)

    seen = page.get(f"/admin/evidence/{COURSE}")

    assert "lms evidence course" in seen.text
    assert not seen.fields("why")
    token = page.csrf_token()
    page.post(f"/admin/evidence/{COURSE}", {"why": "Audit", "csrf_token": token}, status=422)


def test_nobody_else_reaches_packs_or_the_log(db: Session, page: Page, content: Current) -> None:
    team = a_team(db)
    manager, author = a_person(db, manages=team), a_person(db, is_author=True)
    db.commit()
    for person in (manager, author):
        page.sign_in(person)
        page.get("/admin/audit", status=403)
        page.get("/admin/evidence", status=403)
        page.get(f"/admin/evidence/{COURSE}", status=404)
        page.get(f"/admin/people/{manager.id}/evidence", status=404)


# The log


@pytest.fixture(name="log")
def a_log(db: Session, eve: Person) -> dict[str, Person]:
    """Things done by two people to two people, on three days."""
    ada, bo = a_person(db, "Ada", "Äkäinen"), a_person(db, "Bo", "Malli")
    for days, actor, subject, action in (
        (0, eve, f"person:{ada.id}", "person_changed"),
        (1, eve, f"person:{bo.id}", "person_added"),
        (2, bo, "team:north", "readiness.export"),
    ):
        record = Record(action, subject, {"title": "Fitter"}, {"title": f"Day {days}"}, "why so")
        audit.record(db, [record], actor_id=actor.id, now=NOW - timedelta(days=days))
    db.commit()
    return {"ada": ada, "bo": bo}


def whats(seen: Seen) -> list[str]:
    """The kinds of the listed entries."""
    head = seen.html.split("<tbody>")[-1].split("</tbody>")[0] if "<tbody>" in seen.html else ""
    return [part.split("<")[0] for part in head.split('<th scope="row">')[1:]]


def test_the_log_says_who_did_what_to_whom_when_and_what_was_before(
    page: Page, eve: Person, log: dict[str, Person]
) -> None:
    seen = page.sign_in(eve).get("/admin/audit")

    assert whats(seen) == ["Details changed", "Person added", "Readiness exported"]
    assert "by: Eve Hoitaja" in seen.text
    assert "Ada Äkäinen" in seen.text
    assert "22 Nov 2026" in seen.text
    assert "Fitter" in seen.text
    assert "Day 2" in seen.text
    assert not [tag for tag, values in seen.reader.tags if values.get("method") == "post"
                and "audit" in values.get("action", "")]  # fmt: skip


def test_no_list_says_why_something_was_arranged(db: Session, page: Page, eve: Person) -> None:
    ada = a_person(db, "Ada", "Malli")
    arrange(db, ada, "waiver", eve)
    db.commit()
    page.sign_in(eve)

    listed = page.get("/admin/audit").text
    of_person = page.get(f"/admin/people/{ada.id}").text

    assert "2027-01-21" in listed or "21 Jan 2027" in listed
    assert "Something arranged" in of_person
    for text in (listed, of_person):
        assert "illness" not in text
    assert "A long illness." in page.get(f"/admin/people/{ada.id}/arrangements").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("find=ada", ["Details changed"]),
        ("find=%C3%A4k%C3%A4inen", ["Details changed"]),
        ("find=bo+malli", ["Person added", "Readiness exported"]),
        ("find=nobody", []),
        ("kind=person_added", ["Person added"]),
        ("kind=nothing.such", []),
        ("from=2026-11-22", ["Details changed"]),
        ("to=2026-11-20", ["Readiness exported"]),
        ("from=2026-11-21&to=2026-11-21", ["Person added"]),
        ("find=eve&kind=person_added", ["Person added"]),
        (
            "from=x&to=2026-13-40&before=²",
            ["Details changed", "Person added", "Readiness exported"],
        ),
        ("to=9999-12-31", ["Details changed", "Person added", "Readiness exported"]),
    ],
)
def test_the_log_is_narrowed_by_person_kind_and_time(
    page: Page, eve: Person, log: dict[str, Person], query: str, found: list[str]
) -> None:
    assert whats(page.sign_in(eve).get(f"/admin/audit?{query}")) == found


def test_days_are_the_organisations_days(db: Session, page: Page, eve: Person) -> None:
    late = NOW.replace(day=21, hour=22, minute=30)  # half past midnight on the 22nd, in Helsinki
    db.add(AuditEntry(at=late, action="person_added", subject="x"))
    db.commit()
    page.sign_in(eve)

    assert whats(page.get("/admin/audit?from=2026-11-22")) == ["Person added"]
    assert whats(page.get("/admin/audit?to=2026-11-21")) == []


def test_a_long_log_comes_in_parts_and_none_is_left_out(
    db: Session, page: Page, eve: Person
) -> None:
    for number in range(120):
        db.add(
            AuditEntry(
                at=NOW - timedelta(minutes=number // 7), action="person_added", subject=f"n{number}"
            )
        )
    db.commit()
    page.sign_in(eve)
    address, seen = "/admin/audit?kind=person_added", []
    while address:
        found = page.get(address)
        seen += [word for word in found.text.split() if word[0] == "n" and word[1:].isdigit()]
        address = next((link for link in found.links if "before=" in link), "")

    assert len(seen) == len(set(seen)) == 120


def test_the_newest_seal_stands_on_the_page(db: Session, page: Page, eve: Person) -> None:
    page.sign_in(eve)
    assert "Nothing is sealed yet" in page.get("/admin/audit").text
    db.add(AuditEntry(at=NOW, action="person_added", subject="x"))
    sealing.seal(db, now=NOW)
    db.commit()
    head = sealing.head(db)
    assert head is not None

    assert f"{head.number}:{head.digest}" in page.get("/admin/audit").text


def test_the_log_costs_the_same_however_long_it_is(
    db: Session, page: Page, eve: Person, log: dict[str, Person]
) -> None:
    page.sign_in(eve)
    db.add(AuditEntry(at=NOW, action="person_added", subject=f"person:{eve.id}"))
    db.commit()
    page.get("/admin/audit")
    with page.counting() as few:
        page.get("/admin/audit")
    for _ in range(300):
        db.add(AuditEntry(at=NOW, action="person_added", subject=f"person:{eve.id}"))
    db.commit()
    with page.counting() as many:
        page.get("/admin/audit")

    assert len(many) <= len(few) <= 12


def test_erasing_a_person_takes_the_reason_given_for_a_pack(
    db: Session, page: Page, eve: Person, content: Current
) -> None:
    ada = a_learner(db, content)
    db.commit()
    fetched(page.sign_in(eve), f"/admin/people/{ada.id}/evidence", "About Ada's accident")
    ada.left_on = TODAY - timedelta(days=1)
    db.commit()

    people.erase(db, person_id=ada.id, actor_id=eve.id, now=NOW, today=TODAY)

    assert db.scalars(select(AccessEntry.why)).all() == [""]
    assert "accident" not in "".join(str(one.after) for one in db.scalars(select(AuditDifference)))
    assert sealing.look(db).problems == ()
