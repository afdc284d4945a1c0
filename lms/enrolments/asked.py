"""What is asked of whom by when: the one derivation, for one person, a team or everybody.

Nothing of it is stored: an assignment holds a rule, and who falls under it on a day is found here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)

from lms.certificates.models import Certificate
from lms.certificates.queries import newest_as_of
from lms.clock import Past
from lms.enrolments.arranged import arranged_rows
from lms.enrolments.audiences import (
    AWAY_DAYS,
    NEWCOMER_DAYS,
    WHOLE_PATH,
    About,
    Audience,
    Due,
    Holder,
    How,
    Wanted,
)
from lms.enrolments.expressions import day_of, days_after, folded, working_day
from lms.enrolments.models import Assignment, AssignmentLine
from lms.people.dated import holds, works_here
from lms.people.models import Membership, Person, Role
from lms.people.queries import tree

# Made once: making an alias of a wide table costs more than sending the statement.
_JOINED, _ENDS = Person.__table__.alias(), Certificate.__table__.alias()
_PLACE, _EARLIER, _FIRST = (Membership.__table__.alias() for _ in range(3))
_ASKED, _AGAIN, _LINE = (
    Assignment.__table__.alias(),
    Assignment.__table__.alias(),
    AssignmentLine.__table__.alias(),
)
_WEEKEND = timedelta(days=2)


def is_asked(past: Past | None = None, of: Any = Assignment) -> ColumnElement[bool]:
    """Whether an assignment is open: today, or when a past day ended."""
    if past is None:
        is_open: ColumnElement[bool] = of.ended_at.is_(None)
        return is_open
    return and_(of.created_at < past.end, or_(of.ended_at.is_(None), of.ended_at >= past.end))


@dataclass(frozen=True, slots=True)
class Source:
    """Where assignments come from: each call gives a fresh alias, `is_open` says which count."""

    assignments: Callable[[], FromClause]
    lines: Callable[[], FromClause]
    is_open: Callable[[FromClause], ColumnElement[bool]]
    audience: Audience | None = None  # of one assignment: the other parts are not looked at
    teams: Callable[[], Select[Any] | Sequence[int]] | None = None  # of one: those it names

    @property
    def is_one(self) -> bool:
        """Whether it is one assignment, which may ask everybody: then each step is done once."""
        return self.teams is not None


def kept(past: Past | None = None) -> Source:
    """The assignments of the database."""
    return Source(
        assignments=Assignment.__table__.alias,
        lines=AssignmentLine.__table__.alias,
        is_open=lambda found: is_asked(past, found.c),
    )


def thought_of(wanted: Wanted, *, number: int = 0) -> Source:
    """One assignment that nobody has kept yet, under this number."""
    no_day: ColumnElement[Any] = cast(null(), Date)
    assignment = select(
        literal(number, Integer).label("id"),
        literal(wanted.audience.value, String).label("audience"),
        cast(literal(wanted.team_id), Integer).label("team_id"),
        cast(literal(wanted.key), String).label("audience_key"),
        literal(wanted.matches_any, Boolean).label("matches_any"),
        literal(wanted.course, String).label("course"),
        literal(wanted.due.value, String).label("due"),
        (literal(wanted.due_on, Date) if wanted.due_on else no_day).label("due_on"),
        cast(literal(wanted.due_days), Integer).label("due_days"),
        (literal(wanted.asked_on, Date) if wanted.asked_on else no_day).label("asked_on"),
    )
    lines = [
        select(
            literal(number, Integer).label("assignment_id"),
            literal(line.about.value, String).label("about"),
            literal(line.how.value, String).label("how"),
            literal(line.text, String).label("text"),
            cast(literal(line.team_id), Integer).label("team_id"),
            (literal(line.day, Date) if line.day else no_day).label("day"),
        )
        for line in wanted.lines
    ]
    named = [
        team
        for team in dict.fromkeys((wanted.team_id, *(line.team_id for line in wanted.lines)))
        if team is not None
    ]
    told: Any = union_all(*lines) if lines else select(AssignmentLine.__table__).where(false())
    return Source(
        assignments=assignment.subquery,
        lines=told.subquery,
        is_open=lambda _found: true(),
        audience=wanted.audience,
        teams=lambda: named,
    )


def asked_rows(
    people: Select[Any],
    *,
    day: date,
    path: Sequence[str],
    courses: Sequence[str] | None = None,
    past: Past | None = None,
    name: str = "asked",
    source: Source | None = None,
    dated: bool = True,
) -> Select[Any]:
    """A row for each person, course and assignment: person_id, course, due_on, assignment_id.

    `came_on` is the day from which the days of a newcomer count, where those move `due_on`.

    `people` selects their numbers, `path` holds the courses of the path, for assignments that ask
    for it whole. `due_on` is the day by which, NULL when the course is asked without one. What is
    waived for somebody is not asked, and an extension moves the day to its own when that is later.
    Several assignments may ask for the same course: the earliest day counts. `name` keeps the parts
    of two derivations apart in one statement. With `past`, whose day is then `day`, it is what was
    asked when that day ended; job titles, languages and the roles of authors and administrators are
    not dated, so rules see those of today. Without `dated` no day is looked up. Without `source`
    it is what is kept, from tables that are named once.
    """
    if source is None:
        source = kept(past)
        tables: tuple[FromClause, FromClause, FromClause] = (_ASKED, _AGAIN, _LINE)
    else:
        tables = (source.assignments(), source.assignments(), source.lines())
    teams = f"{name}_teams"
    derive = _Derivation(
        people=people,
        day=day,
        courses=courses,
        past=past,
        source=source,
        assignment=tables[0],
        again=tables[1],
        line=tables[2],
        dated=dated,
        teams=(
            teams_of(people, day=day, past=past, name=teams, named=_named(source, *tables[1:]))
            if source.teams is None
            else teams_in(people, above=source.teams(), day=day, past=past, name=teams)
        ),
        stays=stays_of(people, day=day, name=f"{name}_stays"),
        path=_path(path, f"{name}_path"),
        known=(
            None
            if past is None
            else newest_as_of(people, end=past.end, courses=courses, name=f"{name}_ends").subquery()
        ),
    )
    parts = union_all(*derive.parts())
    found: FromClause = (
        once(parts, f"{name}_found") if source.is_one else parts.subquery(f"{name}_found")
    )
    later = days_after(found.c.base, found.c.due_days)
    of_all = case(
        (found.c.due == Due.FIXED, found.c.due_on),
        (found.c.due == Due.CERTIFICATE, later),
        else_=working_day(later),
    )
    at_least = working_day(days_after(found.c.came_on, literal(NEWCOMER_DAYS)))
    is_later = at_least > of_all
    due_on: ColumnElement[Any] = case((is_later, at_least), else_=of_all)
    came_on: ColumnElement[Any] = case((is_later, found.c.came_on))
    arranged = arranged_rows(people, day=day, past=past).subquery(f"{name}_arranged")
    due_on = case((arranged.c.extended_to > due_on, arranged.c.extended_to), else_=due_on)
    if not dated:
        due_on = came_on = cast(null(), Date)
    return (
        select(
            found.c.person_id,
            found.c.course,
            type_coerce(due_on, Date).label("due_on"),
            found.c.assignment_id,
            type_coerce(came_on, Date).label("came_on"),
        )
        .outerjoin(
            arranged,
            and_(arranged.c.person_id == found.c.person_id, arranged.c.course == found.c.course),
        )
        .where(func.coalesce(arranged.c.is_waived, 0) == 0)
    )


def _named(source: Source, assignment: FromClause, line: FromClause) -> CompoundSelect[Any]:
    """The teams that open assignments and the lines of rules are about."""
    return union_all(
        select(assignment.c.team_id).where(
            source.is_open(assignment), assignment.c.team_id.is_not(None)
        ),
        select(line.c.team_id).where(line.c.team_id.is_not(None)),
    )


def teams_of(
    people: Select[Any],
    *,
    day: date,
    past: Past | None = None,
    name: str,
    named: CompoundSelect[Any],
) -> CTE:
    """The teams of each member with all teams above (`person_id`, `team_id`, `since`), those that
    are `named`.

    The way up is looked for once a team: many people share it.
    """
    above = tree(past)
    mine = (
        select(
            Membership.person_id.label("person_id"),
            Membership.team_id.label("team_id"),
            Membership.since.label("since"),
        )
        .where(
            Membership.person_id.in_(people),
            Membership.role == Role.MEMBER.value,
            holds(day, of=Membership),
        )
        .cte(f"{name}_own")
    )
    up = (
        select(mine.c.team_id.label("own_id"), mine.c.team_id.label("team_id"))
        .distinct()
        .cte(f"{name}_up", recursive=True)
    )
    # Looked up one by one: joined, PostgreSQL would read every team there is for those of ten.
    next_up = select(func.max(above.c.parent_id)).where(above.c.id == up.c.team_id).correlate(up)
    up = up.union(select(up.c.own_id, next_up.scalar_subquery()).where(up.c.team_id.is_not(None)))
    return (
        select(mine.c.person_id, up.c.team_id, mine.c.since)
        .join(up, up.c.own_id == mine.c.team_id)
        .where(up.c.team_id.in_(named))
        .distinct()
        .cte(name)
    )


def teams_in(
    people: Select[Any],
    *,
    above: Select[Any] | Sequence[int],
    day: date,
    past: Past | None = None,
    name: str,
) -> CTE:
    """As `teams_of`, of the teams `above` alone: from them downwards, which is few steps."""
    top, under = tree(past), tree(past)
    down = (
        select(top.c.id.label("team_id"), top.c.id.label("own_id"))
        .where(top.c.id.in_(above))
        .cte(f"{name}_down", recursive=True)
    )
    down = down.union(
        select(down.c.team_id, under.c.id).join(down, under.c.parent_id == down.c.own_id)
    )
    return (
        select(
            Membership.person_id.label("person_id"),
            down.c.team_id.label("team_id"),
            Membership.since.label("since"),
        )
        .join(down, down.c.own_id == Membership.team_id)
        .where(
            Membership.person_id.in_(people),
            Membership.role == Role.MEMBER.value,
            holds(day, of=Membership),
        )
        .distinct()
        .cte(name)
    )


def once(rows: Any, name: str) -> CTE:
    """Rows that the database works out once, however often what comes after names a column."""
    found: CTE = rows.cte(name).prefix_with("MATERIALIZED")
    return found


def stays_of(people: Select[Any], *, day: date, name: str) -> CTE:
    """The first day of each stay (`person_id`, `joined_on`): the twin of `audiences.stay_began`.

    Who was never in a team joined on the day the account was made.
    """
    person, first = _JOINED, _FIRST
    to_come = select(func.min(first.c.since)).where(
        first.c.person_id == person.c.id,
        or_(first.c.until.is_(None), first.c.until > first.c.since),
    )
    joined = func.coalesce(
        _stay_began(person.c.id, day).correlate(person).scalar_subquery(),
        to_come.correlate(person).scalar_subquery(),
        day_of(person.c.created_at),
    )
    return (
        select(person.c.id.label("person_id"), type_coerce(joined, Date).label("joined_on"))
        .where(person.c.id.in_(people))
        .cte(name)
    )


def _stay_began(person_id: ColumnElement[Any], day: date) -> Select[Any]:
    """The first day of the stay that goes on, nothing for who was in no team until the day."""
    place, earlier = _PLACE, _EARLIER
    reaches = days_after(earlier.c.until, literal(AWAY_DAYS)) >= place.c.since
    goes_on = select(earlier.c.id).where(
        earlier.c.person_id == place.c.person_id,
        earlier.c.since < place.c.since,
        or_(earlier.c.until.is_(None), and_(earlier.c.until > earlier.c.since, reaches)),
    )
    return select(func.max(place.c.since)).where(
        place.c.person_id == person_id,
        place.c.since <= day,
        or_(place.c.until.is_(None), place.c.until > place.c.since),
        ~goes_on.correlate(place).exists(),
    )


def is_here(day: date) -> ColumnElement[bool]:
    """Whether a person is with the organisation on a day."""
    return and_(Person.erased_at.is_(None), works_here(day))


def _path(path: Sequence[str], name: str) -> CTE:
    rows = [select(literal(course, String).label("course")) for course in path]
    empty = select(cast(null(), String).label("course")).where(false())
    return (union_all(*rows) if rows else empty).cte(name)


@dataclass(frozen=True, slots=True)
class _Derivation:
    """The parts of the derivation, one for each kind of audience."""

    people: Select[Any]
    day: date
    courses: Sequence[str] | None
    past: Past | None
    source: Source
    assignment: FromClause
    again: FromClause  # where the same table is read a second time in one part
    line: FromClause
    teams: CTE
    stays: CTE
    path: CTE
    known: FromClause | None  # the certificates of a past day
    dated: bool  # whether the days by which it is asked are wanted

    def parts(self) -> list[Select[Any]]:
        """Each audience by its own way, so that each is found by an index of its own."""
        ways: dict[Audience, Callable[[], Sequence[Select[Any]]]] = {
            Audience.TEAM: lambda: [self._by_team()],
            Audience.EVERYONE: lambda: [self._everyone()],
            Audience.ROLE: self._by_role,
            Audience.RULE: lambda: [self._by_rule()],
        }
        wanted = [self.source.audience] if self.source.audience else list(ways)
        return [part for audience in wanted for part in ways[audience]()]

    def _by_team(self) -> Select[Any]:
        assignment, teams = self.assignment, self.teams
        return self._rows(
            assignment,
            teams,
            assignment.c.team_id == teams.c.team_id,
            person_id=teams.c.person_id,
            entered=teams.c.since,
        )

    def _everyone(self) -> Select[Any]:
        assignment, person = self.assignment, Person.__table__
        return self._rows(
            assignment,
            person,
            assignment.c.audience == Audience.EVERYONE.value,
            person_id=person.c.id,
        ).where(person.c.id.in_(self.people), is_here(self.day))

    def _is_any(self, audience: Audience) -> ColumnElement[bool]:
        """Whether anything is asked of such an audience at all: else people are not looked at.

        PostgreSQL would look at all of them first, and at the few assignments after.
        """
        any_ = self.again
        return (
            select(any_.c.id)
            .where(any_.c.audience == audience.value, self.source.is_open(any_))
            .correlate(None)
            .exists()
        )

    def _by_role(self) -> Sequence[Select[Any]]:
        assignment, person = self.assignment, Person.__table__
        membership = Membership.__table__
        is_held = or_(
            and_(assignment.c.audience_key == Holder.AUTHOR.value, person.c.is_author),
            and_(
                assignment.c.audience_key == Holder.ADMINISTRATOR.value, person.c.is_administrator
            ),
        )
        return (
            self._rows(
                assignment,
                person,
                and_(assignment.c.audience == Audience.ROLE.value, is_held),
                person_id=person.c.id,
            ).where(self._is_any(Audience.ROLE), person.c.id.in_(self.people), is_here(self.day)),
            self._rows(
                assignment,
                membership,
                and_(
                    assignment.c.audience == Audience.ROLE.value,
                    assignment.c.audience_key == Holder.MANAGER.value,
                ),
                person_id=membership.c.person_id,
                entered=membership.c.since,
            ).where(
                self._is_any(Audience.ROLE),
                membership.c.person_id.in_(self.people),
                membership.c.role == Role.MANAGER.value,
                holds(self.day, of=membership.c),
            ),
        )

    def _by_rule(self) -> Select[Any]:
        assignment, line = self.assignment, self.line
        person, teams = Person.__table__, self.teams
        stays = self.stays
        hit = case((_fits(line, person, teams, stays.c.joined_on), 1), else_=0)
        matched = (
            select(person.c.id.label("person_id"), assignment.c.id.label("assignment_id"))
            .select_from(assignment)
            .join(line, line.c.assignment_id == assignment.c.id)
            .join(person, true())
            .join(stays, stays.c.person_id == person.c.id)
            .outerjoin(
                teams, and_(teams.c.person_id == person.c.id, teams.c.team_id == line.c.team_id)
            )
            .where(
                self._is_any(Audience.RULE),
                assignment.c.audience == Audience.RULE.value,
                self.source.is_open(assignment),
                person.c.id.in_(self.people),
                is_here(self.day),
            )
            .group_by(person.c.id, assignment.c.id, assignment.c.matches_any)
            .having(
                or_(
                    and_(assignment.c.matches_any, func.max(hit) == 1),
                    and_(~assignment.c.matches_any, func.min(hit) == 1),
                )
            )
            .subquery()
        )
        again = self.again
        return self._rows(
            again, matched, again.c.id == matched.c.assignment_id, person_id=matched.c.person_id
        )

    def _last_end(self, person_id: ColumnElement[Any], course: ColumnElement[Any]) -> Select[Any]:
        """The last valid day of the newest certificate, on a past day as it was known then."""
        if self.known is None:
            return (
                select(days_after(_ENDS.c.expires_on, literal(-1)))
                .where(
                    _ENDS.c.person_id == person_id,
                    _ENDS.c.course == course,
                    _ENDS.c.revoked_at.is_(None),
                )
                .order_by(_ENDS.c.id.desc())
                .limit(1)
            )
        known = self.known
        return select(days_after(known.c.expires_on, literal(-1))).where(
            known.c.person_id == person_id, known.c.course == course
        )

    def _came_later(self, assignment: FromClause, came: ColumnElement[Any]) -> ColumnElement[Any]:
        """When somebody came after a course was asked by a day that is not their own, or NULL.

        A fixed day farther off than a newcomer's days needs no look at when anybody came.
        """
        far = self.day + timedelta(days=NEWCOMER_DAYS) + _WEEKEND
        is_due = or_(
            and_(assignment.c.due == Due.FIXED.value, assignment.c.due_on <= far),
            assignment.c.due == Due.CERTIFICATE.value,
        )
        no_day: ColumnElement[Any] = cast(null(), Date)
        day = literal(self.day, Date)
        return case(
            (assignment.c.asked_on.is_(None), no_day),
            (~is_due, no_day),
            (and_(came > day, day > assignment.c.asked_on), day),
            (and_(came <= day, came > assignment.c.asked_on), came),
            else_=no_day,
        )

    def _rows(
        self,
        assignment: FromClause,
        others: FromClause,
        belongs: ColumnElement[bool],
        *,
        person_id: ColumnElement[Any],
        entered: ColumnElement[Any] | None = None,
    ) -> Select[Any]:
        """The courses that assignments ask of people, with the day the date is reckoned from."""
        course = func.coalesce(self.path.c.course, assignment.c.course)
        base: ColumnElement[Any] = cast(null(), Date)
        came_on = base
        if self.dated:
            base, came_on = self._begins(assignment, others, person_id, course, entered)
        rows = (
            select(
                person_id.label("person_id"),
                course.label("course"),
                assignment.c.id.label("assignment_id"),
                assignment.c.due.label("due"),
                assignment.c.due_on.label("due_on"),
                assignment.c.due_days.label("due_days"),
                type_coerce(base, Date).label("base"),
                type_coerce(came_on, Date).label("came_on"),
            )
            .select_from(others)
            .join(assignment, belongs)
            .outerjoin(self.path, assignment.c.course == WHOLE_PATH)
            .where(self.source.is_open(assignment), course != WHOLE_PATH)
        )
        if self.dated and entered is None:
            rows = rows.join(self.stays, self.stays.c.person_id == person_id)
        return rows if self.courses is None else rows.where(course.in_(self.courses))

    def _begins(
        self,
        assignment: FromClause,
        others: FromClause,
        person_id: ColumnElement[Any],
        course: ColumnElement[Any],
        entered: ColumnElement[Any] | None,
    ) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """The day a date is reckoned from, and from which the days of a newcomer count."""
        last_end = self._last_end(person_id, course).correlate(others, assignment, self.path)
        joined: ColumnElement[Any] = self.stays.c.joined_on
        came = joined if entered is None else entered
        if entered is not None:
            # Whoever holds a place has a stay that goes on; it is looked up where it is counted
            # from only, since that takes as long as all the rest.
            stay = _stay_began(person_id, self.day).correlate(others)
            joined = stay.scalar_subquery()
        begun = case((assignment.c.due == Due.JOINING.value, joined), else_=came)
        # Whoever was there before it was asked counts from the day on which it was.
        base = case(
            (assignment.c.due == Due.FIXED.value, cast(null(), Date)),
            (assignment.c.due == Due.CERTIFICATE.value, last_end.scalar_subquery()),
            (assignment.c.asked_on > begun, assignment.c.asked_on),
            else_=begun,
        )
        return base, self._came_later(assignment, came)


def _fits(
    line: FromClause, person: FromClause, teams: FromClause, joined: ColumnElement[Any]
) -> ColumnElement[bool]:
    """Whether a line of a rule is true of a person; the twin of `audiences.line_fits`."""
    title, text = folded(person.c.job_title), folded(line.c.text)
    return or_(
        and_(line.c.about == About.TEAM.value, teams.c.team_id.is_not(None)),
        and_(
            line.c.about == About.LANGUAGE.value,
            func.coalesce(person.c.language, "") == line.c.text,
        ),
        and_(
            line.c.about == About.JOB_TITLE.value,
            or_(
                and_(line.c.how == How.IS.value, title == text),
                and_(
                    line.c.how == How.BEGINS.value,
                    func.substr(title, 1, func.length(text)) == text,
                ),
                and_(line.c.how == How.CONTAINS.value, func.replace(title, text, "") != title),
            ),
        ),
        and_(
            line.c.about == About.JOINED.value,
            or_(
                and_(line.c.how == How.BEFORE.value, joined < line.c.day),
                and_(line.c.how == How.AFTER.value, joined > line.c.day),
            ),
        ),
    )
