"""Issuing anew on pages: the administrator's form, the chain on the check, the holder's side."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, ReplacedCode
from lms.certificates.rules import shown_code
from lms.people.models import Person
from tests.factories import NOW, a_certificate, a_person
from tests.pages import Page, Seen


@pytest.fixture
def ada(db: Session) -> Person:
    return a_person(db, "Ada", "Malli")


@pytest.fixture
def certificate(db: Session, ada: Person) -> Certificate:
    return a_certificate(db, ada)


@pytest.fixture
def root(page: Page, db: Session, certificate: Certificate) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def married(db: Session, person: Person) -> None:
    person.last_name = "Uusinimi"
    db.commit()


def replaced(page: Page, db: Session, certificate: Certificate, cause: str = "name") -> str:
    """Issue anew on the page; gives the old code back."""
    old = certificate.code
    address = f"/admin/people/{certificate.person_id}/certificates/{certificate.id}"
    page.post(address, {"code": old, "cause": cause})
    db.refresh(certificate)
    return old


def check(page: Page, code: str, name: str) -> Seen:
    return page.post("/v", {"code": code, "last_name": name}, status=200, token_from="/v")


def test_the_way_leads_from_the_person_to_the_certificate_with_another_name(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    listed = f"/admin/people/{ada.id}/certificates"
    assert listed in page.get(f"/admin/people/{ada.id}").links
    assert f"{listed}/{certificate.id}" not in page.get(listed).links

    married(db, ada)
    seen = page.get(listed)

    assert f"{listed}/{certificate.id}" in seen.links
    for words in ("Ada Malli", shown_code(certificate.code), "1 Jun 2026", "31 May 2027"):
        assert words in seen.text


def test_a_person_without_certificates_has_none_listed(
    page: Page, db: Session, root: Person
) -> None:
    assert "No certificates yet" in page.get(f"/admin/people/{root.id}/certificates").text


def test_the_form_shows_both_names_and_issues_anew(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    address = f"/admin/people/{ada.id}/certificates/{certificate.id}"
    seen = page.get(address)
    assert "Ada Malli" in seen.text
    assert "Ada Uusinimi" in seen.text
    old = certificate.code

    told = page.follow(page.post(address, {"code": old, "cause": "name"}))

    db.refresh(certificate)
    assert certificate.holder == "Ada Uusinimi"
    assert f"{shown_code(old)} is replaced by {shown_code(certificate.code)}" in told.text


def test_sending_the_form_twice_has_one_effect(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    address = f"/admin/people/{ada.id}/certificates/{certificate.id}"
    sent = {"code": certificate.code, "cause": "name"}

    first = page.follow(page.post(address, sent)).text
    again = page.follow(page.post(address, sent)).text

    assert first == again
    assert db.scalar(select(func.count(ReplacedCode.id))) == 1


def test_without_a_reason_nothing_is_issued_and_the_page_says_so(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    address = f"/admin/people/{ada.id}/certificates/{certificate.id}"

    for sent in ({}, {"cause": "private matters"}):
        seen = page.post(address, {"code": certificate.code, **sent}, status=422)
        assert "There is a problem" in seen.text

    assert db.scalar(select(func.count(ReplacedCode.id))) == 0


def test_the_code_of_another_certificate_is_not_taken(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    other = a_person(db, "Odd", "Testi")
    others = a_certificate(db, other)
    married(db, other)
    address = f"/admin/people/{ada.id}/certificates/{certificate.id}"

    for code in (others.code, "NOPE", ""):
        page.post(address, {"code": code, "cause": "name"}, status=422)

    assert db.scalar(select(func.count(ReplacedCode.id))) == 0


def test_a_certificate_with_the_name_on_record_has_no_form(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    address = f"/admin/people/{ada.id}/certificates/{certificate.id}"

    seen = page.get(address)

    assert "bears the name on record" in seen.text
    assert 'name="cause"' not in seen.html
    seen = page.post(address, {"code": certificate.code, "cause": "name"}, status=422)
    assert "Correct the person's name first" in seen.text


def test_only_administrators_see_these_pages(
    page: Page, db: Session, ada: Person, certificate: Certificate
) -> None:
    author = a_person(db, is_author=True)
    db.commit()

    for person in (ada, author):
        page.sign_in(person)
        page.get(f"/admin/people/{ada.id}/certificates", status=404)
        page.get(f"/admin/people/{ada.id}/certificates/{certificate.id}", status=404)


def test_a_certificate_opens_only_under_its_own_person(
    page: Page, certificate: Certificate, root: Person
) -> None:
    page.get(f"/admin/people/{root.id}/certificates/{certificate.id}", status=404)


@pytest.mark.parametrize(
    ("cause", "why"),
    [("name", "the holder’s name has changed"), ("mistake", "a mistake was corrected")],
)
def test_the_check_of_either_code_shows_the_chain(
    page: Page,
    db: Session,
    ada: Person,
    certificate: Certificate,
    root: Person,
    cause: str,
    why: str,
) -> None:
    married(db, ada)
    old = replaced(page, db, certificate, cause)

    before = check(page, old, "Malli")
    after = check(page, certificate.code, "Uusinimi")

    assert "This certificate was replaced" in before.text
    assert f"code {shown_code(certificate.code)} counts in its place" in before.text
    assert "This certificate is valid" in after.text
    assert "Ada Malli" not in after.text
    assert "Uusinimi" not in before.text
    for seen in (before, after):
        for words in (shown_code(old), shown_code(certificate.code), why):
            assert words in seen.text
        assert "Issued anew 22 Nov 2026" in seen.text
        assert "Replaced 22 Nov 2026" in seen.text
        assert "Issued 1 Jun 2026" in seen.text


def test_the_check_of_an_old_code_tells_that_its_successor_was_withdrawn(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    old = replaced(page, db, certificate)
    certificate.revoked_at = NOW
    db.commit()

    seen = check(page, old, "Malli")

    assert "took its place. That one was withdrawn." in seen.text
    assert "counts in its place" not in seen.text
    assert "status-ready" not in seen.html


def test_a_public_page_goes_on_from_the_old_address_without_the_old_name(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    certificate.is_public = True
    married(db, ada)
    old = replaced(page, db, certificate)

    seen = Page(page.app, page.database).get(f"/v/{shown_code(old)}")

    assert "This certificate was replaced" in seen.text
    assert "Malli" not in seen.text
    assert f"/v/{shown_code(certificate.code)}" in seen.links
    assert "Ada Uusinimi" in page.get(f"/v/{shown_code(certificate.code)}").text


def test_without_a_public_page_the_old_code_alone_tells_nothing(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    old = replaced(page, db, certificate)

    seen = Page(page.app, page.database).get(f"/v/{shown_code(old)}")

    assert "replaced" not in seen.text
    assert shown_code(certificate.code) not in seen.text


def test_the_holder_reads_a_notice_and_sees_the_chain(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    married(db, ada)
    old = replaced(page, db, certificate)
    page.sign_in(ada)

    assert "was issued anew, with a new code" in page.get("/learn").text
    seen = page.get(f"/certificates/{certificate.id}")

    assert shown_code(old) in seen.text
    sheet = re.sub(r"(?s).*<article|</article>.*", "", seen.html)
    assert shown_code(certificate.code) in sheet
    assert "Ada Uusinimi" in sheet
    assert shown_code(old) not in sheet


def test_a_certificate_that_was_never_replaced_shows_no_chain(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    seen = check(page, certificate.code, "Malli")

    assert "Its codes" not in seen.text
    assert "Issued anew" not in page.sign_in(ada).get(f"/certificates/{certificate.id}").text
