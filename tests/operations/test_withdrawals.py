"""Withdrawing a certificate and giving it back by page: who may, what follows, who is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates import services
from lms.certificates.models import Certificate
from lms.certificates.rules import shown_code
from lms.certificates.services import revoke
from lms.content.current import Current
from lms.errors import Conflict
from lms.operations.services import erase_person
from lms.people.models import AuditDifference, AuditEntry, Notice, Outgoing, Person, Team
from lms.readiness.models import StalePerson
from lms.reminders.models import ReminderChoice
from tests.conftest import TestClock
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_person,
    a_team,
    an_assignment,
    let_end,
)
from tests.pages import Page, Seen

COURSE = "guidelines"
WHY = "The quiz was taken by somebody else."
BACK = "It was her own after all."
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # NOW is a Sunday


@pytest.fixture
def team(db: Session) -> Team:
    return a_team(db, "Care")


@pytest.fixture
def ada(db: Session, team: Team) -> Person:
    return a_person(db, "Ada", "Malli", team=team, email="ada@malli.example", language="en")


@pytest.fixture
def certificate(db: Session, ada: Person) -> Certificate:
    return a_certificate(db, ada, COURSE)


@pytest.fixture
def root(page: Page, db: Session, certificate: Certificate) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def address(certificate: Certificate, step: str = "withdraw") -> str:
    return f"/admin/people/{certificate.person_id}/certificates/{certificate.id}/{step}"


def withdraw(page: Page, certificate: Certificate, why: str = WHY) -> Seen:
    return page.post(address(certificate), {"why": why})


def give_back(page: Page, certificate: Certificate, why: str = BACK) -> Seen:
    return page.post(address(certificate, "give-back"), {"why": why})


def check(page: Page, certificate: Certificate) -> str:
    sent = {"code": certificate.code, "last_name": "Malli"}
    return page.post("/v", sent, status=200, token_from="/v").text


def test_the_way_leads_from_the_person_to_the_form_and_back(
    page: Page, db: Session, certificate: Certificate, root: Person
) -> None:
    listed = f"/admin/people/{certificate.person_id}/certificates"
    assert listed in page.get(f"/admin/people/{certificate.person_id}").links
    assert address(certificate) in page.get(listed).links

    told = page.follow(withdraw(page, certificate))

    assert f"{shown_code(certificate.code)} is withdrawn. The holder gets a message." in told.text
    assert address(certificate) not in told.links
    assert address(certificate, "give-back") in told.links
    told = page.follow(give_back(page, certificate))
    assert f"{shown_code(certificate.code)} counts again." in told.text
    assert address(certificate) in told.links


def test_the_form_says_what_follows_before_anything_happens(
    page: Page, db: Session, team: Team, certificate: Certificate, root: Person
) -> None:
    an_assignment(db, team, COURSE, due_on=TODAY - timedelta(days=1))
    db.commit()

    seen = page.get(address(certificate))

    assert "The holder sees Overdue until now: Ready" in seen.text
    assert "Managers see Overdue until now: Ready" in seen.text
    assert "reads that it was withdrawn, and on which day. The reason is not told." in seen.text
    db.refresh(certificate)
    assert certificate.revoked_at is None
    assert db.scalars(select(Outgoing)).all() == []


def test_managers_see_nothing_of_a_course_that_nobody_asks_for(
    page: Page, db: Session, ada: Person, root: Person
) -> None:
    own = a_certificate(db, ada, "customer-conversations")
    db.commit()

    assert "Managers see nothing: the course is not asked" in page.get(address(own)).text


def test_a_newer_certificate_goes_on_counting_and_the_form_says_so(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    a_certificate(db, ada, COURSE, expires_on=date(2028, 6, 1), cycle=2)
    db.commit()

    assert "The holder sees Ready as before" in page.get(address(certificate)).text


def test_ready_to_share_ends_with_the_certificate_and_comes_back_with_it(
    page: Page, db: Session, content: Current, ada: Person, certificate: Certificate, root: Person
) -> None:
    for course in content.get().path.courses:
        if course != COURSE:
            a_certificate(db, ada, course)
    db.commit()

    assert "Ready to share from now on: no" in page.get(address(certificate)).text
    withdraw(page, certificate)
    assert "Ready to share from now on: yes" in page.get(address(certificate, "give-back")).text


def test_without_a_reason_nothing_happens_and_too_long_a_one_is_kept(
    page: Page, db: Session, certificate: Certificate, root: Person
) -> None:
    assert (
        "Write why: the holder reads it"
        in page.post(address(certificate), {"why": "  "}, status=422).text
    )
    long = "too long " * 40
    seen = page.post(address(certificate), {"why": long}, status=422)
    assert long.strip() in seen.html

    db.refresh(certificate)
    assert certificate.revoked_at is None


def test_both_are_in_the_audit_log_with_the_actor_and_what_was_before_and_after(
    page: Page, db: Session, certificate: Certificate, root: Person
) -> None:
    withdraw(page, certificate)
    give_back(page, certificate)

    subject = f"certificate {certificate.id}"
    rows = db.execute(
        select(AuditEntry, AuditDifference)
        .join(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(AuditEntry.subject == subject)
        .order_by(AuditEntry.id)
    ).all()
    assert [(entry.action, entry.actor_id) for entry, _ in rows] == [
        ("certificate.revoke", root.id),
        ("certificate.reinstate", root.id),
    ]
    first, second = (difference for _, difference in rows)
    assert first.before == {"state": "in_force", "why": ""}
    assert first.after == {"state": "withdrawn", "why": WHY}
    assert second.before == first.after
    assert second.after == {"state": "in_force", "why": BACK}
    text = page.get("/admin/audit").text
    for words in ("Certificate withdrawn", "by: Root Root", WHY, BACK, "in force"):
        assert words in text


def test_the_holder_reads_the_reason_and_whoever_checks_it_does_not(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    withdraw(page, certificate)

    text = check(page, certificate)
    assert "This certificate was withdrawn" in text
    assert "Withdrawn 22 Nov 2026" in text
    assert "somebody else" not in text
    page.sign_in(ada)
    seen = page.get("/learn")
    assert "was withdrawn" in seen.text
    assert WHY in seen.text
    assert f"/certificates/{certificate.id}" in seen.links
    assert WHY in page.get(f"/certificates/{certificate.id}").text


def test_after_giving_back_the_check_tells_nothing_of_the_withdrawal(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    withdraw(page, certificate)
    give_back(page, certificate)

    text = check(page, certificate)
    assert "This certificate is valid" in text
    assert "ithdrawn" not in text
    kinds = db.scalars(select(Notice.kind).where(Notice.closed_at.is_(None))).all()
    assert kinds == ["reinstated"]
    seen = page.sign_in(ada).get("/learn")
    assert "counts again" in seen.text
    assert BACK in seen.text
    assert f"/certificates/{certificate.id}" in seen.links
    withdraw(page.sign_in(root), certificate)
    give_back(page, certificate, "Once more.")
    seen = page.sign_in(ada).get("/learn")
    assert "Once more." in seen.text
    assert BACK not in seen.text


def test_the_holder_gets_a_message_in_their_language_with_the_reason(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person, clock: TestClock
) -> None:
    ada.language = "fi"
    db.commit()
    clock.set(MONDAY)

    withdraw(page, certificate)

    message = db.scalars(select(Outgoing)).one()
    assert message.subject.startswith("Todistuksesi")
    assert WHY in message.body
    assert message.html is not None
    assert WHY in message.html
    assert message.next_at == MONDAY
    assert f"/certificates/{certificate.id}" in message.body


def test_the_message_waits_for_working_hours_and_for_the_end_of_days_away(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    withdraw(page, certificate)
    opening = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # Monday at eight in Helsinki
    assert db.scalars(select(Outgoing.next_at)).one() == opening

    db.add(
        ReminderChoice(
            person_id=ada.id, away_from=TODAY, away_until=date(2026, 11, 27), is_weekly=False
        )
    )
    db.commit()
    give_back(page, certificate)

    later = db.scalars(select(Outgoing.next_at).order_by(Outgoing.id)).all()
    assert later == [opening, datetime(2026, 11, 30, 6, 0, tzinfo=UTC)]


def test_the_chain_says_of_either_code_when_the_certificate_was_withdrawn(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    old = certificate.code
    ada.last_name = "Uusinimi"
    db.commit()
    page.post(
        f"/admin/people/{ada.id}/certificates/{certificate.id}", {"code": old, "cause": "name"}
    )
    withdraw(page, certificate)
    db.refresh(certificate)

    for code, name in ((old, "Malli"), (certificate.code, "Uusinimi")):
        sent = {"code": code, "last_name": name}
        text = page.post("/v", sent, status=200, token_from="/v").text
        chain = text.split("Its codes")[1]
        assert "Issued anew 22 Nov 2026 Withdrawn on 22 Nov 2026" in chain
        assert WHY not in text
    give_back(page, certificate)
    text = page.post("/v", sent, status=200, token_from="/v").text
    assert "ithdrawn" not in text
    assert "Issued anew 22 Nov 2026" in text


def test_the_log_calls_a_command_by_its_name(
    page: Page, db: Session, certificate: Certificate, root: Person
) -> None:
    revoke(db, code=certificate.code, why=WHY, now=NOW)
    db.commit()

    assert "Certificate withdrawn by: A command on the server" in page.get("/admin/audit").text


def test_without_an_address_the_notice_alone_tells(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    ada.email, ada.sign_in_name = None, "4711"
    db.commit()

    withdraw(page, certificate)

    assert db.scalars(select(Outgoing)).all() == []
    assert db.scalars(select(Notice.kind)).all() == ["revoked"]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_nobody_writes_to_a_leaver_or_says_so(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person, language: str
) -> None:
    told = {
        "en": ("gets no e-mail; a message", "The holder has left and gets no e-mail."),
        "fi": ("eikä saa sähköpostia; viesti", "Saaja on lähtenyt eikä saa sähköpostia."),
    }
    said, done = told[language]
    ada.left_on = TODAY + timedelta(days=1)
    db.commit()
    page.sign_in(root, language=language)
    assert said not in page.get(address(certificate)).text
    ada.left_on = TODAY
    db.commit()

    assert said in page.get(address(certificate)).text
    assert done in page.follow(withdraw(page, certificate)).text
    assert said in page.get(address(certificate, "give-back")).text
    assert done in page.follow(give_back(page, certificate)).text

    assert db.scalars(select(Outgoing)).all() == []
    kinds = db.execute(select(Notice.kind, Notice.closed_at.is_(None)).order_by(Notice.id))
    assert [tuple(row) for row in kinds] == [("revoked", False), ("reinstated", True)]


def test_whose_data_was_erased_of_them_nothing_is_written_by_page_or_service(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    ada.erased_at = NOW
    db.commit()

    page.get(address(certificate), status=404)
    with pytest.raises(Conflict, match="person_erased"):
        services.withdraw(
            db, certificate_id=certificate.id, why=WHY, actor_id=root.id, now=NOW, today=TODAY
        )
    certificate.revoked_at = NOW
    db.flush()
    with pytest.raises(Conflict, match="person_erased"):
        services.give_back(db, certificate_id=certificate.id, why=WHY, actor_id=root.id, now=NOW)
    assert db.scalars(select(AuditEntry.id)).all() == []


def test_figures_follow_in_the_same_transaction(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    db.query(StalePerson).delete()
    db.commit()

    withdraw(page, certificate)

    assert ada.id in db.scalars(select(StalePerson.person_id)).all()


@pytest.mark.parametrize("step", ["withdraw", "give-back"])
def test_only_administrators_have_these_pages(
    page: Page, db: Session, ada: Person, team: Team, certificate: Certificate, step: str
) -> None:
    author = a_person(db, is_author=True)
    manager = a_person(db, manages=team)
    db.commit()

    for person in (ada, author, manager):
        page.sign_in(person)
        page.get(address(certificate, step), status=404)
        page.post(address(certificate, step), {"why": WHY}, status=404, token_from="/learn")


def test_nobody_decides_about_a_certificate_of_their_own(
    page: Page, db: Session, root: Person
) -> None:
    own = a_certificate(db, root, COURSE)
    gone = a_certificate(db, root, "confidentiality", revoked_at=NOW)
    db.commit()

    for certificate, step in ((own, "withdraw"), (gone, "give-back")):
        assert "is your own" in page.get(address(certificate, step)).text
        seen = page.post(address(certificate, step), {"why": WHY}, status=422, token_from="/learn")
        assert "is your own" in seen.text
    db.refresh(own)
    assert own.revoked_at is None


def test_what_is_withdrawn_over_or_in_force_is_refused_and_changes_nothing(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    over = a_certificate(db, ada, "confidentiality", issued_on=date(2025, 1, 1))
    let_end(over, TODAY)
    db.commit()

    seen = page.post(address(over), {"why": WHY}, status=422, token_from="/learn")
    assert "There is nothing left to withdraw" in seen.text
    seen = page.post(
        address(certificate, "give-back"), {"why": WHY}, status=422, token_from="/learn"
    )
    assert "is not withdrawn" in seen.text
    withdraw(page, certificate)
    seen = page.post(address(certificate), {"why": "Again."}, status=422, token_from="/learn")
    assert "was withdrawn already" in seen.text

    db.refresh(certificate)
    assert certificate.revoked_why == WHY
    assert len(db.scalars(select(AuditEntry.id)).all()) == 1


def test_one_in_its_grace_can_be_withdrawn_because_its_holder_still_counts(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    let_end(certificate, TODAY, grace=10)
    certificate.issued_on = date(2025, 11, 1)
    db.commit()

    withdraw(page, certificate)

    db.refresh(certificate)
    assert certificate.revoked_at == NOW


def test_a_certificate_opens_only_under_its_own_person(
    page: Page, certificate: Certificate, root: Person
) -> None:
    page.get(f"/admin/people/{root.id}/certificates/{certificate.id}/withdraw", status=404)


def test_erasing_a_leaver_takes_the_reasons_out_of_certificate_and_log(
    page: Page, db: Session, ada: Person, certificate: Certificate, root: Person
) -> None:
    withdraw(page, certificate)
    db.refresh(ada)
    ada.left_on = TODAY - timedelta(days=30)
    db.flush()

    erase_person(db, person_id=ada.id, actor_id=root.id, now=NOW, today=TODAY)

    db.refresh(certificate)
    assert certificate.revoked_why == ""
    kept = db.scalars(select(AuditDifference.after)).all()
    assert not any(WHY in str(after) for after in kept)
    assert certificate.revoked_at == NOW
