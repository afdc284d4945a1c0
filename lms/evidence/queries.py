"""What an evidence pack says: stored rows as records, one after the other, never answers or scores.

Of attempts only what a certificate rests on is read: when it was passed, and which questions were
asked. Records come in a fixed order and one by one, so a course of any size needs little memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, String, cast, func, literal, or_, select, union
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, CertificateTerm, ReplacedCode
from lms.content import versions
from lms.content.versions import Kind
from lms.enrolments.models import Arrangement, Enrolment, ModuleRead
from lms.evidence.questions import as_asked
from lms.people.chain import moment
from lms.people.models import AuditDifference, AuditEntry, Membership, Person, Team
from lms.publishing.models import ContentChange, Publication, PublishedText
from lms.quizzes.models import Attempt, AttemptQuestion, QuestionVersion

Record = dict[str, Any]
PART = 500
TEXTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class About:
    """What a pack is about: one person with everything, or one course with everybody."""

    person_id: int | None = None
    course: str | None = None

    @property
    def subject(self) -> str:
        """As the audit log names it."""
        return f"person:{self.person_id}" if self.course is None else f"course:{self.course}"

    def people(self) -> Select[Any] | CompoundSelect[Any]:
        """Whose records are in it: of a course who began it, or has something arranged about it."""
        if self.course is None:
            return select(Person.id).where(Person.id == self.person_id)
        return union(
            select(Enrolment.person_id).where(Enrolment.course == self.course),
            select(Arrangement.person_id).where(Arrangement.course == self.course),
        )

    def of(self, table: Any) -> list[Any]:
        """The conditions for rows with a person and a course."""
        if self.course is None:
            return [table.person_id == self.person_id]
        return [table.course == self.course]


@dataclass(frozen=True, slots=True)
class Published:
    """The texts in force from a moment on: a module in a language, and its fingerprint."""

    number: int
    at: datetime
    words: dict[tuple[str, str, str], str]


def people_in(db: Session, about: About) -> int:
    """How many people a pack would tell about."""
    return db.scalar(select(func.count()).select_from(about.people().subquery())) or 0


def records(db: Session, about: About, *, with_keys: bool) -> Iterator[Record]:
    """Everything but the heading, in order."""
    published = _publications(db)
    texts: set[str] = set()
    questions: set[int] = set()
    yield from _people(db, about)
    yield from _memberships(db, about)
    yield from _enrolments(db, about)
    for record in _reads(db, about, published):
        if record["words"]:
            texts.add(record["words"])
        yield record
    for record, asked in _certificates(db, about):
        questions.update(asked)
        yield record
    yield from _terms(db, about)
    yield from _earlier_codes(db, about)
    yield from _arrangements(db, about)
    yield from _questions(db, sorted(questions), with_keys=with_keys)
    yield from _texts(db, sorted(texts))
    yield from _changes(db, about)
    for one in published:
        yield {"kind": "publication", "number": one.number, "at": moment(one.at)}


def _rows(db: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    yield from db.connection().execute(statement, execution_options={"yield_per": PART})


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _moment(value: datetime | None) -> str | None:
    return None if value is None else moment(value)


def _people(db: Session, about: About) -> Iterator[Record]:
    for row in _rows(
        db,
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.sign_in_name,
            Person.job_title,
            Person.left_on,
            Person.erased_at,
        )
        .where(Person.id.in_(about.people()))
        .order_by(Person.id),
    ):
        yield {
            "kind": "person",
            "person": row.id,
            "name": f"{row.first_name} {row.last_name}".strip(),
            "known_as": row.sign_in_name,
            "job_title": row.job_title,
            "left_on": _day(row.left_on),
            "erased_at": _moment(row.erased_at),
        }


def _memberships(db: Session, about: About) -> Iterator[Record]:
    for row in _rows(
        db,
        select(Membership.person_id, Team.name, Membership.role, Membership.since, Membership.until)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id.in_(about.people()))
        .order_by(Membership.person_id, Membership.since, Membership.id),
    ):
        yield {
            "kind": "membership",
            "person": row.person_id,
            "team": row.name,
            "role": row.role,
            "since": _day(row.since),
            "until": _day(row.until),
        }


def _enrolments(db: Session, about: About) -> Iterator[Record]:
    for row in _rows(
        db,
        select(
            Enrolment.person_id,
            Enrolment.course,
            Enrolment.cycle,
            Enrolment.started_at,
            Enrolment.completed_at,
        )
        .where(*about.of(Enrolment))
        .order_by(Enrolment.person_id, Enrolment.course, Enrolment.cycle),
    ):
        yield {
            "kind": "enrolment",
            "person": row.person_id,
            "course": row.course,
            "cycle": row.cycle,
            "started_at": moment(row.started_at),
            "completed_at": _moment(row.completed_at),
        }


def _publications(db: Session) -> list[Published]:
    """Every publication with the fingerprints of module texts that held from then on."""
    found = []
    for row in db.execute(
        select(Publication.number, Publication.at, Publication.lock).order_by(Publication.number)
    ):
        words = {
            (slug, name, lang): print_
            for slug, locked in versions.read(row.lock).items()
            for (kind, name), piece in locked.pieces.items()
            if kind is Kind.MODULE
            for lang, print_ in piece.words.items()
        }
        found.append(Published(row.number, row.at, words))
    return found


def _reads(db: Session, about: About, published: Sequence[Published]) -> Iterator[Record]:
    """Modules read, each with the text that was published when it was read."""
    moments = [one.at for one in published]
    for row in _rows(
        db,
        select(
            ModuleRead.person_id,
            ModuleRead.course,
            ModuleRead.module,
            ModuleRead.edition,
            ModuleRead.language,
            ModuleRead.read_at,
        )
        .where(*about.of(ModuleRead))
        .order_by(ModuleRead.person_id, ModuleRead.course, ModuleRead.read_at, ModuleRead.id),
    ):
        at = bisect_right(moments, row.read_at)
        then = published[at - 1] if at else None
        yield {
            "kind": "module_read",
            "person": row.person_id,
            "course": row.course,
            "module": row.module,
            "edition": row.edition,
            "language": row.language,
            "read_at": moment(row.read_at),
            "publication": then.number if then else None,
            "words": then.words.get((row.course, row.module, row.language)) if then else None,
        }


def _certificates(db: Session, about: About) -> Iterator[tuple[Record, set[int]]]:
    """Certificates with what was asked for them, and the numbers of those questions."""
    statement = (
        select(Certificate, Enrolment.cycle, Attempt.finished_at.label("passed_at"))
        .join(Enrolment, Enrolment.id == Certificate.enrolment_id)
        .outerjoin(Attempt, Attempt.id == Certificate.attempt_id)
        .where(*about.of(Certificate))
        .order_by(Certificate.person_id, Certificate.course, Certificate.id)
    )
    rows = db.execute(statement.execution_options(yield_per=PART))
    while part := rows.fetchmany(PART):
        asked = _asked(db, [row.Certificate.attempt_id for row in part])
        for row in part:
            held = row.Certificate
            questions = asked.get(held.attempt_id, [])
            yield (
                {
                    "kind": "certificate",
                    "certificate": held.id,
                    "person": held.person_id,
                    "course": held.course,
                    "cycle": row.cycle,
                    "code": held.code,
                    "holder": held.holder,
                    "title": held.title,
                    "can_do": held.can_do,
                    "organisation": held.organisation,
                    "edition": held.edition,
                    "language": held.language,
                    "content_version": held.content_version,
                    "passed_at": _moment(row.passed_at),
                    "issued_on": _day(held.issued_on),
                    "renew_from": _day(held.renew_from),
                    "expires_on": _day(held.expires_on),
                    "counts_until": _day(held.counts_until),
                    "updated_edition": held.updated_edition,
                    "updated_on": _day(held.updated_on),
                    "revoked_at": _moment(held.revoked_at),
                    "questions": [fingerprint for _, fingerprint in questions],
                },
                {key for key, _ in questions},
            )
            db.expunge(held)


def _asked(db: Session, attempts: Iterable[int | None]) -> dict[int, list[tuple[int, str]]]:
    """The question versions that attempts asked, in their order."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = db.execute(
        select(AttemptQuestion.attempt_id, QuestionVersion.id, QuestionVersion.fingerprint)
        .join(QuestionVersion, QuestionVersion.id == AttemptQuestion.question_version_id)
        .where(AttemptQuestion.attempt_id.in_([key for key in attempts if key is not None]))
        .order_by(AttemptQuestion.attempt_id, AttemptQuestion.position)
    )
    for row in rows:
        found.setdefault(row.attempt_id, []).append((row.id, row.fingerprint))
    return found


def _terms(db: Session, about: About) -> Iterator[Record]:
    """What the days of certificates were before they changed."""
    for row in _rows(
        db,
        select(
            CertificateTerm.certificate_id,
            CertificateTerm.ended_at,
            CertificateTerm.renew_from,
            CertificateTerm.expires_on,
            CertificateTerm.counts_until,
            CertificateTerm.is_revoked,
        )
        .join(Certificate, Certificate.id == CertificateTerm.certificate_id)
        .where(*about.of(Certificate))
        .order_by(CertificateTerm.certificate_id, CertificateTerm.ended_at),
    ):
        yield {
            "kind": "earlier_days",
            "certificate": row.certificate_id,
            "until": moment(row.ended_at),
            "renew_from": _day(row.renew_from),
            "expires_on": _day(row.expires_on),
            "counts_until": _day(row.counts_until),
            "was_revoked": bool(row.is_revoked),
        }


def _arrangements(db: Session, about: About) -> Iterator[Record]:
    """More time, waivers and other training, by which somebody counts or is not late; not why."""
    for row in _rows(
        db,
        select(
            Arrangement.person_id,
            Arrangement.course,
            Arrangement.kind,
            Arrangement.since,
            Arrangement.until,
            Arrangement.due_on,
            Arrangement.given_at,
            Arrangement.ended_at,
        )
        .where(*about.of(Arrangement))
        .order_by(Arrangement.person_id, Arrangement.course, Arrangement.id),
    ):
        yield {
            "kind": "arrangement",
            "person": row.person_id,
            "course": row.course,
            "arrangement": row.kind,
            "since": _day(row.since),
            "until": _day(row.until),
            "due_on": _day(row.due_on),
            "given_at": moment(row.given_at),
            "ended_at": _moment(row.ended_at),
        }


def _earlier_codes(db: Session, about: About) -> Iterator[Record]:
    for row in _rows(
        db,
        select(
            ReplacedCode.certificate_id,
            ReplacedCode.code,
            ReplacedCode.holder,
            ReplacedCode.replaced_on,
            ReplacedCode.cause,
        )
        .join(Certificate, Certificate.id == ReplacedCode.certificate_id)
        .where(*about.of(Certificate))
        .order_by(ReplacedCode.certificate_id, ReplacedCode.id),
    ):
        yield {
            "kind": "earlier_code",
            "certificate": row.certificate_id,
            "code": row.code,
            "holder": row.holder,
            "replaced_on": _day(row.replaced_on),
            "cause": row.cause,
        }


def _questions(db: Session, ids: Sequence[int], *, with_keys: bool) -> Iterator[Record]:
    """The questions as they were asked: without what was right, unless it is wanted."""
    for start in range(0, len(ids), TEXTS_AT_ONCE):
        rows = db.execute(
            select(
                QuestionVersion.course,
                QuestionVersion.name,
                QuestionVersion.language,
                QuestionVersion.fingerprint,
                QuestionVersion.body,
            )
            .where(QuestionVersion.id.in_(ids[start : start + TEXTS_AT_ONCE]))
            .order_by(QuestionVersion.id)
        )
        for row in rows:
            yield {
                "kind": "question",
                "course": row.course,
                "name": row.name,
                "language": row.language,
                "fingerprint": row.fingerprint,
                "asked": as_asked(row.body),
                "body": row.body if with_keys else None,
            }


def _texts(db: Session, words: Sequence[str]) -> Iterator[Record]:
    for start in range(0, len(words), TEXTS_AT_ONCE):
        rows = db.execute(
            select(PublishedText.words, PublishedText.blocks)
            .where(PublishedText.words.in_(words[start : start + TEXTS_AT_ONCE]))
            .order_by(PublishedText.words)
        )
        for row in rows:
            yield {"kind": "text", "words": row.words, "blocks": row.blocks}


def _changes(db: Session, about: About) -> Iterator[Record]:
    """What was published as changed in the courses."""
    courses = select(Enrolment.course).where(*about.of(Enrolment))
    rows = db.scalars(
        select(ContentChange).where(ContentChange.course.in_(courses)).order_by(ContentChange.id)
    )
    for row in rows:
        yield {
            "kind": "change",
            "course": row.course,
            "name": row.name,
            "change": row.kind,
            "edition": row.edition,
            "publication": row.publication,
            "published_on": _day(row.published_on),
            "because": row.because,
            "covers": row.covers,
            "within_days": row.within_days,
        }


# The log


def log_entries(about: About) -> Select[*tuple[Any, ...]]:
    """The entries of the audit log that concern a pack, by their seals."""
    certificate = literal("certificate ") + cast(Certificate.id, String)
    concerned = [
        AuditEntry.subject == about.subject,
        AuditEntry.subject.in_(select(certificate).where(*about.of(Certificate))),
        AuditEntry.action == "content.publish",
    ]
    if about.course is None:
        membership = literal("membership:") + cast(Membership.id, String)
        own = select(membership).where(Membership.person_id == about.person_id)
        concerned.append(AuditEntry.subject.in_(own))
    else:
        concerned.append(AuditEntry.subject.like(f"question {about.course}/%"))
    return (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.actor_id,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.detail,
            AuditEntry.salt,
            AuditEntry.difference,
            AuditEntry.seal_number,
            AuditEntry.seal_position,
            AuditDifference.before,
            AuditDifference.after,
            AuditDifference.salt.label("own_salt"),
        )
        .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
        .where(or_(*concerned), AuditEntry.seal_number.is_not(None))
        .order_by(AuditEntry.seal_number, AuditEntry.seal_position)
    )
