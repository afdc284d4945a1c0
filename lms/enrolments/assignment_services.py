"""Asking an audience for a course: keep, change and end assignments, with before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Select, insert, literal, select, union, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.enrolments.asked import Source, asked_rows, kept, thought_of
from lms.enrolments.audiences import (
    MOST_DAYS,
    MOST_LINES,
    WHOLE_PATH,
    Audience,
    Due,
    Holder,
    Wanted,
)
from lms.enrolments.models import Assignment, AssignmentLine
from lms.enrolments.queries import read_rules
from lms.errors import Conflict, Invalid, NotFound
from lms.people import audit, notices
from lms.people.models import Person, Team

LAST_YEAR = 2100


def check(
    db: Session,
    wanted: Wanted,
    *,
    content: ContentSet,
    today: date,
    before: Wanted | None = None,
) -> None:
    """Raise Invalid, with the field, when this cannot be asked.

    In the place of `before` its day may stay, even when it has passed: a reason can be mended.
    """
    if wanted.course != WHOLE_PATH and content.course(wanted.course) is None:
        raise Invalid("course", "course_not_ready", course=wanted.course)
    _check_audience(db, wanted)
    if wanted.due is Due.FIXED:
        if wanted.due_on is None:
            raise Invalid("due_on", "due_missing")
        if wanted.due_on.year > LAST_YEAR:
            raise Invalid("due_on", "day_far")
        if wanted.due_on < today and (before is None or before.due_on != wanted.due_on):
            raise Invalid("due_on", "due_passed")
    else:
        least = -MOST_DAYS if wanted.due is Due.CERTIFICATE else 0
        if wanted.due_days is None or not least <= wanted.due_days <= MOST_DAYS:
            raise Invalid("due_days", "days_missing", most=MOST_DAYS)
    has_entering = wanted.audience is Audience.TEAM or wanted.holder is Holder.MANAGER
    if wanted.due is Due.ENTERING and not has_entering:
        raise Invalid("due", "entering_unknown")
    if not wanted.why:
        raise Invalid("why", "why_missing")


def _check_audience(db: Session, wanted: Wanted) -> None:
    if wanted.audience is Audience.TEAM:
        team = db.get(Team, wanted.team_id) if wanted.team_id else None
        if team is None:
            raise Invalid("team", "unknown_team")
        if team.ended_on is not None:
            raise Invalid("team", "team_over")
    if wanted.audience is Audience.ROLE and wanted.holder is None:
        raise Invalid("holder", "role_missing")
    if wanted.audience is Audience.RULE and not 0 < len(wanted.lines) <= MOST_LINES:
        raise Invalid("lines", "rule_empty")


def keep(
    db: Session,
    wanted: Wanted,
    *,
    path: Sequence[str],
    actor_id: int | None,
    now: datetime,
    today: date,
) -> int:
    """Ask for it from now on, and tell whom it concerns; raises Invalid when it is asked already.

    What is wanted was checked before.
    """
    wanted = replace(wanted, asked_on=today)
    assignment_id = _insert(db, wanted, actor_id=actor_id, now=now)
    audit.record(
        db,
        [audit.Record("assignment_added", f"assignment:{assignment_id}", after=told(db, wanted))],
        actor_id=actor_id,
        now=now,
    )
    _tell(db, wanted, path=path, now=now, today=today, but=None)
    return assignment_id


def change(
    db: Session,
    assignment_id: int,
    wanted: Wanted,
    *,
    path: Sequence[str],
    actor_id: int | None,
    now: datetime,
    today: date,
) -> int:
    """Ask for something else in its place: the old one ends, so that the past stays as it was.

    Only those who were not asked before are told. Raises Conflict when it has ended meanwhile.
    """
    kept_before = wanted_of(db, assignment_id)
    wanted = replace(wanted, asked_on=kept_before.asked_on)
    before = told(db, kept_before)
    _end(db, assignment_id, now=now)
    new_id = _insert(db, wanted, actor_id=actor_id, now=now)
    was, becomes = audit.differing(before, told(db, wanted))
    audit.record(
        db,
        [
            audit.Record(
                "assignment_changed",
                f"assignment:{new_id}",
                before=was,
                after=becomes,
                detail=f"in place of {assignment_id}",
            )
        ],
        actor_id=actor_id,
        now=now,
    )
    _tell(db, wanted, path=path, now=now, today=today, but=assignment_id)
    return new_id


def end(db: Session, assignment_id: int, *, actor_id: int | None, now: datetime) -> None:
    """Stop asking; raises Conflict when it has ended already."""
    before = told(db, wanted_of(db, assignment_id))
    _end(db, assignment_id, now=now)
    audit.record(
        db,
        [audit.Record("assignment_ended", f"assignment:{assignment_id}", before=before)],
        actor_id=actor_id,
        now=now,
    )


def find_team(db: Session, name: str) -> int:
    """The number of a team that is there, by its name or short name."""
    found = db.scalar(
        select(Team.id).where((Team.slug == name) | (Team.name == name), Team.ended_on.is_(None))
    )
    if found is None:
        raise NotFound("unknown_team", team=name)
    return found


def find_open(db: Session, wanted: Wanted) -> int | None:
    """The open assignment of this course to this audience, if there is one."""
    return db.scalar(
        select(Assignment.id).where(
            Assignment.audience == wanted.audience.value,
            Assignment.course == wanted.course,
            Assignment.ended_at.is_(None),
            Assignment.team_id == wanted.team_id,
            Assignment.audience_key == wanted.key,
        )
    )


def wanted_of(db: Session, assignment_id: int) -> Wanted:
    """A kept assignment as what was wanted; raises NotFound."""
    row = db.get(Assignment, assignment_id)
    if row is None:
        raise NotFound("unknown_assignment")
    audience = Audience(row.audience)
    rule = read_rules(db, [row.id] if audience is Audience.RULE else []).by_assignment.get(row.id)
    return Wanted(
        audience=audience,
        course=row.course,
        team_id=row.team_id,
        holder=Holder(row.audience_key or "") if audience is Audience.ROLE else None,
        lines=rule.lines if rule else (),
        matches_any=row.matches_any,
        due=Due(row.due),
        due_on=row.due_on,
        due_days=row.due_days,
        why=row.why,
        asked_on=row.asked_on,
    )


def only(assignment_id: int, audience: Audience | None) -> Source:
    """One kept assignment, open or not."""
    every = kept()
    return Source(
        every.assignments,
        every.lines,
        lambda found: found.c.id == assignment_id,
        audience,
        lambda: (
            union(
                select(Assignment.team_id).where(Assignment.id == assignment_id),
                select(AssignmentLine.team_id).where(AssignmentLine.assignment_id == assignment_id),
            )
            .subquery()
            .select()
        ),
    )


def _insert(db: Session, wanted: Wanted, *, actor_id: int | None, now: datetime) -> int:
    row = Assignment(
        audience=wanted.audience.value,
        team_id=wanted.team_id,
        audience_key=wanted.key,
        matches_any=wanted.matches_any,
        course=wanted.course,
        due=wanted.due.value,
        due_on=wanted.due_on,
        due_days=wanted.due_days,
        asked_on=wanted.asked_on,
        why=wanted.why,
        created_at=now,
        created_by=actor_id,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise Invalid("audience", "asked_already") from error
    if wanted.lines:
        db.execute(
            insert(AssignmentLine),
            [
                {
                    "assignment_id": row.id,
                    "number": number,
                    "about": line.about.value,
                    "how": line.how.value,
                    "text": line.text,
                    "team_id": line.team_id,
                    "day": line.day,
                }
                for number, line in enumerate(wanted.lines, start=1)
            ],
        )
    return row.id


def _end(db: Session, assignment_id: int, *, now: datetime) -> None:
    ended = db.scalar(
        update(Assignment)
        .where(Assignment.id == assignment_id, Assignment.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Assignment.id)
    )
    if ended is None:
        raise Conflict("assignment_over")


def _tell(
    db: Session,
    wanted: Wanted,
    *,
    path: Sequence[str],
    now: datetime,
    today: date,
    but: int | None,
) -> None:
    """Leave a notice for everybody who is asked now and was not before."""
    people = _of(thought_of(wanted), path, today, "told")
    if but is not None:
        audience = Audience(db.scalars(select(Assignment.audience).filter_by(id=but)).one())
        before = _of(only(but, audience), path, today, "before").subquery()
        people = people.where(people.selected_columns[0].not_in(select(before.c.person_id)))
    notices.leave_for_all(db, people, kind="assignment", subject=wanted.course, now=now)


def _of(source: Source, path: Sequence[str], today: date, name: str) -> Select[int]:
    rows = asked_rows(select(Person.id), day=today, path=path, source=source, name=name)
    found = rows.subquery(name)
    return select(found.c.person_id).where(literal(value=True)).distinct()


def told(db: Session, wanted: Wanted) -> Mapping[str, audit.Value]:
    """An assignment as the audit log keeps it."""
    teams = {wanted.team_id, *(line.team_id for line in wanted.lines)} - {None}
    names: dict[int, str] = {}
    if teams:
        rows = db.execute(select(Team.id, Team.name).where(Team.id.in_(teams)))
        names = {row.id: row.name for row in rows}
    lines = (" or " if wanted.matches_any else " and ").join(
        f"{line.about} {line.how} "
        f"{names.get(line.team_id or 0) or (line.day.isoformat() if line.day else line.text)}"
        for line in wanted.lines
    )
    return {
        "audience": wanted.audience.value,
        "team": names.get(wanted.team_id or 0),
        "role": wanted.holder.value if wanted.holder else None,
        "rule": lines or None,
        "course": wanted.course,
        "due": wanted.due.value,
        "due_on": wanted.due_on.isoformat() if wanted.due_on else None,
        "due_days": None if wanted.due_days is None else str(wanted.due_days),
        "why": wanted.why,
    }
