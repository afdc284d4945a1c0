"""Every number on the pages of teams and units opens a list that holds exactly as many people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from random import Random

import pytest
from sqlalchemy.orm import Session

from lms.certificates.models import CertificateTerm
from lms.content.current import Current
from lms.enrolments.arranged import EQUIVALENT
from lms.enrolments.models import Arrangement
from lms.people.models import Person, Team
from lms.readiness import folding, spells
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
    let_end,
)
from tests.pages import Page, Seen

PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")
FURTHER = "customer-conversations"
WEEKS_AGO = TODAY - timedelta(weeks=6)

ANCHOR = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
COUNT = re.compile(r'class="chip-count">(\d+)<')
PERSON = re.compile(r'<th scope="row"><a href="/team/[^"?]*/people/')
FIGURE = re.compile(r'<td class="num">(.*?)</td>', re.DOTALL)
ROW = re.compile(r'<tr>\s*<th scope="row">(.*?)</th>', re.DOTALL)
CHOSEN = ("standing=", "state=", "ends=", "counted=")
FEWEST = {"team": 20, "teams": 12, "ahead": 40}
"""So many numbers a page has at least, or the walk has lost its way."""


@dataclass(frozen=True)
class House:
    """A company with two teams below it and a crew below one of them."""

    teams: tuple[Team, ...]
    dora: Person
    eve: Person


@pytest.fixture(name="house")
def an_organisation_that_lived(db: Session, content: Current) -> House:
    """People who came, left, moved, renewed late or early, lost certificates and were accepted."""
    company = a_team(db, "Company")
    north, south = (a_team(db, name, parent=company) for name in ("North", "South"))
    crew = a_team(db, "Crew", parent=north)
    teams, random = (company, north, south, crew), Random(6)  # noqa: S311
    for number in range(24):
        _somebody(db, number, teams, random)
    an_assignment(db, south, FURTHER, due_on=TODAY - timedelta(days=3))
    asked = an_assignment(db, company, "guidelines", due_on=TODAY - timedelta(days=60))
    asked.created_at = datetime(2026, 8, 1, tzinfo=UTC)
    house = House(
        teams,
        dora=a_person(db, "Dora", "Johto", manages=company),
        eve=a_person(db, "Eve", "Hoitaja", is_administrator=True),
    )
    while folding.fold(db, spells.basis(content.get()), today=TODAY):
        pass
    db.commit()
    return house


def _somebody(db: Session, number: int, teams: tuple[Team, ...], random: Random) -> None:
    """One person with a history of their own."""
    person = a_person(db, f"P{number:02}", "Koe")
    home = teams[number % len(teams)]
    kind = number % 6
    moved = TODAY - timedelta(days=random.randrange(5, 70))
    if kind == 0:  # left since
        a_membership(db, person, home, until=moved)
        person.left_on = moved
    elif kind == 1:  # came since
        a_membership(db, person, home, since=moved)
    elif kind == 2:  # moved
        a_membership(db, person, home, until=moved)
        a_membership(db, person, random.choice(teams), since=moved)
    else:
        a_membership(db, person, home)
    if kind == 3:  # in two teams
        a_membership(db, person, teams[(number + 1) % len(teams)])
    for course in (*PATH, FURTHER):
        _history(db, person, course, random)


def _history(db: Session, person: Person, course: str, random: Random) -> None:
    """What one person did about one course: nothing, once, twice, or otherwise."""
    chance = random.randrange(7)
    end = TODAY + timedelta(days=random.randrange(-60, 120))
    if chance == 0:
        return
    if chance == 1:
        an_enrolment(db, person, course)
        return
    if chance == 2:
        db.add(
            Arrangement(
                kind=EQUIVALENT,
                person_id=person.id,
                course=course,
                until=end,
                since=TODAY - timedelta(days=70),
                given_at=NOW - timedelta(days=70),
                reason="Training elsewhere.",
            )
        )
        return
    start = end - timedelta(days=random.randrange(90, 300))
    first = a_certificate(db, person, course, issued_on=min(start, TODAY))
    let_end(first, end, grace=random.choice((0, 0, 14)))
    if chance == 3:
        later = a_certificate(
            db, person, course, issued_on=min(end, TODAY - timedelta(days=4)), cycle=2
        )
        let_end(later, end + timedelta(days=200))
    elif chance == 4:  # a change of the course had brought the end forward
        db.add(
            CertificateTerm(
                certificate_id=first.id,
                ended_at=NOW - timedelta(days=20),
                expires_on=end + timedelta(days=90),
                renew_from=end,
                counts_until=end + timedelta(days=90),
                is_revoked=False,
            )
        )
    elif chance == 5:
        db.add(
            CertificateTerm(
                certificate_id=first.id,
                ended_at=NOW - timedelta(days=20),
                expires_on=first.expires_on,
                renew_from=first.renew_from,
                counts_until=first.counts_until,
                is_revoked=False,
            )
        )
        first.revoked_at = NOW - timedelta(days=20)


def test_a_course_by_choice_is_nobodys_business_on_no_day(page: Page, db: Session) -> None:
    north = a_team(db, "North", parent=a_team(db, "Company"))
    asking = a_team(db, "Asking", parent=north)
    for name, teams in (("Asked", (north, asking)), ("Chose", (north,))):
        person = a_person(db, name, "Koe")
        for team in teams:
            a_membership(db, person, team)
        a_certificate(db, person, FURTHER, issued_on=TODAY - timedelta(days=30))
    an_assignment(db, asking, FURTHER, due_on=TODAY + timedelta(days=30))
    administrator = a_person(db, "Eve", "Hoitaja", is_administrator=True)
    boss = a_person(db, "Max", "Johto", manages=north)
    db.commit()
    chosen = f"course={FURTHER}&counted={TODAY}"

    page.sign_in(boss)
    for where in (f"/team/{north.slug}", f"/team/{north.slug}/everyone"):
        seen = page.get(f"{where}?{chosen}")
        assert "Asked Koe" in seen.text
        assert "Chose Koe" not in seen.text
    page.sign_in(administrator)
    seen = page.get(f"/admin/readiness/everyone?{chosen}")
    assert "Asked Koe" in seen.text
    assert "Chose Koe" not in seen.text


def plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def numbers(seen: Seen) -> Iterator[tuple[str, int]]:
    """The address of each link to a list of people, with the number it stands for."""
    for address, inside in ANCHOR.findall(seen.html):
        href = unescape(address)
        found = COUNT.search(inside) or re.match(r"(\d+)\b", plain(inside))
        if found and ("/everyone" in href or any(sign in href for sign in CHOSEN)):
            yield href, int(found[1])


def listed(page: Page, href: str) -> int:
    """How many people the list of an address holds, on all of its pages."""
    where, _, _fragment = href.partition("#")
    if "/everyone" not in where:
        where += ("&" if "?" in where else "?") + "show=all"
        return len(PERSON.findall(page.get(where).html))
    seen = page.get(where)
    found = [plain(head) for head in ROW.findall(seen.html)]
    assert len(set(found)) == len(found) <= 25
    assert "Next" not in seen.text or len(found) < 25
    return len(found)


def walked(page: Page, where: str) -> int:
    """Follow every number of a page; how many there were."""
    tried = 0
    seen = page.get(where)
    for href, count in numbers(seen):
        assert listed(page, href) == count, (where, href)
        tried += 1
    for cell in FIGURE.findall(seen.html):
        assert "<a " in cell or plain(cell).split()[-1] == "0", (where, plain(cell))
    return tried


@pytest.mark.parametrize("day", [None, WEEKS_AGO])
def test_every_number_of_a_manager_opens_as_many_people(
    page: Page, house: House, day: date | None
) -> None:
    page.sign_in(house.dora)
    on = f"?on={day}" if day else ""

    company, south = house.teams[0].slug, house.teams[2].slug
    assert walked(page, f"/team/{company}{on}") >= FEWEST["team"]
    assert walked(page, f"/team/{south}{on}") >= FEWEST["team"]
    assert walked(page, f"/team/{company}/ahead{on}") >= FEWEST["ahead"]
    assert walked(page, f"/team/{company}/teams{on}") >= FEWEST["teams"]


@pytest.mark.parametrize("day", [None, WEEKS_AGO])
def test_every_number_of_an_administrator_opens_as_many_people(
    page: Page, house: House, day: date | None
) -> None:
    page.sign_in(house.eve)
    on = f"?on={day}" if day else ""

    assert walked(page, f"/admin/readiness{on}") >= FEWEST["teams"]
    assert walked(page, f"/admin/readiness/ahead{on}") >= FEWEST["ahead"]
    assert walked(page, f"/admin/readiness/teams/{house.teams[1].slug}/ahead{on}") > 0
