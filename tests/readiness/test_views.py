"""The manager's pages: what they show, to whom, and what they leave behind."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import AccessEntry, AuditEntry, Person, Role, Team
from lms.readiness.rules import TABLE_AT_MOST
from lms.standing import State
from tests.factories import (
    TODAY,
    a_certificate,
    a_membership,
    a_module_read,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
)
from tests.pages import Page, Seen
from tests.workbooks import sheets

PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")


@dataclass(frozen=True)
class House:
    """Max leads the north, with a crew below; Odd leads the south and has nothing to do with it."""

    north: Team
    crew: Team
    south: Team
    max: Person
    odd: Person
    ada: Person
    eero: Person
    deep: Person
    stranger: Person


@pytest.fixture(name="house")
def two_unrelated_managers(db: Session) -> House:
    """Two teams side by side."""
    north, south = a_team(db, "Customer service North"), a_team(db, "Customer service South")
    crew = a_team(db, "Field crew", parent=north)
    house = House(
        north=north,
        crew=crew,
        south=south,
        max=a_person(db, "Max", "Malli", manages=north),
        odd=a_person(db, "Odd", "Koe", manages=south),
        ada=a_person(db, "Ada", "Malli", team=north),
        eero=a_person(db, "Eero", "Esimerkki", team=north),
        deep=a_person(db, "Deep", "Testi", team=crew),
        stranger=a_person(db, "Stranger", "Testinen", team=south),
    )
    for slug in PATH:
        a_certificate(db, house.ada, slug, expires_on=date(2028, 9, 1))
    a_certificate(db, house.eero, "guidelines", expires_on=date(2026, 12, 14))
    an_enrolment(db, house.eero, "confidentiality")
    a_module_read(db, house.eero, "10-three-tests")
    an_assignment(db, north, "channel-basics", due_on=date(2026, 11, 6))
    db.commit()
    return house


def address(team: Team, further: str = "") -> str:
    """The address of a team page."""
    return f"/team/{team.slug}{further}"


def test_the_only_team_opens_by_itself(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get("/team", status=302)

    assert seen.location == address(house.north)


def test_several_teams_are_a_list(db: Session, house: House, page: Page) -> None:
    second = a_team(db, "Aa second")
    a_person(db, team=second)
    a_membership(db, house.max, second, role=Role.MANAGER)
    db.commit()

    seen = page.sign_in(house.max).get("/team")

    assert "You first" in seen.text
    assert [link for link in seen.links if link in {address(second), address(house.north)}] == [
        address(second),
        address(house.north),
    ]
    assert f"{address(house.north)}/everyone?state=ready" in seen.links
    assert "1 of 3 ready" in seen.text


def test_own_learning_comes_before_the_team(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north)).text

    assert text.index("You first: 0 of 4 courses are valid") < text.index("Where the team stands")
    assert text.index("Where the team stands") < text.index("There is no ranking here")


def test_a_row_says_states_and_dates_only(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north)).text

    assert "to Aug 2028" in text
    assert "13 Dec 2026" in text
    assert "was due 6 Nov 2026" in text
    assert "In progress" in text
    assert "1 of" not in text.split("People")[-1].split("to 2 of 2")[0].replace("1 to 2 of 2", "")
    for never in ("score", "attempt", "%", "of 6"):
        assert never not in text.lower()


def test_teams_below_have_one_row_each(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get(address(house.north))

    assert "Customer service North and below: 1 of 3 ready to share" in seen.text
    assert address(house.crew) in seen.links
    assert "Deep Testi" not in seen.text


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("ready", ["Ada"]),
        ("expiring", ["Eero"]),
        ("overdue", ["Eero"]),
        ("not-started", []),
        ("no such state", ["Ada", "Eero"]),
    ],
)
def test_filters_stand_in_the_address(
    house: House, page: Page, state: str, names: list[str]
) -> None:
    text = page.sign_in(house.max).get(f"{address(house.north)}?state={state}").text

    assert [name for name in ("Ada", "Eero") if f"{name} " in text.split("Next")[-1]] == names
    if not names:
        assert "No one in this team matches" in text


def test_search_and_filter_go_together(house: House, page: Page) -> None:
    page.sign_in(house.max)

    found = page.get(f"{address(house.north)}?state=overdue&find=esim")
    beyond = page.get(f"{address(house.north)}?state=overdue&find=esim&page=4", status=302)

    assert f"{address(house.north)}/people/{house.eero.id}" in found.links
    assert f"{address(house.north)}/people/{house.ada.id}" not in found.links
    assert beyond.location == f"{address(house.north)}?state=overdue&find=esim"


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=x", "page=²", "find=%00%25", "show=1"]
)
def test_a_strange_address_shows_the_first_page(house: House, page: Page, query: str) -> None:
    page.sign_in(house.max).get(f"{address(house.north)}?{query}")


def test_a_page_too_far_leads_to_the_last(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get(f"{address(house.north)}?page=99", status=302)

    assert seen.location == address(house.north)


def test_many_people_are_paged_and_can_be_shown_all(db: Session, house: House, page: Page) -> None:
    for _ in range(60):
        a_person(db, "Zoe", team=house.north)
    db.commit()
    page.sign_in(house.max)

    first = page.get(address(house.north))
    every = page.get(f"{address(house.north)}?show=all")

    assert "1 to 10 of 62" in first.text
    assert f"{address(house.north)}?page=2" in first.links
    assert "readiness-bar" in first.html
    assert "Each mark is one person" not in first.text
    assert every.text.count("Zoe ") == 60


def test_everyone_ready_is_said(db: Session, house: House, page: Page) -> None:
    for person in (house.stranger, a_person(db, team=house.south)):
        for slug in PATH:
            a_certificate(db, person, slug)
    db.commit()

    text = page.sign_in(house.odd).get(address(house.south)).text

    assert "Everyone is ready. A good week to thank them." in text


def test_a_team_of_one_is_not_everyone(db: Session, house: House, page: Page) -> None:
    for slug in PATH:
        a_certificate(db, house.stranger, slug)
    db.commit()

    text = page.sign_in(house.odd).get(address(house.south)).text

    assert "Everyone is ready" not in text


def test_an_empty_team_says_what_to_do(db: Session, house: House, page: Page) -> None:
    empty = a_team(db, "Brand new", parent=house.south)
    db.commit()

    text = page.sign_in(house.odd).get(address(empty)).text

    assert "No one in this team yet" in text
    assert "Export" not in text


def test_a_manager_sees_own_teams_and_those_below_and_nobody_else(house: House, page: Page) -> None:
    page.sign_in(house.max)
    page.get(address(house.north))
    page.get(address(house.crew))
    page.get(address(house.north, f"/people/{house.ada.id}"))
    page.get(address(house.crew, f"/people/{house.deep.id}"))

    page.get(address(house.south), status=404)
    page.get(address(house.south, f"/people/{house.stranger.id}"), status=404)
    page.get(address(house.north, f"/people/{house.stranger.id}"), status=404)
    page.get(address(house.north, f"/people/{house.deep.id}"), status=404)
    page.get(address(house.north, "/people/999999"), status=404)
    page.get(address(house.south, "/export"), status=404)
    page.post(
        address(house.south, "/export"),
        {"why": "Curious"},
        status=404,
        token_from=address(house.north, "/export"),
    )
    page.get("/team/nowhere", status=404)


def test_somebody_who_left_the_team_is_gone(db: Session, house: House, page: Page) -> None:
    moved = a_person(db)
    a_membership(db, moved, house.north, until=TODAY)
    db.commit()

    page.sign_in(house.max).get(address(house.north, f"/people/{moved.id}"), status=404)


def test_members_have_no_team_page(house: House, page: Page) -> None:
    page.sign_in(house.ada)

    page.get("/team", status=403)
    page.get(address(house.north), status=404)
    page.get(address(house.north, f"/people/{house.ada.id}"), status=404)


def test_a_person_page_shows_dates_and_what_it_does_not_show(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north, f"/people/{house.eero.id}")).text

    assert "Eero Esimerkki" in text
    assert "What you cannot see here" in text
    assert "was due 6 Nov 2026" in text
    assert "13 Dec 2026" in text


def test_opening_a_person_is_written_down_for_them(db: Session, house: House, page: Page) -> None:
    page.sign_in(house.max).get(address(house.north, f"/people/{house.ada.id}"))

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.viewer_id, entry.person_id, entry.what) == (
        house.max.id,
        house.ada.id,
        "person",
    )


def test_the_export_lists_its_columns_and_writes_nothing(
    db: Session, house: House, page: Page
) -> None:
    seen = page.sign_in(house.max).get(address(house.north, "/export"))

    assert seen.text.count(": state, valid until, asked by") == len(PATH)
    assert seen.fields("why")
    assert not list(db.scalars(select(AccessEntry)))


@pytest.mark.parametrize("why", ["", "  ", "ab", "x" * 301])
def test_the_export_needs_a_reason(db: Session, house: House, page: Page, why: str) -> None:
    page.sign_in(house.max)

    seen = page.post(
        address(house.north, "/export"),
        {"why": why},
        status=422,
        token_from=address(house.north, "/export"),
    )

    assert "There is a problem" in seen.text
    assert not list(db.scalars(select(AuditEntry)))


def test_the_export_is_a_file_and_is_written_down(db: Session, house: House, page: Page) -> None:
    house.eero.last_name = "=1+1"
    house.eero.first_name = ""
    db.commit()
    page.sign_in(house.max, language="fi")

    seen = page.post(
        address(house.north, "/export"),
        {"why": "Planning the autumn"},
        status=200,
        token_from=address(house.north, "/export"),
    )

    data = seen.response.get_data()
    assert seen.response.mimetype == "text/csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert "'=1+1" in data.decode("utf-8")
    assert "31.8.2028" in data.decode("utf-8")
    (audit,) = db.scalars(select(AuditEntry))
    assert (audit.actor_id, audit.action, audit.detail) == (
        house.max.id,
        "readiness.export",
        "Planning the autumn",
    )
    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.team_id, entry.person_id, entry.what) == (house.north.id, None, "export")


def exported(page: Page, team: Team, **more: str) -> list[list[str]]:
    """The lines of a file, split into fields."""
    seen = page.post(
        address(team, "/export"),
        {"why": "Planning the autumn", **more},
        status=200,
        token_from=address(team, "/export"),
    )
    if more.get("shape") == "workbook":
        assert seen.response.headers["Content-Disposition"].endswith('.xlsx"')
        people, meanings = sheets(seen.response.get_data()).values()
        assert [row[0] for row in meanings[5:]][: len(people[0]) - 2] == people[0][2:]
        return [[str(value or "") for value in row] for row in people]
    text = seen.response.get_data().decode("utf-8-sig")
    delimiter = "," if more.get("shape") == "data" else ";"
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_the_file_for_programs_is_the_same_in_every_language(
    db: Session, house: House, page: Page
) -> None:
    in_english = exported(page.sign_in(house.max), house.north, shape="data")
    in_finnish = exported(page.sign_in(house.max, language="fi"), house.north, shape="data")

    assert in_english == in_finnish
    ids, ada, eero = in_english[0], *sorted(in_english[1:], key=lambda row: row[2])
    assert ids[:4] == ["team", "as_of", "name", "job_title"]
    assert ids[4:7] == [f"{PATH[0]}.{name}" for name in ("state", "valid_until", "asked_by")]
    assert ada[:7] == [
        house.north.slug, "2026-11-22", "Ada Malli", "Adviser", "ready", "2028-08-31", "2026-11-06",
    ]  # fmt: skip
    assert eero[4] == "overdue"
    assert len(list(db.scalars(select(AuditEntry)))) == 2


def test_an_unknown_shape_is_refused(db: Session, house: House, page: Page) -> None:
    page.sign_in(house.max)

    page.post(
        address(house.north, "/export"),
        {"why": "Planning", "shape": "=1+1"},
        status=422,
        token_from=address(house.north, "/export"),
    )

    assert not list(db.scalars(select(AuditEntry)))


@pytest.mark.parametrize("size", [0, 23, 70])
def test_the_figures_on_the_page_are_those_of_every_file(
    db: Session, house: House, page: Page, content: Current, size: int
) -> None:
    a_busy_team(db, house.north, size)
    db.commit()
    page.sign_in(house.max)

    shown = " ".join(page.get(address(house.north)).text.split())

    words = ("Ready", "Expiring soon", "In progress", "Overdue", "Expired", "Not started")
    ids = ("ready", "expiring", "in_progress", "overdue", "expired", "not_started")
    for shape, names in (("sheet", words), ("workbook", words), ("data", ids)):
        head, *people = exported(page, house.north, shape=shape)
        assert len(people) == size + 2
        for slug in PATH:
            title = content.get().courses[slug].texts["en"].title
            column = head.index(f"{slug}.state" if shape == "data" else f"{title}: state")
            found = Counter(row[column] for row in people)
            assert set(found) <= set(names)
            valid = found[names[0]] + found[names[1]]
            told = {
                f"{found[name]} {word.lower()}"
                for name, word in zip(names, words, strict=True)
                if found[name]
            }
            section = shown[shown.index(f" {title} ", shown.index("Where the team stands")) :]
            assert f"{valid} of {len(people)} valid" in section[:400]
            assert all(figure in section[:400] for figure in told), (title, told, section[:400])


@pytest.fixture(name="beside")
def a_course_of_one(db: Session, house: House, content: Current) -> str:
    """A course beside the path that is asked of Ada alone; Eero has it by choice."""
    beside = next(slug for slug in content.get().courses if slug not in PATH)
    wardens = a_team(db, "Fire wardens")
    a_membership(db, house.ada, wardens)
    an_assignment(db, wardens, beside, due_on=TODAY + timedelta(days=9))
    a_certificate(db, house.eero, beside)
    db.commit()
    return beside


def test_a_course_that_is_not_asked_of_somebody_says_so(
    house: House, page: Page, content: Current, beside: str
) -> None:
    title = content.get().courses[beside].texts["en"].title
    seen = page.sign_in(house.max).get(address(house.north))
    stands = seen.text.split("Where the team stands")[1].split("People")[0]

    assert "0 of 1 valid" in stands[stands.index(title) :]
    assert "1 not started, 1 not asked" in stands[stands.index(title) :]
    assert stands.rstrip().endswith("Not asked") or "Not started Not asked" in stands
    assert seen.text.count(f"{title}: Not asked") == 1
    listed = page.get(address(house.north, f"?course={beside}&standing=not-asked")).text
    assert f"{title}: not asked" in listed
    assert "Eero Esimerkki" in listed.split("Why on this list")[1]
    assert "Ada Malli" not in listed.split("Why on this list")[1]
    about = page.get(address(house.north, f"/people/{house.eero.id}")).text
    assert f"{title} Not asked" in about
    assert f"Finished {title}" not in about


def test_nobody_reads_of_a_mark_that_stands_nowhere(house: House, page: Page) -> None:
    assert "Not asked" not in page.sign_in(house.max).get(address(house.north)).text


@pytest.mark.parametrize(
    ("shape", "word"), [("sheet", "Not asked"), ("workbook", "Not asked"), ("data", "not_asked")]
)
def test_files_say_as_the_page_does_what_is_not_asked(
    house: House, page: Page, content: Current, beside: str, shape: str, word: str
) -> None:
    page.sign_in(house.max)
    head, *people = exported(page, house.north, shape=shape)
    title = content.get().courses[beside].texts["en"].title
    first = head.index(f"{beside}.state" if shape == "data" else f"{title}: state")
    name = head.index("name" if shape == "data" else "Name")

    cells = {row[name]: row[first : first + 3] for row in people}

    assert cells["Eero Esimerkki"] == [word, "", ""]
    assert cells["Ada Malli"][0] in {"Not started", "not_started"}


def test_the_export_explains_every_column_and_state(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get(address(house.north, "/export"))

    for name in ("state", "valid_until", "asked_by"):
        assert f".{name}" in seen.text
    for state in State:
        assert f"<code>{state.value}</code>" in seen.html
    for slug in PATH:
        assert f"<code>{slug}</code>" in seen.html


def a_busy_team(db: Session, team: Team, size: int) -> None:
    """People in many states."""
    for number in range(size):
        person = a_person(db, team=team)
        for slug in PATH[: number % 4]:
            a_certificate(db, person, slug, expires_on=TODAY + timedelta(days=20 + number))


def test_a_team_page_sends_at_most_nine_statements(db: Session, house: House, page: Page) -> None:
    page.sign_in(house.max)
    page.get(address(house.north))
    with page.counting() as few:
        page.get(address(house.north))
    a_busy_team(db, house.north, 30)
    a_busy_team(db, a_team(db), 30)
    db.commit()

    with page.counting() as many:
        page.get(address(house.north))
    with page.counting() as filtered:
        page.get(f"{address(house.north)}?state=ready&find=a&show=all")

    reading = [
        [statement for statement in sent if "INTO access_entry" not in statement]
        for sent in (few, many, filtered)
    ]  # the access log has a transaction of its own
    assert len({len(sent) for sent in reading}) == 1
    assert len(reading[0]) <= 9
    assert [len(sent) for sent in (few, many, filtered)] == [len(reading[0]) + 1] * 3
    assert not [one for one in many if re.search(r"\b(regraded_)?(attempt|answer)(_\w+)?\b", one)]


def test_no_page_about_others_reads_attempts(house: House, page: Page) -> None:
    page.sign_in(house.max)
    with page.counting() as statements:
        page.get("/team", status=302)
        page.get(address(house.north, f"/people/{house.eero.id}"))
        page.post(
            address(house.north, "/export"),
            {"why": "Planning"},
            status=200,
            token_from=address(house.north, "/export"),
        )

    for name in ("attempt", "answer", "points_num", "scenario_play", "scenario_choice"):
        assert not any(
            f"FROM {name}" in statement or f"JOIN {name}" in statement for statement in statements
        )


def test_a_further_course_shows_only_when_it_is_asked(
    house: House, page: Page, content: Current
) -> None:
    seen = page.sign_in(house.max).get(address(house.north))

    for slug, course in content.get().courses.items():
        assert (course.texts["en"].title in seen.text) == (slug in PATH)


def test_the_pages_speak_finnish(house: House, page: Page) -> None:
    seen = page.sign_in(house.max, language="fi").get(address(house.north))

    assert "Tiimin valmius" in seen.text
    assert "8/2028 asti" in seen.text


def test_with_many_courses_the_table_begins_with_the_path_and_shows_what_is_chosen(
    db: Session, page: Page, content: Current
) -> None:
    team = a_team(db, "Many")
    leader, ada = a_person(db, manages=team), a_person(db, "Ada", "Koe", team=team)
    courses, path = list(content.get().courses), content.get().path.courses
    further = [course for course in courses if course not in path]
    assert len(courses) > TABLE_AT_MOST
    for course in further:
        an_assignment(db, team, course)
    db.commit()
    here = f"/team/{team.slug}"

    def columns(seen: Seen) -> int:
        return seen.html.split('id="people-title"')[1].count('class="matrix-state"')

    seen = page.sign_in(leader).get(here)
    assert columns(seen) == len(path)
    assert f"The table shows {len(path)} of {len(courses)} courses." in seen.text
    everything = next(link for link in seen.links if link.count("table=") == len(courses))
    assert columns(page.get(everything.partition("#")[0])) == len(courses)
    chosen = page.get(f"{here}?table={further[0]}&table=x&table={path[0]}")
    assert columns(chosen) == 2
    assert [field["value"] for field in chosen.fields("table") if "checked" in field] == [
        path[0],
        further[0],
    ]
    narrowed = [link for link in chosen.links if "state=" in link]
    assert narrowed
    assert all(f"table={path[0]}&table={further[0]}" in link for link in narrowed)
    found = page.get(f"{here}?course={further[1]}&standing=not-started&table={path[0]}")
    assert columns(found) == 1
    assert ada.name in found.text


def test_with_few_courses_nothing_is_to_be_chosen(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get(f"/team/{house.north.slug}?table=guidelines")

    assert "The table shows" not in seen.text
    assert not seen.fields("table")
