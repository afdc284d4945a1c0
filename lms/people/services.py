"""What may be done to people, teams, sessions and links; each step leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.errors import Conflict, Invalid, NotFound
from lms.people import rules
from lms.people.importing import Plan
from lms.people.models import (
    AuditEntry,
    Membership,
    Notice,
    Outgoing,
    PasswordLink,
    Person,
    Role,
    SignInSession,
    Team,
)
from lms.people.throttle import count_try, forget_old_tries

ERASED_NAME = "—"


def start_session(
    db: Session, *, person_id: int, now: datetime, is_shared: bool, device: str
) -> str:
    """Begin a session on a device; gives the token for its cookie. Old sessions are swept away."""
    token = rules.new_token()
    db.execute(
        delete(SignInSession).where(
            SignInSession.person_id == person_id, SignInSession.expires_at <= now
        )
    )
    db.add(
        SignInSession(
            digest=rules.token_digest(token),
            person_id=person_id,
            created_at=now,
            expires_at=now + (rules.STAY_SHARED if is_shared else rules.STAY),
            device=device[:120],
            is_shared=is_shared,
        )
    )
    db.flush()
    return token


def end_session(db: Session, *, token: str) -> None:
    """End the session of a token."""
    db.execute(delete(SignInSession).where(SignInSession.digest == rules.token_digest(token)))


def end_sessions(db: Session, *, person_id: int, but: int | None = None) -> int:
    """End every session of a person, except one; gives how many."""
    statement = delete(SignInSession).where(SignInSession.person_id == person_id)
    if but is not None:
        statement = statement.where(SignInSession.id != but)
    return _rows(db.execute(statement))


def keep_hash(db: Session, *, person_id: int, password_hash: str) -> None:
    """Keep a stronger hash of the same password."""
    db.execute(update(Person).where(Person.id == person_id).values(password_hash=password_hash))


def change_password(
    db: Session, *, person_id: int, password_hash: str, session_id: int, now: datetime
) -> None:
    """Set a new password; every other device is signed out and open links are void."""
    keep_hash(db, person_id=person_id, password_hash=password_hash)
    end_sessions(db, person_id=person_id, but=session_id)
    _void_links(db, person_id=person_id, now=now)
    _note(db, now, person_id, "password_changed", person_id)


def issue_link(
    db: Session, *, person_id: int, now: datetime, lasts: timedelta, actor_id: int | None
) -> str:
    """Make a one-time link to set a password; gives its token. Earlier links become void."""
    _void_links(db, person_id=person_id, now=now)
    token = rules.new_token()
    db.add(
        PasswordLink(
            digest=rules.token_digest(token),
            person_id=person_id,
            created_at=now,
            expires_at=now + lasts,
        )
    )
    _note(db, now, actor_id, "link_made", person_id)
    db.flush()
    return token


def use_link(db: Session, *, token: str, password_hash: str, now: datetime) -> int:
    """Set a password by a link, once; gives the person. Raises Conflict when the link is over."""
    used = db.execute(
        update(PasswordLink)
        .where(
            PasswordLink.digest == rules.token_digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(PasswordLink.person_id)
    ).scalar_one_or_none()
    if used is None:
        raise Conflict("link_over")
    keep_hash(db, person_id=used, password_hash=password_hash)
    end_sessions(db, person_id=used)
    _void_links(db, person_id=used, now=now)
    _note(db, now, used, "password_set", used)
    return used


def send_mail(db: Session, *, person_id: int, subject: str, body: str, now: datetime) -> None:
    """Write a message that is sent after the commit."""
    db.add(Outgoing(person_id=person_id, subject=subject[:200], body=body, created_at=now))
    db.flush()


def set_language(db: Session, *, person_id: int, language: str) -> None:
    """Choose the language of one's pages and messages."""
    db.execute(update(Person).where(Person.id == person_id).values(language=language))


def set_appearance(db: Session, *, person_id: int, language: str, theme: str) -> None:
    """Choose language and theme."""
    db.execute(update(Person).where(Person.id == person_id).values(language=language, theme=theme))


def add_person(
    db: Session,
    *,
    sign_in_name: str,
    email: str | None,
    first_name: str,
    last_name: str,
    now: datetime,
    today: date,
    job_title: str = "",
    language: str | None = None,
    is_author: bool = False,
    is_administrator: bool = False,
    team_id: int | None = None,
    actor_id: int | None = None,
) -> int:
    """Add somebody; raises Invalid when the name or address is taken."""
    person = Person(
        sign_in_name=rules.sign_in_name(sign_in_name),
        email=rules.sign_in_name(email) if email else None,
        first_name=first_name,
        last_name=last_name,
        job_title=job_title,
        language=language,
        is_author=is_author,
        is_administrator=is_administrator,
        created_at=now,
    )
    try:
        with db.begin_nested():
            db.add(person)
    except IntegrityError as error:
        raise Invalid("sign_in_name", "name_taken") from error
    if team_id is not None:
        _begin(db, person.id, team_id, Role.MEMBER.value, today)
    _note(db, now, actor_id, "person_added", person.id)
    db.flush()
    return person.id


def change_person(
    db: Session,
    *,
    person_id: int,
    actor_id: int,
    values: Mapping[str, object],
    team_id: int | None,
    now: datetime,
    today: date,
) -> None:
    """Change what an administrator may change: names, title, address, roles, team.

    Nobody takes the administrator's role from themselves, so that one always stays.
    """
    person = _person(db, person_id)
    wanted = dict(values)
    if person_id == actor_id:
        wanted.pop("is_administrator", None)
    changed = sorted(name for name, value in wanted.items() if getattr(person, name) != value)
    try:
        with db.begin_nested():
            for name in changed:
                setattr(person, name, wanted[name])
    except IntegrityError as error:
        db.refresh(person)
        raise Invalid("sign_in_name", "name_taken") from error
    moved = _move(db, person_id=person_id, team_id=team_id, today=today)
    if changed or moved:
        detail = ", ".join([*changed, *(["team"] if moved else [])])
        _note(db, now, actor_id, "person_changed", person_id, detail)
    db.flush()


def team_named(db: Session, *, name: str) -> int:
    """The team of a name, made when there is none."""
    team_id = db.scalar(select(Team.id).where(Team.name == name))
    if team_id is not None:
        return team_id
    taken = db.scalars(select(Team.slug)).all()
    team = Team(name=name, slug=rules.slug_for(name, taken))
    try:
        with db.begin_nested():
            db.add(team)
    except IntegrityError:
        return db.execute(select(Team.id).where(Team.name == name)).scalar_one()
    return team.id


def deactivate(
    db: Session, *, person_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """End somebody's access: sessions, links and memberships end; what they earned stays."""
    if person_id == actor_id:
        raise Conflict("own_account")
    person = _person(db, person_id)
    if person.left_on is None or person.left_on > today:
        person.left_on = today
        _note(db, now, actor_id, "person_deactivated", person_id)
    end_sessions(db, person_id=person_id)
    _void_links(db, person_id=person_id, now=now)
    for membership in db.scalars(
        select(Membership).where(Membership.person_id == person_id, Membership.until.is_(None))
    ):
        membership.until = max(today, membership.since)
    db.flush()


def reactivate(db: Session, *, person_id: int, actor_id: int, now: datetime) -> None:
    """Let somebody back in; memberships are begun anew by hand or by the next import."""
    person = _person(db, person_id)
    if person.erased_at is not None:
        raise Conflict("person_erased")
    if person.left_on is not None:
        person.left_on = None
        _note(db, now, actor_id, "person_reactivated", person_id)
    db.flush()


def erase(db: Session, *, person_id: int, actor_id: int | None, now: datetime, today: date) -> None:
    """Take a leaver's personal data out of this package's rows; the bare row stays.

    Anonymous figures go on counting the row. Answers and certificates are the business of their
    own packages, called beside this.
    """
    person = _person(db, person_id)
    if person.erased_at is not None:
        return
    if person.left_on is None or person.left_on > today:
        raise Conflict("still_active")
    deactivate(db, person_id=person_id, actor_id=actor_id, now=now, today=today)
    person.sign_in_name = f"erased-{person.id}"
    person.email = None
    person.first_name = ""
    person.last_name = ERASED_NAME
    person.job_title = ""
    person.language = None
    person.theme = "system"
    person.password_hash = None
    person.is_author = False
    person.is_administrator = False
    person.is_imported = False
    person.erased_at = now
    for table in (PasswordLink, Outgoing, Notice):
        db.execute(delete(table).where(table.person_id == person_id))
    _note(db, now, actor_id, "person_erased", person_id)
    db.flush()


def apply_plan(
    db: Session,
    plan: Plan,
    *,
    with_leaving: bool,
    actor_id: int | None,
    now: datetime,
    today: date,
) -> None:
    """Write a plan, all of it or nothing; raises Conflict when it does not fit what is there."""
    if plan.problems:
        raise Conflict("plan_has_problems")
    try:
        with db.begin_nested():
            _write_people(db, plan, now)
            _write_teams(db, plan, today)
    except IntegrityError as error:
        raise Conflict("people_changed") from error
    leaving = plan.leaving if with_leaving else ()
    for person in leaving:
        deactivate(db, person_id=person.person_id, actor_id=actor_id, now=now, today=today)
    if not plan.is_empty or leaving:
        detail = f"new {len(plan.new)}, changed {len(plan.changed)}, leaving {len(leaving)}"
        db.add(
            AuditEntry(
                at=now, actor_id=actor_id, action="people_imported", subject="people", detail=detail
            )
        )
    db.flush()


COLUMNS = {
    "sign_in_name": "sign_in_name",
    "email": "email",
    "first_name": "first_name",
    "last_name": "last_name",
    "title": "job_title",
    "language": "language",
}
"""The fields of a plan's changes, to the columns they stand in."""


def _write_people(db: Session, plan: Plan, now: datetime) -> None:
    changing = _by_id(db, (item.person_id for item in plan.changed))
    for item in plan.changed:
        person = changing.get(item.person_id)
        if person is None:
            raise Conflict("people_changed")
        for change in item.changes:
            if change.field in COLUMNS:
                setattr(person, COLUMNS[change.field], change.new or None)
            elif change.field == "returning":
                person.left_on = None
            elif change.field == "imported":
                person.is_imported = True
    db.add_all(
        Person(
            sign_in_name=new.sign_in_name,
            email=new.email,
            first_name=new.first_name,
            last_name=new.last_name,
            job_title=new.title,
            language=new.language,
            created_at=now,
            is_imported=True,
        )
        for new in plan.new
    )
    db.flush()


def _write_teams(db: Session, plan: Plan, today: date) -> None:
    teams = {team.name: team for team in db.scalars(select(Team))}
    slugs = {team.slug for team in teams.values()}
    for name in plan.new_teams:
        slug = rules.slug_for(name, slugs)
        slugs.add(slug)
        teams[name] = Team(name=name, slug=slug)
        db.add(teams[name])
    db.flush()
    for name, parent in plan.parents:
        teams[name].parent_id = teams[parent].id
    people = _ids_by_name(db, {place.who for place in (*plan.begins, *plan.ends)})
    open_now = _open_memberships(db, {people[place.who] for place in plan.ends})
    for place in plan.ends:
        membership = open_now.get((people[place.who], teams[place.team].id, place.role))
        if membership is not None:
            membership.until = max(today, membership.since)
    db.flush()  # an end before a beginning, since only one may be open
    db.add_all(
        Membership(
            person_id=people[place.who],
            team_id=teams[place.team].id,
            role=place.role,
            since=today,
        )
        for place in plan.begins
    )
    db.flush()


CHUNK = 500


def _chunks(values: Iterable[object]) -> Iterable[list[object]]:
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _by_id(db: Session, ids: Iterable[int]) -> dict[int, Person]:
    return {
        person.id: person
        for chunk in _chunks(ids)
        for person in db.scalars(select(Person).where(Person.id.in_(chunk)))
    }


def _ids_by_name(db: Session, names: set[str]) -> dict[str, int]:
    return {
        row.sign_in_name: row.id
        for chunk in _chunks(sorted(names))
        for row in db.execute(
            select(Person.id, Person.sign_in_name).where(Person.sign_in_name.in_(chunk))
        )
    }


def _open_memberships(db: Session, ids: set[int]) -> dict[tuple[int, int, str], Membership]:
    return {
        (item.person_id, item.team_id, item.role): item
        for chunk in _chunks(sorted(ids))
        for item in db.scalars(
            select(Membership).where(Membership.person_id.in_(chunk), Membership.until.is_(None))
        )
    }


def _move(db: Session, *, person_id: int, team_id: int | None, today: date) -> bool:
    """Make somebody a member of one team and no other; gives whether that was a change."""
    moved = False
    stays = False
    for membership in db.scalars(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.role == Role.MEMBER.value,
            Membership.until.is_(None),
        )
    ):
        if membership.team_id == team_id:
            stays = True
        else:
            membership.until = max(today, membership.since)
            moved = True
    db.flush()
    if team_id is not None and not stays:
        _begin(db, person_id, team_id, Role.MEMBER.value, today)
        moved = True
    return moved


def _begin(db: Session, person_id: int, team_id: int, role: str, today: date) -> None:
    """Begin a membership; one that is open already stays as it is."""
    try:
        with db.begin_nested():
            db.add(Membership(person_id=person_id, team_id=team_id, role=role, since=today))
    except IntegrityError:
        if db.get(Team, team_id) is None:
            raise NotFound("unknown_team") from None


def _void_links(db: Session, *, person_id: int, now: datetime) -> None:
    db.execute(
        update(PasswordLink)
        .where(PasswordLink.person_id == person_id, PasswordLink.used_at.is_(None))
        .values(used_at=now)
    )


def _person(db: Session, person_id: int) -> Person:
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound("unknown_person")
    return person


def _note(
    db: Session,
    now: datetime,
    actor_id: int | None,
    action: str,
    person_id: int,
    detail: str = "",
) -> None:
    db.add(
        AuditEntry(
            at=now, actor_id=actor_id, action=action, subject=f"person:{person_id}", detail=detail
        )
    )


def _rows(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0


def pretend_link(db: Session, *, name: str, now: datetime) -> None:
    """Do the work of making and sending a link for somebody who is not there."""
    digest = rules.token_digest(name)
    for window in (0, 1):
        count_try(db, key=digest, window=window)
    forget_old_tries(db, now=now)
