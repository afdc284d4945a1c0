"""Who asks for more time stands on the team's page, for whoever may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import arrangements
from lms.enrolments.models import TimeRequest
from lms.people.models import Membership, Person, Role, Team
from lms.readiness import views
from tests.factories import (
    NOW,
    TODAY,
    a_membership,
    a_person,
    a_team,
    an_assignment,
)
from tests.pages import Page

COURSE = "confidentiality"
LATER = TODAY + timedelta(days=22)
LINE = "for more time"


@dataclass(frozen=True)
class House:
    """Max leads the north; Ada and Bo are in it, Cia is in another team."""

    north: Team
    max: Person
    ada: Person
    bo: Person
    cia: Person

    @property
    def here(self) -> str:
        """The team's page."""
        return f"/team/{self.north.slug}"

    def answer_to(self, person: Person) -> str:
        """The page on which a wish is answered."""
        return f"{self.here}/people/{person.id}/time"


@pytest.fixture(name="house")
def two_teams(db: Session) -> House:
    """Two teams, of which a course is asked."""
    company = a_team(db, "Company")
    north, south = a_team(db, "Service North", parent=company), a_team(db, "South", parent=company)
    an_assignment(db, company, COURSE, due_on=TODAY + timedelta(days=5))
    house = House(
        north=north,
        max=a_person(db, "Max", "Malli", manages=north),
        ada=a_person(db, "Ada", "Malli", team=north),
        bo=a_person(db, "Bo", "Koe", team=north),
        cia=a_person(db, "Cia", "Testi", team=south),
    )
    db.commit()
    return house


def wish(db: Session, person: Person, course: str = COURSE, on: date = LATER) -> None:
    """Somebody asks for more time."""
    arrangements.ask_for_time(
        db, person_id=person.id, course=course, wanted_on=on, words="", now=NOW, today=TODAY
    )
    db.commit()


def test_one_wish_leads_to_its_answer_and_goes_with_it(
    db: Session, house: House, page: Page
) -> None:
    wish(db, house.ada)
    wish(db, house.cia)
    seen = page.sign_in(house.max).get(house.here)

    assert "1 person asks for more time" in seen.text
    assert house.answer_to(house.ada) in seen.links
    page.get(house.answer_to(house.ada))
    number = db.scalars(select(TimeRequest.id).where(TimeRequest.person_id == house.ada.id)).one()
    answer = {"answer": "yes", "new_day": LATER.isoformat(), "wish": str(number)}
    page.follow(page.post(house.answer_to(house.ada) + "/answer", answer))
    assert LINE not in page.get(house.here).text


def test_several_wishes_lead_to_a_list_by_name(
    db: Session, house: House, page: Page, content: Current
) -> None:
    wish(db, house.bo)
    wish(db, house.ada, "guidelines", LATER + timedelta(days=1))
    wish(db, house.ada)
    title = content.get().courses[COURSE].texts["en"].title
    seen = page.sign_in(house.max).get(house.here)

    assert "2 people ask for more time" in seen.text
    assert f"{house.here}/time" in seen.links
    listed = page.get(f"{house.here}/time")
    assert listed.text.index("Ada Malli") < listed.text.index("Bo Koe")
    assert listed.text.count(f"{title}, until 14 Dec 2026.") == 2
    assert "until 15 Dec 2026." in listed.text
    assert {house.answer_to(house.ada), house.answer_to(house.bo)} <= set(listed.links)


def test_the_list_is_paged_and_an_empty_one_says_so(
    db: Session, house: House, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sign_in(house.max)
    assert "Nobody asks for more time" in page.get(f"{house.here}/time").text
    monkeypatch.setattr(views, "WAITING", 1)
    wish(db, house.ada)
    wish(db, house.bo)

    first, second = page.get(f"{house.here}/time").text, page.get(f"{house.here}/time?page=2").text

    assert "Ada Malli" in first
    assert "Bo Koe" not in first
    assert "Bo Koe" in second
    for strange in ("0", "99", "x", "-1", "²"):
        page.get(f"{house.here}/time?page={strange}")


def test_only_who_may_answer_reads_of_a_wish(db: Session, house: House, page: Page) -> None:
    director = a_person(db, "Dora", "Malli", manages=db.get(Team, house.north.parent_id))
    stranger = a_person(db, "Odd", "Koe", manages=a_team(db))
    wish(db, house.ada)

    assert "1 person asks for more time" in page.sign_in(director).get(house.here).text
    page.get(f"{house.here}/time")
    for other in (stranger, house.ada):
        page.sign_in(other).get(f"{house.here}/time", status=404)
    text = page.sign_in(house.max).get(f"{house.here}?on=2026-11-21").text
    assert LINE not in text.split("Where the team stands")[0]


def test_nobody_is_led_to_their_own_wish(db: Session, house: House, page: Page) -> None:
    a_membership(db, house.max, house.north)
    wish(db, house.max)

    assert LINE not in page.sign_in(house.max).get(house.here).text
    assert "Nobody asks for more time" in page.get(f"{house.here}/time").text
    deputy = a_person(db, "Dep", "Uty")
    a_membership(db, deputy, house.north, role=Role.MANAGER)
    db.commit()
    assert "1 person asks for more time" in page.sign_in(deputy).get(house.here).text


def test_a_wish_for_what_is_no_longer_asked_is_nobody_elses_business(
    db: Session, house: House, page: Page, content: Current
) -> None:
    path = content.get().path.courses
    beside = next(slug for slug in content.get().courses if slug not in path)
    asked = an_assignment(db, house.north, beside)
    an_assignment(db, a_team(db), beside)
    wish(db, house.ada, beside)
    assert "1 person asks for more time" in page.sign_in(house.max).get(house.here).text
    asked.ended_at = NOW
    db.commit()

    assert LINE not in page.get(house.here).text
    assert "Nobody asks for more time" in page.get(f"{house.here}/time").text


def test_a_notice_of_a_wish_leads_where_it_can_still_be_answered(
    db: Session, house: House, page: Page
) -> None:
    wish(db, house.ada)
    other = a_team(db, "Service South")
    a_membership(db, house.max, other, role=Role.MANAGER)
    page.sign_in(house.max)
    before = [link for link in page.get("/learn").links if "/time" in link]
    place = db.scalars(select(Membership).where(Membership.person_id == house.ada.id)).one()
    place.until = TODAY
    db.commit()

    gone = page.get("/learn")
    assert not [link for link in gone.links if "/time" in link]
    assert "is in no team of yours any more" in gone.text

    a_membership(db, house.ada, other)
    db.commit()
    after = [link for link in page.get("/learn").links if "/time" in link]

    assert [link.partition("?")[0] for link in before] == [house.answer_to(house.ada)]
    assert [link.partition("?")[0] for link in after] == [
        f"/team/{other.slug}/people/{house.ada.id}/time"
    ]
    page.get(after[0])


@pytest.mark.parametrize("erased", [False, True])
def test_an_administrator_can_answer_whoever_moved_while_they_are_known(
    db: Session, house: House, page: Page, *, erased: bool
) -> None:
    house.max.is_administrator = True
    wish(db, house.ada)
    place = db.scalars(select(Membership).where(Membership.person_id == house.ada.id)).one()
    place.until = TODAY
    if erased:
        house.ada.erased_at = NOW
    db.commit()

    seen = page.sign_in(house.max).get("/learn")

    links = [link for link in seen.links if "/arrangements" in link]
    assert [link.partition("?")[0] for link in links] == (
        [] if erased else [f"/admin/people/{house.ada.id}/arrangements"]
    )
    for link in links:
        page.get(link)


@pytest.mark.parametrize("administers", [False, True])
def test_my_learning_sends_the_same_statements_however_many_wishes_are_told(
    db: Session, house: House, page: Page, *, administers: bool
) -> None:
    house.max.is_administrator = administers
    gone = a_person(db, "Gone", team=house.north)
    wish(db, gone)
    for place in db.scalars(select(Membership).where(Membership.person_id == gone.id)):
        place.until = TODAY
    wish(db, house.ada)
    db.commit()
    page.sign_in(house.max).get("/learn")
    with page.counting() as few:
        page.get("/learn")
    wish(db, house.bo)
    for name in ("Cleo", "Dina"):
        wish(db, a_person(db, name, team=house.north))
    db.commit()

    with page.counting() as many:
        seen = page.get("/learn")

    links = [link for link in seen.links if "/time" in link or "/arrangements" in link]
    assert len({link.partition("?")[0] for link in links}) == 4 + administers
    assert len(many) == len(few)
