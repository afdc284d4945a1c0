"""Awarding once, renewing without losing days, and withdrawing, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates import queries, services
from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.enrolments.models import Enrolment
from lms.enrolments.queries import open_notices
from lms.errors import NotFound
from lms.people.models import AuditEntry
from lms.quizzes.models import Attempt
from tests.factories import NOW, TODAY, a_certificate, a_person, an_enrolment


def _attempt(db: Session, enrolment: Enrolment) -> Attempt:
    attempt = Attempt(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        course=enrolment.course,
        number=1,
        language="fi",
        edition=1,
        seed=1,
        pass_score=80,
        critical_all=True,
        points_of=8,
        started_at=NOW,
        finished_at=NOW,
        points_num=8,
        points_den=1,
        passed=True,
    )
    db.add(attempt)
    db.flush()
    return attempt


def _award(
    db: Session, content: Current, enrolment: Enrolment, *, today: date = TODAY
) -> Certificate:
    return services.award(
        db,
        enrolment=enrolment,
        attempt=_attempt(db, enrolment),
        course=content.get().courses[enrolment.course],
        language="fi",
        now=NOW,
        today=today,
        organisation="Esimerkki Oy",
    )


def test_everything_printed_is_a_snapshot(db: Session, content: Current) -> None:
    person = a_person(db, "Šárka", "Žižková")
    enrolment = an_enrolment(db, person)

    certificate = _award(db, content, enrolment)
    person.last_name = "Malli"
    db.flush()

    course = content.get().courses["confidentiality"]
    assert certificate.holder == "Šárka Žižková"
    assert certificate.title == course.texts["fi"].title
    assert certificate.expires_on == date(2027, 11, 22)
    assert enrolment.completed_at == NOW
    assert len(certificate.can_do.split("\n")) == len(course.objectives)


def test_awarding_twice_gives_the_same_certificate(db: Session, content: Current) -> None:
    enrolment = an_enrolment(db, a_person(db))
    first = _award(db, content, enrolment)

    again = services.award(
        db,
        enrolment=enrolment,
        attempt=db.get_one(Attempt, first.attempt_id),
        course=content.get().courses["confidentiality"],
        language="fi",
        now=NOW,
        today=TODAY,
        organisation="Esimerkki Oy",
    )

    assert again.id == first.id
    assert db.scalar(select(func.count(Certificate.id))) == 1


def test_a_course_without_an_end_date_gives_a_certificate_without_one(
    db: Session, content: Current
) -> None:
    assert not content.get().courses["why-it-pays"].renewal.ends

    certificate = _award(db, content, an_enrolment(db, a_person(db), "why-it-pays"))

    assert certificate.expires_on is None
    assert certificate.renew_from is None
    assert certificate.counts_until is None


def test_renewing_in_the_window_extends_from_the_old_end(db: Session, content: Current) -> None:
    person = a_person(db)
    a_certificate(db, person, issued_on=date(2025, 12, 20), expires_on=date(2026, 12, 20))

    renewed = _award(db, content, an_enrolment(db, person, cycle=2))

    assert renewed.expires_on == date(2027, 12, 20)


def test_passing_leaves_a_notice(db: Session, content: Current) -> None:
    person = a_person(db)

    _award(db, content, an_enrolment(db, person))

    assert [notice.kind for notice in open_notices(db, person.id)] == ["certificate"]


def test_a_withdrawn_certificate_says_so_and_is_noted_once(db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)

    for _ in range(2):
        services.revoke(db, code=certificate.code, why="Issued by mistake.", now=NOW)

    found = queries.certificate_by_id(db, certificate.id)
    assert found is not None
    assert found.status(TODAY) == "revoked"
    assert db.scalar(select(func.count(AuditEntry.id))) == 1
    assert [notice.kind for notice in open_notices(db, person.id)] == ["revoked"]


def test_withdrawing_an_unknown_code_is_refused(db: Session) -> None:
    with pytest.raises(NotFound):
        services.revoke(db, code="NOPE", why="No.", now=NOW)


def test_a_revoked_certificate_does_not_count_as_the_previous_one(
    db: Session, content: Current
) -> None:
    person = a_person(db)
    a_certificate(
        db, person, issued_on=date(2025, 12, 20), expires_on=date(2026, 12, 20), revoked_at=NOW
    )

    renewed = _award(db, content, an_enrolment(db, person, cycle=2))

    assert renewed.expires_on == TODAY + timedelta(days=365)
