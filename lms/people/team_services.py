"""What may be done to teams and memberships; the past stays, and each step leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.errors import Conflict, Invalid, NotFound
from lms.people import organisation, rules
from lms.people.audit import Record, Value, differing, record
from lms.people.models import Membership, Person, Team, TeamPlace
from lms.people.organisation import Kind, Place, Term


def kind_of(membership: Membership) -> Kind:
    """What a membership makes of a person."""
    return Kind.DEPUTY if membership.is_deputy else Kind(membership.role)


def term_of(membership: Membership) -> Term:
    """A membership as the rules see it."""
    return Term(
        membership.person_id,
        membership.team_id,
        kind_of(membership),
        membership.since,
        membership.until,
    )


def places(db: Session, *, team_id: int | None = None) -> list[Place]:
    """Where every team stood, or one."""
    statement = select(
        TeamPlace.team_id, TeamPlace.parent_id, TeamPlace.since, TeamPlace.until
    ).order_by(TeamPlace.team_id, TeamPlace.since)
    if team_id is not None:
        statement = statement.where(TeamPlace.team_id == team_id)
    return [Place(*row) for row in db.execute(statement)]


def add_team(
    db: Session,
    *,
    name: str,
    parent_id: int | None,
    actor_id: int | None,
    now: datetime,
    today: date,
) -> int:
    """Add a team; raises Invalid when the name is taken or the upper team is not there."""
    lock_tree(db)
    above = _standing(db, parent_id)
    refuse_taken_name(db, name)
    team = Team(name=name, slug=rules.slug_for(name, db.scalars(select(Team.slug)).all()))
    try:
        with db.begin_nested():
            db.add(team)
    except IntegrityError as error:
        raise Invalid("name", "team_name_taken") from error
    place(db, team, parent_id=parent_id, today=today)
    after: dict[str, Value] = {"name": name, "parent": above.name if above else None}
    record(db, [Record("team_added", _subject(team), {}, after)], actor_id=actor_id, now=now)
    return team.id


def change_team(
    db: Session,
    *,
    team_id: int,
    name: str,
    parent_id: int | None,
    actor_id: int | None,
    now: datetime,
    today: date,
) -> bool:
    """Rename a team or move it under another from today; gives whether anything changed."""
    lock_tree(db)
    team = _team(db, team_id)
    if team.ended_on is not None:
        raise Conflict("team_over")
    above = _standing(db, parent_id)
    tree = {row.id: row.parent_id for row in db.execute(select(Team.id, Team.parent_id))}
    if closed := organisation.ring(tree, team_id, parent_id):
        names = {row.id: row.name for row in db.scalars(select(Team).where(Team.id.in_(closed)))}
        raise Invalid("parent", "team_ring", way=" → ".join(names[one] for one in closed))
    refuse_taken_name(db, name, but=team_id)
    old = db.get(Team, team.parent_id) if team.parent_id else None
    before, after = differing(
        {"name": team.name, "parent": old.name if old else None},
        {"name": name, "parent": above.name if above else None},
    )
    if not after:
        return False
    try:
        with db.begin_nested():
            team.name = name
    except IntegrityError as error:
        db.refresh(team)
        raise Invalid("name", "team_name_taken") from error
    if parent_id != team.parent_id:
        place(db, team, parent_id=parent_id, today=today)
    record(db, [Record("team_changed", _subject(team), before, after)], actor_id=actor_id, now=now)
    return True


def end_team(
    db: Session, *, team_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """End a team in which nobody is or will be; it is kept for the past."""
    lock_tree(db)
    team = _team(db, team_id)
    if team.ended_on is not None:
        return
    if db.scalar(
        select(Team.id).where(Team.parent_id == team_id, Team.ended_on.is_(None)).limit(1)
    ):
        raise Conflict("team_has_teams_below")
    if db.scalar(select(Membership.id).where(Membership.team_id == team_id, lasts(today)).limit(1)):
        raise Conflict("team_not_empty")
    _keep(db, team.id, organisation.left(places(db, team_id=team_id), on=today))
    team.parent_id = None
    team.ended_on = today
    after: dict[str, Value] = {"ended_on": today.isoformat()}
    record(
        db,
        [Record("team_ended", _subject(team), {"ended_on": None}, after)],
        actor_id=actor_id,
        now=now,
    )


def begin_team_again(
    db: Session, *, team_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """Let a team that ended begin again, at the top of the tree."""
    lock_tree(db)
    team = _team(db, team_id)
    if team.ended_on is None:
        return
    before: dict[str, Value] = {"ended_on": team.ended_on.isoformat()}
    place(db, team, parent_id=None, today=today)
    record(
        db,
        [Record("team_begun_again", _subject(team), before, {"ended_on": None})],
        actor_id=actor_id,
        now=now,
    )


def lock_tree(db: Session) -> None:
    """Let nobody else move teams before this is committed, so that no ring can close."""
    db.execute(select(Team.id).order_by(Team.id).with_for_update())


def place(db: Session, team: Team, *, parent_id: int | None, today: date) -> None:
    """Let a team stand below another, or at the top, from today; earlier days stay as they were."""
    db.flush()
    wanted = organisation.settled(
        places(db, team_id=team.id), team_id=team.id, parent_id=parent_id, on=today
    )
    _keep(db, team.id, wanted)
    team.parent_id = parent_id
    team.ended_on = None
    db.flush()


def refuse_taken_name(db: Session, name: str, *, but: int | None = None) -> None:
    """Names of teams differ in more than their capitals, as the people file has it."""
    for row in db.execute(select(Team.id, Team.name, Team.ended_on)):
        if row.id != but and row.name.casefold() == name.casefold():
            raise Invalid("name", "team_name_ended" if row.ended_on else "team_name_taken")


def team_named(db: Session, *, name: str, now: datetime, today: date) -> int:
    """The team of a name, whatever its capitals, made or begun again when it is not there."""
    for row in db.execute(select(Team.id, Team.name)):
        if row.name.casefold() == name.casefold():
            begin_team_again(db, team_id=row.id, actor_id=None, now=now, today=today)
            return int(row.id)
    return add_team(db, name=name, parent_id=None, actor_id=None, now=now, today=today)


def begin(
    db: Session,
    *,
    person_id: int,
    team_id: int,
    kind: Kind,
    since: date,
    until: date | None = None,
    moves: bool = False,
    actor_id: int | None,
    now: datetime,
) -> int:
    """Begin a membership; with `moves` the person is a member of no other team from that day.

    The same one sent twice is one. Raises Invalid with the field when it cannot be.
    """
    person, team = _person(db, person_id), _team(db, team_id)
    term = Term(person_id, team_id, kind, since, until)
    existing = _of_person(db, person_id)
    for one in existing:
        if term_of(one) == term:
            return one.id
    if team.ended_on is not None:
        raise Invalid("team", "team_over")
    if person.erased_at is not None or (person.left_on is not None and person.left_on <= since):
        raise Invalid("person", "person_left")
    _refuse_fault(term, existing)
    if moves and kind is Kind.MEMBER:
        leaving = [one for one in existing if kind_of(one) is Kind.MEMBER]
        cut_short(db, leaving, on=since, actor_id=actor_id, now=now)
    membership = Membership(
        person_id=person_id,
        team_id=team_id,
        role=kind.role.value,
        since=since,
        until=until,
        is_deputy=kind is Kind.DEPUTY,
        is_by_hand=not moves,
    )
    try:
        with db.begin_nested():
            db.add(membership)
    except IntegrityError as error:
        raise Invalid("since", "there_already") from error
    record(
        db,
        [Record("membership_begun", subject_of(membership), {}, said(membership))],
        actor_id=actor_id,
        now=now,
    )
    return membership.id


def change_dates(
    db: Session,
    *,
    membership_id: int,
    since: date,
    until: date | None,
    actor_id: int | None,
    now: datetime,
) -> bool:
    """Correct from when to when a membership lasts; gives whether anything changed."""
    membership = _membership(db, membership_id)
    others = [one for one in _of_person(db, membership.person_id) if one.id != membership_id]
    before = said(membership)
    term = Term(membership.person_id, membership.team_id, kind_of(membership), since, until)
    if term == term_of(membership):
        return False
    person, team = _person(db, membership.person_id), _team(db, membership.team_id)
    for gone_on, code in ((team.ended_on, "team_over"), (person.left_on, "person_left")):
        if gone_on is not None and (until is None or until > gone_on):
            raise Invalid("last_day", code)
    _refuse_fault(term, others)
    try:
        with db.begin_nested():
            membership.since, membership.until = since, until
    except IntegrityError as error:
        db.refresh(membership)
        raise Invalid("since", "there_already") from error
    changed = Record(
        "membership_changed", subject_of(membership), *differing(before, said(membership))
    )
    record(db, [changed], actor_id=actor_id, now=now)
    return True


def end(
    db: Session, *, membership_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """End a membership: today is the first day without. What has not begun never begins."""
    membership = _membership(db, membership_id)
    cut_short(db, [membership], on=today, actor_id=actor_id, now=now)


def cut_short(
    db: Session,
    memberships: Iterable[Membership],
    *,
    on: date,
    actor_id: int | None,
    now: datetime,
) -> int:
    """Let memberships that last longer end on a day; gives how many did."""
    records = []
    for membership in memberships:
        if membership.until is not None and membership.until <= on:
            continue
        before = said(membership)
        membership.until = max(on, membership.since)
        if (after := said(membership)) != before:
            records.append(
                Record("membership_ended", subject_of(membership), *differing(before, after))
            )
    db.flush()
    record(db, records, actor_id=actor_id, now=now)
    return len(records)


def leave_all(
    db: Session, *, person_id: int, on: date, actor_id: int | None, now: datetime
) -> None:
    """End everything that somebody is in teams."""
    cut_short(db, _of_person(db, person_id), on=on, actor_id=actor_id, now=now)


def said(membership: Membership) -> dict[str, Value]:
    """A membership in the words of the audit log; the last day is the last one with it."""
    until = membership.until
    return {
        "kind": kind_of(membership).value,
        "since": membership.since.isoformat(),
        "last_day": (until - timedelta(days=1)).isoformat() if until else None,
    }


def subject_of(membership: Membership) -> str:
    """The membership as the audit log names it."""
    return f"membership:{membership.id}"


def _subject(team: Team) -> str:
    return f"team:{team.id}"


def lasts(today: date) -> ColumnElement[bool]:
    """The condition for a membership in force on a day or coming; not one that never began."""
    return or_(
        Membership.until.is_(None),
        and_(Membership.until > today, Membership.until > Membership.since),
    )


def _of_person(db: Session, person_id: int) -> list[Membership]:
    """The person's memberships, locked together with the person."""
    db.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    return list(
        db.scalars(
            select(Membership).where(Membership.person_id == person_id).order_by(Membership.id)
        )
    )


def _refuse_fault(term: Term, others: Iterable[Membership]) -> None:
    found = organisation.fault(term, map(term_of, others))
    if found is not None:
        raise Invalid(*found)


def _keep(db: Session, team_id: int, wanted: Iterable[Place]) -> None:
    """Bring the stored places of a team to the wanted ones; rows that stay are not touched."""
    stored = {
        row.since: row for row in db.scalars(select(TeamPlace).where(TeamPlace.team_id == team_id))
    }
    by_day = {one.since: one for one in wanted}
    db.execute(
        delete(TeamPlace).where(
            TeamPlace.team_id == team_id, TeamPlace.since.in_(stored.keys() - by_day.keys())
        )
    )
    for since, one in by_day.items():
        row = stored.get(since)
        if row is not None:
            row.parent_id, row.until = one.parent_id, one.until
    db.flush()  # an end before a beginning, since only one may be open
    db.add_all(
        TeamPlace(team_id=team_id, parent_id=one.parent_id, since=since, until=one.until)
        for since, one in by_day.items()
        if since not in stored
    )
    db.flush()


def _standing(db: Session, team_id: int | None) -> Team | None:
    """The upper team, which must be there today."""
    if team_id is None:
        return None
    team = db.get(Team, team_id)
    if team is None or team.ended_on is not None:
        raise Invalid("parent", "team_over")
    return team


def _team(db: Session, team_id: int) -> Team:
    team = db.get(Team, team_id)
    if team is None:
        raise NotFound("unknown_team")
    return team


def _person(db: Session, person_id: int) -> Person:
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound("unknown_person")
    return person


def _membership(db: Session, membership_id: int) -> Membership:
    membership = db.get(Membership, membership_id)
    if membership is None:
        raise NotFound("unknown_membership")
    return membership
