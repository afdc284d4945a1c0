"""The counters of units equal the derivation, whatever happened and whenever they were folded."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.enrolments.assignment_services import find_open
from lms.enrolments.audiences import WHOLE_PATH, About, Audience, Due, Holder, How, Line, Wanted
from lms.enrolments.models import Arrangement, Assignment
from lms.people.models import Membership, Person, Role, Team
from lms.readiness import behind, drift, folding, queries, tallies
from lms.readiness.models import CountedPlace, StalePerson, TallyBasis
from lms.readiness.queries import TeamLink
from lms.readiness.rules import Columns
from lms.readiness.spells import ORGANISATION, WHOLE, Basis, Kind
from lms.readiness.tallies import Counts, Source
from lms.standing import Standing, state
from tests.databases import SharedConnection
from tests.enrolments.twin import Facts, asked_by_hand
from tests.factories import TODAY, a_certificate, a_membership, a_person, a_team, an_assignment

BASIS = Basis(courses=("one", "two", "third"), path=("one", "two"))


def fold(db: Session, today: date = TODAY, basis: Basis = BASIS) -> None:
    """Fold until nobody is stale."""
    while folding.fold(db, basis, today=today):
        pass
    db.expire_all()


def numbers(db: Session, unit: int, today: date = TODAY, course: str = WHOLE) -> Counts:
    """What a page shows of a unit."""
    return tallies.totals(db, units=[unit], course=course, basis=BASIS, today=today)[unit]


def test_a_certificate_is_counted_in_the_team_and_in_all_above_once(db: Session) -> None:
    company = a_team(db)
    north, south = a_team(db, parent=company), a_team(db, parent=company)
    ada = a_person(db, team=north)
    a_membership(db, ada, south)
    a_person(db, team=company)
    for course in BASIS.path:
        a_certificate(db, ada, course)

    fold(db)

    assert tallies.source(db, BASIS, TODAY).source is Source.KEPT
    assert numbers(db, north.id) == Counts(1, 1, 0, 0)
    assert numbers(db, south.id) == Counts(1, 1, 0, 0)
    assert numbers(db, company.id) == numbers(db, ORGANISATION) == Counts(2, 1, 0, 0)
    assert numbers(db, company.id, course="one") == Counts(2, 1, 0, 0)
    assert drift.drift(db, BASIS, today=TODAY) == []


def test_midnight_needs_no_run(db: Session) -> None:
    team = a_team(db)
    ada = a_person(db, team=team)
    a_certificate(db, ada, "one", expires_on=TODAY + timedelta(days=100))
    a_certificate(db, ada, "two", expires_on=TODAY + timedelta(days=130))
    fold(db)
    seen = {
        days: numbers(db, team.id, TODAY + timedelta(days=days))
        for days in (0, 39, 40, 99, 100, 129, 130)
    }

    assert seen == {
        0: Counts(1, 1, 0, 0),
        39: Counts(1, 1, 0, 0),
        40: Counts(1, 1, 1, 0),
        99: Counts(1, 1, 1, 0),
        100: Counts(1, 0, 1, 1),
        129: Counts(1, 0, 1, 1),
        130: Counts(1, 0, 0, 1),
    }
    assert db.scalar(select(TallyBasis.counted_on)) == TODAY, "nothing was folded meanwhile"


def test_a_date_asked_for_counts_as_past_from_the_day_after(db: Session) -> None:
    team = a_team(db)
    a_person(db, team=team)
    an_assignment(db, team, "third", due_on=TODAY + timedelta(days=3))
    fold(db)

    assert numbers(db, team.id, TODAY + timedelta(days=3)) == Counts(1, 0, 0, 0)
    assert numbers(db, team.id, TODAY + timedelta(days=4)) == Counts(1, 0, 0, 1)
    assert numbers(db, team.id, TODAY + timedelta(days=4), "third") == Counts(1, 0, 0, 1)


def test_a_course_that_nobody_asks_for_stays_out_of_the_numbers(db: Session) -> None:
    team = a_team(db)
    ada = a_person(db, team=team)
    a_certificate(db, ada, "third", expires_on=TODAY)

    fold(db)

    assert numbers(db, team.id) == Counts(1, 0, 0, 0)
    assert numbers(db, team.id, course="third") == Counts(1, 0, 0, 0)


def test_what_changed_is_in_the_numbers_before_and_after_the_fold(db: Session) -> None:
    team = a_team(db)
    ada = a_person(db, team=team)
    fold(db)
    for course in BASIS.path:
        a_certificate(db, ada, course)

    assert tallies.source(db, BASIS, TODAY).source is Source.MENDED
    assert numbers(db, team.id) == Counts(1, 1, 0, 0)
    fold(db)
    assert tallies.source(db, BASIS, TODAY).source is Source.KEPT
    assert numbers(db, team.id) == Counts(1, 1, 0, 0)


def test_many_stale_people_are_counted_from_the_facts(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = a_team(db)
    fold(db)
    monkeypatch.setattr(tallies, "FEW", 3)
    for _ in range(4):
        a_person(db, team=team)

    assert tallies.source(db, BASIS, TODAY).source is Source.FACTS
    assert numbers(db, team.id) == Counts(4, 0, 0, 0)


def test_other_courses_in_the_path_are_counted_at_once(db: Session) -> None:
    team = a_team(db)
    a_certificate(db, a_person(db, team=team), "one")
    fold(db)
    shorter = Basis(courses=BASIS.courses, path=("one",))

    assert tallies.source(db, shorter, TODAY).source is Source.FACTS
    assert tallies.totals(db, units=[team.id], basis=shorter, today=TODAY)[team.id].ready == 1
    fold(db, basis=shorter)
    assert tallies.source(db, shorter, TODAY).source is Source.KEPT
    assert drift.drift(db, shorter, today=TODAY) == []
    assert drift.drift(db, BASIS, today=TODAY) == []


def test_a_clock_that_was_put_back_loses_nothing(db: Session) -> None:
    team = a_team(db)
    a_certificate(db, a_person(db, team=team), "one", expires_on=TODAY + timedelta(days=2))
    fold(db, TODAY + timedelta(days=5))

    for _ in range(2):
        assert numbers(db, team.id, course="one") == Counts(1, 1, 1, 0)
        assert drift.drift(db, BASIS, today=TODAY) == []
        fold(db)


def test_leaving_on_a_day_ahead_counts_from_that_day(db: Session) -> None:
    team, later = a_team(db), TODAY + timedelta(days=2)
    a_person(db, team=team, left_on=later)
    a_membership(db, a_person(db), team, since=later)
    a_membership(db, a_person(db), team, until=later)
    fold(db)

    assert numbers(db, team.id).people == 2
    assert numbers(db, team.id, later).people == 1
    assert tallies.source(db, BASIS, later).source is Source.MENDED
    fold(db, later)
    assert tallies.source(db, BASIS, later).source is Source.KEPT
    assert numbers(db, team.id, later).people == 1


def test_nothing_of_somebody_without_a_team_is_kept(db: Session) -> None:
    team = a_team(db)
    ada = a_person(db, team=team)
    a_certificate(db, ada, "one")
    fold(db)
    db.execute(update(Person).where(Person.id == ada.id).values(left_on=TODAY))
    fold(db)

    assert db.scalar(select(func.count()).select_from(CountedPlace)) == 0
    assert db.scalar(select(func.count()).select_from(StalePerson)) == 0
    assert numbers(db, team.id) == Counts()


# Random histories

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "join", "leave", "leave team", "certificate", "revoke", "give back", "end earlier",
                "ask", "stop asking", "move team", "wait", "wait long", "fold", "fold some",
                "title", "forget team", "arrange", "end what was arranged",
            ]
        ),
        st.integers(0, 7),
        st.integers(0, 4),
        st.integers(-90, 200),
    ),
    max_size=25,
)  # fmt: skip


class History:
    """A small organisation to which things happen."""

    def __init__(self, db: Session) -> None:
        self.db, self.today = db, TODAY
        top = a_team(db)
        mid = a_team(db, parent=top)
        self.teams = [top, mid, a_team(db, parent=mid), a_team(db, parent=top), a_team(db)]
        self.people = [a_person(db, team=self.teams[number % 5]) for number in range(8)]
        self.cycle = 0

    def happen(self, what: str, who: int, where: int, days: int) -> None:
        """One step; what makes no sense does nothing."""
        getattr(self, "_" + what.replace(" ", "_"))(self.people[who], self.teams[where], days)
        self.db.flush()

    def _join(self, person: Person, team: Team, days: int) -> None:
        since = self.today + timedelta(days=days // 10)
        open_ones = select(Membership.id).where(
            Membership.person_id == person.id,
            Membership.team_id == team.id,
            Membership.until.is_(None),
        )
        if self.db.scalar(open_ones) is None:
            role = Role.MANAGER if days % 5 == 0 else Role.MEMBER
            until = since + timedelta(days=days) if days % 3 == 0 and days >= 0 else None
            a_membership(self.db, person, team, role=role, since=since, until=until)

    def _leave(self, person: Person, _team: Team, days: int) -> None:
        left_on = None if days % 2 else self.today + timedelta(days=days // 10)
        self.db.execute(update(Person).where(Person.id == person.id).values(left_on=left_on))

    def _leave_team(self, person: Person, team: Team, _days: int) -> None:
        self.db.execute(
            update(Membership)
            .where(
                Membership.person_id == person.id,
                Membership.team_id == team.id,
                Membership.until.is_(None),
                Membership.since <= self.today,
            )
            .values(until=self.today)
        )

    def _certificate(self, person: Person, _team: Team, days: int) -> None:
        self.cycle += 1
        a_certificate(
            self.db,
            person,
            BASIS.courses[days % 3],
            issued_on=self.today - timedelta(days=100),
            expires_on=None if days % 7 == 0 else self.today + timedelta(days=days),
            cycle=self.cycle,
        )

    def _newest(self, person: Person) -> int | None:
        return self.db.scalar(
            select(func.max(Certificate.id)).where(Certificate.person_id == person.id)
        )

    def _revoke(self, person: Person, team: Team, days: int) -> None:
        self.db.execute(
            update(Certificate)
            .where(Certificate.id == self._newest(person))
            .values(revoked_at=person.created_at)
        )

    def _give_back(self, person: Person, team: Team, days: int) -> None:
        self.db.execute(
            update(Certificate)
            .where(Certificate.id == self._newest(person))
            .values(revoked_at=None)
        )

    def _end_earlier(self, person: Person, team: Team, days: int) -> None:
        end = self.today + timedelta(days=max(days, 1))
        self.db.execute(
            update(Certificate)
            .where(Certificate.id == self._newest(person))
            .values(
                expires_on=end,
                counts_until=end + timedelta(days=abs(days) % 20),
                renew_from=end - timedelta(days=30),
            )
        )

    def _ask(self, person: Person, team: Team, days: int) -> None:
        audience = (Audience.TEAM, *Audience)[days % 5]
        due = list(Due)[days % 4] if days % 3 else Due.FIXED
        if due is Due.ENTERING and audience is not Audience.TEAM:
            due = Due.JOINING
        is_fixed = due is Due.FIXED
        wanted = Wanted(
            audience,
            WHOLE_PATH if days % 7 == 0 else BASIS.courses[days % 3],
            team_id=team.id if audience is Audience.TEAM else None,
            holder=Holder.MANAGER if audience is Audience.ROLE else None,
            lines=(
                (
                    Line(About.TEAM, How.BELOW, team_id=team.id),
                    Line(About.JOB_TITLE, How.CONTAINS, text=str(days % 10)),
                )
                if audience is Audience.RULE
                else ()
            ),
            matches_any=days % 2 == 0,
            due=due,
            due_on=self.today + timedelta(days=days) if is_fixed else None,
            due_days=None if is_fixed else abs(days) % 40,
            asked_on=self.today - timedelta(days=abs(days) // 3),
        )
        if find_open(self.db, wanted) is None:
            an_assignment(self.db, None, wanted=wanted)

    def _stop_asking(self, person: Person, team: Team, days: int) -> None:
        self.db.execute(
            update(Assignment)
            .where(or_(Assignment.team_id == team.id, Assignment.id % 5 == days % 5))
            .values(ended_at=person.created_at)
        )

    def _move_team(self, person: Person, team: Team, days: int) -> None:
        above = self.teams[days % 5]
        at: Team | None = above
        while at is not None and at.id != team.id:
            at = self.db.get(Team, at.parent_id) if at.parent_id else None
        if at is None:
            team.parent_id = None if days % 4 == 0 else above.id

    def _wait(self, person: Person, team: Team, days: int) -> None:
        self.today += timedelta(days=abs(days) // 20)

    def _wait_long(self, person: Person, team: Team, days: int) -> None:
        self.today += timedelta(days=abs(days))

    def _fold(self, person: Person, team: Team, days: int) -> None:
        fold(self.db, self.today)

    def _fold_some(self, person: Person, team: Team, days: int) -> None:
        folding.fold(self.db, BASIS, today=self.today, at_once=3)

    def _arrange(self, person: Person, team: Team, days: int) -> None:
        kind = ("waiver", "extension", "equivalent")[days % 3]
        since = self.today + timedelta(days=days % 4 - 2)
        self.db.add(
            Arrangement(
                person_id=person.id,
                course=BASIS.courses[days % 2],
                kind=kind,
                reason="A talk with the team.",
                since=since,
                until=None if kind == "extension" else since + timedelta(days=abs(days) + 1),
                due_on=since + timedelta(days=abs(days)) if kind == "extension" else None,
                given_at=person.created_at,
            )
        )

    def _end_what_was_arranged(self, person: Person, team: Team, days: int) -> None:
        self.db.execute(
            update(Arrangement)
            .where(Arrangement.person_id == person.id)
            .values(ended_at=person.created_at)
        )

    def _title(self, person: Person, team: Team, days: int) -> None:
        person.job_title = f"Title {days}"

    def _forget_team(self, person: Person, team: Team, days: int) -> None:
        self.db.execute(
            delete(Membership).where(
                Membership.person_id == person.id, Membership.team_id == team.id
            )
        )


def counted_by_hand(db: Session, today: date) -> dict[tuple[int, str], Counts]:
    """The numbers of every unit and course, by the pure rules and no select of the product."""
    facts = Facts(db, today)
    dues: dict[int, dict[str, set[date | None]]] = {}
    for person_id, course, due_on, _ in asked_by_hand(facts, BASIS.path):
        dues.setdefault(person_id, {}).setdefault(course, set()).add(due_on)
    sums: Counter[tuple[int, str, str]] = Counter()
    for person in db.scalars(select(Person)):
        teams = facts.units(person.id)
        if not teams or (person.left_on is not None and person.left_on <= today):
            continue
        asked = dues.get(person.id, {})
        states = {
            course: state(
                Standing(
                    modules=1,
                    proof=facts.proof(person.id, course),
                    due_on=min((day for day in asked.get(course, ()) if day), default=None),
                ),
                today,
            )
            for course in {*BASIS.path, *asked}
        }
        is_ready = all(states[course].is_valid for course in BASIS.path)
        kinds = {(WHOLE, "people"), *([(WHOLE, "ready")] if is_ready else [])}
        for course, one in states.items():
            kinds |= {(course, "ready")} if one.is_valid else set()
            for of in (course, WHOLE):
                kinds |= {(of, "expiring")} if one in drift.EXPIRING else set()
                kinds |= {(of, "past")} if one in drift.PAST else set()
        units = {ORGANISATION, *teams}
        sums.update((unit, course, what) for unit in units for course, what in kinds)
    return {
        (unit, course): Counts(
            *(sums[unit, course, what] for what in ("people", "ready", "expiring", "past"))
        )
        for unit, course, _ in sums
    }


@given(steps=STEPS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_any_history_and_any_folds_the_numbers_are_those_of_the_facts(
    database: SharedConnection, steps: list[tuple[str, int, int, int]]
) -> None:
    with database.session() as db:
        history = History(db)
        fold(db)
        for step in steps:
            history.happen(*step)
            assert drift.drift(db, BASIS, today=history.today) == [], step
            every = tallies.everything(db, basis=BASIS, today=history.today)
            by_hand = counted_by_hand(db, history.today)
            assert {key: one for key, one in every.items() if one != Counts()} == by_hand, step
        fold(db, history.today)
        assert tallies.source(db, BASIS, history.today).source is Source.KEPT
        assert drift.drift(db, BASIS, today=history.today) == []
        for unit in (ORGANISATION, *(team.id for team in history.teams)):
            for kind in (None, *Kind):
                found = behind.people(
                    db,
                    unit=unit,
                    wanted=behind.Wanted(kind=kind),
                    basis=BASIS,
                    today=history.today,
                )
                counted = numbers(db, unit, history.today)
                wanted = counted.people if kind is None else getattr(counted, kind.value)
                assert len(found.people) == found.matching == wanted
        nobody_is_ready_by_an_empty_path(db, history.today)
        db.rollback()


def nobody_is_ready_by_an_empty_path(db: Session, today: date) -> None:
    """The same in the numbers from the facts, in those that are kept, and on the list behind."""
    basis = Basis(BASIS.courses, path=())
    for _ in ("from the facts", "kept"):
        every = tallies.everything(db, basis=basis, today=today)
        assert not any(counts.ready for (_, course), counts in every.items() if course == WHOLE)
        assert drift.drift(db, basis, today=today) == []
        fold(db, today, basis)
    for kind in (Kind.READY, None):
        wanted = behind.Wanted(kind=kind)
        found = behind.people(db, unit=ORGANISATION, wanted=wanted, basis=basis, today=today)
        assert kind is None or not found.people
    columns = Columns(BASIS.courses, path_size=0, modules={})
    teams = [TeamLink(team.id, team.slug, team.name) for team in db.scalars(select(Team))]
    for row in queries.team_rows(db, teams=teams, columns=columns, today=today):
        assert row.ready == 0
