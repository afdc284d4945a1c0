"""Days of certificates that changed can be told for any moment of the past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.certificates import services
from lms.certificates.models import Certificate, CertificateTerm
from lms.certificates.queries import newest_as_of
from lms.content.current import Current
from lms.content.model import ContentSet
from lms.people.models import Person
from lms.publishing import services as publishing
from lms.publishing.models import CertificateChange
from lms.quizzes.models import Attempt
from lms.standing import Renewal, Term
from tests.factories import NOW, TODAY, a_certificate, a_person, let_end
from tests.publishing.editions import COURSE, a_change, reworded, with_course

Days = tuple[int, date, date | None, date | None, date | None]
Known = dict[int, Days]


def as_of(db: Session, end: datetime) -> Known:
    """The days of everybody's newest certificate as they were known before a moment."""
    rows = db.execute(newest_as_of(select(Person.id), end=end, courses=[COURSE]))
    return {
        row.person_id: (
            row.certificate_id, row.issued_on, row.expires_on, row.renew_from, row.counts_until,
        )
        for row in rows
    }  # fmt: skip


def now_known(db: Session) -> Known:
    """The same, read from the certificates as they are."""
    db.flush()
    db.expire_all()
    rows = db.scalars(
        select(Certificate).where(Certificate.revoked_at.is_(None)).order_by(Certificate.id)
    )
    return {
        row.person_id: (row.id, row.issued_on, row.expires_on, row.renew_from, row.counts_until)
        for row in rows
    }


class History:
    """People, and what happens to their certificates, a minute apart."""

    def __init__(
        self, db: Session, content: ContentSet, seed: int, *, is_plain: bool = False
    ) -> None:
        self.db, self.content, self.chance = db, content, Random(seed)  # noqa: S311
        self.is_plain = is_plain  # without what leaves no trace in older schemas
        self.now = NOW
        self.people = [a_person(db) for _ in range(6)]
        publishing.publish(db, content, by="tests", now=NOW, today=TODAY)

    def steps(self, count: int) -> Iterator[datetime]:
        """Let things happen; after each, the moment before which it was known."""
        back = self.part if self.is_plain else self.reinstate
        moves = [self.issue, self.issue, self.issue, self.revoke, back, self.part,
                 self.part, self.publish]  # fmt: skip
        for _ in range(count):
            self.now += timedelta(minutes=1)
            self.chance.choice(moves)()
            yield self.now + timedelta(seconds=1)

    def some(self, *, revoked: bool) -> Certificate | None:
        """A certificate that was withdrawn, or that was not."""
        column = Certificate.revoked_at
        found = self.db.scalars(
            select(Certificate)
            .where(column.is_not(None) if revoked else column.is_(None))
            .order_by(Certificate.id)
        ).all()
        return self.chance.choice(found) if found else None

    def issue(self) -> None:
        """Somebody gets the next certificate."""
        person = self.chance.choice(self.people)
        cycle = self.db.scalar(
            select(func.count(Certificate.id)).where(Certificate.person_id == person.id)
        )
        made = a_certificate(self.db, person, COURSE, cycle=(cycle or 0) + 1)
        made.issued_at, made.grace_days = (
            self.now,
            0 if self.is_plain else self.chance.choice([0, 30]),
        )
        let_end(made, made.full_until or TODAY, grace=made.grace_days)
        publishing.ask_for_later_changes(self.db, certificate=made, now=self.now, today=TODAY)

    def revoke(self) -> None:
        """One is withdrawn."""
        found = self.some(revoked=False)
        if found is not None:
            services.revoke(self.db, code=found.code, why="A mistake.", now=self.now)

    def reinstate(self) -> None:
        """One counts again."""
        found = self.some(revoked=True)
        if found is not None:
            services.reinstate(self.db, certificate=found, why="It was none.", now=self.now)

    def publish(self) -> None:
        """A material change asks everybody for its part."""
        course = self.content.courses[COURSE]
        edition = course.edition + 1
        changed = replace(reworded(course, new=f"Sentence {edition}."), edition=edition)
        within = self.chance.choice([10, 60, 300])
        self.content = with_course(
            self.content, changed, a_change(edition=edition, within_days=within)
        )
        publishing.publish(self.db, self.content, by="tests", now=self.now, today=TODAY)

    def part(self) -> None:
        """A changed part is done."""
        found = self.db.execute(
            select(CertificateChange.change_id, Certificate.enrolment_id, Certificate.person_id)
            .join(Certificate, Certificate.id == CertificateChange.certificate_id)
            .where(CertificateChange.done_at.is_(None))
            .order_by(CertificateChange.change_id, Certificate.id)
        ).all()
        if found:
            row = self.chance.choice(found)
            attempt = Attempt(
                enrolment_id=row.enrolment_id, person_id=row.person_id, course=COURSE,
                number=self.now.minute, language="en", edition=1, seed=1, pass_score=80,
                critical_all=False, points_of=1, started_at=self.now, finished_at=self.now,
                points_num=1, points_den=1, passed=True, change_id=row.change_id,
            )  # fmt: skip
            self.db.add(attempt)
            self.db.flush()
            publishing.finish_change(
                self.db, enrolment_id=row.enrolment_id, change_id=row.change_id,
                attempt_id=attempt.id, now=self.now, today=TODAY,
            )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_every_past_moment_is_told_as_it_was_then(db: Session, content: Current, seed: int) -> None:
    history = History(db, content.get(), seed)
    recorded = [(end, now_known(db)) for end in history.steps(60)]

    assert len({str(known) for _, known in recorded}) > 20
    assert db.scalar(select(func.count(CertificateTerm.id)))
    for end, known in recorded:
        assert as_of(db, end) == known


def test_of_what_happens_in_one_transaction_the_first_days_are_those_before(db: Session) -> None:
    made = a_certificate(db, a_person(db), COURSE)
    made.issued_at = NOW - timedelta(days=9)
    first = now_known(db)
    services.change_days(db, made, Term(TODAY, TODAY, TODAY), now=NOW)
    services.revoke(db, code=made.code, why="A mistake.", now=NOW)

    assert as_of(db, NOW) == first
    assert as_of(db, NOW + timedelta(seconds=1)) == {}


def test_a_certificate_that_never_changed_keeps_no_past(db: Session, content: Current) -> None:
    made = a_certificate(db, a_person(db), COURSE)
    publishing.settle_all(db, certificate=made, edition=1, now=NOW, today=TODAY)
    services.change_days(
        db, made, Term(made.expires_on, made.renew_from, made.counts_until), now=NOW
    )

    assert db.scalars(select(CertificateTerm)).all() == []


def test_nothing_is_known_before_the_issue(db: Session) -> None:
    made = a_certificate(db, a_person(db), COURSE)

    assert as_of(db, made.issued_at) == {}
    assert len(as_of(db, made.issued_at + timedelta(seconds=1))) == 1


def test_days_of_other_courses_and_people_are_not_told(db: Session) -> None:
    ada = a_person(db)
    a_certificate(db, ada, "accessibility")
    a_certificate(db, a_person(db), COURSE)
    mine = newest_as_of(select(Person.id).where(Person.id == ada.id), end=NOW, courses=[COURSE])

    assert db.execute(mine).all() == []


def test_settings_that_change_never_reach_a_certificate_that_was_issued(
    db: Session, content: Current
) -> None:
    first = content.get()
    publishing.publish(db, first, by="tests", now=NOW, today=TODAY)
    made = a_certificate(db, a_person(db), COURSE)
    before = now_known(db)
    for renewal in (
        Renewal(months=1, window=5),
        Renewal(last_day=(6, 30), grace=40),
        Renewal(),
    ):
        course = replace(first.courses[COURSE], renewal=renewal)
        publishing.publish(db, with_course(first, course), by="tests", now=NOW, today=TODAY)

        assert now_known(db) == before
    db.execute(update(Certificate).values(updated_edition=None))
    publishing.settle_all(db, certificate=made, edition=9, now=NOW, today=TODAY)
    assert now_known(db) == before
    assert db.scalars(select(CertificateTerm)).all() == []
