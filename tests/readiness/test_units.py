"""The pages of units: a line for every team, and the people behind every number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import AccessEntry, Person, Team
from lms.readiness import folding, spells
from tests.conftest import TestClock
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
)
from tests.pages import Page, Seen

PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")


@dataclass(frozen=True)
class House:
    """Dora leads the company, Max only the north."""

    company: Team
    north: Team
    crew: Team
    south: Team
    dora: Person
    max: Person
    eve: Person
    ada: Person
    eero: Person


@pytest.fixture(name="house", params=["counted", "from the facts"])
def a_house(request: pytest.FixtureRequest, db: Session, content: Current) -> House:
    """A company of three teams; its numbers are kept, or not counted yet."""
    company = a_team(db, "Company")
    north = a_team(db, "North", parent=company)
    crew, south = a_team(db, "Crew", parent=north), a_team(db, "South", parent=company)
    house = House(
        company=company,
        north=north,
        crew=crew,
        south=south,
        dora=a_person(db, "Dora", "Johto", manages=company),
        max=a_person(db, "Max", "Johto", manages=north),
        eve=a_person(db, "Eve", "Hoitaja", is_administrator=True),
        ada=a_person(db, "Ada", "Malli", team=crew),
        eero=a_person(db, "Eero", "Testi", team=south),
    )
    a_membership(db, house.ada, south)
    for course in PATH:
        a_certificate(db, house.ada, course, expires_on=TODAY + timedelta(days=300))
    a_certificate(db, house.eero, "guidelines", expires_on=TODAY + timedelta(days=20))
    an_assignment(db, south, "confidentiality", due_on=TODAY - timedelta(days=5))
    if request.param == "counted":
        while folding.fold(db, spells.basis(content.get()), today=TODAY):
            pass
    db.commit()
    return house


ROW = re.compile(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td.*?</span>(.*?)</td>", re.DOTALL)
MONTH = re.compile(r'month-figure"><a href="([^"]*)">(\d+)<')
LINK = re.compile(r'<a href="([^"]*)">(\d+)</a>')


def plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def lines(seen: Seen) -> dict[str, list[int]]:
    """The numbers of each team, in the order of the page."""
    return {
        plain(head.split("<span")[0]): [int(plain(cell)) for cell in CELL.findall(cells)]
        for head, cells in ROW.findall(seen.html)
    }


def names(seen: Seen) -> list[str]:
    """The people that are listed."""
    return [plain(head.split("<span")[0]) for head, _ in ROW.findall(seen.html)]


def test_every_team_below_has_a_line_with_everybody_once(page: Page, house: House) -> None:
    page.sign_in(house.dora)

    seen = page.get(f"/team/{house.company.slug}/teams")

    assert lines(seen) == {"Crew": [1, 1, 0, 0], "North": [1, 1, 0, 0], "South": [2, 1, 1, 1]}
    assert "People 2 Ready to share 1 Expiring soon 1 Past a date 1" in seen.text
    assert "In alphabetical order" in seen.text


def test_every_number_opens_its_list(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    tried = 0
    for course in ("", *PATH):
        seen = page.get(f"/team/{house.company.slug}/teams?course={course}")
        for address, count in LINK.findall(seen.html):
            found = page.get(unescape(address))
            assert len(names(found)) == int(count), address
            tried += 1
    assert tried > 30


def test_sorting_puts_most_to_do_first_and_never_the_best(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    address = f"/team/{house.company.slug}/teams"

    assert next(iter(lines(page.get(f"{address}?sort=past")))) == "South"
    assert list(lines(page.get(f"{address}?sort=ready"))) == ["South", "Crew", "North"]
    seen = page.get(f"{address}?sort=people")
    assert next(iter(lines(seen))) == "South"
    assert seen.html.count("aria-sort") == 1
    assert "There is no ranking here." in seen.text


def test_lines_are_narrowed_to_a_name_and_to_something_past(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    address = f"/team/{house.company.slug}/teams"

    assert list(lines(page.get(f"{address}?find=ort"))) == ["North"]
    assert list(lines(page.get(f"{address}?only=past"))) == ["South"]
    assert "No team here" in page.get(f"{address}?find=nobody").text
    assert page.get(f"{address}?page=7", status=302).location.endswith("/teams")


def test_people_tell_courses_and_dates(page: Page, house: House) -> None:
    page.sign_in(house.dora)

    seen = page.get(f"/team/{house.company.slug}/everyone?state=past")

    assert names(seen) == ["Eero Testi"]
    assert "What stays inside: asked by 17 Nov 2026" in seen.text
    assert "Freedoms and rules: ends 11 Dec 2026" in seen.text
    assert "1 of 4" in seen.text
    assert names(page.get(f"/team/{house.company.slug}/everyone?find=ada")) == ["Ada Malli"]


def test_a_manager_opens_only_units_below_the_own_team(page: Page, house: House) -> None:
    page.sign_in(house.max)

    for what in ("teams", "everyone"):
        page.get(f"/team/{house.north.slug}/{what}")
        page.get(f"/team/{house.company.slug}/{what}", status=404)
        page.get(f"/team/{house.south.slug}/{what}", status=404)
    page.get("/admin/readiness", status=403)


def test_links_to_people_stay_inside_the_unit(page: Page, house: House) -> None:
    page.sign_in(house.max)

    seen = page.get(f"/team/{house.north.slug}/everyone")

    assert f"/team/{house.crew.slug}/people/{house.ada.id}" in seen.links
    assert "South" not in seen.text, "Ada's other team is not Max's business"


def test_administrators_see_the_whole_organisation_without_opening_people(
    page: Page, house: House
) -> None:
    page.sign_in(house.eve)

    seen = page.get("/admin/readiness")

    assert list(lines(seen)) == ["Company", "Crew", "North", "South"]
    assert lines(seen)["Company"] == [2, 1, 1, 1]
    for address, count in LINK.findall(seen.html):
        found = page.get(unescape(address))
        assert len(names(found)) == int(count), address
        assert not [link for link in found.links if "/people/" in link]
    assert list(lines(page.get(f"/admin/readiness/teams/{house.north.slug}"))) == ["Crew"]


def test_a_list_of_people_is_written_down_for_them(db: Session, page: Page, house: House) -> None:
    page.sign_in(house.dora)
    page.get(f"/team/{house.company.slug}/teams")
    assert db.scalars(select(AccessEntry)).all() == []

    page.get(f"/team/{house.company.slug}/everyone")

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.viewer_id, entry.team_id, entry.is_below) == (
        house.dora.id,
        house.company.id,
        True,
    )
    page.sign_in(house.ada)
    assert "opened a list of people in Company and below" in page.get("/account/privacy").text


def test_the_list_of_a_whole_organisation_is_written_down_as_well(
    db: Session, page: Page, house: House
) -> None:
    page.sign_in(house.eve)

    for way in ("", "?state=past", "?find=a", "?page=1"):
        page.get("/admin/readiness/everyone" + way)

    (entry,) = db.scalars(select(AccessEntry))  # one, however many teams stand at the top
    assert (entry.team_id, entry.is_below, entry.day) == (None, True, TODAY)
    loner, gone = a_person(db, "Loner"), a_person(db, "Gone")
    a_membership(db, gone, house.north, since=date(2026, 1, 1), until=TODAY)
    db.commit()
    said = "opened a list of everybody in the organisation"
    for person, is_told in ((house.ada, True), (loner, False), (gone, False)):
        page.sign_in(person)
        assert (said in page.get("/account/privacy").text) is is_told


def test_looking_on_leaves_one_line_an_hour_for_each_team_and_day(
    db: Session, page: Page, house: House, clock: TestClock
) -> None:
    page.sign_in(house.dora)
    here = f"/team/{house.north.slug}"

    def lines_after(*ways: str) -> int:
        for way in ways:
            page.get(here + way)
        return db.scalar(select(func.count()).select_from(AccessEntry)) or 0

    assert lines_after("", "?state=ready", "?find=a", "?show=all", "?page=1") == 1
    assert lines_after(f"?on={TODAY - timedelta(days=30)}") == 2  # another day was shown
    assert lines_after("/everyone", "/everyone?find=a") == 3  # and those below
    page.sign_in(house.max)
    assert lines_after("", "?find=a") == 4  # somebody else
    clock.set(NOW + timedelta(minutes=59))
    assert lines_after("") == 4
    clock.set(NOW + timedelta(minutes=60))
    assert lines_after("", "?find=a") == 5


def test_the_weeks_and_months_of_a_unit_stand_on_a_page_of_their_own(
    page: Page, db: Session, house: House
) -> None:
    page.sign_in(house.dora)
    seen = page.get(f"/team/{house.company.slug}/ahead")

    assert (
        f"/team/{house.company.slug}/ahead" in page.get(f"/team/{house.company.slug}/teams").links
    )
    assert "for everybody in it and below: 2 people" in seen.text
    assert "Valid certificates at the end of each week" in seen.text
    figures = MONTH.findall(seen.html)
    assert [count for _address, count in figures] == ["1", "1"]  # Ada holds four that end
    (first, second) = (unescape(address) for address, _count in figures)
    assert names(page.get(first)) == ["Eero Testi"]
    assert names(page.get(second)) == ["Ada Malli"]
    assert db.scalars(select(AccessEntry.viewer_id)).all() == [house.dora.id]


def test_the_months_of_a_smaller_unit_leave_others_out(page: Page, house: House) -> None:
    page.sign_in(house.max)
    seen = page.get(f"/team/{house.north.slug}/ahead")

    ((_address, count),) = MONTH.findall(seen.html)
    assert count == "1"
    page.get(f"/team/{house.company.slug}/ahead", status=404)
    page.get("/admin/readiness/ahead", status=403)


def test_an_administrator_sees_the_weeks_and_months_of_all(page: Page, house: House) -> None:
    page.sign_in(house.eve)
    whole = page.get("/admin/readiness/ahead")

    assert len(MONTH.findall(whole.html)) == 2
    below = page.get(f"/admin/readiness/teams/{house.north.slug}/ahead")
    assert len(MONTH.findall(below.html)) == 1


def test_a_month_that_is_none_is_left_out(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    for said in ("2026-13", "1999-01", "x", "２０２６-01"):
        seen = page.get(f"/team/{house.company.slug}/everyone?ends={said}")
        assert len(names(seen)) == 2


def test_a_managers_own_learning_stands_first_on_pages_of_units(
    db: Session, page: Page, house: House
) -> None:
    for course in PATH[:3]:
        a_certificate(db, house.dora, course)
    db.commit()
    page.sign_in(house.dora)
    for what in ("teams", "everyone", "ahead"):
        for day in ("", "?on=2026-01-31"):
            seen = page.get(f"/team/{house.company.slug}/{what}{day}")
            assert "Your own learning: 3 of 4 ready" in seen.text
            assert "/learn" in seen.links
    page.sign_in(house.eve)
    for what in ("", "/everyone", "/ahead"):
        assert "Your own learning" not in page.get(f"/admin/readiness{what}").text


def test_people_in_no_team_are_counted_and_listed(db: Session, page: Page, house: House) -> None:
    a_person(db, "Gone", team=None, left_on=TODAY)
    a_membership(db, a_person(db, "Later", "Koe"), house.south, since=TODAY + timedelta(days=3))
    db.commit()
    page.sign_in(house.eve)

    seen = page.get("/admin/readiness")

    said = "6 people work here. 4 of them are in no team . No number on this page holds them."
    assert said in seen.text
    assert "/admin/people?team=none" in seen.links
    listed = page.get("/admin/people?team=none").text
    for name in ("Dora Johto", "Max Johto", "Eve Hoitaja", "Later Koe"):
        assert name in listed
    for name in ("Ada Malli", "Eero Testi", "Gone"):
        assert name not in listed
    assert "Later Koe" not in page.get("/admin/people?team=none&find=max").text
    assert "in no team" not in page.get(f"/admin/readiness/teams/{house.north.slug}").text
    assert "work here" not in page.get("/admin/readiness?on=2026-01-31").text


def test_every_figure_of_weeks_and_months_leads_on(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    here = f"/team/{house.company.slug}"

    seen = page.get(f"{here}/ahead")

    weeks = [link for link in seen.links if link.startswith(f"{here}/teams?on=")]
    assert len(weeks) == 11  # the last one is the day of the page
    table = seen.html.split("Certificates that end in each month")[-1].split("</table>")[0]
    found = LINK.findall(table)
    assert len(found) == len([count for count in re.findall(r">(\d+)<", table) if count != "0"])
    for address, count in found:
        assert len(names(page.get(unescape(address)))) == int(count), address
