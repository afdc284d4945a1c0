"""The team page as of a day that is over, its lists and its charts, as managers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.operations.services import erase_person
from lms.people import services as people
from lms.people.models import AccessEntry, Person, Role, Team, TeamPlace
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
from tests.pages import Page

AUTUMN = date(2026, 9, 30)
PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")


@dataclass(frozen=True)
class House:
    """Max leads the north today, as Old did in the autumn; Eve was there and has moved on."""

    north: Team
    crew: Team
    max: Person
    old: Person
    ada: Person
    eve: Person


@pytest.fixture(name="house")
def a_house_that_changed(db: Session) -> House:
    """What was so in the autumn, and what has changed since."""
    north, crew = a_team(db, "Customer service North"), a_team(db, "Field crew")
    old, eve = a_person(db, "Old", "Johto"), a_person(db, "Eve", "Testi")
    a_membership(db, old, north, role=Role.MANAGER, until=date(2026, 10, 5))
    a_membership(db, eve, north, until=date(2026, 11, 1))
    house = House(
        north=north,
        crew=crew,
        max=a_person(db, "Max", "Malli"),
        old=old,
        ada=a_person(db, "Ada", "Koe", team=north),
        eve=eve,
    )
    a_membership(db, house.max, north, role=Role.MANAGER, since=date(2026, 10, 5))
    (place,) = db.scalars(select(TeamPlace).where(TeamPlace.team_id == crew.id))
    place.until = date(2026, 11, 10)
    place.parent_id = north.id
    db.add(TeamPlace(team_id=crew.id, since=date(2026, 11, 10)))
    asked = an_assignment(db, north, "guidelines", due_on=date(2026, 9, 15))
    asked.created_at = datetime(2026, 8, 1, tzinfo=UTC)
    asked.ended_at = datetime(2026, 10, 20, tzinfo=UTC)
    a_certificate(db, house.ada, "guidelines", issued_on=date(2026, 10, 10))
    read = a_module_read(db, eve, "10-three-tests")
    read.read_at = datetime(2026, 9, 1, tzinfo=UTC)
    db.commit()
    return house


def address(team: Team, further: str = "") -> str:
    """The address of a team page."""
    return f"/team/{team.slug}{further}"


def test_a_past_day_shows_who_was_there_and_what_was_asked_then(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north, f"?on={AUTUMN}")).text

    assert "As it stood on 30 Sep 2026." in text
    assert "Led by Old Johto." in text
    assert "Customer service North, 2 people" in text
    assert "Eve Testi" in text
    assert text.count("was due 15 Sep 2026") == 2  # both were late with the guidelines
    assert "Field crew" in text


def test_today_knows_nothing_of_it(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north)).text

    assert "As it stood" not in text
    assert "Led by Max Malli." in text
    assert "Eve Testi" not in text
    assert "was due 15 Sep 2026" not in text
    assert "Field crew" not in text


@pytest.mark.parametrize("on", ["2026-02-30", "2030-01-01", "nonsense"])
@pytest.mark.parametrize("further", ["/export", "/everyone/export"])
def test_an_export_of_no_day_says_that_it_holds_today(
    house: House, page: Page, further: str, on: str
) -> None:
    page.sign_in(house.max)
    told = "The file holds today, 22 Nov 2026"

    assert told in page.get(address(house.north, f"{further}?on={on}")).text
    assert told not in page.get(address(house.north, further)).text


def test_the_day_stays_in_lists_pages_of_people_and_the_export(house: House, page: Page) -> None:
    seen = page.sign_in(house.max).get(address(house.north, f"?on={AUTUMN}"))

    inner = [link for link in seen.links if link.startswith("/team/")]
    back = [link for link in inner if "on=" not in link]
    assert set(back) <= {address(house.north), "/team"}
    person = page.get(address(house.north, f"/people/{house.eve.id}?on={AUTUMN}"))
    assert "As it stood on 30 Sep 2026." in person.text
    page.get(address(house.north, f"/people/{house.eve.id}"), status=404)
    export = page.get(address(house.north, f"/export?on={AUTUMN}"))
    assert "As it stood on 30 Sep 2026." in export.text
    assert f"on={AUTUMN}" in export.html.split('data-download action="')[1].split('"')[0]


def test_the_file_of_a_past_day_holds_that_day(house: House, page: Page) -> None:
    page.sign_in(house.max)
    answer = page.client.post(
        address(house.north, f"/export?on={AUTUMN}"),
        data={
            "why": "The report of the third quarter",
            "shape": "data",
            "csrf_token": page.get(address(house.north, "/export")).csrf,
        },
    )

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f"readiness-{house.north.slug}-2026-09-30" in answer.headers["Content-Disposition"]
    lines = text.splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["Ada Koe", "Eve Testi"]
    assert all(",2026-09-30," in line and "overdue" in line for line in lines[1:])


def test_whoever_was_erased_since_is_missing_and_not_counted(
    db: Session, house: House, page: Page
) -> None:
    people.deactivate(db, person_id=house.eve.id, actor_id=None, now=NOW, today=TODAY)
    erase_person(db, person_id=house.eve.id, actor_id=None, now=NOW, today=TODAY)
    db.commit()

    text = page.sign_in(house.max).get(address(house.north, f"?on={AUTUMN}")).text

    assert "Customer service North, 1 person" in text
    assert text.count("was due 15 Sep 2026") == 1


def test_looking_at_a_past_day_is_told_to_those_who_were_there(
    db: Session, house: House, page: Page
) -> None:
    page.sign_in(house.max).get(address(house.north, f"?on={AUTUMN}"))

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.what, entry.day, entry.team_id) == ("team", AUTUMN, house.north.id)
    assert "30 Sep 2026" in page.sign_in(house.eve).get("/account/privacy").text


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2027-01-01", "That day is still to come"),
        ("0001-01-01", "Choose a day between 1950 and 2100."),
        ("yesterday", "Write the day as year-month-day"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_in_words(
    house: House, page: Page, on: str, words: str
) -> None:
    seen = page.sign_in(house.max).get(address(house.north, f"?on={on}"))

    assert words in seen.text
    (field,) = seen.fields("on")
    assert (field["value"], field["aria-invalid"]) == (on, "true")
    assert "Led by Max Malli." in seen.text


def test_only_who_leads_the_team_today_sees_its_past(house: House, page: Page) -> None:
    page.sign_in(house.old).get(address(house.north, f"?on={AUTUMN}"), status=404)
    page.sign_in(house.max).get(address(house.crew, f"?on={AUTUMN}"), status=404)


def test_before_the_team_was_there_the_page_says_so(house: House, page: Page) -> None:
    text = page.sign_in(house.max).get(address(house.north, "?on=1999-12-31")).text

    assert "Nobody was in this team" in text
    assert "Nobody led this team on that day" in text


def test_the_managers_own_learning_is_that_of_today(db: Session, house: House, page: Page) -> None:
    for course in PATH:
        a_certificate(db, house.max, course, issued_on=date(2026, 11, 1))
    db.commit()

    text = page.sign_in(house.max).get(address(house.north, f"?on={AUTUMN}")).text

    assert "You first: you are ready to share" in text


def test_a_past_page_sends_two_statements_more_at_most(
    db: Session, house: House, page: Page
) -> None:
    page.sign_in(house.max).get(address(house.north))
    with page.counting() as today:
        page.get(address(house.north))
    with page.counting() as before:
        page.get(address(house.north, f"?on={AUTUMN}"))
    for _ in range(20):
        a_membership(db, a_person(db), house.north, until=date(2026, 11, 3))
    db.commit()
    with page.counting() as many:
        page.get(address(house.north, f"?on={AUTUMN}"))

    assert len(before) == len(many) <= len(today) + 2


@pytest.fixture(name="team")
def a_team_in_many_states(db: Session) -> Team:
    """Eight people in different states."""
    team = a_team(db, "Maintenance")
    an_assignment(db, team, "channel-basics", due_on=date(2026, 11, 6))
    for number in range(8):
        person = a_person(db, f"P{number}", "Koe", team=team)
        if number < 3:
            a_certificate(db, person, "guidelines", expires_on=date(2026, 12, 14))
        if number < 2:
            a_certificate(db, person, "channel-basics", expires_on=date(2027, 3, 1))
        if number == 5:
            an_enrolment(db, person, "guidelines")
    db.commit()
    return team


@pytest.fixture(name="leader")
def who_leads(db: Session, team: Team) -> Person:
    """The manager of the team."""
    leader = a_person(db, "Max", "Malli", manages=team)
    db.commit()
    return leader


@pytest.mark.parametrize(
    ("query", "names", "reason"),
    [
        ("state=overdue", "P2 P3 P4 P5 P6 P7", "Channel basics: was asked by 6 Nov 2026"),
        ("state=expiring", "P0 P1 P2", "ends on 13 Dec 2026"),
        ("course=guidelines&standing=valid", "P0 P1 P2", "ends on 13 Dec 2026"),
        ("course=guidelines&standing=in-progress", "P5", ": begun"),
        ("course=guidelines&standing=not-started", "P3 P4 P6 P7", ": not begun"),
        ("course=channel-basics&standing=ready", "P0 P1", "valid until 28 Feb 2027"),
        ("ends=2026-12", "P0 P1 P2", "ends on 13 Dec 2026"),
        ("ends=2027-02", "P0 P1", "Channel basics: valid until 28 Feb 2027"),
        ("ends=2027-03", "", ""),
        ("course=no-such-course&standing=valid", "P0 P1 P2 P3 P4 P5 P6 P7", ""),
        ("course=guidelines&standing=best", "P0 P1 P2 P3 P4 P5 P6 P7", ""),
    ],
)
def test_a_narrowed_list_says_why_each_is_there(
    leader: Person, team: Team, page: Page, query: str, names: str, reason: str
) -> None:
    seen = page.sign_in(leader).get(address(team, f"?{query}"))

    listed = [name for name in (f"P{number}" for number in range(8)) if f"{name} Koe" in seen.text]
    assert listed == names.split()
    assert seen.text.count(reason) >= len(listed)
    assert ("Why on this list" in seen.text) == (bool(reason) and bool(names))


def test_every_number_opens_as_many_people_as_it_says(
    leader: Person, team: Team, page: Page
) -> None:
    seen = page.sign_in(leader).get(address(team))
    numbered = [link for link in seen.links if "standing=" in link or "ends=" in link]

    assert len(numbered) >= len(PATH) + 3
    for link in numbered:
        opened = page.get(link.partition("#")[0])
        said = seen.html.split(f'href="{link.replace("&", "&amp;")}"')[1]
        digits = "".join(
            char for char in said.partition(">")[2].partition("</a>")[0].replace("<b>", "") if char
        )
        count = int("".join(char for char in digits.split("<")[0].split()[0] if char.isdigit()))
        rows = opened.html.count(f'<th scope="row"><a href="{address(team)}/people/')
        assert rows == count, link


def test_charts_have_their_figures_as_tables(leader: Person, team: Team, page: Page) -> None:
    text = page.sign_in(leader).get(address(team)).text

    assert "Expiring by month" in text
    table = text.split("Certificates that end in each month")[1]
    assert "Dec 2026 0 3 0 0 3" in table
    assert "Feb 2027 2 0 0 0 2" in table
    weeks = text.split("Valid certificates at the end of each week")[1]
    assert "22 Nov 2026 2 3 0 0" in weeks


def test_without_an_end_in_sight_there_is_no_chart(db: Session, page: Page) -> None:
    team = a_team(db, "Brand new")
    a_person(db, team=team)
    leader = a_person(db, manages=team)
    db.commit()

    text = page.sign_in(leader).get(address(team)).text

    assert "Expiring by month" not in text
    assert "The lines as figures" not in text


def test_a_team_of_one_to_four_is_asked_over_coffee(
    db: Session, leader: Person, team: Team, page: Page
) -> None:
    assert "over coffee" not in page.sign_in(leader).get(address(team)).text
    few = a_team(db, "Few")
    a_person(db, team=few)
    a_membership(db, leader, few, role=Role.MANAGER)
    db.commit()

    assert "Just ask, over coffee" in page.get(address(few)).text


def test_a_team_that_nobody_leads_says_so_kindly(
    db: Session, leader: Person, team: Team, page: Page
) -> None:
    below = a_team(db, "Alone", parent=team)
    a_person(db, team=below)
    db.commit()

    seen = page.sign_in(leader).get(address(below))

    assert "Nobody leads this team itself just now" in seen.text
    assert "Your team's invitation" not in seen.text
    assert "Your team's invitation" in page.get(address(team)).text


def test_who_manages_herself_sees_her_own_row(db: Session, page: Page) -> None:
    team = a_team(db, "Small shop")
    both = a_person(db, "Rita", "Malli", team=team, manages=team)
    db.commit()

    text = page.sign_in(both).get(address(team)).text

    assert "Led by Rita Malli." in text
    assert text.count("Rita Malli") >= 2


def test_a_course_asked_of_some_shows_nothing_of_the_others(
    db: Session, leader: Person, team: Team, page: Page
) -> None:
    crew = a_team(db, "Crew", parent=team)
    asked = a_person(db, "Asked", "Koe", team=team)
    a_membership(db, asked, crew)
    an_assignment(db, crew, "customer-conversations", due_on=TODAY + timedelta(days=9))
    a_certificate(db, asked, "customer-conversations", expires_on=date(2027, 5, 5))
    private = a_person(db, "Private", "Koe", team=team)
    a_certificate(db, private, "customer-conversations", expires_on=date(2027, 7, 7))
    db.commit()

    seen = page.sign_in(leader).get(address(team, "?show=all"))

    assert "to May 2027" in seen.text
    assert "Jul 2027 0 0 0 0 0" in seen.text
    assert "to Jul 2027" not in seen.text
    person = page.get(address(team, f"/people/{private.id}")).text
    assert "7 Jul 2027" not in person


def test_figures_of_a_month_and_a_course_open_their_list(db: Session, page: Page) -> None:
    team = a_team(db)
    leader = a_person(db, manages=team)
    ada, bo = (a_person(db, name, "Koe", team=team) for name in ("Ada", "Bo"))
    a_certificate(db, ada, "guidelines", expires_on=date(2027, 5, 8))
    a_certificate(db, bo, "confidentiality", expires_on=date(2027, 5, 20))
    private = a_person(db, "Cia", "Koe", team=team)
    a_certificate(db, private, "mistakes-and-crises", expires_on=date(2027, 5, 9))
    an_assignment(db, a_team(db), "mistakes-and-crises")
    db.commit()
    here = address(team)

    seen = page.sign_in(leader).get(here)

    month = f"{here}?course=guidelines&ends=2027-05#people-title"
    assert month in seen.links
    listed = page.get(month.partition("#")[0]).html.split('id="people-title"')[1]
    assert "Ada Koe" in listed
    assert "Bo Koe" not in listed
    both = page.get(f"{here}?ends=2027-05").html.split('id="people-title"')[1]
    assert ("Ada Koe" in both, "Bo Koe" in both, "Cia Koe" in both) == (True, True, False)
    weeks = [link for link in seen.links if link.startswith(f"{here}?on=")]
    assert len(weeks) == 11


def test_what_is_private_is_in_no_list_of_a_month(db: Session, page: Page) -> None:
    team, course = a_team(db), "customer-conversations"
    leader, asked = a_person(db, manages=team), a_person(db, "Ada", "Koe", team=team)
    crew = a_team(db, "Crew", parent=team)
    a_membership(db, asked, crew)
    an_assignment(db, crew, course)
    private = a_person(db, "Cia", "Koe", team=team)
    for person in (asked, private):
        a_certificate(db, person, course, expires_on=date(2027, 5, 9))
    db.commit()
    page.sign_in(leader)

    for way in ("?ends=2027-05", f"?ends=2027-05&course={course}"):
        found = page.get(address(team, way)).html.split('id="people-title"')[1]
        assert ("Ada Koe" in found, "Cia Koe" in found) == (True, False)
