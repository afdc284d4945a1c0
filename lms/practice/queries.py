"""Drafts as their writer sees them, and as a colleague does who was asked; nobody else's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.authz import Owned
from lms.paging import Paged, nearest
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person
from lms.practice.models import PracticeAsk, PracticeComment, PracticeDraft

KEPT = timedelta(days=30)
"""How long a draft stays after it was last changed."""

PAGE = 20
"""Drafts on one page of the list."""
MOST_COLLEAGUES = 10
SHORTEST_SEARCH = 2


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the thread; `name` is empty for the reader's own."""

    name: str
    is_own: bool
    words: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A colleague who is asked and may look."""

    ask_id: int
    name: str
    asked_at: datetime
    has_answered: bool


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft with what belongs to it; belongs to its writer."""

    id: int
    person_id: int
    token: str
    task: str
    audience: str
    language: str
    text: str
    has_picture: bool
    picture_words: str
    ticks: frozenset[int]
    changed_at: datetime

    @property
    def resource(self) -> Owned:
        """Whose it is, for the policy."""
        return Owned(self.person_id)

    @property
    def goes_at(self) -> datetime:
        """When it is deleted, unless it is changed before."""
        return self.changed_at + KEPT


@dataclass(frozen=True, slots=True)
class SharedDraft:
    """A draft as the colleague sees it who was asked; belongs to that colleague."""

    draft: OwnDraft
    colleague_id: int
    token: str
    writer: str

    @property
    def resource(self) -> Owned:
        """Who may look, for the policy."""
        return Owned(self.colleague_id)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the writer's list."""

    token: str
    task: str
    audience: str
    beginning: str
    changed_at: datetime
    comments: int


@dataclass(frozen=True, slots=True)
class AskLine:
    """A draft one is asked to comment on."""

    token: str
    writer: str
    asked_at: datetime
    has_answered: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a colleague waits for one's comment, and whether one has come in."""

    is_asked: bool
    has_news: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could be asked."""

    person_id: int
    name: str
    job_title: str


def _is_kept(now: datetime) -> ColumnElement[bool]:
    """A draft whose time is over is not shown, even before the daily deleting."""
    return PracticeDraft.changed_at > now - KEPT


def own_draft(db: Session, *, person_id: int, token: str, now: datetime) -> OwnDraft | None:
    """A person's own draft, by the token in its address."""
    row = db.scalar(
        select(PracticeDraft).where(
            PracticeDraft.person_id == person_id, PracticeDraft.token == token, _is_kept(now)
        ),
        execution_options={"populate_existing": True},
    )
    return _own(row) if row else None


def _own(row: PracticeDraft) -> OwnDraft:
    return OwnDraft(
        id=row.id,
        person_id=row.person_id,
        token=row.token,
        task=row.task,
        audience=row.audience,
        language=row.language,
        text=row.text,
        has_picture=row.has_picture,
        picture_words=row.picture_words,
        ticks=frozenset(int(tick) for tick in row.ticks.split(",") if tick),
        changed_at=row.changed_at,
    )


def shared_draft(db: Session, *, person_id: int, token: str, now: datetime) -> SharedDraft | None:
    """The draft that a person is asked to comment on; None once that was taken back."""
    row = db.execute(
        select(PracticeDraft, PracticeAsk, Person)
        .join(PracticeAsk, PracticeAsk.draft_id == PracticeDraft.id)
        .join(Person, Person.id == PracticeDraft.person_id)
        .where(PracticeAsk.token == token, PracticeAsk.person_id == person_id, _is_kept(now))
    ).one_or_none()
    if row is None:
        return None
    draft, ask, writer = row
    return SharedDraft(_own(draft), ask.person_id, ask.token, writer.name)


def thread(db: Session, *, draft_id: int, reader_id: int) -> tuple[Comment, ...]:
    """What was said beside a draft, oldest first."""
    rows = db.execute(
        select(PracticeComment, Person)
        .join(Person, Person.id == PracticeComment.person_id)
        .where(PracticeComment.draft_id == draft_id)
        .order_by(PracticeComment.said_at, PracticeComment.id)
    )
    return tuple(
        Comment(person.name, comment.person_id == reader_id, comment.words, comment.said_at)
        for comment, person in rows
    )


def asked(db: Session, *, draft_id: int) -> tuple[Asked, ...]:
    """Who is asked about a draft."""
    answered = (
        select(PracticeComment.id)
        .where(
            PracticeComment.draft_id == PracticeAsk.draft_id,
            PracticeComment.person_id == PracticeAsk.person_id,
        )
        .exists()
    )
    rows = db.execute(
        select(PracticeAsk, Person, answered.label("answered"))
        .join(Person, Person.id == PracticeAsk.person_id)
        .where(PracticeAsk.draft_id == draft_id)
        .order_by(PracticeAsk.place)
    )
    return tuple(Asked(ask.id, person.name, ask.asked_at, bool(done)) for ask, person, done in rows)


def own_drafts(db: Session, *, person_id: int, now: datetime, page: int = 1) -> Paged[DraftLine]:
    """One page of a person's drafts, the newest first."""
    mine = (PracticeDraft.person_id == person_id) & _is_kept(now)
    total = db.scalar(select(func.count(PracticeDraft.id)).where(mine)) or 0
    page = nearest(page, total, PAGE)
    comments = (
        select(func.count(PracticeComment.id))
        .where(
            PracticeComment.draft_id == PracticeDraft.id,
            PracticeComment.person_id != PracticeDraft.person_id,
        )
        .correlate(PracticeDraft)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            PracticeDraft.token,
            PracticeDraft.task,
            PracticeDraft.audience,
            func.substr(PracticeDraft.text, 1, 90).label("beginning"),
            PracticeDraft.changed_at,
            comments.label("comments"),
        )
        .where(mine)
        .order_by(PracticeDraft.changed_at.desc(), PracticeDraft.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Paged(tuple(DraftLine(*row) for row in rows), total, page, PAGE)


def asked_of(db: Session, *, person_id: int, now: datetime) -> tuple[AskLine, ...]:
    """The drafts a person is asked to comment on, without a word of them; open ones first."""
    answered = (
        select(PracticeComment.id)
        .where(
            PracticeComment.draft_id == PracticeAsk.draft_id,
            PracticeComment.person_id == PracticeAsk.person_id,
        )
        .exists()
    )
    rows = db.execute(
        select(PracticeAsk.token, Person, PracticeAsk.asked_at, answered.label("answered"))
        .join(PracticeDraft, PracticeDraft.id == PracticeAsk.draft_id)
        .join(Person, Person.id == PracticeDraft.person_id)
        .where(PracticeAsk.person_id == person_id, _is_kept(now))
        .order_by(answered, PracticeAsk.asked_at, PracticeAsk.id)
    )
    return tuple(AskLine(token, person.name, at, bool(done)) for token, person, at, done in rows)


def waiting(db: Session, *, person_id: int, now: datetime) -> Waiting:
    """What waits for a person in the studio, in one statement."""
    answered = select(PracticeComment.id).where(
        PracticeComment.draft_id == PracticeAsk.draft_id,
        PracticeComment.person_id == PracticeAsk.person_id,
    )
    is_asked = (
        select(PracticeAsk.id)
        .join(PracticeDraft, PracticeDraft.id == PracticeAsk.draft_id)
        .where(PracticeAsk.person_id == person_id, _is_kept(now), ~answered.exists())
    )
    later = aliased(PracticeComment)
    is_answered = (
        select(PracticeComment.id)
        .join(PracticeDraft, PracticeDraft.id == PracticeComment.draft_id)
        .where(
            PracticeDraft.person_id == person_id,
            PracticeComment.person_id != person_id,
            PracticeComment.said_at >= PracticeDraft.changed_at,
            ~select(later.id)
            .where(
                later.draft_id == PracticeDraft.id,
                later.person_id == person_id,
                later.id > PracticeComment.id,
            )
            .exists(),
            _is_kept(now),
        )
    )
    row = db.execute(select(is_asked.exists().label("asked"), is_answered.exists().label("news")))
    found = row.one()
    return Waiting(bool(found.asked), bool(found.news))


def colleagues(db: Session, *, person_id: int, find: str, today: date) -> tuple[Colleague, ...]:
    """Whom a person could ask: by name, or without one those of the same teams."""
    here = works_here(today)
    query = select(Person).where(Person.id != person_id, Person.erased_at.is_(None), here)
    words = find.split()[:3]
    if len("".join(words)) >= SHORTEST_SEARCH:
        for word in words:
            query = query.where(_begins(word))
    else:
        mine, theirs = aliased(Membership), aliased(Membership)
        together = (
            select(theirs.person_id)
            .join(mine, mine.team_id == theirs.team_id)
            .where(
                mine.person_id == person_id,
                holds(today, of=mine),
                holds(today, of=theirs),
            )
        )
        query = query.where(Person.id.in_(together))
    rows = db.scalars(
        query.order_by(Person.first_name, Person.last_name, Person.id).limit(MOST_COLLEAGUES)
    )
    return tuple(Colleague(person.id, person.name, person.job_title) for person in rows)


def _begins(word: str) -> ColumnElement[bool]:
    """A first or last name that begins so; SQLite folds only a to z, hence the forms."""
    plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    forms = {plain, plain.lower(), plain.capitalize(), plain.upper()}
    return or_(
        *(
            column.ilike(f"{form}%", escape="!")
            for column in (Person.first_name, Person.last_name)
            for form in sorted(forms)
        )
    )


def may_be_asked(db: Session, *, person_id: int, colleague_id: int, today: date) -> bool:
    """Whether somebody is a colleague who works here today."""
    return (
        db.scalar(
            select(Person.id).where(
                Person.id == colleague_id,
                Person.id != person_id,
                Person.erased_at.is_(None),
                works_here(today),
            )
        )
        is not None
    )
