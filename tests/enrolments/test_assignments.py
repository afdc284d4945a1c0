"""Asking an audience: kept, changed and ended, on pages and by command, after a look at whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import assignment_queries, queries
from lms.enrolments import assignment_services as services
from lms.enrolments.audiences import WHOLE_PATH, About, Audience, Due, Holder, How, Line, Wanted
from lms.enrolments.models import Assignment, AssignmentLine
from lms.errors import Conflict, Invalid, NotFound
from lms.people.models import AuditDifference, AuditEntry, Person
from tests.factories import NOW, TODAY, a_membership, a_person, a_team, an_assignment
from tests.pages import Page

PATH = ("guidelines", "confidentiality")
SOON = TODAY + timedelta(days=20)
EVERYONE = Wanted(Audience.EVERYONE, "guidelines", due_on=SOON, why="We open our doors.")


@pytest.fixture
def root(page: Page, db: Session) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def keep(db: Session, wanted: Wanted) -> int:
    return services.keep(db, wanted, path=PATH, actor_id=None, now=NOW, today=TODAY)


def look(db: Session, wanted: Wanted, **more: object) -> assignment_queries.Preview:
    values: dict[str, object] = {"path": PATH, "day": TODAY} | more
    return assignment_queries.preview(db, wanted, **values)  # type: ignore[arg-type]


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    bind = db.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(bind, "before_cursor_execute", note)


def sent(**more: str) -> dict[str, str]:
    return {
        "audience": "everyone",
        "course": "guidelines",
        "due": "fixed",
        "due_on": SOON.isoformat(),
        "why": "We open our doors.",
    } | more


def address(path: str, fields: dict[str, str]) -> str:
    return f"{path}?{urlencode(fields)}"


RULE = Wanted(
    Audience.RULE,
    "guidelines",
    lines=(Line(About.JOB_TITLE, How.CONTAINS, text="advis"), Line(About.LANGUAGE, How.IS, "fi")),
    due=Due.JOINING,
    due_days=30,
    why="New rules.",
)


@pytest.mark.parametrize(
    "wanted",
    [
        EVERYONE,
        replace(EVERYONE, course=WHOLE_PATH),
        replace(EVERYONE, audience=Audience.ROLE, holder=Holder.AUTHOR),
        RULE,
    ],
)
def test_what_is_wanted_is_kept_and_asked_once(db: Session, wanted: Wanted) -> None:
    number = keep(db, wanted)

    assert services.wanted_of(db, number) == replace(wanted, asked_on=TODAY)
    with pytest.raises(Invalid) as refused:
        keep(db, replace(wanted, why="Again.", lines=wanted.lines[::-1]))
    assert (refused.value.field, refused.value.code) == ("audience", "asked_already")


def test_asking_leaves_one_notice_for_everyone_it_is_for(db: Session) -> None:
    company = a_team(db)
    inside = a_person(db, team=a_team(db, parent=company))
    outside = a_person(db, team=a_team(db))

    keep(db, replace(EVERYONE, audience=Audience.TEAM, team_id=company.id))

    assert [notice.kind for notice in queries.open_notices(db, inside.id)] == ["assignment"]
    assert queries.open_notices(db, outside.id) == []


def test_a_change_ends_one_and_begins_another_and_tells_only_who_is_new(db: Session) -> None:
    north, south = a_team(db, "North"), a_team(db, "South")
    stays, comes = a_person(db, team=north), a_person(db, team=south)
    a_membership(db, stays, south)
    was = replace(EVERYONE, audience=Audience.TEAM, team_id=north.id)
    old = an_assignment(db, None, wanted=was, why=was.why)

    new = services.change(
        db, old.id, replace(was, team_id=south.id), path=PATH, actor_id=stays.id, now=NOW,
        today=TODAY,
    )  # fmt: skip

    db.refresh(old)
    assert old.ended_at == NOW
    assert queries.open_notices(db, stays.id) == []
    assert len(queries.open_notices(db, comes.id)) == 1
    told = db.scalars(
        select(AuditDifference)
        .join(AuditEntry, AuditEntry.id == AuditDifference.audit_id)
        .where(AuditEntry.subject == f"assignment:{new}", AuditEntry.actor_id == stays.id)
    ).one()
    assert (told.before, told.after) == ({"team": "North"}, {"team": "South"})
    with pytest.raises(Conflict):
        services.change(db, old.id, was, path=PATH, actor_id=None, now=NOW, today=TODAY)


def test_what_has_ended_asks_nothing_and_cannot_end_again(db: Session) -> None:
    person = a_person(db)
    number = keep(db, EVERYONE)

    services.end(db, number, actor_id=None, now=NOW)

    assert queries.asked_of(db, person_id=person.id, path=PATH, today=TODAY) == {}
    with pytest.raises(Conflict):
        services.end(db, number, actor_id=None, now=NOW)
    with pytest.raises(NotFound):
        services.wanted_of(db, 0)
    keep(db, EVERYONE)  # the same can be asked anew


@pytest.mark.parametrize(
    ("wanted", "field", "code"),
    [
        (replace(EVERYONE, course="none-such"), "course", "course_not_ready"),
        (replace(EVERYONE, due_on=None), "due_on", "due_missing"),
        (replace(EVERYONE, due_on=TODAY - timedelta(days=1)), "due_on", "due_passed"),
        (replace(EVERYONE, due_on=TODAY.replace(year=2101)), "due_on", "day_far"),
        (replace(EVERYONE, due=Due.JOINING, due_on=None), "due_days", "days_missing"),
        (replace(EVERYONE, due=Due.JOINING, due_days=-1), "due_days", "days_missing"),
        (replace(EVERYONE, due=Due.CERTIFICATE, due_days=-1826), "due_days", "days_missing"),
        (replace(EVERYONE, due=Due.ENTERING, due_days=1), "due", "entering_unknown"),
        (replace(EVERYONE, why=""), "why", "why_missing"),
        (replace(EVERYONE, audience=Audience.TEAM), "team", "unknown_team"),
        (replace(EVERYONE, audience=Audience.TEAM, team_id=999_999), "team", "unknown_team"),
        (replace(EVERYONE, audience=Audience.ROLE), "holder", "role_missing"),
        (replace(EVERYONE, audience=Audience.RULE), "lines", "rule_empty"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    db: Session, content: Current, wanted: Wanted, field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        services.check(db, wanted, content=content.get(), today=TODAY)

    assert (refused.value.field, refused.value.code) == (field, code)


def test_the_reason_can_be_mended_after_the_day_has_passed(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "Sales")
    ada = a_person(db, "Ada", team=team)
    gone = TODAY - timedelta(days=5)
    kept = an_assignment(db, team, "guidelines", due_on=gone, why="We open our dors.")
    db.commit()
    here = f"/admin/assignments/{kept.id}"
    fields = sent(audience="team", team=str(team.id), due_on=gone.isoformat())

    assert "0 get another date" in page.get(address(here, fields)).text
    page.follow(page.post(here, fields))

    [mended] = db.scalars(select(Assignment).where(Assignment.ended_at.is_(None)))
    assert (mended.why, mended.due_on) == ("We open our doors.", gone)
    asked = queries.asked_of(db, person_id=ada.id, path=PATH, today=TODAY)
    assert asked["guidelines"].due_on == gone
    other = sent(audience="team", team=str(team.id), due_on=(gone + timedelta(1)).isoformat())
    again = f"/admin/assignments/{mended.id}"
    assert "The day has passed" in page.post(again, other, status=422).text


def test_a_team_that_has_ended_cannot_be_asked(db: Session, content: Current) -> None:
    team = a_team(db)
    team.ended_on = TODAY
    wanted = replace(EVERYONE, audience=Audience.TEAM, team_id=team.id)

    with pytest.raises(Invalid) as refused:
        services.check(db, wanted, content=content.get(), today=TODAY)

    assert refused.value.code == "team_over"


def test_a_preview_tells_who_comes_in_who_goes_out_and_whose_date_moves(db: Session) -> None:
    north, south = a_team(db, "North"), a_team(db, "South")
    goes = a_person(db, "Goes", team=north)
    stays = a_person(db, "Stays", team=north)
    a_membership(db, stays, south)
    comes = a_person(db, "Comes", team=south)
    was = replace(EVERYONE, audience=Audience.TEAM, team_id=north.id)
    old = an_assignment(db, None, wanted=was)
    later = SOON + timedelta(days=5)

    found = look(db, replace(was, team_id=south.id, due_on=later), instead_of=old.id)

    assert (found.asked, found.enter, found.leave, found.moved) == (2, 1, 1, 1)
    assert [(one.person_id, one.enters, one.leaves) for one in found.people] == [
        (comes.id, True, False),
        (goes.id, False, True),
        (stays.id, False, False),
    ]
    assert (found.people[2].before, found.people[2].after) == (SOON, later)


def test_a_preview_ahead_counts_those_who_will_be_there(db: Session) -> None:
    team = a_team(db)
    a_membership(db, a_person(db), team, since=TODAY + timedelta(days=7))
    a_membership(db, a_person(db), team, until=TODAY + timedelta(days=7))
    wanted = replace(EVERYONE, audience=Audience.TEAM, team_id=team.id)
    ahead = look(db, wanted, day=TODAY + timedelta(days=7))

    assert (look(db, wanted).asked, ahead.asked) == (1, 1)
    assert {one.person_id for one in ahead.people}.isdisjoint(
        {one.person_id for one in look(db, wanted).people}
    )


def test_a_preview_costs_one_statement_however_many_it_is_for(db: Session) -> None:
    teams = [a_team(db, f"Team {letter}") for letter in "ab"]
    for number in range(60):
        a_person(db, team=teams[number % 2])
    db.flush()

    with counted(db) as statements:
        found = look(db, EVERYONE, page=3)

    assert len(statements) == 1
    # Each step once, not once for every place that names its columns: in an organisation of
    # 100,000 people a planner that folds them into one another needs more than the ten seconds.
    assert statements[0].count("MATERIALIZED") == 3
    assert (found.asked, found.pages, len(found.people)) == (60, 3, 10)
    assert [(one.team, one.enter) for one in found.teams] == [("Team a", 30), ("Team b", 30)]


def test_the_pages_of_a_preview_hold_everybody_once_in_order(db: Session) -> None:
    for number in range(60):
        a_person(db, f"Person {number:02}", "Testi")
    db.flush()

    pages = [look(db, EVERYONE, page=page) for page in (1, 2, 3)]

    names = [one.name for found in pages for one in found.people]
    assert names == [f"Person {number:02} Testi" for number in range(60)]
    for beyond in (4, 10**30):
        assert look(db, EVERYONE, page=beyond) == pages[2]
    for before in (0, -5):
        assert look(db, EVERYONE, page=before) == pages[0]
    nobody = Wanted(Audience.ROLE, "guidelines", holder=Holder.AUTHOR, due_on=SOON, why="x")
    none = look(db, nobody, page=7)
    assert (none.asked, none.page, none.people, none.teams) == (0, 1, (), ())


def test_nothing_is_written_before_it_is_confirmed(page: Page, db: Session, root: Person) -> None:
    a_person(db, "Ada", "Malli")
    db.commit()

    seen = page.get(address("/admin/assignments/add", sent()))

    assert "2 people are asked." in seen.text
    assert "Ada Malli" in seen.text
    assert db.scalar(select(func.count()).select_from(Assignment)) == 0
    assert db.scalar(select(func.count()).select_from(AuditEntry)) == 0

    page.follow(page.post("/admin/assignments/add", sent()))
    kept = db.scalars(select(Assignment)).one()
    assert (kept.audience, kept.course, kept.due_on) == ("everyone", "guidelines", SOON)
    assert kept.created_by == root.id
    listed = page.get("/admin/assignments")
    assert "Everybody" in listed.text
    assert "We open our doors." in listed.text


def test_a_rule_is_written_line_by_line_and_read_again(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "Service North")
    a_person(db, "Ada", "Malli", team=team)
    db.commit()
    fields = sent(
        audience="rule",
        fits="all",
        kind1="team below",
        value1="Service North",
        kind2="job_title begins",
        value2="advis",
        kind3="joined before",
        value3="2026-01-01",
        due="joining",
        due_days="30",
    )

    assert "1 person is asked." in page.get(address("/admin/assignments/add", fields)).text
    page.follow(page.post("/admin/assignments/add", fields))

    assert db.scalar(select(func.count()).select_from(AssignmentLine)) == 3
    kept = db.scalars(select(Assignment)).one()
    seen = page.get(f"/admin/assignments/{kept.id}")
    for words in (
        "in the team Service North or below it",
        "the job title begins with advis",
        "joined before 1 Jan 2026",
        "30 days after joining",
    ):
        assert words in seen.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due_on": "2026-13-01"}, "Write the day as year-month-day"),
        ({"due_on": "2026-11-21"}, "The day has passed."),
        ({"why": ""}, "Write the reason"),
        ({"course": "none-such"}, "Not a valid choice"),
        ({"audience": "team", "team": "0"}, "There is no team of that name."),
        ({"audience": "rule"}, "Write at least one line of the rule."),
        ({"audience": "rule", "kind1": "team below", "value1": "Nowhere"}, "There is no team"),
        ({"audience": "rule", "kind2": "joined after", "value2": "May"}, "Write the day as"),
        ({"audience": "rule", "kind1": "language is", "value1": "sv"}, "Write en or fi."),
        ({"audience": "rule", "value1": "Adviser"}, "Choose what the line looks at"),
        ({"audience": "rule", "kind1": "job_title is"}, "Write what to look for"),
        ({"due": "joining", "due_days": "many"}, "Not a valid integer value"),
        ({"due": "joining", "due_days": "-3"}, "Write a number of days from 0 to 1825."),
        ({"due": "entering", "due_days": "3"}, "We keep no day on which this began."),
        ({"on": "2026-11-21"}, "This day is over."),
    ],
)
def test_bad_input_is_named_at_its_field_and_kept(
    page: Page, root: Person, fields: dict[str, str], words: str
) -> None:
    for answer in (
        page.get(address("/admin/assignments/add", sent(**fields)), status=422),
        page.post("/admin/assignments/add", sent(**fields), status=422),
    ):
        assert words in answer.text
        assert fields.get("why", "We open our doors.") in answer.text


def test_asking_nobody_needs_one_more_word(page: Page, db: Session, root: Person) -> None:
    a_team(db, "Empty")
    team = a_team(db, "Also empty")
    db.commit()
    fields = sent(audience="team", team=str(team.id))

    seen = page.post("/admin/assignments/add", fields, status=422)
    assert "Nobody is asked today." in seen.text
    assert db.scalar(select(func.count()).select_from(Assignment)) == 0

    page.follow(page.post("/admin/assignments/add", fields | {"for_nobody": "y"}))
    assert db.scalar(select(func.count()).select_from(Assignment)) == 1


def test_the_same_twice_is_refused_beside_the_audience(
    page: Page, db: Session, root: Person
) -> None:
    page.follow(page.post("/admin/assignments/add", sent()))

    seen = page.post("/admin/assignments/add", sent(), status=422)

    assert "already asked of the same people" in seen.text


def test_a_change_shows_the_difference_first_and_ending_stops_it(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "Service North")
    a_person(db, "Ada", "Malli", team=team)
    page.follow(page.post("/admin/assignments/add", sent()))
    kept = db.scalars(select(Assignment)).one()
    here = f"/admin/assignments/{kept.id}"
    fields = sent(audience="team", team=str(team.id))

    seen = page.get(address(here, fields))
    assert "0 come in, 1 goes out, 0 get another date." in seen.text
    assert "Root Root" in seen.text
    page.follow(page.post(here, fields))

    numbers = db.scalars(select(Assignment.id).where(Assignment.ended_at.is_(None))).all()
    assert len(numbers) == 1
    assert "Ended 22 Nov 2026" in page.get("/admin/assignments?ended=1").text
    page.follow(page.post(f"/admin/assignments/{numbers[0]}/end"))
    assert "Nothing is asked here" in page.get("/admin/assignments").text
    page.post(here + "/end", status=409)


def test_the_list_is_paged_and_narrowed(page: Page, db: Session, root: Person) -> None:
    for number in range(30):
        an_assignment(db, a_team(db, f"Team no {number:02}"))
    an_assignment(db, None, wanted=EVERYONE)
    db.commit()

    assert "1 to 25 of 31" in page.get("/admin/assignments").text
    assert "26 to 31 of 31" in page.get("/admin/assignments?page=2").text
    assert "1 to 1 of 1" in page.get("/admin/assignments?audience=everyone").text
    assert "1 to 25 of 30" in page.get("/admin/assignments?course=confidentiality").text


def test_the_course_page_says_why_it_is_asked(page: Page, db: Session, root: Person) -> None:
    team = a_team(db, "Service North")
    person = a_person(db, team=team)
    an_assignment(db, team, "guidelines", due_on=SOON, created_by=root.id)
    an_assignment(db, None, wanted=replace(RULE, lines=(Line(About.JOB_TITLE, How.IS, "adviser"),)))
    db.commit()
    page.sign_in(person)

    seen = page.get("/courses/guidelines")

    for words in (
        "By 12 Dec 2026, asked of the team Service North.",
        "Asked by Root Root",
        "Asked since 22 Nov 2026",
        "The earlier date counts.",
        "asked of everybody to whom a rule applies",
        "the job title is adviser",
        "A date that has passed closes nothing.",
    ):
        assert words in seen.text, seen.text


def test_a_reckoned_date_tells_where_it_comes_from(page: Page, db: Session) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), since=TODAY - timedelta(days=4))
    an_assignment(db, None, wanted=replace(EVERYONE, due=Due.JOINING, due_on=None, due_days=30))
    db.commit()
    page.sign_in(person)

    seen = page.get("/courses/guidelines")

    assert "By 18 Dec 2026" in seen.text
    assert "30 days after you joined" in seen.text


def test_a_newcomers_date_is_later_and_the_page_says_why(page: Page, db: Session) -> None:
    person = a_person(db)
    a_membership(db, person, a_team(db), since=TODAY)
    gone = TODAY - timedelta(days=100)
    asked_on = gone - timedelta(days=30)
    an_assignment(db, None, wanted=replace(EVERYONE, due_on=gone, asked_on=asked_on))
    db.commit()
    page.sign_in(person)

    seen = page.get("/courses/guidelines").text

    assert "at least 14 days. Here they count from 22 Nov" in seen
    assert "For everybody else it is 14 Aug" in seen
    assert "Overdue" not in seen


@pytest.mark.parametrize("days", [1, 400])
def test_lateness_closes_no_page_and_no_quiz(
    page: Page, db: Session, content: Current, days: int
) -> None:
    person = a_person(db, team=a_team(db))
    late = TODAY - timedelta(days=days)
    for course in content.get().courses:
        an_assignment(db, None, wanted=replace(EVERYONE, course=course, due_on=late))
    db.commit()
    page.sign_in(person)

    for slug, served in content.get().courses.items():
        assert "Was due" in page.get("/learn").text
        page.get(f"/courses/{slug}")
        for module in served.modules:
            page.get(f"/courses/{slug}/{module.slug}")
        if served.quiz:
            page.get(f"/courses/{slug}/quiz")
