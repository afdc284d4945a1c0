"""The example company: about sixty invented people in a three-level tree, in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.rules import ALPHABET, CODE_LENGTH
from lms.content.model import ContentSet, Course
from lms.demo.answers import take_quizzes, tell_authors
from lms.demo.helping import say_what_would_help
from lms.enrolments.models import Assignment, Enrolment, ModuleRead
from lms.inbox.models import InboxKeeper
from lms.inbox.rules import Kind
from lms.leaders.models import Invitation
from lms.people.models import Membership, Person, Role, Team, TeamPlace
from lms.people.organisation import BEGINNING
from lms.people.passwords import hash_password
from lms.standing import EXPIRING_DAYS, add_months

PASSWORD = "pidetaan-ovi-auki"  # noqa: S105 - public on purpose; see lms.start._may_start
DOMAIN = "esimerkki.example"
LANGUAGE = "en"

FIRST_NAMES = (
    "Aada Aleksi Anni Arvo Eero Eila Elias Emma Hanna Helmi Iida Ilona Irja Jari Joona Juho Kaisa "
    "Kalle Lauri Leena Leo Liisa Maija Markku Meri Mikko Minna Niilo Noora Olli Oona Otto Paavo "
    "Pekka Pihla Pirjo Reino Ritva Saana Sakari Sampo Sanna Seppo Siiri Sulo Taina Tarja Tatu "
    "Teemu Toivo Tuula Usko Vilja Väinö Ylva"
).split()
LAST_NAMES = "Malli Testi Näyte Koe Testinen Mallinen Näytelä Kokeilu Esimerkki Harjoitus".split()
TITLES = ("Service adviser", "Field technician", "Planner", "Trainee", "Coordinator")


@dataclass(frozen=True, slots=True)
class Unit:
    """A team of the tree, with how many members it gets."""

    key: str
    name: str
    parent: str | None
    members: int


UNITS = (
    Unit("company", "Esimerkki Oy", None, 1),
    Unit("service", "Customer service", "company", 2),
    Unit("production", "Production", "company", 2),
    Unit("service-north", "Customer service North", "service", 17),
    Unit("service-south", "Customer service South", "service", 11),
    Unit("factory", "Factory", "production", 15),
    Unit("maintenance", "Maintenance", "production", 8),
    Unit("communications", "Communications", "company", 4),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody visitors can sign in as."""

    role: str
    name: str
    first_name: str
    last_name: str
    job_title: str
    team: str
    manages: str = ""
    is_author: bool = False
    is_administrator: bool = False

    @property
    def address(self) -> str:
        """What is typed at sign-in."""
        return f"{self.name}@{DOMAIN}"


PEOPLE = (
    SignIn("employee", "aino", "Aino", "Esimerkki", "Service adviser", "service-north"),
    SignIn("manager", "riitta", "Riitta", "Testinen", "Head of service North", "service",
           manages="service-north"),
    SignIn("another manager", "tapio", "Tapio", "Mallinen", "Head of maintenance", "production",
           manages="maintenance"),
    SignIn("director", "dora", "Dora", "Näytelä", "Managing director", "company",
           manages="company"),
    SignIn("author", "kirsi", "Kirsi", "Koe", "Communications specialist", "communications",
           is_author=True),
    SignIn("administrator", "antti", "Antti", "Harjoitus", "People systems", "communications",
           is_administrator=True),
)  # fmt: skip

ASKED = (
    ("company", "guidelines", 40, "Our guidelines were renewed, so that everyone knows the same."),
    ("service", "confidentiality", 19, "We meet customers every day, and they trust us."),
    ("service-north", "channel-basics", -16, "The new service channel opens in November."),
    ("maintenance", "confidentiality", -10, "The customers' sites opened to visitors this autumn."),
)
"""Team, course, days from today, and the reason that people read."""


SHARE_READY = 0.3
"""How many of the demo people have the whole path behind them."""


def sign_ins() -> str:
    """The demo sign-ins, a line each."""
    lines = [f"  {person.role:<16} {person.address}" for person in PEOPLE]
    return "\n".join([f"Demo sign-ins, password {PASSWORD}", *lines])


def is_empty(db: Session) -> bool:
    """Whether there is nobody yet."""
    return db.scalar(select(Person.id).limit(1)) is None


def fill(db: Session, *, content: ContentSet, now: datetime, today: date) -> None:
    """Fill an empty database; the same on every machine, dated from today."""
    rng = Random(20261122)  # noqa: S311 - the same people on every machine
    teams = _teams(db)
    people = _people(db, teams, now)
    db.add_all(
        Assignment(
            team_id=teams[team].id,
            course=course,
            due_on=today + timedelta(days=days),
            why=why,
            created_at=now - timedelta(days=45),
        )
        for team, course, days, why in ASKED
        if course in content.courses
    )
    courses = [content.courses[slug] for slug in content.path.courses if slug in content.courses]
    maker = _History(db, now=now, today=today)
    for person in people:
        first = person.sign_in_name.split("@")[0]
        if first in _OWN_HISTORIES:
            for course, state in zip(courses, _OWN_HISTORIES[first], strict=False):
                maker.make(person, course, state, rng)
        else:
            done = rng.random() < SHARE_READY
            for position, course in enumerate(courses):
                maker.make(person, course, "ready" if done else _any_state(rng, position), rng)
    maker.keep_reads()
    db.flush()
    # Those whom visitors sign in as have taken no quiz yet and said nothing: that is up to them.
    others = [item for item in people if item.sign_in_name.split("@")[0] not in _OWN_HISTORIES]
    take_quizzes(db, others, content=content)
    tell_authors(db, others, content=content, now=now)
    say_what_would_help(db, teams, today=today)
    _invite(db, people, teams, now=now)
    readers = [item for item in people if item.sign_in_name.split("@")[0] in READERS]
    db.add_all(
        InboxKeeper(kind=kind.value, person_id=person.id, place=place)
        for kind in Kind
        for place, person in enumerate(readers, start=1)
    )


READERS = ("kirsi", "antti")
"""Who reads what people tell of slips, ask, and pass on."""

LINES = {
    "tapio": ("maintenance", "I learnt how much of our work can be told. So can you, if you like."),
    "dora": ("company", "I asked what stays inside, and then I dared to speak of the rest."),
}
"""The lines of leaders who have finished: whom, to which team, and why they learnt."""


def _invite(db: Session, people: list[Person], teams: dict[str, Team], *, now: datetime) -> None:
    by_name = {person.sign_in_name.split("@")[0]: person for person in people}
    db.add_all(
        Invitation(
            team_id=teams[team].id,
            person_id=by_name[name].id,
            why=why,
            opened_at=now - timedelta(days=10),
            changed_at=now - timedelta(days=10),
        )
        for name, (team, why) in LINES.items()
    )


_OWN_HISTORIES = {
    # In the order of the path: channel basics, guidelines, confidentiality, personal branding.
    "aino": ("ready", "expiring", "reading", "nothing"),
    "riitta": ("ready", "expiring", "reading", "ready"),
    "tapio": ("ready", "ready", "ready", "ready"),
    "dora": ("ready", "ready", "ready", "ready"),
    "kirsi": ("ready", "ready", "ready", "reading"),
    "antti": ("ready", "expired", "nothing", "nothing"),
}


def _any_state(rng: Random, position: int) -> str:
    weights = {
        "ready": 62 - 12 * position,
        "expiring": 9,
        "expired": 5,
        "reading": 10 + 2 * position,
        "nothing": 10 + 9 * position,
    }
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _teams(db: Session) -> dict[str, Team]:
    teams: dict[str, Team] = {}
    for unit in UNITS:
        team = Team(
            slug=unit.key,
            name=unit.name,
            parent_id=teams[unit.parent].id if unit.parent else None,
        )
        db.add(team)
        db.flush()
        db.add(TeamPlace(team_id=team.id, parent_id=team.parent_id, since=BEGINNING))
        teams[unit.key] = team
    return teams


def _people(db: Session, teams: dict[str, Team], now: datetime) -> list[Person]:
    secret = hash_password(PASSWORD)
    found: list[Person] = []
    places: list[tuple[Person, str, Role]] = []
    taken: dict[str, int] = {}
    for known in PEOPLE:
        person = _person(
            known.name, known.first_name, known.last_name, known.job_title, secret, now
        )
        person.is_author = known.is_author
        person.is_administrator = known.is_administrator
        found.append(person)
        places.append((person, known.team, Role.MEMBER))
        taken[known.team] = taken.get(known.team, 0) + 1
        if known.manages:
            places.append((person, known.manages, Role.MANAGER))
    names = iter(enumerate(FIRST_NAMES))
    for unit in UNITS:
        for place in range(max(0, unit.members - taken.get(unit.key, 0))):
            number, first_name = next(names)
            last_name = LAST_NAMES[(number * 3 + number // 10) % len(LAST_NAMES)]
            title = TITLES[number % len(TITLES)]
            person = _person(f"{first_name}.{last_name}", first_name, last_name, title, secret, now)
            found.append(person)
            places.append((person, unit.key, Role.MEMBER))
            leaderless = unit.key in {"service-south", "factory", "communications"}
            if leaderless and place == 0:
                places.append((person, unit.key, Role.MANAGER))
    db.add_all(found)
    db.flush()
    since = now.date() - timedelta(days=400)
    db.add_all(
        Membership(person_id=person.id, team_id=teams[team].id, role=role.value, since=since)
        for person, team, role in places
    )
    db.flush()
    return found


def _person(
    name: str, first_name: str, last_name: str, title: str, secret: str, now: datetime
) -> Person:
    address = f"{name}@{DOMAIN}".lower().translate(str.maketrans("äöå", "aoa"))
    return Person(
        sign_in_name=address,
        email=address,
        first_name=first_name,
        last_name=last_name,
        job_title=title,
        password_hash=secret,
        is_demo=True,
        created_at=now - timedelta(days=400),
    )


class _History:
    """Makes what people did, so that every state is there and the past twelve weeks move."""

    def __init__(self, db: Session, *, now: datetime, today: date) -> None:
        self.db = db
        self.now = now
        self.today = today
        self.number = 0
        self._reads: list[dict[str, Any]] = []

    def make(self, person: Person, course: Course, state: str, rng: Random) -> None:
        """One person's way through one course."""
        if state == "nothing":
            return
        months = course.renewal.months or 12
        if state == "reading":
            begun = self.today - timedelta(days=rng.randint(1, 20))
            self._enrol(person, course, begun)
            self._read(person, course, min(2, len(course.modules) - 1) or 1, begun)
            return
        if state == "expired":
            end = self.today - timedelta(days=rng.randint(1, 40))
        elif state == "expiring":
            end = self.today + timedelta(days=rng.randint(5, EXPIRING_DAYS - 2))
        else:
            issued = self.today - timedelta(days=rng.randint(2, 100))
            end = add_months(issued, months)
        issued = add_months(end, -months)
        self._read(person, course, len(course.modules), issued)
        self._certify(person, course, issued, end)

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, time(9, 30), tzinfo=self.now.tzinfo)

    def keep_reads(self) -> None:
        """Write all modules read at once: a demo begins in a moment."""
        if self._reads:
            self.db.execute(insert(ModuleRead), self._reads)

    def _enrol(
        self, person: Person, course: Course, day: date, *, completed: date | None = None
    ) -> Enrolment:
        enrolment = Enrolment(
            person_id=person.id,
            course=course.slug,
            cycle=1,
            started_at=self._moment(day),
            completed_at=self._moment(completed) if completed else None,
        )
        self.db.add(enrolment)
        self.db.flush()
        return enrolment

    def _read(self, person: Person, course: Course, count: int, day: date) -> None:
        self._reads += [
            {
                "person_id": person.id,
                "course": course.slug,
                "module": module.slug,
                "edition": course.edition,
                "language": LANGUAGE,
                "read_at": self._moment(day),
            }
            for module in course.modules[:count]
        ]

    def _certify(self, person: Person, course: Course, issued: date, end: date) -> None:
        enrolment = self._enrol(person, course, issued - timedelta(days=3), completed=issued)
        text = course.texts[LANGUAGE]
        self.number += 1
        self.db.add(
            Certificate(
                code=_code(self.number),
                enrolment_id=enrolment.id,
                person_id=person.id,
                course=course.slug,
                edition=course.edition,
                language=LANGUAGE,
                content_version=str(course.edition),
                holder=person.name,
                holder_last_name=person.last_name,
                title=text.title,
                can_do="\n".join(text.objectives[key] for key in course.objectives),
                modules=len(course.modules),
                mark=course.mark,
                organisation="Esimerkki Oy",
                issued_at=self._moment(issued),
                issued_on=issued,
                expires_on=end,
                full_until=end,
            )
        )


def _code(number: int) -> str:
    """The number written with the characters that certificate codes have."""
    digits = ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return "DEM" + digits.rjust(CODE_LENGTH - 3, ALPHABET[0])


def add_learners(db: Session, count: int, *, now: datetime) -> None:
    """Sign-ins for load tests: learner1@load.test and so on, in a team of their own.

    Those who are there already stay, so that asking twice adds nobody twice.
    """
    secret = hash_password(PASSWORD)
    team = db.scalar(select(Team).where(Team.slug == "load"))
    if team is None:
        team = Team(slug="load", name="Load test")
        db.add(team)
        db.flush()
    here = set(
        db.scalars(select(Person.sign_in_name).where(Person.sign_in_name.like("%@load.test")))
    )
    rows = [
        {
            "sign_in_name": address,
            "email": address,
            "first_name": "Learner",
            "last_name": f"Number {number}",
            "job_title": "",
            "theme": "system",
            "password_hash": secret,
            "is_author": False,
            "is_administrator": False,
            "is_demo": True,
            "created_at": now,
        }
        for number in range(1, count + 1)
        if (address := f"learner{number}@load.test") not in here
    ]
    if not rows:
        return
    ids = db.scalars(insert(Person).returning(Person.id), rows).all()
    db.execute(
        insert(Membership),
        [
            {
                "person_id": person_id,
                "team_id": team.id,
                "role": Role.MEMBER.value,
                "since": now.date(),
            }
            for person_id in ids
        ],
    )
