"""Any past day can be shown again: with all that came after, its page is what it was that night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.certificates import services as certificates
from lms.certificates.models import Certificate
from lms.clock import Clock, Past
from lms.enrolments import arrangements, sharing
from lms.enrolments import assignment_services as assignments
from lms.enrolments import services as enrolments
from lms.enrolments.arranged import EQUIVALENT, EXTENSION, WAIVER
from lms.enrolments.asked import asked_rows
from lms.enrolments.audiences import About, Audience, Due, Holder, How, Line, Wanted
from lms.enrolments.deriving import Row
from lms.enrolments.models import Arrangement
from lms.errors import DomainError
from lms.operations.services import erase_person
from lms.people import services as people
from lms.people import team_services as teams
from lms.people.dated import holds
from lms.people.models import Membership, Person, Role, Team
from lms.people.organisation import Kind
from lms.quizzes.models import Attempt
from lms.readiness import behind, queries, rules, tallies
from lms.readiness import spells as counting
from lms.readiness.behind import Wanted as WantedPeople
from lms.readiness.queries import Narrowed, TeamLink
from lms.readiness.rules import Columns
from lms.readiness.spells import ORGANISATION, WHOLE, Basis
from lms.readiness.tallies import Counts
from lms.standing import Standing, State, dated, state
from tests.enrolments.twin import Facts, asked_by_hand
from tests.factories import TODAY, a_person, a_team
from tests.quizzes.courses import a_course
from tests.readiness.everyone import everyone_in

COURSES = {slug: a_course(slug=slug) for slug in ("confidentiality", "guidelines")}
MODULES = ("10-begin", "20-go-on")
COLUMNS = Columns(tuple(COURSES), path_size=1, modules=dict.fromkeys(COURSES, MODULES))
BASIS = Basis(courses=COLUMNS.courses, path=COLUMNS.path)
ZONE = ZoneInfo("Europe/Helsinki")
CLOCK = Clock(ZONE, lambda: datetime(2026, 11, 22, tzinfo=UTC))

Night = dict[str, Any]
"""What the page of a team says, and what it is made of."""


def night(db: Session, team: Team, viewer: Person, day: date, past: Past | None) -> Night:
    """Everything that the page and the export of a team hold on a day."""
    managed = queries.managed_team(db, slug=team.slug, path=COLUMNS.path, today=day, past=past)
    assert managed is not None
    page = queries.team_page(
        db,
        team_id=team.id,
        viewer_id=viewer.id,
        columns=COLUMNS,
        narrowed=Narrowed(show_all=True),
        today=day,
        past=past,
    )
    (row,) = queries.team_rows(
        db,
        teams=[TeamLink(team.id, team.slug, team.name)],
        columns=COLUMNS,
        today=day,
        past=past,
    )
    counted = Counter[tuple[int, ...]]()
    for group in page.snapshot.groups:
        counted[tuple(rules.digit_of(one, day) for one in group.standings)] += group.people
    return {
        "below": [link.team_id for link in managed.below],
        "asked": dict(managed.asked),
        "managers": [(one.person_id, one.is_deputy) for one in managed.managers],
        "people": {facts.person_id: facts.standings for facts in page.snapshot.people},
        "digits": counted,
        "lines": page.snapshot.lines,
        "months": page.snapshot.months,
        "whole": (row.people, row.ready),
        "unit": {
            course: tallies.totals(
                db,
                units=[team.id, ORGANISATION],
                course=course,
                basis=BASIS,
                today=day,
                past=past,
            )
            for course in (WHOLE, *COLUMNS.courses)
        },
    }


def asked_on(db: Session, day: date, past: Past | None) -> set[Row]:
    """What is asked of everybody in a team, of all audiences."""
    rows = asked_rows(_in_teams(day), day=day, path=COLUMNS.path, past=past)
    return {
        Row(row.person_id, row.course, row.due_on, row.assignment_id) for row in db.execute(rows)
    }


def _in_teams(day: date) -> Select[int]:
    return select(Membership.person_id).where(
        Membership.role == Role.MEMBER.value, holds(day, of=Membership)
    )


def exported(db: Session, team: Team, day: date, past: Past | None) -> dict[int, list[object]]:
    """The facts that the export of a team writes."""
    found = everyone_in(db, team_id=team.id, columns=COLUMNS, today=day, past=past)
    return {facts.person_id: known(facts.standings) for facts in found}


def known(standings: Sequence[Standing]) -> list[object]:
    """The facts of a line of the export, which leaves out when certificates were issued."""
    return [
        (
            one.enrolled,
            one.due_on,
            one.proof and (one.proof.expires_on, one.proof.renew_from, one.proof.counts_until),
        )
        for one in standings
    ]


@dataclass
class History:
    """An organisation to which things happen, one after the other, at the times of its clock."""

    db: Session
    day: date = TODAY
    at: int = 0
    nights: list[tuple[date, int, Night]] = field(default_factory=list)
    asked: list[tuple[date, set[Row]]] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Three teams, one below the other, and five people."""
        self.top = a_team(self.db)
        middle = a_team(self.db, parent=self.top)
        self.teams = [self.top, middle, a_team(self.db, parent=middle)]
        self.viewer = a_person(self.db, manages=self.top)
        self.people = [
            a_person(self.db, team=team) for team in (*self.teams, self.teams[1], middle)
        ]

    @property
    def now(self) -> datetime:
        """The moment: the first ones just after midnight, the last ones just before."""
        local = datetime.combine(self.day, time(0, 5), ZONE) + timedelta(minutes=25 * self.at)
        return local.astimezone(UTC)

    def step(self, what: int, one: int, other: int, days: int) -> None:
        """Let one thing happen; what cannot be is refused and leaves nothing."""
        if days or self.at >= 56:
            self.fall_asleep()
            self.day += timedelta(days=max(days, 1))
            self.at = 0
        self.at += 1 if one % 2 else 11
        moves = (*MOVES, *LEARNING, *LEARNING)
        with suppress(DomainError), self.db.begin_nested():
            moves[what % len(moves)](self, one, other)
        self.db.flush()

    def fall_asleep(self) -> None:
        """Remember what the pages say when the day ends."""
        for index, team in enumerate(self.teams):
            found = night(self.db, team, self.viewer, self.day, None)
            self.nights.append((self.day, index, found))
        self.asked.append((self.day, asked_on(self.db, self.day, None)))

    def person(self, number: int) -> Person:
        """Somebody."""
        return self.people[number % len(self.people)]

    def team(self, number: int) -> Team:
        """Some team."""
        return self.teams[number % len(self.teams)]

    def course(self, number: int) -> str:
        """Some course."""
        return COLUMNS.courses[number % len(COLUMNS.courses)]

    def move(self, one: int, other: int) -> None:
        """Somebody changes the team, or is in one more, or leads one."""
        kind = (Kind.MEMBER, Kind.MEMBER, Kind.MANAGER, Kind.DEPUTY)[other % 4]
        teams.begin(
            self.db,
            person_id=self.person(one).id,
            team_id=self.team(other).id,
            kind=kind,
            since=self.day + timedelta(days=other % 3),
            until=self.day + timedelta(days=20) if kind is Kind.DEPUTY else None,
            moves=bool(one % 2),
            actor_id=None,
            now=self.now,
        )

    def end(self, one: int, _other: int) -> None:
        """Somebody is no longer what they were."""
        found = self.db.scalars(
            select(Membership.id).where(Membership.person_id == self.person(one).id)
        ).all()
        if found:
            teams.end(
                self.db,
                membership_id=found[one % len(found)],
                actor_id=None,
                now=self.now,
                today=self.day,
            )

    def move_team(self, one: int, other: int) -> None:
        """A team stands somewhere else, under another name."""
        teams.change_team(
            self.db,
            team_id=self.team(one).id,
            name=f"Team {self.now.isoformat()}",
            parent_id=self.team(other).id if other % 4 else None,
            actor_id=None,
            now=self.now,
            today=self.day,
        )

    def leave(self, one: int, _other: int) -> None:
        """Somebody leaves the organisation."""
        people.deactivate(
            self.db,
            person_id=self.person(one).id,
            actor_id=self.viewer.id,
            now=self.now,
            today=self.day,
        )

    def come_back(self, one: int, other: int) -> None:
        """Somebody comes back and is put into a team again."""
        people.reactivate(
            self.db, person_id=self.person(one).id, actor_id=self.viewer.id, now=self.now
        )
        self.move(one, other * 4)

    def erase(self, one: int, other: int) -> None:
        """Somebody leaves and is erased."""
        if other % 4:
            return
        self.leave(one, other)
        person = self.person(one)
        erase_person(self.db, person_id=person.id, actor_id=None, now=self.now, today=self.day)
        self.erased.add(person.id)

    def ask(self, one: int, other: int) -> None:
        """A course is asked of some audience, by another day, or no longer."""
        audience = (Audience.TEAM, *Audience)[one % 5]
        due = list(Due)[other % 4] if one % 3 else Due.FIXED
        if due is Due.ENTERING and audience is not Audience.TEAM:
            due = Due.JOINING
        is_fixed = due is Due.FIXED
        wanted = Wanted(
            audience,
            self.course(other),
            team_id=self.team(one).id if audience is Audience.TEAM else None,
            holder=Holder.MANAGER if audience is Audience.ROLE else None,
            lines=(
                (Line(About.TEAM, How.BELOW, team_id=self.team(one).id),)
                if audience is Audience.RULE
                else ()
            ),
            due=due,
            due_on=self.day + timedelta(days=other % 9) if is_fixed else None,
            due_days=None if is_fixed else other % 30,
            why="We open our doors.",
        )
        found = assignments.find_open(self.db, wanted)
        given: Any = {"actor_id": None, "now": self.now}
        if found is None:
            given |= {"path": COLUMNS.path, "today": self.day}
            assignments.keep(self.db, wanted, **given)
        elif other % 2:
            assignments.end(self.db, found, **given)
        else:
            given |= {"path": COLUMNS.path, "today": self.day}
            assignments.change(self.db, found, wanted, **given)

    def arrange(self, one: int, other: int) -> None:
        """Something is arranged with somebody, or taken back."""
        found = self.db.scalars(
            select(Arrangement.id)
            .where(Arrangement.person_id == self.person(one).id)
            .order_by(Arrangement.id)
        ).all()
        if found and other % 3 == 0:
            arrangements.end(
                self.db, arrangement_id=found[other % len(found)], actor_id=None, now=self.now
            )
            return
        arrangements.give(
            self.db,
            person_id=self.person(one).id,
            course=self.course(other),
            kind=(EQUIVALENT, EQUIVALENT, WAIVER, EXTENSION)[other % 4],
            last_day=self.day + timedelta(days=other),
            reason="A talk.",
            actor_id=None,
            now=self.now,
            today=self.day,
            path=COLUMNS.path,
        )

    def share(self, one: int, other: int) -> None:
        """Somebody shows a course by choice. What is taken back is gone from the past too."""
        sharing.share(
            self.db, person_id=self.person(one).id, course=self.course(other), now=self.now
        )

    def read(self, one: int, other: int) -> None:
        """Somebody reads a module, or begins a course."""
        if other % 2:
            enrolments.mark_as_read(
                self.db,
                person_id=self.person(one).id,
                course=COURSES[self.course(other // 2)],
                module=MODULES[other % len(MODULES)],
                language="en",
                now=self.now,
            )
            return
        self.begin(one, other // 2)

    def begin(self, one: int, other: int) -> Any:
        """Somebody takes a course, anew where that is due."""
        return enrolments.open_enrolment(
            self.db,
            person_id=self.person(one).id,
            course=self.course(other),
            now=self.now,
            today=self.day,
        )

    def pass_course(self, one: int, other: int) -> None:
        """Somebody gets the certificate of a cycle."""
        enrolment = self.begin(one, other)
        attempt = Attempt(
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            course=enrolment.course,
            number=1,
            language="en",
            edition=1,
            seed=1,
            pass_score=80,
            critical_all=True,
            points_of=8,
            started_at=self.now,
        )
        if self.db.scalar(select(Attempt.id).where(Attempt.enrolment_id == enrolment.id)):
            return
        self.db.add(attempt)
        self.db.flush()
        certificates.award(
            self.db,
            enrolment=enrolment,
            attempt=attempt,
            course=COURSES[enrolment.course],
            language="en",
            now=self.now,
            today=self.day,
            organisation="Esimerkki Oy",
        )

    def change_certificate(self, one: int, other: int) -> None:
        """A certificate is withdrawn, counts again, or ends on another day."""
        found = self.db.scalars(
            select(Certificate)
            .where(Certificate.person_id == self.person(one).id)
            .order_by(Certificate.id)
        ).all()
        if not found:
            return
        held = found[other % len(found)]
        if held.revoked_at is not None:
            certificates.reinstate(self.db, certificate=held, why="A mistake.", now=self.now)
        elif other % 2:
            certificates.revoke(self.db, code=held.code, why="A mistake.", now=self.now)
        else:
            end = held.issued_on + timedelta(days=3 + other % 90)
            days = dated(end, window=other % 40, grace=other % 5)
            certificates.change_days(self.db, held, days, now=self.now)


MOVES: Sequence[Callable[[History, int, int], None]] = (
    History.move,
    History.move,
    History.end,
    History.move_team,
    History.leave,
    History.come_back,
    History.erase,
    History.ask,
    History.ask,
    History.ask,
    History.arrange,
    History.arrange,
    History.share,
)
LEARNING: Sequence[Callable[[History, int, int], None]] = (
    History.read,
    History.pass_course,
    History.pass_course,
    History.change_certificate,
)

steps = st.lists(
    st.tuples(
        st.integers(0, 99), st.integers(0, 60), st.integers(0, 60), st.sampled_from((0, 0, 0, 1, 9))
    ),
    min_size=8,
    max_size=14,
)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_any_past_day_is_as_it_was_that_night_and_counted_as_the_pure_functions_do(
    db: Session, story: list[tuple[int, int, int, int]]
) -> None:
    with db.begin_nested() as savepoint:
        history = History(db)
        for step in story:
            history.step(*step)
        history.fall_asleep()
        history.day += timedelta(days=1)
        agree(history)

        for day, index, was in history.nights:
            team, past = history.teams[index], CLOCK.past(day)
            then = night(db, team, history.viewer, day, past)
            if history.erased:  # they are missing from past days too, and from their numbers
                was = without(was, history.erased)  # noqa: PLW2901
                then = {name: then[name] for name in was}
            assert then == was, (day, team.id)
            if not index and not history.erased:
                every_number_has_its_list(db, team, day, past, then["unit"])
            if index == len(history.teams) - 1:
                listed = {key: known(facts) for key, facts in then["people"].items()}
                assert exported(db, team, day, past) == listed
        for day, asked in history.asked:
            past, of = CLOCK.past(day), set(db.scalars(_in_teams(day)))
            by_hand = asked_by_hand(Facts(db, day, past), COLUMNS.path)
            then_asked = asked_on(db, day, past)
            assert then_asked == {row for row in asked if row[0] not in history.erased}, day
            assert then_asked == {row for row in by_hand if row[0] in of}, day
        savepoint.rollback()


def every_number_has_its_list(
    db: Session, team: Team, day: date, past: Past, found: dict[str, dict[int, Counts]]
) -> None:
    """The list behind a number of a past day holds as many people as the number says."""
    for kind in counting.Kind:
        for course in (WHOLE, COLUMNS.courses[0]):
            wanted = WantedPeople(kind=kind, course=course)
            listed = behind.people(
                db, unit=team.id, wanted=wanted, basis=BASIS, today=day, past=past
            )
            assert listed.matching == getattr(found[course][team.id], kind.value), (day, kind)


def without(was: Night, gone: set[int]) -> Night:
    """What is left to compare when people were erased since."""
    left: Night = {"below": was["below"]}
    left["people"] = {key: value for key, value in was["people"].items() if key not in gone}
    left["managers"] = [one for one in was["managers"] if one[0] not in gone]
    return left


def agree(history: History) -> None:
    """Every night the database counted what the pure functions say of the people listed."""
    every = {(day, index): found for day, index, found in history.nights}
    asked = {day: {(row[0], row[1]) for row in rows} for day, rows in history.asked}
    for (day, index), found in every.items():
        digits = Counter(
            tuple(rules.digit_of(one, day) for one in standings)
            for standings in found["people"].values()
        )
        assert found["digits"] == digits
        inside: dict[int, Sequence[Standing]] = {}
        waiting = [index]
        while waiting:
            at = waiting.pop()
            inside |= every[day, at]["people"]
            waiting += [
                number
                for number, team in enumerate(history.teams)
                if team.id in every[day, at]["below"]
            ]
        ready = sum(
            all(state(one, day).is_valid for one in standings[: COLUMNS.path_size])
            for standings in inside.values()
        )
        assert found["whole"] == (len(inside), ready)
        team = history.teams[index]
        for course, counts in found["unit"].items():
            assert counts[team.id] == counted_by_hand(inside, course, asked[day], day), course


def counted_by_hand(
    inside: dict[int, Sequence[Standing]], course: str, asked: set[tuple[int, str]], day: date
) -> Counts:
    """The numbers of a unit as the pure function says; what is only shared concerns nobody else."""
    ready = expiring = past = 0
    for person, standings in inside.items():
        states = {
            slug: state(standing, day)
            for slug, standing in zip(COLUMNS.courses, standings, strict=True)
            if slug in COLUMNS.path or (person, slug) in asked
        }
        looked_at = states if course == WHOLE else {course: states.get(course)}
        if course == WHOLE:
            ready += all(states[slug].is_valid for slug in COLUMNS.path)
        else:
            found = states.get(course)
            ready += found is not None and found.is_valid
        expiring += not {State.EXPIRING, State.GRACE}.isdisjoint(looked_at.values())
        past += not {State.OVERDUE, State.EXPIRED}.isdisjoint(looked_at.values())
    return Counts(len(inside), ready, expiring, past)


@pytest.mark.parametrize("course", COLUMNS.courses)
def test_months_and_weeks_are_counted_as_the_list_of_people_says(db: Session, course: str) -> None:
    history = History(db)
    for number in range(60):
        history.step(len(MOVES) + number % 8, number, number * 7 % 60, number % 5 // 3)
    found = night(db, history.teams[1], history.viewer, history.day, None)
    months = rules.month_starts(history.day)
    at = COLUMNS.courses.index(course)
    ends = [
        standings[at].proof.last_valid_day
        for standings in found["people"].values()
        if standings[at].proof and state(standings[at], history.day).is_valid
    ]

    assert found["months"][course] == tuple(
        sum(end is not None and months[index] <= end < months[index + 1] for end in ends)
        for index in range(rules.MONTHS)
    )
    assert found["lines"][course][-1] >= len(ends)


def test_other_training_counts_on_a_past_day_whatever_came_after(db: Session) -> None:
    history = History(db)
    team, ada, today = history.teams[1], history.people[1], history.day
    arrangements.give(
        db,
        person_id=ada.id,
        course=COLUMNS.path[0],
        kind=EQUIVALENT,
        last_day=today + timedelta(days=200),
        reason="The same course elsewhere.",
        actor_id=None,
        now=history.now,
        today=today,
        path=COLUMNS.path,
    )
    history.day += timedelta(days=100)
    history.pass_course(1, 0)

    past = CLOCK.past(today + timedelta(days=30))
    then = night(db, team, history.viewer, past.day, past)
    now = night(db, team, history.viewer, history.day, None)

    assert state(then["people"][ada.id][0], past.day) is State.READY
    assert then["whole"][1] == now["whole"][1] == 1


def test_local_midnight_ends_the_day(db: Session) -> None:
    history = History(db)
    midnight = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)  # in Helsinki
    team, course = history.teams[1], COURSES[COLUMNS.path[0]]
    before, after = history.people[1].id, history.people[3].id
    for person_id, moment in ((before, midnight - timedelta(seconds=1)), (after, midnight)):
        enrolments.mark_as_read(
            db, person_id=person_id, course=course, module=MODULES[0], language="en", now=moment
        )

    past = CLOCK.past(date(2026, 11, 22))
    found = night(db, team, history.viewer, past.day, past)["people"]

    assert past.end == midnight
    assert (found[before][0].enrolled, found[after][0].enrolled) == (True, False)
