"""Rows for tests: plain functions with defaults, readable where they are called."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.enrolments.audiences import Wanted
from lms.enrolments.models import Assignment, AssignmentLine, Enrolment, ModuleRead
from lms.people.models import (
    AuditEntry,
    Membership,
    PeopleImport,
    Person,
    Role,
    Team,
    TeamPlace,
)
from lms.people.organisation import BEGINNING
from lms.publishing.models import ContentChange, Publication
from lms.reactions.models import Kind, Reaction
from lms.standing import EXPIRING_DAYS

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)

_numbers = count(1)


def digest(token: str) -> bytes:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).digest()


def a_person(
    db: Session,
    first_name: str = "Ada",
    last_name: str = "",
    *,
    team: Team | None = None,
    manages: Team | None = None,
    is_author: bool = False,
    is_administrator: bool = False,
    email: str | None = None,
    language: str | None = None,
    left_on: date | None = None,
    password_hash: str | None = None,
) -> Person:
    """Somebody; `team` makes a member, `manages` a manager."""
    number = next(_numbers)
    address = email or f"{first_name.lower()}{number}@example.test"
    person = Person(
        sign_in_name=address,
        email=address,
        first_name=first_name,
        last_name=last_name or f"Example{number}",
        job_title="Adviser",
        language=language,
        password_hash=password_hash,
        is_author=is_author,
        is_administrator=is_administrator,
        created_at=NOW,
        left_on=left_on,
    )
    db.add(person)
    db.flush()
    if team is not None:
        a_membership(db, person, team)
    if manages is not None:
        a_membership(db, person, manages, role=Role.MANAGER)
    return person


def a_team(db: Session, name: str = "", *, parent: Team | None = None) -> Team:
    """A team, below another when `parent` is given."""
    number = next(_numbers)
    team = Team(
        slug=f"team-{number}",
        name=name or f"Team {number}",
        parent_id=parent.id if parent else None,
    )
    db.add(team)
    db.flush()
    db.add(TeamPlace(team_id=team.id, parent_id=team.parent_id, since=BEGINNING))
    db.flush()
    return team


def a_membership(
    db: Session,
    person: Person,
    team: Team,
    *,
    role: Role = Role.MEMBER,
    since: date = date(2025, 1, 1),
    until: date | None = None,
) -> Membership:
    """A person's place in a team."""
    membership = Membership(
        person_id=person.id, team_id=team.id, role=role.value, since=since, until=until
    )
    db.add(membership)
    db.flush()
    return membership


def an_enrolment(
    db: Session, person: Person, course: str = "confidentiality", *, cycle: int = 1
) -> Enrolment:
    """A person takes a course."""
    enrolment = Enrolment(person_id=person.id, course=course, cycle=cycle, started_at=NOW)
    db.add(enrolment)
    db.flush()
    return enrolment


def a_module_read(
    db: Session, person: Person, module: str, course: str = "confidentiality"
) -> ModuleRead:
    """A person marked a module as read."""
    row = ModuleRead(
        person_id=person.id,
        course=course,
        module=module,
        edition=1,
        language="en",
        read_at=NOW,
    )
    db.add(row)
    db.flush()
    return row


def a_certificate(
    db: Session,
    person: Person,
    course: str = "confidentiality",
    *,
    issued_on: date = date(2026, 6, 1),
    expires_on: date | None = date(2027, 6, 1),
    cycle: int = 1,
    revoked_at: datetime | None = None,
) -> Certificate:
    """A certificate with its enrolment."""
    enrolment = an_enrolment(db, person, course, cycle=cycle)
    enrolment.completed_at = datetime(issued_on.year, issued_on.month, issued_on.day, 9, tzinfo=UTC)
    certificate = Certificate(
        code=f"T{next(_numbers):07d}",
        enrolment_id=enrolment.id,
        person_id=person.id,
        course=course,
        edition=1,
        language="en",
        content_version="1",
        holder=person.name,
        holder_last_name=person.last_name,
        title=course.replace("-", " ").capitalize(),
        can_do="Can tell a secret from a story worth sharing.",
        modules=2,
        mark="lock",
        organisation="Esimerkki Oy",
        issued_at=enrolment.completed_at,
        issued_on=issued_on,
        expires_on=expires_on,
        full_until=expires_on,
        revoked_at=revoked_at,
    )
    db.add(certificate)
    db.flush()
    return certificate


def let_end(certificate: Certificate, end: date, *, grace: int = 0) -> None:
    """Give a certificate another end, with the usual window."""
    certificate.expires_on = certificate.full_until = end
    certificate.renew_from = end - timedelta(days=EXPIRING_DAYS)
    certificate.counts_until = end + timedelta(days=grace)
    certificate.grace_days = grace


def an_assignment(
    db: Session,
    team: Team | None,
    course: str = "confidentiality",
    *,
    due_on: date | None = TODAY + timedelta(days=20),
    why: str = "We open our doors to visitors in the spring.",
    wanted: Wanted | None = None,
    created_by: int | None = None,
) -> Assignment:
    """A course asked of a team, or whatever `wanted` says."""
    if wanted is None:
        assignment = Assignment(team_id=team.id if team else None, course=course, due_on=due_on)
    else:
        assignment = Assignment(
            audience=wanted.audience.value,
            team_id=wanted.team_id,
            audience_key=wanted.key,
            matches_any=wanted.matches_any,
            course=wanted.course,
            due=wanted.due.value,
            due_on=wanted.due_on,
            due_days=wanted.due_days,
            asked_on=wanted.asked_on,
        )
    assignment.why = why
    assignment.created_at = NOW
    assignment.created_by = created_by
    db.add(assignment)
    db.flush()
    for number, line in enumerate(wanted.lines if wanted else (), start=1):
        db.add(
            AssignmentLine(
                assignment_id=assignment.id,
                number=number,
                about=line.about.value,
                how=line.how.value,
                text=line.text,
                team_id=line.team_id,
                day=line.day,
            )
        )
    db.flush()
    return assignment


def a_reaction(db: Session, person: Person | None, **changes: object) -> Reaction:
    """Somebody told the authors that something is wrong."""
    values: dict[str, object] = {
        "person_id": person.id if person else None,
        "key": digest("the date is wrong"),
        "kind": Kind.WRONG.value,
        "course": "confidentiality",
        "module": "three-tests",
        "place": "the-three-tests",
        "place_title": "The three tests",
        "edition": 1,
        "language": "en",
        "words": "The date in the second example is wrong.",
        "sent_at": NOW,
    }
    reaction = Reaction(**(values | changes))
    db.add(reaction)
    db.flush()
    return reaction


def a_content_change(
    db: Session, course: str = "confidentiality", **changes: object
) -> ContentChange:
    """A published material change that nobody is asked for yet."""
    if db.get(Publication, 1) is None:
        db.add(Publication(number=1, at=NOW, by="tests", lock=""))
        db.flush()
    values: dict[str, object] = {
        "publication": 1,
        "course": course,
        "name": "abcd1234",
        "kind": "material",
        "edition": 2,
        "published_on": TODAY,
        "because": {"en": "The example was too generous.", "fi": "Esimerkki oli liian salliva."},
        "covers": ["three-tests"],
        "objectives": ["C1"],
        "within_days": 60,
        "texts": {},
    }
    change = ContentChange(**(values | changes))
    db.add(change)
    db.flush()
    return change


def a_people_import(db: Session, *, further: int = 0, added: int = 0, detail: str = "") -> int:
    """An import, by its number, as the log and the way back know it; `further` begins too late."""
    entry = AuditEntry(at=NOW, action="people_imported", subject="people", detail=detail)
    db.add(entry)
    db.flush()
    db.add(
        PeopleImport(
            entry_id=entry.id,
            first_entry=entry.id + further,
            last_membership=0,
            day=TODAY,
            added=added,
            changed=0,
            left=0,
        )
    )
    db.flush()
    return entry.id
