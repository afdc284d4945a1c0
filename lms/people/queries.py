"""What pages ask about people; every answer is a frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    LargeBinary,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from lms.clock import Past
from lms.database import Base
from lms.paging import Paged, nearest
from lms.people import rules
from lms.people.dated import holds, works_here
from lms.people.importing import Existing, KnownPerson, KnownTeam
from lms.people.models import (
    Membership,
    Outgoing,
    PasswordLink,
    Person,
    Role,
    SignInSession,
    Team,
    TeamPlace,
)

PAGE = 25
MOST_UNREACHED = 25
MOST_TRIES = 10
"""After so many tries nobody believes that a message will arrive."""


@dataclass(frozen=True, slots=True)
class ViewerRow:
    """The signed-in person and session, loaded by one statement at each request."""

    session_id: int
    person_id: int
    name: str
    initials: str
    language: str | None
    theme: str
    is_author: bool
    is_administrator: bool
    is_manager: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may sign in, as far as checking the password needs."""

    person_id: int
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """One's own account."""

    person_id: int
    first_name: str
    last_name: str
    sign_in_name: str
    email: str | None
    job_title: str
    language: str | None
    theme: str
    password_hash: str | None
    teams: tuple[str, ...]

    @property
    def own_words(self) -> tuple[str, ...]:
        """What one's own password must not be made of."""
        return (self.first_name, self.last_name, self.sign_in_name, self.email or "")


@dataclass(frozen=True, slots=True)
class Device:
    """A signed-in device."""

    session_id: int
    words: str
    since: datetime
    is_shared: bool
    is_this: bool


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whose one-time link it is, while the link is good."""

    link_id: int
    person_id: int
    name: str
    sign_in_name: str
    own_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailHolder:
    """Somebody who can be sent a link."""

    person_id: int
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the administrator's list."""

    person_id: int
    name: str
    sign_in_name: str
    teams: str
    is_author: bool
    is_administrator: bool
    has_password: bool
    has_left: bool


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A person as the administrator sees them: no learning, no scores."""

    person_id: int
    first_name: str
    last_name: str
    sign_in_name: str
    email: str | None
    job_title: str
    language: str | None
    is_author: bool
    is_administrator: bool
    is_imported: bool
    has_password: bool
    left_on: date | None
    is_erased: bool
    member_of: tuple[str, ...]
    manages: tuple[str, ...]
    team_id: int | None

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.first_name} {self.last_name}".strip()


def tree(past: Past | None = None) -> FromClause:
    """The teams with the one above each (`id`, `parent_id`): today's, or those of a past day."""
    if past is None:
        return Team.__table__.alias()
    return (
        select(TeamPlace.team_id.label("id"), TeamPlace.parent_id)
        .where(
            TeamPlace.since <= past.day,
            or_(TeamPlace.until.is_(None), TeamPlace.until > past.day),
        )
        .subquery()
    )


# Every request sends this statement, so it is built once.
_VIEWER = (
    select(
        SignInSession.id,
        SignInSession.digest,
        SignInSession.is_shared,
        Person.id.label("person_id"),
        Person.first_name,
        Person.last_name,
        Person.language,
        Person.theme,
        Person.is_author,
        Person.is_administrator,
        exists()
        .where(
            Membership.person_id == Person.id,
            Membership.role == Role.MANAGER.value,
            Membership.since <= bindparam("tomorrow"),
            or_(Membership.until.is_(None), Membership.until > bindparam("today")),
        )
        .correlate(Person)
        .label("is_manager"),
    )
    .join(Person, Person.id == SignInSession.person_id)
    .where(
        SignInSession.digest == bindparam("digest"),
        SignInSession.expires_at > bindparam("now"),
        works_here(bindparam("today")),
    )
)


def viewer_by_token(db: Session, token: str, now: datetime) -> ViewerRow | None:
    """The person and session of a cookie's token, in one statement; None when it is over."""
    digest = rules.token_digest(token)
    today = now.date()
    row = (
        db.connection()
        .execute(  # plain rows: the session's own way costs more
            _VIEWER,
            {
                "digest": digest,
                "now": now,
                "today": today,
                # A day of grace at the edge of midnight: the teams themselves are judged exactly.
                "tomorrow": today + timedelta(days=1),
            },
        )
        .one_or_none()
    )
    if row is None or not rules.same_digest(bytes(row.digest), digest):
        return None
    return ViewerRow(
        session_id=row.id,
        person_id=row.person_id,
        name=f"{row.first_name} {row.last_name}".strip(),
        initials=rules.initials(row.first_name, row.last_name),
        language=row.language,
        theme=row.theme,
        is_author=row.is_author,
        is_administrator=row.is_administrator,
        is_manager=bool(row.is_manager),
        is_shared=row.is_shared,
    )


def managed_team_ids(db: Session, person_id: int, today: date) -> frozenset[int]:
    """The teams a person manages today, with all teams below them."""
    own = (
        select(Membership.team_id.label("id"))
        .where(
            Membership.person_id == person_id,
            Membership.role == Role.MANAGER.value,
            holds(today),
        )
        .cte("managed", recursive=True)
    )
    below = select(Team.id).join(own, Team.parent_id == own.c.id)
    managed = own.union(below)  # a set: a cycle of teams could not make it endless
    return frozenset(db.scalars(select(managed.c.id)))


def candidate(db: Session, *, name: str, today: date) -> Candidate | None:
    """Who signs in with this address or staff number; nobody when they have left."""
    row = db.execute(
        select(Person.id, Person.password_hash).where(
            or_(Person.sign_in_name == name, Person.email == name),
            works_here(today),
        )
    ).first()
    return None if row is None else Candidate(row.id, row.password_hash)


def mail_holder(db: Session, *, name: str, today: date) -> MailHolder | None:
    """Who can be sent a link to this address or for this staff number."""
    row = db.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.language).where(
            or_(Person.sign_in_name == name, Person.email == name),
            Person.email.is_not(None),
            works_here(today),
        )
    ).first()
    if row is None:
        return None
    return MailHolder(row.id, f"{row.first_name} {row.last_name}".strip(), row.language)


def account(db: Session, *, person_id: int, today: date) -> Account:
    """One's own account."""
    person = db.get_one(Person, person_id)
    teams = db.scalars(
        select(Team.name)
        .join(Membership, Membership.team_id == Team.id)
        .where(
            Membership.person_id == person_id, Membership.role == Role.MEMBER.value, holds(today)
        )
        .order_by(Team.name)
    )
    return Account(
        person_id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        sign_in_name=person.sign_in_name,
        email=person.email,
        job_title=person.job_title,
        language=person.language,
        theme=person.theme,
        password_hash=person.password_hash,
        teams=tuple(teams),
    )


def devices(db: Session, *, person_id: int, session_id: int, now: datetime) -> tuple[Device, ...]:
    """Where a person is signed in, this device first, then the newest."""
    rows = db.execute(
        select(
            SignInSession.id,
            SignInSession.device,
            SignInSession.created_at,
            SignInSession.is_shared,
        )
        .where(SignInSession.person_id == person_id, SignInSession.expires_at > now)
        .order_by(SignInSession.created_at.desc(), SignInSession.id.desc())
    )
    found = [Device(row.id, row.device, row.created_at, row.is_shared, row.id == session_id)
             for row in rows]  # fmt: skip
    return tuple(sorted(found, key=lambda device: not device.is_this))


def link_holder(db: Session, *, token: str, now: datetime, today: date) -> LinkHolder | None:
    """Whose link this is; None when it was used, is over, or never was."""
    digest = rules.token_digest(token)
    row = db.execute(
        select(PasswordLink.id, PasswordLink.digest, Person)
        .join(Person, Person.id == PasswordLink.person_id)
        .where(
            PasswordLink.digest == digest,
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now,
            works_here(today),
        )
    ).one_or_none()
    if row is None or not rules.same_digest(bytes(row.digest), digest):
        return None
    person: Person = row.Person
    return LinkHolder(
        link_id=row.id,
        person_id=person.id,
        name=person.name,
        sign_in_name=person.sign_in_name,
        own_words=(person.first_name, person.last_name, person.sign_in_name, person.email or ""),
    )


def stored_about(db: Session, *, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that belongs to a person, by table, for the copy of one's own data.

    Tables are found by their foreign keys, so that a new table is in the copy from the start:
    rows that name the person, and rows that hang on such a row (an answer on its attempt). A
    column that says for whom a row of somebody else waits is marked `is_of_others`.
    Hashes and digests are left out.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    person = Base.metadata.tables["person"]
    for table in Base.metadata.sorted_tables:
        shown = [
            column
            for column in table.columns
            if not isinstance(column.type, LargeBinary) and column.name != "password_hash"
        ]
        if table is person:
            condition: ColumnElement[bool] | None = person.c.id == person_id
        else:
            condition = _belongs(table, person_id)
        if condition is None:
            continue
        rows = db.execute(select(*shown).where(condition).order_by(*table.primary_key.columns))
        listed = [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
        if listed:
            found[table.name] = listed
    return found


def _belongs(table: Any, person_id: int) -> ColumnElement[bool] | None:
    own = [
        column
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
        and not column.info.get("is_of_others")
    ]
    if own:
        return or_(*(column == person_id for column in own))
    for column in table.columns:
        for key in column.foreign_keys:
            parent = key.column.table
            if "person_id" in parent.columns:
                return column.in_(  # type: ignore[no-any-return]
                    select(key.column).where(parent.c.person_id == person_id)
                )
    return None


def _is_without_team(today: date) -> ColumnElement[bool]:
    """Whether somebody works here and is a member of no team."""
    placed = exists().where(
        Membership.person_id == Person.id, Membership.role == Role.MEMBER.value, holds(today)
    )
    return and_(Person.erased_at.is_(None), works_here(today), ~placed)


def count_without_team(db: Session, *, today: date) -> int:
    """How many people work here and are members of no team."""
    found = select(func.count()).select_from(Person).where(_is_without_team(today))
    return db.scalar(found) or 0


def people_page(
    db: Session,
    *,
    find: str = "",
    page: int = 1,
    left: bool = False,
    without_team: bool = False,
    today: date,
) -> Paged[PersonLine]:
    """The administrator's list, alphabetical; those who left only when asked for."""
    conditions: list[ColumnElement[bool]] = [Person.erased_at.is_(None)]
    gone = and_(Person.left_on.is_not(None), Person.left_on <= today)
    conditions.append(gone if left else ~gone)
    if without_team:
        conditions.append(_is_without_team(today))
    for word in find.lower().split()[:5]:
        plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        # SQLite folds only the letters a to z, so a name with ä is looked for as it is written too.
        patterns = {f"%{form}%" for form in (plain, plain.capitalize(), plain.upper())}
        conditions.append(
            or_(
                *(
                    column.ilike(pattern, escape="!")
                    for column in (
                        Person.first_name,
                        Person.last_name,
                        Person.sign_in_name,
                        Person.email,
                    )
                    for pattern in sorted(patterns)
                )
            )
        )
    total = db.scalar(select(func.count()).select_from(Person).where(*conditions)) or 0
    page = nearest(page, total, PAGE)
    rows = db.execute(
        select(Person)
        .where(*conditions)
        .order_by(func.lower(Person.last_name), func.lower(Person.first_name), Person.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).scalars()
    shown = list(rows)
    teams = _team_names(db, [person.id for person in shown], today)
    return Paged(
        lines=tuple(
            PersonLine(
                person_id=person.id,
                name=person.name,
                sign_in_name=person.sign_in_name,
                teams=", ".join(teams.get(person.id, ())),
                is_author=person.is_author,
                is_administrator=person.is_administrator,
                has_password=person.password_hash is not None,
                has_left=person.left_on is not None and person.left_on <= today,
            )
            for person in shown
        ),
        total=total,
        page=page,
        size=PAGE,
    )


def _team_names(db: Session, person_ids: Sequence[int], today: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = db.execute(
        select(Membership.person_id, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(
            Membership.person_id.in_(person_ids),
            Membership.role == Role.MEMBER.value,
            holds(today),
        )
        .order_by(Team.name)
    )
    for row in rows:
        found.setdefault(row.person_id, []).append(row.name)
    return found


def person_detail(db: Session, *, person_id: int, today: date) -> PersonDetail | None:
    """One person for the administrator."""
    person = db.get(Person, person_id)
    if person is None:
        return None
    rows = db.execute(
        select(Team.id, Team.name, Membership.role)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, holds(today))
        .order_by(Team.name)
    ).all()
    member = [row for row in rows if row.role == Role.MEMBER.value]
    return PersonDetail(
        person_id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        sign_in_name=person.sign_in_name,
        email=person.email,
        job_title=person.job_title,
        language=person.language,
        is_author=person.is_author,
        is_administrator=person.is_administrator,
        is_imported=person.is_imported,
        has_password=person.password_hash is not None,
        left_on=person.left_on,
        is_erased=person.erased_at is not None,
        member_of=tuple(row.name for row in member),
        manages=tuple(row.name for row in rows if row.role == Role.MANAGER.value),
        team_id=member[0].id if member else None,
    )


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody at whose address no message arrives, and since when."""

    person_id: int
    name: str
    since: datetime


def unreached(db: Session, *, today: date, person_id: int | None = None) -> tuple[Unreached, ...]:
    """Those for whom a message was tried in vain for days, and none has arrived since."""
    later = aliased(Outgoing)
    arrived = select(later.id).where(
        later.person_id == Outgoing.person_id, later.sent_at > Outgoing.created_at
    )
    since = func.min(Outgoing.created_at, type_=Outgoing.created_at.type)
    rows = db.execute(
        select(Person.id, Person.first_name, Person.last_name, since.label("since"))
        .join(Outgoing, Outgoing.person_id == Person.id)
        .where(
            Outgoing.sent_at.is_(None),
            Outgoing.tries >= MOST_TRIES,
            ~arrived.exists(),
            works_here(today),
            true() if person_id is None else Person.id == person_id,
        )
        .group_by(Person.id)
        .order_by(since.desc(), Person.id)
        .limit(MOST_UNREACHED)
    )
    return tuple(
        Unreached(row.id, f"{row.first_name} {row.last_name}".strip(), row.since) for row in rows
    )


def person_id_by_name(db: Session, *, name: str) -> int | None:
    """The person of an address or staff number, also when they have left."""
    return db.scalar(
        select(Person.id)
        .where(or_(Person.sign_in_name == name, Person.email == name))
        .order_by(Person.id)
        .limit(1)
    )


def team_choices(db: Session) -> tuple[tuple[int, str], ...]:
    """Every team that is there, by name."""
    rows = db.execute(select(Team.id, Team.name).where(Team.ended_on.is_(None)).order_by(Team.name))
    return tuple((row.id, row.name) for row in rows)


def existing(db: Session, *, today: date) -> Existing:
    """Everybody and every team, as far as an import needs to know, in three statements."""
    teams = db.execute(select(Team.id, Team.name, Team.parent_id, Team.ended_on)).all()
    names = {row.id: row.name for row in teams}
    member_of: dict[int, set[str]] = {}
    manages: dict[int, set[str]] = {}
    kept: dict[int, set[tuple[str, str]]] = {}
    rows = db.execute(
        select(
            Membership.person_id, Membership.team_id, Membership.role, Membership.is_by_hand
        ).where(holds(today), Membership.is_deputy.is_(False))
    )
    for row in rows:
        kind = manages if row.role == Role.MANAGER.value else member_of
        kind.setdefault(row.person_id, set()).add(names[row.team_id])
        if row.is_by_hand:
            kept.setdefault(row.person_id, set()).add((row.role, names[row.team_id]))
    people = db.execute(
        select(
            Person.id,
            Person.sign_in_name,
            Person.email,
            Person.first_name,
            Person.last_name,
            Person.job_title,
            Person.language,
            Person.is_administrator,
            Person.is_imported,
            Person.left_on,
        )
        .where(Person.erased_at.is_(None))
        .order_by(Person.id)
    )
    return Existing(
        people=tuple(
            KnownPerson(
                person_id=row.id,
                sign_in_name=row.sign_in_name,
                email=row.email,
                first_name=row.first_name,
                last_name=row.last_name,
                title=row.job_title,
                language=row.language,
                is_administrator=row.is_administrator,
                is_imported=row.is_imported,
                has_left=row.left_on is not None and row.left_on <= today,
                member_of=frozenset(member_of.get(row.id, ())),
                manages=frozenset(manages.get(row.id, ())),
                kept=frozenset(kept.get(row.id, ())),
            )
            for row in people
        ),
        teams=tuple(
            KnownTeam(row.name, names[row.parent_id] if row.parent_id else None)
            for row in teams
            if row.ended_on is None
        ),
    )


def session_owner(db: Session, *, token: str) -> int | None:
    """Whose session a token was, also when it is over."""
    return db.scalar(
        select(SignInSession.person_id).where(SignInSession.digest == rules.token_digest(token))
    )


def spent_link_hash(db: Session, *, token: str) -> str | None:
    """The password of whoever used this link, to know the same form sent twice."""
    return db.scalar(
        select(Person.password_hash)
        .join(PasswordLink, PasswordLink.person_id == Person.id)
        .where(PasswordLink.digest == rules.token_digest(token), PasswordLink.used_at.is_not(None))
    )
