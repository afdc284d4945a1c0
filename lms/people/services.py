"""What may be done to people, teams, sessions and links; each step leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.database import insert_many, take_numbers
from lms.errors import Conflict, Invalid, NotFound
from lms.people import audit, rules, team_services
from lms.people.audit import Record, Value
from lms.people.importing import Place, Plan
from lms.people.models import (
    AccessEntry,
    AuditEntry,
    Membership,
    Notice,
    Outgoing,
    PasswordLink,
    PeopleImport,
    Person,
    SignInSession,
    Team,
    TeamPlace,
)
from lms.people.organisation import Kind
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


def send_mail(
    db: Session,
    *,
    person_id: int,
    subject: str,
    body: str,
    now: datetime,
    html: str | None = None,
    not_before: datetime | None = None,
) -> None:
    """Write a message that is sent after the commit, or later than that."""
    db.add(
        Outgoing(
            person_id=person_id,
            subject=subject[:200],
            body=body,
            html=html,
            created_at=now,
            next_at=not_before,
        )
    )
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
    after = {name: getattr(person, name) for name in (*STATED, "is_author", "is_administrator")}
    record = Record(
        "person_added", f"person:{person.id}", {}, {k: v for k, v in after.items() if v}
    )
    audit.record(db, [record], actor_id=actor_id, now=now)
    if team_id is not None:
        team_services.begin(
            db,
            person_id=person.id,
            team_id=team_id,
            kind=Kind.MEMBER,
            since=today,
            moves=True,
            actor_id=actor_id,
            now=now,
        )
    return person.id


def change_person(
    db: Session,
    *,
    person_id: int,
    actor_id: int,
    values: Mapping[str, Value],
    now: datetime,
) -> None:
    """Change what an administrator may change: names, title, address, roles.

    Nobody takes the administrator's role from themselves, so that one always stays.
    """
    person = _person(db, person_id)
    wanted = dict(values)
    if person_id == actor_id:
        wanted.pop("is_administrator", None)
    before, after = audit.differing({name: getattr(person, name) for name in wanted}, wanted)
    try:
        with db.begin_nested():
            for name, value in after.items():
                setattr(person, name, value)
    except IntegrityError as error:
        db.refresh(person)
        raise Invalid("sign_in_name", "name_taken") from error
    if after:
        record = Record(
            "person_changed", f"person:{person_id}", before, after, ", ".join(sorted(after))
        )
        audit.record(db, [record], actor_id=actor_id, now=now)


def deactivate(
    db: Session, *, person_id: int, actor_id: int | None, now: datetime, today: date
) -> None:
    """End somebody's access: sessions, links and memberships end; what they earned stays."""
    if person_id == actor_id:
        raise Conflict("own_account")
    person = _person(db, person_id)
    if person.left_on is None or person.left_on > today:
        _leave_or_return(db, person, today, action="person_deactivated", actor_id=actor_id, now=now)
    end_sessions(db, person_id=person_id)
    _void_links(db, person_id=person_id, now=now)
    team_services.leave_all(db, person_id=person_id, on=today, actor_id=actor_id, now=now)


def reactivate(db: Session, *, person_id: int, actor_id: int, now: datetime) -> None:
    """Let somebody back in; memberships are begun anew by hand or by the next import."""
    person = _person(db, person_id)
    if person.erased_at is not None:
        raise Conflict("person_erased")
    if person.left_on is not None:
        _leave_or_return(db, person, None, action="person_reactivated", actor_id=actor_id, now=now)


def _leave_or_return(
    db: Session,
    person: Person,
    left_on: date | None,
    *,
    action: str,
    actor_id: int | None,
    now: datetime,
) -> None:
    before: dict[str, Value] = {"left_on": person.left_on.isoformat() if person.left_on else None}
    after: dict[str, Value] = {"left_on": left_on.isoformat() if left_on else None}
    person.left_on = left_on
    db.flush()
    record = Record(action, f"person:{person.id}", before, after)
    audit.record(db, [record], actor_id=actor_id, now=now)


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
    db.execute(update(AccessEntry).where(AccessEntry.person_id == person_id).values(why=""))
    audit.forget(db, person_id=person_id)
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
) -> int | None:
    """Write a plan, all of it or nothing; raises Conflict when it does not fit what is there.

    Gives the import that can be undone, or None when there was nothing to write.
    """
    if plan.problems:
        raise Conflict("plan_has_problems")
    first_entry = (db.scalar(select(func.max(AuditEntry.id))) or 0) + 1
    try:
        with db.begin_nested():
            team_services.lock_tree(db)
            _write_people(db, plan, actor_id=actor_id, now=now)
            _write_teams(db, plan, actor_id=actor_id, now=now, today=today)
    except IntegrityError as error:
        raise Conflict("people_changed") from error
    leaving = plan.leaving if with_leaving else ()
    _let_leave(db, [one.person_id for one in leaving], actor_id=actor_id, now=now, today=today)
    if plan.is_empty and not leaving:
        return None
    detail = f"new {len(plan.new)}, changed {len(plan.changed)}, leaving {len(leaving)}"
    entry = AuditEntry(
        at=now, actor_id=actor_id, action="people_imported", subject="people", detail=detail
    )
    db.add(entry)
    db.flush()
    db.add(
        PeopleImport(
            entry_id=entry.id,
            first_entry=first_entry,
            last_membership=db.scalar(select(func.max(Membership.id))) or 0,
            day=today,
            added=len(plan.new),
            changed=len(plan.changed),
            left=len(leaving),
        )
    )
    db.flush()
    return entry.id


def _let_leave(
    db: Session, ids: Sequence[int], *, actor_id: int | None, now: datetime, today: date
) -> None:
    """End the access of many at once, each as `deactivate` does."""
    if actor_id in ids:
        raise Conflict("own_account")
    records = []
    for chunk in _chunks(ids):
        db.execute(select(Person.id).where(Person.id.in_(chunk)).with_for_update())
        for person in db.scalars(select(Person).where(Person.id.in_(chunk)).order_by(Person.id)):
            if person.left_on is not None and person.left_on <= today:
                continue
            before: dict[str, Value] = {
                "left_on": person.left_on.isoformat() if person.left_on else None
            }
            person.left_on = today
            after: dict[str, Value] = {"left_on": today.isoformat()}
            records.append(Record("person_deactivated", f"person:{person.id}", before, after))
    db.flush()
    audit.record(db, records, actor_id=actor_id, now=now)
    for chunk in _chunks(ids):
        db.execute(delete(SignInSession).where(SignInSession.person_id.in_(chunk)))
        db.execute(
            update(PasswordLink)
            .where(PasswordLink.person_id.in_(chunk), PasswordLink.used_at.is_(None))
            .values(used_at=now)
        )
        places = select(Membership).where(Membership.person_id.in_(chunk)).order_by(Membership.id)
        team_services.cut_short(db, db.scalars(places), on=today, actor_id=actor_id, now=now)


STATED = ("sign_in_name", "email", "first_name", "last_name", "job_title", "language")

COLUMNS = {
    "sign_in_name": "sign_in_name",
    "email": "email",
    "first_name": "first_name",
    "last_name": "last_name",
    "title": "job_title",
    "language": "language",
}
"""The fields of a plan's changes, to the columns they stand in."""


def _write_people(db: Session, plan: Plan, *, actor_id: int | None, now: datetime) -> None:
    changing = _by_id(db, (item.person_id for item in plan.changed))
    records = []
    for item in plan.changed:
        person = changing.get(item.person_id)
        if person is None:
            raise Conflict("people_changed")
        before: dict[str, Value] = {}
        after: dict[str, Value] = {}
        for change in item.changes:
            if change.field in COLUMNS:
                column = COLUMNS[change.field]
                before[column], after[column] = getattr(person, column), change.new or None
                setattr(person, column, change.new or None)
            elif change.field == "returning":
                before["left_on"] = person.left_on.isoformat() if person.left_on else None
                after["left_on"] = person.left_on = None
            elif change.field == "imported":
                before["is_imported"], after["is_imported"] = False, True
                person.is_imported = True
        if after:
            records.append(Record("person_changed", f"person:{person.id}", before, after))
    db.flush()
    added = [
        {
            "sign_in_name": new.sign_in_name,
            "email": new.email,
            "first_name": new.first_name,
            "last_name": new.last_name,
            "job_title": new.title,
            "language": new.language,
        }
        for new in plan.new
    ]
    ids = take_numbers(db, Person, len(added)) if added else ()
    common = {"created_at": now, "is_imported": True}
    insert_many(  # since a first file may bring a hundred thousand
        db,
        Person,
        [values | common | {"id": key} for key, values in zip(ids, added, strict=True)],
    )
    first = {place.who: place.team for place in plan.begins if place.role == Kind.MEMBER}
    for key, new, stated in zip(ids, plan.new, added, strict=True):
        known: dict[str, Value] = {name: value for name, value in stated.items() if value}
        if new.sign_in_name in first:
            known["member_of"] = first[new.sign_in_name]
        records.append(Record("person_added", f"person:{key}", {}, known))
    audit.record(db, records, actor_id=actor_id, now=now)


def _write_teams(
    db: Session, plan: Plan, *, actor_id: int | None, now: datetime, today: date
) -> None:
    teams = _begin_teams(db, plan, actor_id=actor_id, now=now, today=today)
    names = {team.id: team.name for team in teams.values()}
    records = []
    for name, parent in plan.parents:
        team = teams[name]
        if team.parent_id == teams[parent].id:
            continue  # a new team stands there from the start
        before: dict[str, Value] = {"parent": names.get(team.parent_id or 0)}
        team_services.place(db, team, parent_id=teams[parent].id, today=today)
        records.append(Record("team_changed", f"team:{team.id}", before, {"parent": parent}))
    people = _ids_by_name(db, {place.who for place in (*plan.begins, *plan.ends)})
    new = {person.sign_in_name for person in plan.new}
    lasting = _lasting(db, {key for name, key in people.items() if name not in new}, today)

    def stored(place: Place) -> Membership | None:
        return lasting.get((people[place.who], teams[place.team].id, place.role))

    ending = [one for place in plan.ends if (one := stored(place)) and one.since <= today]
    # An end before a beginning, since only one may be open.
    team_services.cut_short(db, ending, on=today, actor_id=actor_id, now=now)
    begun: list[dict[str, object]] = []
    first: list[dict[str, object]] = []
    for place in plan.begins:
        coming = stored(place)
        if coming is not None and coming.since > today:  # planned for later, and now it is so
            was = team_services.said(coming)
            coming.since = today
            difference = audit.differing(was, team_services.said(coming))
            subject = team_services.subject_of(coming)
            records.append(Record("membership_changed", subject, *difference))
            continue
        values: dict[str, object] = {
            "person_id": people[place.who],
            "team_id": teams[place.team].id,
            "role": place.role,
            "since": today,
        }
        if place.who in new and place.role == Kind.MEMBER:
            first.append(values)  # told with the person, so its number is not needed
        else:
            begun.append(values)
    insert_many(db, Membership, first)
    ids = take_numbers(db, Membership, len(begun)) if begun else ()
    insert_many(
        db, Membership, [values | {"id": key} for key, values in zip(ids, begun, strict=True)]
    )
    for key, values in zip(ids, begun, strict=True):
        after: dict[str, Value] = {
            "kind": str(values["role"]),
            "since": today.isoformat(),
            "last_day": None,
        }
        records.append(Record("membership_begun", f"membership:{key}", {}, after))
    audit.record(db, records, actor_id=actor_id, now=now)


def _begin_teams(
    db: Session, plan: Plan, *, actor_id: int | None, now: datetime, today: date
) -> dict[str, Team]:
    """Every team by name, after new ones were added and ended ones of the file begun again."""
    listed = list(db.scalars(select(Team)))
    teams = {team.name: team for team in listed}
    ended = {team.name.casefold(): team for team in listed if team.ended_on is not None}
    slugs = {team.slug for team in listed}
    added = []
    for name in plan.new_teams:
        team = ended.get(name.casefold())
        if team is None:
            team = Team(name=name, slug=rules.slug_for(name, slugs))
            slugs.add(team.slug)
            added.append(team)
        else:
            team_services.begin_team_again(
                db, team_id=team.id, actor_id=actor_id, now=now, today=today
            )
        teams[name] = team
    db.add_all(added)
    db.flush()
    above = dict(plan.parents)
    records = []
    for team in added:
        parent = above.get(team.name)
        team.parent_id = teams[parent].id if parent else None
        db.add(TeamPlace(team_id=team.id, parent_id=team.parent_id, since=today))
        after: dict[str, Value] = {"name": team.name, "parent": parent}
        records.append(Record("team_added", f"team:{team.id}", {}, after))
    db.flush()
    audit.record(db, records, actor_id=actor_id, now=now)
    return teams


CHUNK = 500
MANY = 5_000
"""From so many on, everybody is looked through in one statement."""


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
    if len(names) > MANY:
        everybody = db.execute(select(Person.id, Person.sign_in_name))
        return {row.sign_in_name: row.id for row in everybody if row.sign_in_name in names}
    return {
        row.sign_in_name: row.id
        for chunk in _chunks(sorted(names))
        for row in db.execute(
            select(Person.id, Person.sign_in_name).where(Person.sign_in_name.in_(chunk))
        )
    }


def _lasting(db: Session, ids: set[int], today: date) -> dict[tuple[int, int, str], Membership]:
    """Memberships that the file may move: in force or coming, no deputies, none by hand."""
    return {
        (item.person_id, item.team_id, item.role): item
        for chunk in _chunks(sorted(ids))
        for item in db.scalars(
            select(Membership)
            .where(
                Membership.person_id.in_(chunk),
                team_services.lasts(today),
                Membership.is_deputy.is_(False),
                Membership.is_by_hand.is_(False),
            )
            .order_by(Membership.since.desc())  # what is in force wins over what is coming
        )
    }


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
