"""Publishing in one transaction, and what a material change then asks: each safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Date, case, insert, literal, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.services import change_days, keep_terms
from lms.content import versions
from lms.content.model import Change, ContentSet, Course
from lms.content.versions import CourseDifference, Kind, Lock
from lms.database import insert_once
from lms.errors import Conflict
from lms.people import notices
from lms.people.models import AuditEntry
from lms.publishing import queries, rules
from lms.publishing.models import CertificateChange, ContentChange, Publication, PublishedText
from lms.publishing.queries import Touched
from lms.standing import Term, brought_forward, dated

NOTICE = "content_change"


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing one course's differences means for people."""

    difference: CourseDifference
    touched: Touched


@dataclass(frozen=True, slots=True)
class Published:
    """A publication that was made."""

    number: int
    impacts: tuple[Impact, ...]


def impacts(db: Session, content: ContentSet, *, today: date) -> tuple[Impact, ...]:
    """What differs from the published state, and how many people each course touches."""
    last = queries.latest(db)
    lock = versions.read(last.lock) if last else {}
    return tuple(
        Impact(
            item,
            queries.touched(db, course=item.course, today=today, material_edition=_asks_from(item)),
        )
        for item in versions.differences(content, lock)
    )


def _asks_from(difference: CourseDifference) -> int | None:
    """The edition from which a certificate is up to date; None when nothing is asked."""
    if difference.is_new:
        return None
    editions = [change.edition for change in difference.changes if change.kind == "material"]
    return max(editions, default=None)


def publish(
    db: Session, content: ContentSet, *, by: str, now: datetime, today: date
) -> Published | None:
    """Publish what differs, whole: None when nothing does.

    The caller commits; before that nothing has happened. Raises Conflict("published_meanwhile")
    when another process published since this one looked.
    """
    last = queries.latest(db)
    lock = versions.read(last.lock) if last else {}
    found = impacts(db, content, today=today)
    if last is not None and not found:
        return None
    number = last.number + 1 if last else 1
    after = versions.lock_of(content, lock)
    try:
        with db.begin_nested():
            db.add(Publication(number=number, at=now, by=by, lock=versions.write(after)))
    except IntegrityError as error:
        raise Conflict("published_meanwhile") from error
    _keep_texts(db, content)
    for impact in found:
        _publish_course(db, impact, lock, after, number=number, now=now, today=today)
    db.add(
        AuditEntry(
            at=now,
            actor_id=None,
            action="content.publish",
            subject=f"publication {number}",
            detail=f"by {by}: " + "; ".join(_told(impact) for impact in found),
        )
    )
    db.flush()
    return Published(number, found)


def _told(impact: Impact) -> str:
    difference = impact.difference
    parts = [f"{difference.course} edition {difference.edition}"]
    parts += [f"{piece.what.value} {piece.name}" for piece in difference.pieces[:20]]
    if len(difference.pieces) > 20:
        parts.append(f"and {len(difference.pieces) - 20} more")
    if impact.touched.asked:
        parts.append(f"asks {impact.touched.asked} people")
    return ", ".join(parts)


def _keep_texts(db: Session, content: ContentSet) -> None:
    """Keep every module's text, so that a later change can be shown beside it."""
    texts = {
        text.words: rules.blocks_of(text)
        for course in content.courses.values()
        for module in course.modules
        for text in module.texts.values()
    }
    known = set(db.scalars(select(PublishedText.words).where(PublishedText.words.in_(texts))))
    for words, blocks in texts.items():
        if words not in known:
            db.execute(insert_once(db, PublishedText), {"words": words, "blocks": blocks})


def _publish_course(
    db: Session,
    impact: Impact,
    before: Lock,
    after: Lock,
    *,
    number: int,
    now: datetime,
    today: date,
) -> None:
    difference = impact.difference
    if difference.is_new:
        return  # what changed before the first publication concerns nobody
    for change in difference.changes:
        row = ContentChange(
            publication=number,
            course=change.course,
            name=versions.name_of(change),
            kind=change.kind,
            edition=change.edition,
            published_on=today,
            because=dict(change.because),
            covers=list(change.covers),
            objectives=list(change.objectives),
            within_days=change.within_days,
            texts=_texts(change, before, after),
        )
        db.add(row)
        db.flush()
        if change.kind == "material":
            _ask(db, row, now=now, today=today)


def _texts(change: Change, before: Lock, after: Lock) -> dict[str, dict[str, tuple[str, str]]]:
    """The fingerprints of the covered modules' words, before and after, where they differ."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name in change.covers:
        old = before[change.course].pieces.get((Kind.MODULE, name))
        new = after[change.course].pieces.get((Kind.MODULE, name))
        if old is None or new is None:
            continue
        languages = {
            lang: (old.words[lang], words)
            for lang, words in new.words.items()
            if lang in old.words and old.words[lang] != words
        }
        if languages:
            found[name] = languages
    return found


def _ask(db: Session, change: ContentChange, *, now: datetime, today: date) -> None:
    """Ask the changed part of everybody whose certificate is of an earlier edition, set by set."""
    due = rules.due(today, change.within_days or 0)
    chosen = queries.certificates_asked(change.course, change.edition, today)
    db.execute(
        insert(CertificateChange).from_select(
            ["certificate_id", "change_id", "due_on"],
            chosen.add_columns(literal(change.id), literal(due, Date())),
        )
    )
    asked = select(CertificateChange.certificate_id).where(CertificateChange.change_id == change.id)
    part = brought_forward(Term(), [due])
    ends, window = part.expires_on, part.renew_from
    earlier = select(Certificate.id).where(
        Certificate.id.in_(asked),
        or_(Certificate.expires_on.is_(None), Certificate.expires_on > ends),
    )
    keep_terms(db, earlier, now=now)
    db.execute(
        update(Certificate)
        .where(Certificate.id.in_(earlier))
        .values(
            expires_on=ends,
            renew_from=case(
                (Certificate.renew_from < window, Certificate.renew_from),
                else_=literal(window, Date()),
            ),
            counts_until=part.counts_until,
        )
        .execution_options(synchronize_session=False)
    )
    people = select(Certificate.person_id).where(Certificate.id.in_(asked))
    notices.leave_for_all(db, people, kind=NOTICE, subject=change.course, now=now)


def ask_for_later_changes(
    db: Session, *, certificate: Certificate, now: datetime, today: date
) -> None:
    """A course finished in an edition that has changed meanwhile is asked for the changes."""
    later = db.scalars(
        select(ContentChange)
        .where(
            ContentChange.course == certificate.course,
            ContentChange.kind == "material",
            ContentChange.edition > certificate.edition,
        )
        .order_by(ContentChange.id)
    ).all()
    for change in later:
        db.execute(
            insert_once(db, CertificateChange),
            {
                "certificate_id": certificate.id,
                "change_id": change.id,
                "due_on": today + timedelta(days=change.within_days or 0),
            },
        )
    if later:
        notices.leave(
            db, person_id=certificate.person_id, kind=NOTICE, subject=certificate.course, now=now
        )
        _settle(db, certificate, now=now)


def settle_all(
    db: Session, *, certificate: Certificate, edition: int, now: datetime, today: date
) -> None:
    """The whole course was passed in this edition: nothing up to it is asked any more."""
    own = select(Certificate.id).where(
        Certificate.person_id == certificate.person_id,
        Certificate.course == certificate.course,
        Certificate.id <= certificate.id,
    )
    covered = select(ContentChange.id).where(
        ContentChange.course == certificate.course, ContentChange.edition <= edition
    )
    db.execute(
        update(CertificateChange)
        .where(
            CertificateChange.certificate_id.in_(own),
            CertificateChange.change_id.in_(covered),
            CertificateChange.done_at.is_(None),
        )
        .values(done_at=now)
        .execution_options(synchronize_session=False)
    )
    if certificate.edition < edition:
        certificate.updated_edition = max(certificate.updated_edition or 0, edition)
        certificate.updated_on = today
    _settle(db, certificate, now=now)


def finish_change(
    db: Session,
    *,
    enrolment_id: int,
    change_id: int,
    attempt_id: int,
    now: datetime,
    today: date,
) -> None:
    """The changed part was passed: the certificate counts again as long as it would have."""
    certificate = db.scalar(
        select(Certificate)
        .where(Certificate.enrolment_id == enrolment_id)
        .execution_options(populate_existing=True)
    )
    if certificate is None:
        return
    done = db.scalars(
        update(CertificateChange)
        .where(
            CertificateChange.certificate_id == certificate.id,
            CertificateChange.change_id == change_id,
            CertificateChange.done_at.is_(None),
        )
        .values(done_at=now, attempt_id=attempt_id)
        .returning(CertificateChange.change_id)
        .execution_options(synchronize_session=False)
    ).all()
    if not done:
        return
    change = db.get_one(ContentChange, change_id)
    certificate.updated_edition = max(certificate.updated_edition or 0, change.edition)
    certificate.updated_on = today
    _settle(db, certificate, now=now)
    notices.close(db, person_id=certificate.person_id, kind=NOTICE, subject=change.course, now=now)


def _settle(db: Session, certificate: Certificate, *, now: datetime) -> None:
    dues = db.scalars(
        select(CertificateChange.due_on).where(
            CertificateChange.certificate_id == certificate.id, CertificateChange.done_at.is_(None)
        )
    )
    whole = dated(
        certificate.full_until, window=certificate.window_days, grace=certificate.grace_days
    )
    change_days(db, certificate, brought_forward(whole, dues), now=now)


def asks_of(course: Course, change: queries.Waiting) -> Mapping[str, int]:
    """How many questions of each touched objective a partial attempt asks."""
    if course.quiz is None:
        return {}
    banks = {
        objective: max(
            sum(
                question.objective == objective and not question.retired
                for question in questions.values()
            )
            for questions in course.quiz.questions.values()
        )
        for objective in change.objectives
    }
    return {name: min(rules.QUESTIONS, size) for name, size in banks.items() if size}
