"""What the manager's statements find, and how little they read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.enrolments import queries as enrolments
from lms.enrolments import sharing
from lms.people.models import Person, Role, Team
from lms.readiness import queries, rules
from lms.readiness.queries import Narrowed, TeamPage
from lms.readiness.rules import Columns, Filter
from lms.standing import State, state
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_module_read,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
)
from tests.readiness.everyone import everyone_in

OPEN = Narrowed()


SLUGS = ("channel-basics", "guidelines", "confidentiality", "personal-branding")


@pytest.fixture(name="courses")
def four_courses() -> ContentSet:
    """Four courses of a path, and one beside it."""
    modules = [SimpleNamespace(slug="10-three-tests"), SimpleNamespace(slug="20-inside")]
    courses = {
        slug: SimpleNamespace(slug=slug, modules=modules) for slug in (*SLUGS, "further", "beside")
    }
    return cast("ContentSet", SimpleNamespace(path=SimpleNamespace(courses=SLUGS), courses=courses))


@pytest.fixture(name="columns")
def path(courses: ContentSet) -> Columns:
    """The columns of a team that nothing else is asked of."""
    return Columns.of(courses, ())


def look(
    db: Session,
    team: Team,
    viewer: Person,
    columns: Columns,
    narrowed: Narrowed = OPEN,
) -> TeamPage:
    """The team page's statements."""
    return queries.team_page(
        db,
        team_id=team.id,
        viewer_id=viewer.id,
        columns=columns,
        narrowed=narrowed,
        today=TODAY,
    )


@contextmanager
def watching(db: Session) -> Iterator[list[str]]:
    """The statements sent in a block."""
    statements: list[str] = []

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    engine = db.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def people_at_every_boundary(db: Session, team: Team) -> list[Person]:
    """Somebody for each combination of certificate, date asked for, and beginning."""
    ends = [None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1, 59, 60, 61, 700))]
    made = []
    for end in [date.max, *ends]:
        for begun in ("no", "read", "enrolled"):
            person = a_person(db, team=team)
            if end is not date.max:
                a_certificate(db, person, issued_on=date(2024, 1, 1), expires_on=end)
            if begun == "read":
                a_module_read(db, person, "10-three-tests")
                a_module_read(db, person, "20-inside")
            if begun == "enrolled":
                an_enrolment(db, person, cycle=2)
            made.append(person)
    return made


@pytest.mark.parametrize("due", [-1, 0, 1, None])
def test_the_manager_sees_the_state_the_learner_sees(
    db: Session, courses: ContentSet, columns: Columns, due: int | None
) -> None:
    top = a_team(db)
    team = a_team(db, parent=top)
    if due is not None:
        an_assignment(db, top, due_on=TODAY + timedelta(days=due))
        an_assignment(db, team, due_on=TODAY + timedelta(days=due + 30))
    people = people_at_every_boundary(db, team)
    course = courses.courses["confidentiality"]
    expected = {}
    for person in people:
        learning = enrolments.learning(db, person_id=person.id, path=SLUGS, today=TODAY)
        expected[person.id] = state(learning.standing(course), TODAY)

    found = look(db, team, people[0], columns, Narrowed(show_all=True))

    readiness = rules.team_readiness(found.snapshot, TODAY)
    at = columns.courses.index("confidentiality")
    assert {row.person_id: row.cells[at].state for row in readiness.people} == expected
    counted = readiness.courses[at].counts
    assert counted == {kind: list(expected.values()).count(kind) for kind in State}


def test_a_filter_shows_as_many_people_as_it_counts(db: Session, columns: Columns) -> None:
    team = a_team(db)
    an_assignment(db, team, due_on=TODAY - timedelta(days=1))
    people = people_at_every_boundary(db, team)
    for slug in columns.path:
        if slug != "confidentiality":
            for person in people[3:12]:
                a_certificate(db, person, slug)

    for kind in Filter:
        found = look(db, team, people[0], columns, Narrowed(kind=kind, show_all=True))
        readiness = rules.team_readiness(found.snapshot, TODAY)
        assert readiness.filters[kind] == found.matching == len(readiness.people), kind
        for row in readiness.people:
            assert rules.fits(kind, [cell.state for cell in row.cells], columns.path_size)


def test_a_certificate_taken_back_does_not_count(db: Session, columns: Columns) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    a_certificate(db, person, revoked_at=datetime(2026, 10, 1, tzinfo=UTC))

    readiness = rules.team_readiness(look(db, team, person, columns).snapshot, TODAY)

    at = columns.courses.index("confidentiality")
    assert readiness.courses[at].counts[State.IN_PROGRESS] == 1
    assert not readiness.courses[at].line


def test_the_newest_certificate_decides(db: Session, columns: Columns) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    a_certificate(db, person, issued_on=date(2022, 1, 1), expires_on=date(2024, 1, 1))
    a_certificate(db, person, issued_on=date(2026, 1, 1), expires_on=date(2028, 1, 1), cycle=2)

    facts = queries.facts_of(db, person_id=person.id, columns=columns, today=TODAY)

    proof = facts.standings[columns.courses.index("confidentiality")].proof
    assert proof is not None
    assert (proof.issued_on, proof.expires_on) == (date(2026, 1, 1), date(2028, 1, 1))


def test_people_are_in_alphabetical_order_ten_a_page(db: Session, columns: Columns) -> None:
    team = a_team(db)
    for letter in "MLKJIHGFEDCBA":
        a_person(db, f"{letter}nna", team=team)
    manager = a_person(db, manages=team)

    first = look(db, team, manager, columns)
    second = look(db, team, manager, columns, Narrowed(page=2))

    assert [row.name[0] for row in first.snapshot.people] == list("ABCDEFGHIJ")
    assert [row.name[0] for row in second.snapshot.people] == list("KLM")
    assert (first.matching, first.pages) == (13, 2)
    assert first.own.person_id == manager.id


def test_a_page_beyond_the_last_still_knows_how_many_there_are(
    db: Session, columns: Columns
) -> None:
    team = a_team(db)
    person = a_person(db, team=team)

    found = look(db, team, person, columns, Narrowed(page=7))

    assert (found.snapshot.people, found.matching, found.pages) == ((), 1, 1)


@pytest.mark.parametrize("words", ["öhm", "Öhm", "ÖHMAN", "äiti öh", "man"])
def test_people_are_found_by_a_part_of_the_name(db: Session, columns: Columns, words: str) -> None:
    team = a_team(db)
    person = a_person(db, "Äiti", "Öhman", team=team)
    a_person(db, "Leo", "Koe", team=team)

    found = look(db, team, person, columns, Narrowed(find=words))

    assert [row.name for row in found.snapshot.people] == ["Äiti Öhman"]


@pytest.mark.parametrize("words", ["%", "_", "!", "' or 1=1"])
def test_signs_of_the_database_find_nobody(db: Session, columns: Columns, words: str) -> None:
    team = a_team(db)
    person = a_person(db, team=team)

    assert look(db, team, person, columns, Narrowed(find=words)).matching == 0


def test_who_left_or_changed_the_team_is_not_counted(db: Session, columns: Columns) -> None:
    team = a_team(db)
    a_person(db, team=team, left_on=TODAY)
    a_membership(db, a_person(db), team, until=TODAY)
    a_membership(db, a_person(db), team, since=TODAY + timedelta(days=1))
    a_person(db, manages=team)
    here = a_person(db, team=team, left_on=TODAY + timedelta(days=1))
    a_membership(db, here, team, since=date(2026, 1, 1), until=TODAY + timedelta(days=9))

    found = look(db, team, here, columns)

    assert [row.person_id for row in found.snapshot.people] == [here.id]
    assert rules.team_readiness(found.snapshot, TODAY).total == 1


def test_a_course_that_nobody_asks_for_has_no_column(courses: ContentSet) -> None:
    found = Columns.of(courses, ["further", "guidelines", "no-such-course"])

    assert found.courses == (*SLUGS, "further")
    assert found.path == SLUGS


def test_a_team_knows_what_is_asked_of_it_and_of_the_teams_above(db: Session) -> None:
    top = a_team(db)
    team = a_team(db, parent=top)
    beside = a_team(db, parent=top)
    below = a_team(db, "Zz below", parent=team)
    an_assignment(db, top, "guidelines", due_on=date(2026, 12, 11))
    an_assignment(db, team, "guidelines", due_on=date(2026, 12, 24))
    an_assignment(db, beside, "confidentiality")
    an_assignment(db, below, "channel-basics")

    a_person(db, team=team)

    found = queries.managed_team(db, slug=team.slug, path=SLUGS, today=TODAY)

    assert found is not None
    assert dict(found.asked) == {"guidelines": date(2026, 12, 11)}
    assert [link.name for link in found.below] == ["Zz below"]
    assert queries.managed_team(db, slug="nowhere", path=SLUGS, today=TODAY) is None


def test_what_is_not_asked_of_somebody_is_counted_apart(db: Session, courses: ContentSet) -> None:
    top, team = a_team(db), a_team(db)
    asked, taken, waiting = (a_person(db, team=team) for _ in range(3))
    a_membership(db, asked, top)
    an_assignment(db, top, "further")
    a_certificate(db, taken, "further")
    sharing.share(db, person_id=waiting.id, course="further", now=NOW)
    an_enrolment(db, waiting, "further")
    columns = Columns.of(courses, ["further"])

    page = look(db, team, asked, columns)

    found = rules.team_readiness(page.snapshot, TODAY)
    states = {row.person_id: row.cells[-1].state for row in found.people}
    assert states == {
        asked.id: State.NOT_STARTED,
        taken.id: State.NOT_ASKED,
        waiting.id: State.IN_PROGRESS,
    }
    assert {kind: count for kind, count in found.courses[-1].counts.items() if count} == {
        State.NOT_STARTED: 1,
        State.NOT_ASKED: 1,
        State.IN_PROGRESS: 1,
    }
    assert (found.courses[-1].asked, found.courses[0].asked) == (2, 3)
    exported = everyone_in(db, team_id=team.id, columns=columns, today=TODAY)
    assert {one.person_id: state(one.standings[-1], TODAY) for one in exported} == states
    listed = look(db, team, asked, columns, Narrowed(course="further", word="not-asked"))
    assert [one.person_id for one in listed.snapshot.people] == [taken.id]


def test_a_row_of_a_team_counts_everybody_below_once(db: Session, columns: Columns) -> None:
    top = a_team(db)
    left, right = a_team(db, parent=top), a_team(db, parent=top)
    deep = a_team(db, parent=left)
    empty = a_team(db)
    ready = a_person(db, team=left)
    a_membership(db, ready, right)
    a_person(db, team=deep)
    a_person(db, team=top)
    for slug in columns.path:
        a_certificate(db, ready, slug)
    half = a_person(db, team=right)
    a_certificate(db, half)
    links = [queries.TeamLink(team.id, team.slug, team.name) for team in (top, left, right, empty)]

    rows = queries.team_rows(db, teams=links, columns=columns, today=TODAY)

    assert [(row.people, row.ready) for row in rows] == [(4, 1), (2, 1), (2, 1), (0, 0)]


def test_a_row_of_a_team_goes_by_the_newest_certificate_that_was_not_revoked(
    db: Session, columns: Columns
) -> None:
    team = a_team(db)
    over, back, revoked = (a_person(db, team=team) for _ in range(3))
    ended = TODAY - timedelta(days=1)
    for person in (over, back, revoked):
        for course in columns.path[1:]:
            a_certificate(db, person, course)
    first = columns.path[0]
    a_certificate(db, over, first, expires_on=None)
    a_certificate(db, over, first, expires_on=ended, cycle=2)
    a_certificate(db, back, first, expires_on=ended)
    a_certificate(db, back, first, expires_on=None, cycle=2)
    a_certificate(db, revoked, first, expires_on=None)
    a_certificate(db, revoked, first, expires_on=ended, cycle=2, revoked_at=NOW)
    link = queries.TeamLink(team.id, team.slug, team.name)

    (row,) = queries.team_rows(db, teams=[link], columns=columns, today=TODAY)

    assert (row.people, row.ready) == (3, 2)  # all but the one whose newest has ended


def test_the_line_counts_what_was_valid_on_each_day(db: Session, columns: Columns) -> None:
    team = a_team(db)
    ends = a_person(db, team=team)
    a_certificate(db, ends, issued_on=date(2024, 1, 1), expires_on=TODAY - timedelta(weeks=1))
    new = a_person(db, team=team)
    a_certificate(db, new, issued_on=TODAY - timedelta(weeks=2), expires_on=None)
    a_certificate(db, a_person(db))

    found = look(db, team, ends, columns)

    assert found.snapshot.lines["confidentiality"] == (1,) * 9 + (2, 1, 1)


def a_team_of(db: Session, size: int, columns: Columns) -> tuple[Team, Person]:
    """A team in all states, with its manager."""
    team = a_team(db)
    an_assignment(db, team, due_on=TODAY - timedelta(days=3))
    kinds = cycle(range(4))
    for _ in range(size):
        person = a_person(db, team=team)
        for slug in columns.courses:
            kind = next(kinds)
            if kind == 0:
                a_certificate(db, person, slug)
            if kind == 1:
                an_enrolment(db, person, slug)
        next(kinds)
    return team, a_person(db, manages=team)


@pytest.mark.parametrize("courses_shown", [1, 8])
@pytest.mark.parametrize("size", [3, 30])
def test_three_statements_whatever_the_size(db: Session, size: int, courses_shown: int) -> None:
    slugs = tuple(f"course-{number}" for number in range(courses_shown))
    columns = Columns(courses=slugs, path_size=1, modules=dict.fromkeys(slugs, ("one",)))
    team, manager = a_team_of(db, size, columns)

    with watching(db) as statements:
        look(db, team, manager, columns, Narrowed(kind=Filter.READY, find="a"))

    assert len(statements) == 3
    for name in ("attempt", "answer", "points", "score"):
        assert not any(name in statement.lower() for statement in statements)


@pytest.mark.parametrize("courses_shown", [1, 8])
@pytest.mark.parametrize("size", [3, 30])
def test_few_rows_are_read(db: Session, size: int, courses_shown: int) -> None:
    slugs = tuple(f"course-{number}" for number in range(courses_shown))
    columns = Columns(courses=slugs, path_size=1, modules=dict.fromkeys(slugs, ("one",)))
    team, manager = a_team_of(db, size, columns)
    for _ in range(20):
        a_certificate(db, a_person(db, team=a_team(db)), slugs[0])
    read = 0
    execute = db.execute

    def counted(*args: Any, **options: Any) -> Any:
        nonlocal read
        rows = execute(*args, **options).all()
        read += len(rows)

        class Rows(list[Any]):
            def all(self) -> list[Any]:
                return self

        return Rows(rows)

    db.execute = counted  # type: ignore[method-assign]
    look(db, team, manager, columns)

    assert read <= size * (courses_shown + 1) + 12 * courses_shown + 20


def test_the_export_reads_everybody_in_order(db: Session, columns: Columns) -> None:
    team, _manager = a_team_of(db, 12, columns)

    people = list(everyone_in(db, team_id=team.id, columns=columns, today=TODAY))

    assert len(people) == 12
    assert [row.name for row in people] == sorted(row.name for row in people)


def test_a_person_is_found_only_in_a_team_they_are_in(db: Session) -> None:
    team, other = a_team(db), a_team(db)
    person = a_person(db, team=team)
    a_membership(db, person, other, role=Role.MANAGER)

    def found(slug: str) -> queries.PersonInTeam | None:
        return queries.person_in_team(db, slug=slug, person=person.id, today=TODAY)

    inside = found(team.slug)
    assert inside is not None
    assert inside.resource.team_ids == frozenset({team.id})
    assert found(other.slug) is None
    assert found("nowhere") is None


def test_the_own_row_is_the_row_of_the_team_page(db: Session, columns: Columns) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    a_certificate(db, person, "guidelines", expires_on=TODAY + timedelta(days=20))

    facts = queries.facts_of(db, person_id=person.id, columns=columns, today=TODAY)

    page = rules.team_readiness(look(db, team, person, columns).snapshot, TODAY)
    assert page.people == (rules.person_readiness(columns, facts, TODAY),)
