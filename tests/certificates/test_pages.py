"""The holder's pages, the PDF, and the check that gives nothing away."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from lms.certificates.document import pdf, qr_svg, seal_svg
from lms.certificates.models import Certificate
from lms.certificates.rules import Cause, shown_code
from lms.certificates.services import forget_holder, reissue, revoke
from lms.config import data_folder
from lms.people.models import Person
from tests.conftest import TestClock
from tests.factories import NOW, a_certificate, a_person, a_team, let_end
from tests.pages import Page, Seen

FONTS = data_folder("static") / "vendor" / "fonts-pdf"


def test_the_list_of_somebody_without_certificates_leads_on(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()

    seen = page.sign_in(person).get("/certificates")

    assert "No certificates yet" in seen.text
    assert "/learn" in seen.links


def test_the_sheet_repeats_what_matters(page: Page, db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    certificate = a_certificate(db, person)
    db.commit()

    seen = page.sign_in(person).get(f"/certificates/{certificate.id}")

    for words in ("Ada Malli", "1 Jun 2026", "31 May 2027", shown_code(certificate.code)):
        assert words in seen.text
    assert "score" in seen.text  # that it is never shown


@pytest.mark.parametrize(
    ("first_name", "last_name"),
    [
        ("Väinö", "Näytelä"),
        ("Šárka", "Žižková"),
        ("Αθηνά", "Παπαδοπούλου"),
        ("Наталья", "Иванова"),
        ("נועה", "לוי"),
        ("น้ำฝน", "ใจดี"),
        ("Mixed #set text(red)", '" + read("/etc/passwd")'),
    ],
)
def test_the_pdf_is_tagged_and_holds_the_name(
    page: Page, db: Session, first_name: str, last_name: str
) -> None:
    person = a_person(db, first_name, last_name)
    certificate = a_certificate(db, person)
    db.commit()

    response = page.sign_in(person).client.get(f"/certificates/{certificate.id}/pdf")

    assert response.mimetype == "application/pdf"
    document = PdfReader(io.BytesIO(response.data))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert len(document.pages) == 1
    box = document.pages[0].mediabox
    assert box.width > box.height
    assert document.metadata is not None
    assert person.name in str(document.metadata.title)


def test_a_name_that_no_font_holds_still_gives_a_document(page: Page, db: Session) -> None:
    person = a_person(db, "山田", "太郎")
    certificate = a_certificate(db, person)
    db.commit()

    response = page.sign_in(person).client.get(f"/certificates/{certificate.id}/pdf")

    assert response.status_code == 200
    assert response.data.startswith(b"%PDF")


def test_the_same_certificate_gives_the_same_bytes(page: Page, db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    db.commit()
    client = page.sign_in(person).client
    pdf.__globals__["_compile"].cache_clear()
    first = client.get(f"/certificates/{certificate.id}/pdf").data
    pdf.__globals__["_compile"].cache_clear()

    assert client.get(f"/certificates/{certificate.id}/pdf").data == first


def test_without_fonts_or_engine_the_page_for_printing_is_offered(
    page: Page, db: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from lms.certificates import document

    person = a_person(db)
    certificate = a_certificate(db, person)
    db.commit()
    monkeypatch.setattr(document, "TEMPLATE", tmp_path / "missing.typ")
    document._compile.cache_clear()
    page.sign_in(person)

    seen = page.get(f"/certificates/{certificate.id}/pdf", status=303)

    assert seen.location == f"/certificates/{certificate.id}"
    assert "Print the page instead" in page.follow(seen).text


@pytest.mark.parametrize("mark", ["lock", "signpost", "message-circle", "audio-lines"])
def test_the_seal_bears_the_mark_of_the_course(mark: str) -> None:
    sprite = data_folder("static") / "sprite.svg"

    drawn = seal_svg(sprite, mark)

    assert drawn != seal_svg(sprite, "no-such-mark")
    ET.fromstring(drawn)  # noqa: S314 - our own drawing


def test_the_longest_words_stay_on_one_page(page: Page, db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    certificate.holder = "Maximiliana " * 17
    certificate.title = "A course title of two hundred characters " * 4
    certificate.can_do = "\n".join(["Tell what somebody can do after the course " * 2] * 8)
    db.commit()

    data = page.sign_in(person).client.get(f"/certificates/{certificate.id}/pdf").data

    assert len(PdfReader(io.BytesIO(data)).pages) == 1


def test_the_qr_code_has_no_inline_style() -> None:
    drawn = qr_svg("https://learn.example/v/7K4M-92QX")

    assert drawn.startswith("<svg")
    assert "style=" not in drawn


def test_the_list_leads_to_the_certificate_itself(page: Page, db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    db.commit()

    seen = page.sign_in(person).get("/certificates")

    # On phones the action covers the whole row, so it must not be a file.
    actions = [
        values["href"]
        for tag, values in seen.reader.tags
        if tag == "a" and values.get("class") == "course-row-action"
    ]
    assert actions == [f"/certificates/{certificate.id}"]


@pytest.mark.parametrize("way", ["", "/print", "/pdf", "/qr.svg"])
def test_a_certificate_is_its_holders_alone(page: Page, db: Session, way: str) -> None:
    team = a_team(db)
    certificate = a_certificate(db, a_person(db, team=team))
    others = [
        a_person(db, team=team),
        a_person(db, manages=team),
        a_person(db, is_administrator=True, is_author=True),
    ]
    db.commit()
    address = f"/certificates/{certificate.id}{way}"

    stranger = page.get(address, status=302)

    assert "/sign-in" in stranger.location
    for person in others:
        page.sign_in(person).get(address, status=404)


def test_nobody_else_turns_on_a_public_page(page: Page, db: Session) -> None:
    certificate = a_certificate(db, a_person(db))
    other = a_person(db)
    db.commit()

    page.sign_in(other).post(f"/certificates/{certificate.id}/public", {"public": "1"}, status=404)

    db.refresh(certificate)
    assert not certificate.is_public


def test_turning_the_public_page_on_twice_is_the_same_as_once(page: Page, db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    db.commit()
    page.sign_in(person)

    for _ in range(2):
        seen = page.post(f"/certificates/{certificate.id}/public", {"public": "1"})

    assert "Turn off the public page" in page.follow(seen).text


def _check(page: Page, code: str, name: str, *, status: int) -> Seen:
    return page.post("/v", {"code": code, "last_name": name}, status=status, token_from="/v")


def test_a_paper_is_checked_by_code_and_last_name(page: Page, db: Session) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()

    seen = _check(page, shown_code(certificate.code).lower(), "MALLI", status=200)

    assert "This certificate is valid" in seen.text
    assert "Ada Malli" in seen.text
    assert seen.response.headers["X-Robots-Tag"] == "noindex"


def test_an_unknown_code_and_another_name_get_the_same_answer(page: Page, db: Session) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()

    wrong_name = _check(page, certificate.code, "Toinen", status=422)
    wrong_code = _check(page, "AAAAAAAA", "Toinen", status=422)

    def told(seen: Seen, code: str) -> str:
        return seen.text.replace(code, "")

    assert told(wrong_name, certificate.code) == told(wrong_code, "AAAAAAAA")
    assert "Ada" not in wrong_name.text


def test_the_sixth_try_in_a_minute_waits(page: Page, db: Session, clock: TestClock) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()
    for _ in range(5):
        _check(page, "AAAAAAAA", "Toinen", status=422)

    seen = _check(page, certificate.code, "Malli", status=429)
    clock.set(NOW + timedelta(minutes=1))

    assert int(seen.response.headers["Retry-After"]) <= 60
    _check(page, certificate.code, "Malli", status=200)


def test_the_public_page_opens_only_when_its_holder_says_so(page: Page, db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    certificate = a_certificate(db, person)
    db.commit()
    address = f"/v/{shown_code(certificate.code)}"
    assert "Ada" not in page.get(address).text

    page.sign_in(person).post(f"/certificates/{certificate.id}/public", {"public": "1"})
    stranger = Page(page.app, page.database)
    assert "Ada Malli" in stranger.get(address).text

    page.post(f"/certificates/{certificate.id}/public", {"public": "0"})
    assert "Ada" not in stranger.get(address).text


def test_the_check_repeats_everything_printed(page: Page, db: Session) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()

    seen = _check(page, certificate.code, "Malli", status=200)

    for words in (
        "Ada Malli",
        certificate.title,
        certificate.can_do,
        "1 Jun 2026",
        "31 May 2027",
        "2 modules, quiz passed",
        "Edition 1",
        "Esimerkki Oy",
        shown_code(certificate.code),
    ):
        assert words in seen.text
    assert "chose to make this page public" not in seen.text


def test_the_page_of_an_erased_holder_names_nobody(page: Page, db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    certificate = a_certificate(db, person)
    forget_holder(db, person_id=person.id)
    db.commit()

    seen = page.get(f"/v/{shown_code(certificate.code)}")

    assert "This certificate is valid" in seen.text
    assert "Malli" not in seen.text
    assert "chose to make this page public" not in seen.text


@pytest.mark.parametrize(
    ("days", "words"), [(210, "has expired"), (150, "It ends soon"), (0, "is valid")]
)
def test_the_check_tells_the_state_of_the_day(
    page: Page, db: Session, clock: TestClock, days: int, words: str
) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()
    clock.set(NOW + timedelta(days=days))

    assert words in _check(page, certificate.code, "Malli", status=200).text


def _renewed(db: Session, *, revoked: bool = False) -> tuple[Certificate, Certificate]:
    """A certificate that ended in summer, and the one its holder got before."""
    person = a_person(db, "Ada", "Malli")
    old = a_certificate(db, person, issued_on=date(2025, 6, 1), expires_on=date(2026, 6, 1))
    new = a_certificate(
        db,
        person,
        issued_on=date(2026, 5, 1),
        expires_on=date(2027, 6, 1),
        cycle=2,
        revoked_at=NOW if revoked else None,
    )
    db.commit()
    return old, new


def test_the_check_of_an_older_certificate_leads_to_the_newer_one(page: Page, db: Session) -> None:
    old, new = _renewed(db)

    seen = _check(page, old.code, "Malli", status=200)

    assert "This certificate was renewed" in seen.text
    assert "passed the course again on 1 May 2026" in seen.text
    assert f"{shown_code(new.code)} is valid until 31 May 2027" in seen.text
    assert f"/v/{shown_code(new.code)}" in seen.links
    assert "31 May 2026" in seen.text  # its own end is still told
    assert "renewed" not in _check(page, new.code, "Malli", status=200).text


def test_the_newer_one_is_told_of_only_to_those_who_may_know_the_older_one(
    page: Page, db: Session
) -> None:
    old, new = _renewed(db)

    for seen in (
        _check(page, old.code, "Toinen", status=422),
        page.get(f"/v/{shown_code(old.code)}"),
    ):
        assert shown_code(new.code) not in seen.text


def test_a_newer_one_that_was_withdrawn_renews_nothing(page: Page, db: Session) -> None:
    old, new = _renewed(db, revoked=True)

    assert "has expired" in _check(page, old.code, "Malli", status=200).text
    assert shown_code(new.code) not in _check(page, old.code, "Malli", status=200).text


def test_a_newer_one_that_has_ended_says_so(page: Page, db: Session, clock: TestClock) -> None:
    old, new = _renewed(db)
    clock.set(NOW + timedelta(days=300))

    text = _check(page, old.code, "Malli", status=200).text

    assert f"{shown_code(new.code)} followed it, and has expired too" in text


def test_the_holder_sees_which_certificates_were_renewed(page: Page, db: Session) -> None:
    old, new = _renewed(db)
    page.sign_in(db.get_one(Person, old.person_id))

    assert "Renewed, this one valid until 31 May 2026" in page.get("/certificates").text
    seen = page.get(f"/certificates/{old.id}")
    assert f"/certificates/{new.id}" in seen.links
    assert f"A newer certificate of yours counts: {shown_code(new.code)}" in seen.text


def test_the_holder_alone_reads_why_a_certificate_was_withdrawn(page: Page, db: Session) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    certificate.is_public = True
    revoke(db, code=certificate.code, why="The wrong quiz was open.", now=NOW)
    db.commit()

    for seen in (
        _check(page, certificate.code, "Malli", status=200),
        page.get(f"/v/{shown_code(certificate.code)}"),
    ):
        assert "This certificate was withdrawn" in seen.text
        assert "22 Nov 2026" in seen.text
        assert "wrong quiz" not in seen.text
    page.sign_in(db.get_one(Person, certificate.person_id))
    text = page.get(f"/certificates/{certificate.id}").text
    assert "Withdrawn on 22 Nov 2026" in text
    assert "Why it was withdrawn: The wrong quiz was open." in text


def test_a_withdrawn_certificate_stays_on_its_page_and_goes_on_no_paper(
    page: Page, db: Session
) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    page.sign_in(db.get_one(Person, certificate.person_id))
    here = f"/certificates/{certificate.id}"
    assert {f"{here}/pdf", f"{here}/print"} <= set(page.get(here).links)

    revoke(db, code=certificate.code, why="The wrong quiz was open.", now=NOW)
    db.commit()

    assert not {f"{here}/pdf", f"{here}/print"} & set(page.get(here).links)
    for way in ("pdf", "print"):
        answer = page.client.get(f"{here}/{way}")
        assert (answer.status_code, answer.location) == (303, here)
        assert "A withdrawn certificate is not printed." in page.get(here).text


def test_in_grace_the_public_reads_the_end_and_the_holder_until_when_they_count(
    page: Page, db: Session
) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"), issued_on=date(2025, 11, 1))
    let_end(certificate, date(2026, 11, 1), grace=30)
    db.commit()

    seen = _check(page, certificate.code, "Malli", status=200)

    assert "This certificate has expired" in seen.text
    assert "Dec 2026" not in seen.text
    assert "30 Nov 2026" not in seen.text
    page.sign_in(db.get_one(Person, certificate.person_id))
    text = page.get(f"/certificates/{certificate.id}").text
    assert "Expired, was valid until 31 Oct 2026" in text
    assert "Your organisation counts you as ready until 30 Nov 2026" in text


def test_a_code_that_was_replaced_tells_of_the_renewal_as_well(page: Page, db: Session) -> None:
    old, new = _renewed(db)
    printed = old.code
    person = db.get_one(Person, old.person_id)
    person.last_name = "Uusi"
    made = reissue(db, code=printed, cause=Cause.NAME, now=NOW, today=NOW.date())
    db.commit()

    seen = _check(page, printed, "Malli", status=200)

    assert "This certificate was replaced" in seen.text
    assert f"/v/{shown_code(made.code)}" in seen.links
    assert f"/v/{shown_code(new.code)}" in seen.links
    assert "Uusi" not in seen.text
    assert "This certificate was renewed" in _check(page, made.code, "Uusi", status=200).text
