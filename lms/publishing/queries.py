"""What was published, and what of it waits for one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content import versions
from lms.content.versions import Kind
from lms.enrolments.models import Enrolment
from lms.publishing.models import CertificateChange, ContentChange, Publication, PublishedText


@dataclass(frozen=True, slots=True)
class Waiting:
    """A material change of one course, and what it asks of one person."""

    change_id: int
    course: str
    edition: int
    published_on: date
    because: Mapping[str, str]
    covers: tuple[str, ...]
    objectives: tuple[str, ...]
    texts: Mapping[str, Mapping[str, tuple[str, str]]]
    certificate_id: int | None = None
    enrolment_id: int | None = None
    due_on: date | None = None
    done_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person has still to do it."""
        return self.due_on is not None and self.done_at is None


def latest(db: Session) -> Publication | None:
    """The newest publication."""
    return db.scalar(select(Publication).order_by(Publication.number.desc()).limit(1))


def is_published(db: Session, number: int) -> bool:
    """Whether there is a publication of that number."""
    return db.scalar(select(Publication.number).where(Publication.number == number)) is not None


def publications(db: Session) -> list[tuple[int, datetime]]:
    """Number and moment of every publication, the first one first."""
    rows = db.execute(select(Publication.number, Publication.at).order_by(Publication.number))
    return [(row.number, row.at) for row in rows]


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """A course as one publication had it: module -> language -> the fingerprint of its words."""

    number: int
    at: datetime
    edition: int
    modules: Mapping[str, Mapping[str, str]]


def kept_course(db: Session, *, number: int, course: str) -> KeptCourse | None:
    """What a publication says of a course; None when it knew none of that name."""
    row = db.get(Publication, number)
    held = versions.read(row.lock).get(course) if row else None
    if row is None or held is None:
        return None
    return KeptCourse(
        number=row.number,
        at=row.at,
        edition=held.edition,
        modules={
            name: piece.words
            for (kind, name), piece in held.pieces.items()
            if kind is Kind.MODULE and not piece.is_retired
        },
    )


def changes_for(db: Session, *, person_id: int, course: str) -> list[Waiting]:
    """The changes of a course with a reason to tell, newest first, as they concern one person."""
    rows = db.execute(
        select(ContentChange, CertificateChange, Certificate.enrolment_id)
        .select_from(ContentChange)
        .outerjoin(
            CertificateChange,
            and_(
                CertificateChange.change_id == ContentChange.id,
                CertificateChange.certificate_id.in_(_newest_of(person_id, course)),
            ),
        )
        .outerjoin(Certificate, Certificate.id == CertificateChange.certificate_id)
        .where(ContentChange.course == course, ContentChange.kind != "typo")
        .order_by(ContentChange.id.desc())
    )
    return [_waiting(change, asked, enrolment_id) for change, asked, enrolment_id in rows]


def open_change(db: Session, *, person_id: int, course: str) -> Waiting | None:
    """The change that waits for a person longest, of their newest certificate."""
    row = db.execute(
        select(ContentChange, CertificateChange, Certificate.enrolment_id)
        .select_from(ContentChange)
        .join(CertificateChange, CertificateChange.change_id == ContentChange.id)
        .join(Certificate, Certificate.id == CertificateChange.certificate_id)
        .where(
            CertificateChange.certificate_id.in_(_newest_of(person_id, course)),
            CertificateChange.done_at.is_(None),
        )
        .order_by(CertificateChange.due_on, ContentChange.id)
        .limit(1)
    ).first()
    return None if row is None else _waiting(*row)


def change_for(db: Session, *, person_id: int, course: str, change_id: int) -> Waiting | None:
    """One change of a course as it concerns a person."""
    found = changes_for(db, person_id=person_id, course=course)
    return next((item for item in found if item.change_id == change_id), None)


def _newest_of(person_id: int, course: str) -> Select[int]:
    return select(func.max(Certificate.id)).where(
        Certificate.person_id == person_id,
        Certificate.course == course,
        Certificate.revoked_at.is_(None),
    )


def _waiting(
    change: ContentChange, asked: CertificateChange | None, enrolment_id: int | None
) -> Waiting:
    texts: dict[str, Any] = change.texts
    return Waiting(
        change_id=change.id,
        course=change.course,
        edition=change.edition,
        published_on=change.published_on,
        because=change.because,
        covers=tuple(change.covers),
        objectives=tuple(change.objectives),
        texts={
            module: {lang: (pair[0], pair[1]) for lang, pair in languages.items()}
            for module, languages in texts.items()
        },
        certificate_id=asked.certificate_id if asked else None,
        enrolment_id=enrolment_id,
        due_on=asked.due_on if asked else None,
        done_at=asked.done_at if asked else None,
    )


def published_texts(db: Session, words: Iterable[str]) -> dict[str, list[str]]:
    """Published texts by their fingerprints."""
    rows = db.execute(
        select(PublishedText.words, PublishedText.blocks).where(
            PublishedText.words.in_(list(words))
        )
    )
    return {row.words: row.blocks for row in rows}


def certificates_asked(course: str, edition: int, today: date) -> Select[int]:
    """The certificates in force, one of each person, that are of an earlier edition."""
    newest = (
        select(func.max(Certificate.id))
        .where(Certificate.course == course, Certificate.revoked_at.is_(None))
        .group_by(Certificate.person_id)
    )
    return select(Certificate.id).where(
        Certificate.id.in_(newest),
        or_(Certificate.expires_on.is_(None), Certificate.expires_on > today),
        func.coalesce(Certificate.updated_edition, Certificate.edition) < edition,
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """How many people stand where with a course when something in it is published."""

    ready: int
    expiring: int
    grace: int
    expired: int
    in_progress: int
    asked: int = 0  # of those with a certificate in force, by a material change


def touched(db: Session, *, course: str, today: date, material_edition: int | None) -> Touched:
    """Count the people of a course by state, in three statements; no names."""
    newest = (
        select(func.max(Certificate.id))
        .where(Certificate.course == course, Certificate.revoked_at.is_(None))
        .group_by(Certificate.person_id)
    )
    begin, ends, last = Certificate.renew_from, Certificate.expires_on, Certificate.counts_until
    ready, expiring, grace, expired = db.execute(
        select(
            func.count().filter(or_(begin.is_(None), begin > today)),
            func.count().filter(begin <= today, ends > today),
            func.count().filter(ends <= today, last > today),
            func.count().filter(last <= today),
        ).where(Certificate.id.in_(newest))
    ).one()
    certified = select(Certificate.person_id).where(
        Certificate.course == course, Certificate.revoked_at.is_(None)
    )
    begun = db.scalar(
        select(func.count(func.distinct(Enrolment.person_id))).where(
            Enrolment.course == course, Enrolment.person_id.not_in(certified)
        )
    )
    asked = 0
    if material_edition is not None:
        chosen = certificates_asked(course, material_edition, today).subquery()
        asked = db.scalar(select(func.count()).select_from(chosen)) or 0
    return Touched(ready, expiring, grace, expired, begun or 0, asked)
