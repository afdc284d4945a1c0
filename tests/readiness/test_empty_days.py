"""Pages of units as of a day on which nobody was there: they say so and lead back to today."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.people.models import Membership, TeamPlace
from tests.factories import TODAY, a_person, a_team
from tests.pages import Page

LONG_AGO = "1999-01-01"
NOBODY = "Nobody was here then"


@pytest.fixture
def company(page: Page, db: Session) -> str:
    team = a_team(db, "Company")
    a_person(db, "Ada", "Koe", team=a_team(db, "North", parent=team))
    db.execute(update(Membership).values(since=TODAY))
    db.execute(update(TeamPlace).values(since=TODAY))
    dora = a_person(db, "Dora", "Johto", manages=team)
    db.commit()
    page.sign_in(dora)
    return team.slug


@pytest.mark.parametrize("part", ["teams", "everyone", "ahead"])
def test_a_day_without_people_says_so_and_leads_back(page: Page, company: str, part: str) -> None:
    here = f"/team/{company}/{part}"

    seen = page.get(f"{here}?on={LONG_AGO}")

    assert NOBODY in seen.text
    assert "1 Jan 1999" in seen.text
    assert here in seen.links
    assert "matches what you asked for" not in seen.text
    assert NOBODY not in page.get(here).text


@pytest.mark.parametrize("part", ["", "/everyone", "/ahead"])
def test_so_do_the_pages_of_the_whole_organisation(
    page: Page, db: Session, company: str, part: str
) -> None:
    page.sign_in(a_person(db, "Eve", "Hoitaja", is_administrator=True))
    here = f"/admin/readiness{part}"

    assert NOBODY in page.get(f"{here}?on={LONG_AGO}").text
    assert NOBODY not in page.get(here).text


def test_a_search_without_a_hit_is_still_told_as_one(page: Page, company: str) -> None:
    seen = page.get(f"/team/{company}/everyone?on={LONG_AGO}&find=Ada")

    assert "matches what you asked for" in seen.text
    assert NOBODY not in seen.text
