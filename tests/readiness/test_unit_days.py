"""The pages of units as of a day that is over: the tree, the people and the numbers of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import AccessEntry, Person, Team, TeamPlace
from lms.readiness import tallies, unit_pages
from tests.factories import a_certificate, a_membership, a_person, a_team, an_assignment
from tests.pages import Page
from tests.readiness.test_units import LINK, MONTH, lines, names

AUTUMN = date(2026, 9, 30)
PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")


@dataclass(frozen=True)
class House:
    """In the autumn the crew stood below the north and Eve was in it; today it stands alone."""

    company: Team
    north: Team
    crew: Team
    dora: Person
    root: Person
    ada: Person
    eve: Person


@pytest.fixture(name="house")
def a_house_that_changed(db: Session) -> House:
    """What was so in the autumn, and what has changed since."""
    company = a_team(db, "Company")
    north, crew = a_team(db, "North", parent=company), a_team(db, "Crew")
    (place,) = db.scalars(select(TeamPlace).where(TeamPlace.team_id == crew.id))
    place.until, place.parent_id = date(2026, 11, 10), north.id
    db.add(TeamPlace(team_id=crew.id, since=date(2026, 11, 10)))
    eve, uma = a_person(db, "Eve", "Testi"), a_person(db, "Uma", "Uusi")
    a_membership(db, eve, north, until=date(2026, 11, 1))
    a_membership(db, uma, north, since=date(2026, 11, 1))
    house = House(
        company=company,
        north=north,
        crew=crew,
        dora=a_person(db, "Dora", "Johto", manages=company),
        root=a_person(db, "Root", "Malli", is_administrator=True),
        ada=a_person(db, "Ada", "Koe", team=crew),
        eve=eve,
    )
    for course in PATH:
        a_certificate(db, house.ada, course, issued_on=date(2026, 9, 1))
    asked = an_assignment(db, north, "guidelines", due_on=date(2026, 9, 15))
    asked.created_at = datetime(2026, 8, 1, tzinfo=UTC)
    asked.ended_at = datetime(2026, 10, 20, tzinfo=UTC)
    db.commit()
    return house


def test_a_past_day_has_the_teams_and_the_numbers_of_that_day(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    here = f"/team/{house.company.slug}/teams"

    then = page.get(f"{here}?on={AUTUMN}")

    assert lines(page.get(here)) == {"North": [1, 0, 0, 0]}
    assert lines(then) == {"Crew": [1, 1, 0, 0], "North": [2, 1, 0, 1]}
    assert "As it stood on 30 Sep 2026." in then.text
    assert "below North" in then.text


def test_every_number_of_a_past_day_opens_the_list_of_that_day(page: Page, house: House) -> None:
    page.sign_in(house.root)
    tried = 0
    for course in ("", "guidelines"):
        seen = page.get(f"/admin/readiness?on={AUTUMN}&course={course}")
        for address, count in LINK.findall(seen.html):
            assert f"on={AUTUMN}" in address
            found = page.get(unescape(address))
            assert len(names(found)) == int(count), address
            assert "As it stood on 30 Sep 2026." in found.text
            tried += 1
    assert tried > 12


def test_the_list_names_the_teams_of_that_day_and_is_written_down_with_it(
    db: Session, page: Page, house: House
) -> None:
    page.sign_in(house.dora)

    seen = page.get(f"/team/{house.company.slug}/everyone?state=past&on={AUTUMN}")

    assert names(seen) == ["Eve Testi"]
    assert f"/team/{house.north.slug}/people/{house.eve.id}?on={AUTUMN}" in seen.links
    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.team_id, entry.is_below, entry.day) == (house.company.id, True, AUTUMN)
    page.sign_in(house.eve)
    assert "in Company and below as of 30 Sep 2026" in page.get("/account/privacy").text


def test_a_team_that_stands_elsewhere_today_is_counted_but_opens_nothing(
    page: Page, house: House
) -> None:
    page.sign_in(house.dora)
    for what in ("teams", "everyone"):
        seen = page.get(f"/team/{house.company.slug}/{what}?on={AUTUMN}")
        assert "Crew" in seen.text
        assert not [link for link in seen.links if f"/{house.crew.slug}" in link]
    assert (
        "stands elsewhere today" in page.get(f"/team/{house.company.slug}/teams?on={AUTUMN}").text
    )


def test_the_day_stays_in_all_links_of_a_unit(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    for what in ("teams", "everyone", "ahead"):
        here = f"/team/{house.company.slug}/{what}"
        seen = page.get(f"{here}?on={AUTUMN}")
        inner = [link for link in seen.links if link.startswith("/team/")]
        assert {link for link in inner if "on=" not in link} == {here}  # back to today
        assert [field["value"] for field in seen.fields("on")][:1] == [str(AUTUMN)]


def test_weeks_and_months_of_a_past_day_are_those_of_that_day(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    here = f"/team/{house.company.slug}/ahead"

    seen = page.get(f"{here}?on={AUTUMN}")

    assert "for everybody in it and below: 2 people" in seen.text
    ((address, count),) = MONTH.findall(seen.html)
    assert (int(count), names(page.get(unescape(address)))) == (1, ["Ada Koe"])
    assert not MONTH.findall(page.get(here).html)


def test_a_day_that_cannot_be_shown_says_why_and_shows_today(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    for what in ("teams", "everyone", "ahead"):
        seen = page.get(f"/team/{house.company.slug}/{what}?on=2027-01-01")
        assert "That day is still to come." in seen.text
        assert "As it stood" not in seen.text


def test_a_past_day_that_is_too_large_offers_the_teams_right_below(
    page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_pages, "DERIVED_AT_MOST", 1)
    page.sign_in(house.dora)
    for what in ("teams", "everyone", "ahead"):
        here = f"/team/{house.company.slug}/{what}"
        assert "too large" not in page.get(here).text
        seen = page.get(f"{here}?on={AUTUMN}")
        assert "too large" in seen.text
        assert f"/team/{house.north.slug}/{what}?on={AUTUMN}" in seen.links
    page.sign_in(house.root)
    seen = page.get(f"/admin/readiness?on={AUTUMN}")
    assert f"/admin/readiness/teams/{house.company.slug}?on={AUTUMN}" in seen.links
    seen = page.get(f"/admin/readiness/teams/{house.crew.slug}?on={AUTUMN}")
    assert "too large" not in seen.text


def test_a_past_day_that_is_too_large_offers_the_own_members_and_the_file(
    page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_pages, "DERIVED_AT_MOST", 0)
    page.sign_in(house.dora)
    for team in (house.company, house.north):
        for what in ("teams", "everyone", "ahead"):
            seen = page.get(f"/team/{team.slug}/{what}?on={AUTUMN}")
            offered = [
                f"/team/{team.slug}?on={AUTUMN}",
                f"/team/{team.slug}/everyone/export?on={AUTUMN}",
            ]
            assert [link for link in seen.links if link in offered] == offered
            for link in offered:
                assert "too large" not in page.get(link).text
    assert house.eve.name in page.get(f"/team/{house.north.slug}?on={AUTUMN}").text
    page.sign_in(house.root)
    above = page.get(f"/admin/readiness?on={AUTUMN}")
    assert f"/admin/readiness/everyone/export?on={AUTUMN}" in above.links
    seen = page.get(f"/admin/readiness/teams/{house.crew.slug}?on={AUTUMN}")
    assert "No team stood right below" in seen.text
    assert f"/admin/readiness/teams/{house.crew.slug}/everyone/export?on={AUTUMN}" in seen.links
    assert not [link for link in seen.links if link.startswith("/team/")]


def test_a_page_of_parts_that_is_not_there_leads_to_the_last(
    db: Session, page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_pages, "DERIVED_AT_MOST", 0)
    for number in range(tallies.PAGE):
        team = a_team(db, f"Part {number:02}", parent=house.company)
        for place in db.scalars(select(TeamPlace).where(TeamPlace.team_id == team.id)):
            place.since = date(2026, 1, 1)
    db.commit()
    page.sign_in(house.dora)
    for what in ("teams", "everyone", "ahead"):
        here = f"/team/{house.company.slug}/{what}?on={AUTUMN}"
        last = page.get(f"{here}&page=2")
        assert page.get(f"{here}&page=99", status=302).location == f"{here}&page=2"
        assert "No team stood" not in last.text
        assert "Part 24" in last.text
        assert "Part 23" in page.get(here).text
        assert "Part 24" not in page.get(here).text


def test_teams_below_of_a_past_day_lead_on(page: Page, house: House) -> None:
    page.sign_in(house.dora)

    seen = page.get(f"/team/{house.company.slug}?on={AUTUMN}")

    assert f"/team/{house.company.slug}/teams?on={AUTUMN}" in seen.links
    assert f"/team/{house.north.slug}/everyone?on={AUTUMN}" in seen.links
    other = page.get(f"/team/{house.north.slug}?on={AUTUMN}")
    assert "Crew" in other.text
    assert not [link for link in other.links if f"/{house.crew.slug}" in link]


def test_a_past_day_takes_the_same_few_statements_however_many_teams(
    db: Session, page: Page, house: House
) -> None:
    page.sign_in(house.dora)
    addresses = [f"/team/{house.company.slug}/{what}?on={AUTUMN}" for what in ("teams", "ahead")]

    def counted() -> list[int]:
        found = []
        for address in addresses:
            page.get(address)
            with page.counting() as sent:
                page.get(address)
            found.append(len(sent))
        return found

    few = counted()
    for _ in range(12):
        a_certificate(db, a_person(db, team=a_team(db, parent=house.north)))
    db.commit()
    assert counted() == few
    assert max(few) <= 9, few


@pytest.mark.parametrize("day", ["", f"&on={AUTUMN}"])
def test_the_list_of_a_month_leaves_out_a_course_that_nobody_asks_of_them(
    db: Session, page: Page, house: House, day: str
) -> None:
    course = "customer-conversations"
    cia, quin = a_person(db, "Cia", "Koe"), a_person(db, "Quin", "Koe")
    quiet = a_team(db, "Quiet", parent=house.north)
    a_membership(db, cia, house.north)
    a_membership(db, quin, quiet)
    for team in (quiet,):
        asked = an_assignment(db, team, course)
        asked.created_at = datetime(2026, 8, 1, tzinfo=UTC)
    for person in (cia, quin):
        a_certificate(db, person, course, issued_on=date(2026, 5, 9), expires_on=date(2027, 5, 9))
    db.commit()
    page.sign_in(house.dora)

    seen = page.get(f"/team/{house.company.slug}/everyone?ends=2027-05&course={course}{day}")

    assert names(seen) == ["Quin Koe"], "what Cia takes by choice is nobody else's business"
