"""Leaders learn first, say why, and show their teams which courses they have finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.database import Base
from lms.enrolments import arrangements
from lms.leaders import queries as leaders
from lms.leaders.models import Invitation
from lms.operations.services import erase_person
from lms.people import queries as people
from lms.people.models import Membership, Person, Role, Team
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
from tests.pages import Page

PATH = ("channel-basics", "guidelines", "confidentiality", "personal-branding")
WHY = "I was afraid of saying too much, and now I know where the line is."


@dataclass(frozen=True)
class House:
    """Dora leads the company, Rita the north in it, nobody the crew below; Ada and Deep learn."""

    company: Team
    north: Team
    crew: Team
    dora: Person
    rita: Person
    ada: Person
    deep: Person


@pytest.fixture(name="house")
def a_house(db: Session) -> House:
    """Three teams, one below the other."""
    company = a_team(db, "Company")
    north = a_team(db, "Customer service North", parent=company)
    crew = a_team(db, "Field crew", parent=north)
    house = House(
        company=company,
        north=north,
        crew=crew,
        dora=a_person(db, "Dora", "Testi", manages=company),
        rita=a_person(db, "Rita", "Malli", team=company, manages=north),
        ada=a_person(db, "Ada", "Koe", team=north),
        deep=a_person(db, "Deep", "Koe", team=crew),
    )
    db.commit()
    return house


def finish(db: Session, person: Person, *courses: str) -> None:
    """Certificates in force."""
    for course in courses or PATH:
        a_certificate(db, person, course)
    db.commit()


def address(team: Team) -> str:
    """Where a team is invited."""
    return f"/team/{team.slug}/invitation"


def test_before_the_leader_has_finished_there_is_nothing_to_write(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita, *PATH[:3])

    seen = page.sign_in(house.rita).get(address(house.north))

    assert seen.text.count("Finished") == 3
    assert seen.text.count("Still to do") == 1
    assert not seen.fields("why")
    assert "Finish the courses above first" in seen.text


def test_a_line_sent_before_finishing_is_refused_and_kept_in_the_form(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita, *PATH[:3])

    seen = page.sign_in(house.rita).post(address(house.north), {"why": WHY}, status=422)

    assert "Finish your own courses of the path first" in seen.text
    assert seen.fields("why")[0]["value"] == WHY
    assert db.scalar(select(func.count()).select_from(Invitation)) == 0


def accept(db: Session, person: Person, course: str, last_day: date) -> None:
    """Other training counts for a course."""
    arrangements.give(
        db,
        person_id=person.id,
        course=course,
        kind="equivalent",
        last_day=last_day,
        reason="A course at the university.",
        path=PATH,
        actor_id=None,
        now=NOW,
        today=TODAY,
    )
    db.commit()


def test_other_training_of_a_leader_counts_like_a_certificate(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita, *PATH[:3])
    last_day = TODAY + timedelta(days=20)
    accept(db, house.rita, PATH[3], last_day)
    accept(db, house.rita, "customer-conversations", last_day)

    seen = page.sign_in(house.rita).get(address(house.north))
    assert seen.text.count("Finished") == 4
    page.follow(page.post(address(house.north), {"why": WHY}))

    below = page.sign_in(house.ada).get("/learn")
    assert WHY in below.text
    found = leaders.leaders_of(db, person_id=house.ada.id, path=PATH, today=TODAY)
    (rita,) = (one for one in found.leaders if one.person_id == house.rita.id)
    assert rita.finished == PATH
    assert rita.has_finished_all
    after = last_day + timedelta(days=1)
    found = leaders.leaders_of(db, person_id=house.ada.id, path=PATH, today=after)
    (rita,) = (one for one in found.leaders if one.person_id == house.rita.id)
    assert rita.finished == PATH[:3]


def test_with_the_leaders_line_the_invitation_opens_for_the_team(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita)
    assert WHY not in page.sign_in(house.ada).get("/learn").text

    seen = page.follow(page.sign_in(house.rita).post(address(house.north), {"why": WHY}))

    assert "invitation is open" in seen.text
    text = page.sign_in(house.ada).get("/learn").text
    assert WHY in text
    assert "Rita Malli invites you to take the same courses" in text
    assert "Rita Malli, leads Customer service North" in text


def test_a_team_that_nobody_leads_is_invited_by_the_leader_above(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita)
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})

    assert WHY in page.sign_in(house.deep).get("/learn").text


def test_who_stands_further_up_does_not_invite_over_the_leaders_head(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.dora)
    page.sign_in(house.dora).post(address(house.company), {"why": WHY})

    assert WHY in page.sign_in(house.rita).get("/learn").text
    below = page.sign_in(house.ada).get("/learn").text
    assert WHY not in below
    assert "Rita Malli is still learning" in below
    assert "Dora Testi , Company, has finished every course of the path" in below


def test_the_line_can_be_changed_and_taken_back(db: Session, house: House, page: Page) -> None:
    finish(db, house.rita)
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})
    page.post(address(house.north), {"why": "  A better   line than before. "})
    assert db.scalars(select(Invitation.why)).all() == ["A better line than before."]

    page.post(f"{address(house.north)}/end")

    assert not db.scalars(select(Invitation.why)).all()
    assert "A better line" not in page.sign_in(house.ada).get("/learn").text


@pytest.mark.parametrize("why", ["", "   ", "too short", "x" * 201])
def test_a_line_is_neither_empty_nor_a_speech(
    db: Session, house: House, page: Page, why: str
) -> None:
    finish(db, house.rita)

    seen = page.sign_in(house.rita).post(address(house.north), {"why": why}, status=422)

    assert "There is a problem" in seen.text
    assert not db.scalars(select(Invitation.why)).all()


def test_an_open_invitation_stays_open_when_a_certificate_ends(
    db: Session, house: House, page: Page, clock: TestClock
) -> None:
    for course in PATH:
        a_certificate(db, house.rita, course, expires_on=TODAY + timedelta(days=1))
    db.commit()
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})

    clock.set(NOW + timedelta(days=3))

    text = page.sign_in(house.ada).get("/learn").text
    assert WHY in text
    assert "Rita Malli is still learning" in text
    page.sign_in(house.rita).post(address(house.north), {"why": "Another line of mine."})


def test_only_who_leads_the_team_today_invites_it(db: Session, house: House, page: Page) -> None:
    for person in (house.dora, house.ada, house.deep):
        finish(db, person)
        page.sign_in(person).get(address(house.north), status=404)
        page.post(address(house.north), {"why": WHY}, status=404)
        page.post(f"{address(house.north)}/end", status=404)
    page.sign_in(house.rita).get(address(house.crew), status=404)


def test_a_line_goes_with_whoever_wrote_it(db: Session, house: House, page: Page) -> None:
    finish(db, house.rita)
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})
    (term,) = db.scalars(
        select(Membership).where(
            Membership.person_id == house.rita.id, Membership.role == Role.MANAGER.value
        )
    )
    term.until = TODAY
    db.commit()

    text = page.sign_in(house.ada).get("/learn").text

    assert WHY not in text
    assert "Rita Malli" not in text
    assert "Dora Testi" in text


def test_a_deputy_may_invite_and_is_named_as_one(db: Session, house: House, page: Page) -> None:
    deputy = a_person(db, "Olli", "Koe")
    term = a_membership(
        db, deputy, house.north, role=Role.MANAGER, until=TODAY + timedelta(days=20)
    )
    term.is_deputy = True
    finish(db, deputy)
    page.sign_in(deputy).post(address(house.north), {"why": WHY})

    text = page.sign_in(house.ada).get("/learn").text

    assert "Olli Koe, leads Customer service North" in text
    assert text.index("Rita Malli is still learning") < text.index("Olli Koe (stands in)")


def test_who_leads_the_own_team_looks_up_not_at_herself(
    db: Session, house: House, page: Page
) -> None:
    a_membership(db, house.rita, house.north)
    finish(db, house.rita)
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})

    text = page.get("/learn").text

    assert WHY not in text
    assert "Dora Testi is still learning" in text
    assert "Rita Malli is" not in text


def test_a_team_without_any_leader_is_told_so_kindly(db: Session, page: Page) -> None:
    alone = a_person(db, "Ilo", "Koe", team=a_team(db, "Brand new"))
    nowhere = a_person(db, "Eno", "Koe")
    db.commit()

    assert "Nobody leads your team just now" in page.sign_in(alone).get("/learn").text
    assert "Nobody leads your team" not in page.sign_in(nowhere).get("/learn").text


def test_the_team_sees_finished_courses_and_nothing_else_of_a_leader(
    db: Session, house: House, page: Page
) -> None:
    a_certificate(db, house.rita, "guidelines", expires_on=TODAY + timedelta(days=5))
    a_certificate(db, house.rita, "confidentiality", expires_on=TODAY - timedelta(days=5))
    an_assignment(db, house.company, "channel-basics", due_on=TODAY - timedelta(days=30))
    db.commit()

    seen = page.sign_in(house.ada).get("/learn")

    card = seen.text.split("Those who lead you")[1].split("Further up")[0]
    assert card.count("has finished") == 1
    for never in ("xpir", "verdue", "27 Nov", "17 Nov", "Channel", "tarted"):
        assert never not in card


def test_leaders_cannot_see_who_looked(db: Session, house: House, page: Page) -> None:
    page.sign_in(house.ada).get("/courses")
    before = rows(db)

    page.get("/learn")

    assert rows(db) == before
    assert before["access_entry"] == 0


def rows(db: Session) -> dict[str, int]:
    """How many rows each table has."""
    db.expire_all()
    return {
        name: db.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def test_an_assignment_asks_with_or_without_the_leaders_line(
    db: Session, house: House, page: Page
) -> None:
    an_assignment(db, house.north, "guidelines", due_on=TODAY + timedelta(days=9))
    db.commit()

    text = page.sign_in(house.ada).get("/learn").text

    assert "your organisation asks for this by 1 Dec 2026" in text
    assert "Rita Malli is still learning" in text


def test_the_line_is_in_the_copy_of_ones_data_and_goes_with_erasing(
    db: Session, house: House, page: Page
) -> None:
    finish(db, house.rita)
    page.sign_in(house.rita).post(address(house.north), {"why": WHY})
    stored = people.stored_about(db, person_id=house.rita.id)
    assert [row["why"] for row in stored["invitation"]] == [WHY]

    house.rita.left_on = TODAY
    db.flush()
    erase_person(db, person_id=house.rita.id, actor_id=None, now=NOW, today=TODAY)

    assert not db.scalars(select(Invitation)).all()


def test_my_learning_sends_the_same_statements_however_many_leaders(
    db: Session, house: House, page: Page
) -> None:
    page.sign_in(house.deep).get("/learn")
    with page.counting() as few:
        page.get("/learn")
    for _ in range(5):
        for team in (house.crew, house.north, house.company):
            finish(db, a_person(db, manages=team))

    with page.counting() as many:
        page.get("/learn")

    assert len(many) == len(few)
