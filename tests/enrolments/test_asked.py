"""What is asked of whom by when: every audience and every kind of date, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from lms.clock import Past
from lms.enrolments import queries
from lms.enrolments.asked import asked_rows, thought_of
from lms.enrolments.assignment_services import find_open
from lms.enrolments.audiences import (
    NEWCOMER_DAYS,
    WHOLE_PATH,
    About,
    Audience,
    Due,
    Holder,
    How,
    Line,
    PersonKnown,
    Wanted,
    folded,
    reckoned,
    rule_fits,
    rule_key,
)
from lms.enrolments.models import Arrangement
from lms.people.models import Person, Role
from tests.enrolments.twin import Facts, asked_by_hand
from tests.factories import NOW, TODAY, a_certificate, a_membership, a_person, a_team, an_assignment

PATH = ("channel-basics", "guidelines", "confidentiality")
EVERYONE = Wanted(Audience.EVERYONE, "guidelines", due_on=TODAY + timedelta(days=9))


def asked_of(db: Session, person: Person, day: date = TODAY) -> dict[str, date | None]:
    """The courses asked of a person with their dates."""
    found = queries.asked_of(db, person_id=person.id, path=PATH, today=day)
    return {slug: asked.due_on for slug, asked in found.items()}


def who(db: Session, wanted: Wanted, day: date = TODAY) -> set[int]:
    """Whom an assignment would be for that nobody has kept."""
    rows = asked_rows(select(Person.id), day=day, path=PATH, source=thought_of(wanted))
    return {row.person_id for row in db.execute(rows)}


def test_everyone_is_asked_and_whoever_comes_later_too(db: Session) -> None:
    an_assignment(db, None, wanted=EVERYONE)
    late = a_person(db)

    assert asked_of(db, late) == {"guidelines": EVERYONE.due_on}


@pytest.mark.parametrize("change", ["left", "erased"])
def test_whoever_is_gone_is_asked_nothing(db: Session, change: str) -> None:
    an_assignment(db, None, wanted=EVERYONE)
    person = a_person(db, is_author=True, left_on=TODAY if change == "left" else None)
    an_assignment(db, None, wanted=replace(EVERYONE, audience=Audience.ROLE, holder=Holder.AUTHOR))
    if change == "erased":
        person.erased_at = NOW
        db.flush()

    assert asked_of(db, person) == {}


@pytest.mark.parametrize("holder", Holder)
def test_a_role_is_asked_as_long_as_it_is_held(db: Session, holder: Holder) -> None:
    team = a_team(db)
    holders = {
        Holder.MANAGER: a_person(db, manages=team),
        Holder.AUTHOR: a_person(db, is_author=True),
        Holder.ADMINISTRATOR: a_person(db, is_administrator=True),
    }
    a_membership(db, a_person(db), team, role=Role.MANAGER, until=TODAY)
    wanted = replace(EVERYONE, audience=Audience.ROLE, holder=holder)

    assert who(db, wanted) == {holders[holder].id}
    an_assignment(db, None, wanted=wanted)
    assert asked_of(db, holders[holder]) == {"guidelines": EVERYONE.due_on}


def test_the_path_asks_for_all_its_courses_whatever_it_holds_later(db: Session) -> None:
    person = a_person(db)
    an_assignment(db, None, wanted=replace(EVERYONE, course=WHOLE_PATH))
    later = (*PATH, "new-on-the-path")

    found = queries.asked_of(db, person_id=person.id, path=later, today=TODAY)

    assert set(asked_of(db, person)) == set(PATH)
    assert set(found) == set(later)
    assert queries.asked_of(db, person_id=person.id, path=(), today=TODAY) == {}


def test_one_course_of_the_path_can_be_read_alone(db: Session) -> None:
    person = a_person(db)
    an_assignment(db, None, wanted=replace(EVERYONE, course=WHOLE_PATH))

    found = queries.asked_of(
        db, person_id=person.id, path=PATH, today=TODAY, course="confidentiality"
    )

    assert set(found) == {"confidentiality"}


@pytest.mark.parametrize(
    ("left", "back", "due"),
    [
        (date(2026, 10, 3), date(2026, 11, 2), date(2026, 4, 1)),
        (date(2026, 10, 3), date(2026, 11, 3), date(2026, 12, 3)),
        (None, date(2026, 11, 2), date(2026, 4, 1)),
    ],
    ids=["thirty days between", "away for longer", "in two teams"],
)
def test_days_after_joining_count_from_the_first_day_of_the_stay(
    db: Session, left: date | None, back: date, due: date
) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), since=date(2020, 1, 1), until=date(2024, 5, 1))
    a_membership(db, person, a_team(db), since=date(2026, 3, 2), until=left)
    a_membership(db, person, a_team(db), since=back)
    an_assignment(db, None, wanted=replace(EVERYONE, due=Due.JOINING, due_on=None, due_days=30))

    assert asked_of(db, person) == {"guidelines": due}


AUGUST = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (TODAY, reckoned(TODAY, NEWCOMER_DAYS)),
        (date(2026, 8, 10), date(2026, 8, 24)),
        (date(2026, 7, 1), AUGUST),
        (date(2026, 8, 1), date(2026, 8, 17)),
        (date(2026, 7, 31), AUGUST),
    ],
    ids=["today", "just before", "when it was asked", "to a weekend", "in time"],
)
@pytest.mark.parametrize("audience", ["team", "everyone", "manager", "rule"])
def test_whoever_comes_after_it_was_asked_is_never_late_on_the_first_days(
    db: Session, audience: str, came: date, due: date
) -> None:
    team, person = a_team(db), a_person(db)
    role = Role.MANAGER if audience == "manager" else Role.MEMBER
    a_membership(db, person, team, role=role, since=came)
    kept = replace(EVERYONE, due_on=AUGUST, asked_on=date(2026, 7, 1))
    wanted = {
        "team": replace(kept, audience=Audience.TEAM, team_id=team.id),
        "everyone": kept,
        "manager": replace(kept, audience=Audience.ROLE, holder=Holder.MANAGER),
        "rule": replace(
            kept,
            audience=Audience.RULE,
            lines=(Line(About.JOINED, How.AFTER, day=date(2020, 1, 1)),),
        ),
    }[audience]
    an_assignment(db, None, wanted=wanted)

    asked = queries.asked_of(db, person_id=person.id, path=PATH, today=TODAY)["guidelines"]

    assert asked.due_on == due
    assert asked.came_on == (came if due != AUGUST else None)


def test_who_comes_back_is_not_late_for_a_certificate_that_ended_while_they_were_away(
    db: Session,
) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), since=date(2020, 1, 1), until=date(2024, 1, 1))
    a_membership(db, person, a_team(db), since=TODAY)
    first = date(2023, 2, 1)
    a_certificate(db, person, "guidelines", issued_on=first, expires_on=date(2025, 2, 1))
    asked_on = date(2022, 1, 1)
    wanted = replace(EVERYONE, due=Due.CERTIFICATE, due_on=None, due_days=30, asked_on=asked_on)
    an_assignment(db, None, wanted=wanted)

    assert asked_of(db, person) == {"guidelines": reckoned(TODAY, NEWCOMER_DAYS)}


def random_asking(random: Random, teams: list[int], number: int) -> Wanted:
    """Any assignment that can be kept."""
    audience = random.choice(list(Audience))
    due = random.choice(list(Due))
    holder = random.choice(list(Holder)) if audience is Audience.ROLE else None
    if due is Due.ENTERING and not (audience is Audience.TEAM or holder is Holder.MANAGER):
        due = Due.JOINING
    is_fixed = due is Due.FIXED
    return Wanted(
        audience,
        (WHOLE_PATH, *PATH)[number % 4],
        team_id=random.choice(teams) if audience is Audience.TEAM else None,
        holder=holder,
        lines=tuple(a_line(random, teams) for _ in range(2)) if audience is Audience.RULE else (),
        matches_any=random.random() < 0.5,
        due=due,
        due_on=TODAY + timedelta(days=random.randint(-60, 30)) if is_fixed else None,
        due_days=None if is_fixed else random.choice((0, 7, 30, 90)),
        asked_on=random.choice((None, TODAY - timedelta(days=random.randint(0, 120)))),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_select_and_the_pure_rules_ask_the_same_of_everybody(db: Session, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    teams = [a_team(db)]
    teams += [a_team(db, parent=random.choice(teams)) for _ in range(3)]
    for _ in range(25):
        person = a_person(db, language=random.choice(["en", "fi", None]), is_author=seed % 2 == 0)
        person.job_title = random.choice(TITLES)
        person.created_at = NOW - timedelta(days=random.randint(0, 40))
        person.left_on = random.choice((None, None, None, TODAY, TODAY + timedelta(days=9)))
        for team in random.sample(teams, random.randint(0, 3)):
            since = TODAY - timedelta(days=random.randint(-20, 200))
            until = random.choice((None, since + timedelta(days=random.randint(0, 150))))
            role = random.choice((Role.MEMBER, Role.MEMBER, Role.MANAGER))
            a_membership(db, person, team, role=role, since=since, until=until)
        for course in random.sample(PATH, random.randint(0, 2)):
            end = TODAY + timedelta(days=random.randint(-90, 90))
            a_certificate(db, person, course, expires_on=random.choice((None, end)))
        for kind in random.sample(("waiver", "extension", "equivalent"), random.randint(0, 2)):
            day = TODAY + timedelta(days=random.randint(1, 40))
            is_extension = kind == "extension"
            db.add(
                Arrangement(
                    person_id=person.id,
                    course=random.choice(PATH),
                    kind=kind,
                    reason="A talk.",
                    since=TODAY - timedelta(days=3),
                    until=None if is_extension else day,
                    due_on=day if is_extension else None,
                    given_at=NOW,
                )
            )
    for number in range(12):
        wanted = random_asking(random, [team.id for team in teams], number)
        if find_open(db, wanted) is None:
            an_assignment(db, None, wanted=wanted)

    for ahead in (0, 10, 45):
        day = TODAY + timedelta(days=ahead)
        rows = db.execute(asked_rows(select(Person.id), day=day, path=PATH)).all()
        found = {(row.person_id, row.course, row.due_on, row.assignment_id) for row in rows}
        assert found == asked_by_hand(Facts(db, day), PATH)


@pytest.mark.parametrize(("asked", "due"), [(TODAY, date(2026, 12, 7)), (None, date(2026, 4, 1))])
def test_whoever_was_there_before_counts_from_the_day_it_was_asked(
    db: Session, asked: date | None, due: date
) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), since=date(2026, 3, 17))
    wanted = replace(EVERYONE, due=Due.JOINING, due_on=None, due_days=15, asked_on=asked)
    an_assignment(db, None, wanted=wanted)

    found = queries.asked_of(db, person_id=person.id, path=PATH, today=TODAY)["guidelines"]

    assert (found.due_on, found.counts_from_asking) == (due, asked is not None)
    assert who(db, wanted) == {person.id}


def test_without_a_team_days_after_joining_count_from_the_account(db: Session) -> None:
    person = a_person(db)
    an_assignment(db, None, wanted=replace(EVERYONE, due=Due.JOINING, due_on=None, due_days=1))

    assert asked_of(db, person) == {"guidelines": NOW.date() + timedelta(days=1)}


def test_days_after_entering_count_from_the_place_in_the_asked_team(db: Session) -> None:
    company = a_team(db)
    person = a_person(db)
    a_membership(db, person, a_team(db), since=date(2026, 1, 1))
    a_membership(db, person, a_team(db, parent=company), since=date(2026, 11, 2))
    wanted = Wanted(Audience.TEAM, "guidelines", team_id=company.id, due=Due.ENTERING, due_days=14)
    an_assignment(db, None, wanted=wanted)

    assert asked_of(db, person) == {"guidelines": date(2026, 11, 16)}


def test_days_after_taking_on_a_team_count_from_that_day(db: Session) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), role=Role.MANAGER, since=date(2026, 11, 3))
    wanted = Wanted(
        Audience.ROLE, "guidelines", holder=Holder.MANAGER, due=Due.ENTERING, due_days=7
    )
    an_assignment(db, None, wanted=wanted)

    assert asked_of(db, person) == {"guidelines": date(2026, 11, 10)}


@pytest.mark.parametrize("days", [-14, 0, 30])
def test_a_date_follows_the_end_of_the_last_certificate(db: Session, days: int) -> None:
    person, new = a_person(db), a_person(db)
    first = date(2025, 2, 1)
    a_certificate(db, person, "guidelines", issued_on=first, expires_on=date(2026, 2, 1))
    a_certificate(db, person, "guidelines", expires_on=date(2027, 2, 1), cycle=2)
    a_certificate(db, person, "guidelines", expires_on=date(2029, 2, 1), cycle=3, revoked_at=NOW)
    an_assignment(
        db, None, wanted=replace(EVERYONE, due=Due.CERTIFICATE, due_on=None, due_days=days)
    )

    assert asked_of(db, person) == {"guidelines": date(2027, 1, 31) + timedelta(days=days)}
    assert asked_of(db, new) == {"guidelines": None}


def test_in_two_teams_the_earlier_date_wins_and_the_other_is_known(db: Session) -> None:
    person = a_person(db)
    soon, later = a_team(db, "North"), a_team(db, "South")
    a_membership(db, person, soon)
    a_membership(db, person, later)
    an_assignment(db, later, due_on=TODAY + timedelta(days=40))
    an_assignment(db, soon, due_on=TODAY + timedelta(days=10))
    an_assignment(
        db, None, "confidentiality",
        wanted=Wanted(Audience.EVERYONE, "confidentiality", due=Due.CERTIFICATE, due_days=0),
    )  # fmt: skip

    asked = queries.asked_of(db, person_id=person.id, path=PATH, today=TODAY)["confidentiality"]

    assert (asked.team, asked.due_on) == ("North", TODAY + timedelta(days=10))
    assert [(other.team, other.due_on) for other in asked.others] == [
        ("South", TODAY + timedelta(days=40)),
        ("", None),
    ]


def test_two_places_below_one_asked_team_are_one_assignment(db: Session) -> None:
    company = a_team(db)
    person = a_person(db)
    a_membership(db, person, a_team(db, parent=company), since=date(2026, 11, 2))
    a_membership(db, person, a_team(db, parent=company), since=date(2026, 11, 9))
    an_assignment(
        db, None,
        wanted=Wanted(
            Audience.TEAM, "guidelines", team_id=company.id, due=Due.ENTERING, due_days=7
        ),
    )  # fmt: skip

    asked = queries.asked_of(db, person_id=person.id, path=PATH, today=TODAY)["guidelines"]

    assert (asked.due_on, asked.others) == (date(2026, 11, 9), ())


def test_on_a_past_day_only_what_was_asked_then_is_asked(db: Session) -> None:
    person = a_person(db)
    assignment = an_assignment(db, None, wanted=EVERYONE)
    assignment.ended_at = NOW + timedelta(days=5)
    db.flush()

    def asked(days: int) -> int:
        day = TODAY + timedelta(days=days)
        past = Past(day, datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1))
        rows = asked_rows(select(literal(person.id)), day=day, path=PATH, past=past)
        return len(db.execute(rows).all())

    assert [asked(days) for days in (-1, 0, 4, 5)] == [0, 1, 1, 0]


def test_what_is_thought_of_and_what_is_kept_ask_the_same(db: Session) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    wanted = Wanted(
        Audience.RULE,
        WHOLE_PATH,
        lines=(Line(About.TEAM, How.BELOW, team_id=team.id),),
        due=Due.JOINING,
        due_days=30,
    )
    thought = asked_rows(
        select(Person.id), day=TODAY, path=PATH, source=thought_of(wanted, number=7)
    )
    before = {(row.person_id, row.course, row.due_on) for row in db.execute(thought)}

    an_assignment(db, None, wanted=wanted)
    rows = asked_rows(select(Person.id), day=TODAY, path=PATH)

    assert {row.assignment_id for row in db.execute(thought)} == {7}
    assert {(row.person_id, row.course, row.due_on) for row in db.execute(rows)} == before
    assert {person_id for person_id, _, _ in before} == {person.id}


TITLES = ("Adviser", "adviser", "Senior Adviser", "ÄÄNI 100%", "ääni_100", "", "a\\b", "Å")
TEXTS = ("Adviser", "SENIOR", "ääni", "100%", "_", "\\", "Å", "r")


def a_line(random: Random, team_ids: list[int]) -> Line:
    """Any line that can be kept."""
    about = random.choice(list(About))
    if about is About.JOB_TITLE:
        how = random.choice([How.IS, How.BEGINS, How.CONTAINS])
        return Line(about, how, text=random.choice(TEXTS))
    if about is About.LANGUAGE:
        return Line(about, How.IS, text=random.choice(["en", "fi"]))
    if about is About.TEAM:
        return Line(about, How.BELOW, team_id=random.choice(team_ids))
    day = date(2026, random.randint(1, 11), random.choice([1, 2, 28]))
    return Line(about, random.choice([How.BEFORE, How.AFTER]), day=day)


@pytest.mark.parametrize("seed", range(3))
def test_sql_and_python_agree_on_whom_a_rule_is_for(db: Session, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    teams = [a_team(db)]
    above: dict[int, list[int]] = {teams[0].id: [teams[0].id]}
    for _ in range(5):
        parent = random.choice(teams)
        team = a_team(db, parent=parent)
        above[team.id] = [team.id, *above[parent.id]]
        teams.append(team)
    known: dict[int, PersonKnown] = {}
    for _ in range(40):
        person = a_person(db, language=random.choice(["en", "fi", None]))
        person.job_title = random.choice(TITLES)
        days: list[date] = []
        within: set[int] = set()
        for team in random.sample(teams, random.randint(0, 2)):
            since = date(2026, random.randint(1, 11), random.choice([1, 2, 28]))
            until = random.choice([None, None, TODAY, TODAY + timedelta(days=1)])
            a_membership(db, person, team, since=since, until=max(until, since) if until else None)
            days.append(since)
            if since <= TODAY and (until is None or until > TODAY):
                within.update(above[team.id])
        known[person.id] = PersonKnown(
            person.job_title,
            person.language or "",
            min(days, default=person.created_at.date()),
            frozenset(within),
        )
    db.flush()
    for _ in range(40):
        lines = tuple(a_line(random, list(above)) for _ in range(random.randint(0, 3)))
        matches_any = random.random() < 0.5
        wanted = replace(EVERYONE, audience=Audience.RULE, lines=lines, matches_any=matches_any)

        expected = {
            key for key, one in known.items() if rule_fits(lines, one, matches_any=matches_any)
        }

        assert who(db, wanted) == expected, lines


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 1825))
def test_a_reckoned_date_is_the_first_working_day_from_then_on(base: date, days: int) -> None:
    day = base + timedelta(days=days)
    found = reckoned(base, days)

    assert found.weekday() < 5
    assert 0 <= (found - day).days <= 2
    assert all((day + timedelta(days=back)).weekday() > 4 for back in range((found - day).days))


def test_both_databases_reckon_dates_as_python_does(db: Session) -> None:
    people = [a_person(db) for _ in range(14)]
    for back, person in enumerate(people):
        a_membership(db, person, a_team(db), since=TODAY - timedelta(days=back))
    an_assignment(db, None, wanted=replace(EVERYONE, due=Due.JOINING, due_on=None, due_days=30))

    found = [asked_of(db, person)["guidelines"] for person in people]

    assert found == [reckoned(TODAY - timedelta(days=back), 30) for back in range(14)]


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert len(folded(text)) == len(text)


def test_the_order_of_lines_makes_no_other_rule() -> None:
    title = Line(About.JOB_TITLE, How.IS, text="Adviser")
    language = Line(About.LANGUAGE, How.IS, text="fi")
    same = rule_key([language, title, replace(title, text="ADVISER")], matches_any=False)

    assert rule_key([title, language], matches_any=False) == same
    assert rule_key([title, language], matches_any=True) != same
    assert rule_key([title], matches_any=False) != same


def test_one_statement_derives_what_is_asked_of_everybody(db: Session) -> None:
    team = a_team(db)
    for _ in range(3):
        a_person(db, team=team)
    an_assignment(db, team)
    an_assignment(db, None, wanted=EVERYONE)

    rows = asked_rows(select(Person.id), day=TODAY, path=PATH).subquery()

    assert db.scalar(select(func.count()).select_from(rows)) == 6
