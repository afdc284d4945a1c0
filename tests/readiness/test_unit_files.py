"""The export of a unit and of the organisation: who is in it, what it holds, and who is told."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.enrolments.models import SharedCourse
from lms.people.models import AccessEntry, AuditEntry
from lms.readiness import lines
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
from tests.readiness.test_unit_days import AUTUMN, House, a_house_that_changed
from tests.workbooks import sheets

__all__ = ["a_house_that_changed"]

WHY = "For the autumn meeting"


def fetched(page: Page, address: str, shape: str) -> bytes:
    """The file that the form of an address gives."""
    page.get(address)
    answer = page.post(address, {"why": WHY, "shape": shape}, status=200)
    return answer.response.get_data()


def rows(data: bytes, sign: str = ",") -> list[dict[str, str]]:
    """The lines of a file by heading."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))


def test_the_file_of_a_unit_holds_everybody_below_once_with_their_teams(
    db: Session, page: Page, house: House
) -> None:
    south = a_team(db, "South", parent=house.company)
    both = a_person(db, "Bo", "Kaksi", team=south)
    a_membership(db, both, house.north)
    a_membership(db, both, house.crew)  # not below the company
    db.commit()
    page.sign_in(house.dora)

    found = rows(fetched(page, f"/team/{house.company.slug}/everyone/export", "data"))

    assert [(row["name"], row["team"]) for row in found] == [
        ("Bo Kaksi", f"{house.north.slug} {south.slug}"),
        ("Uma Uusi", house.north.slug),
    ]
    assert {(row["unit"], row["as_of"]) for row in found} == {
        (house.company.slug, TODAY.isoformat())
    }


def test_the_file_of_a_past_day_holds_the_people_teams_and_courses_of_that_day(
    page: Page, house: House
) -> None:
    page.sign_in(house.dora)

    found = rows(fetched(page, f"/team/{house.company.slug}/everyone/export?on={AUTUMN}", "data"))

    assert [(row["name"], row["team"], row["guidelines.state"]) for row in found] == [
        ("Ada Koe", house.crew.slug, "ready"),
        ("Eve Testi", house.north.slug, "overdue"),
    ]


def test_the_three_shapes_of_the_file_hold_the_same_people(page: Page, house: House) -> None:
    page.sign_in(house.root)
    address = "/admin/readiness/everyone/export"

    data = rows(fetched(page, address, "data"))
    sheet = rows(fetched(page, address, "sheet"), ";")
    book = sheets(fetched(page, address, "workbook"))

    assert [row["name"] for row in data] == ["Ada Koe", "Uma Uusi"]
    assert [(row["Name"], row["Team"]) for row in sheet] == [
        ("Ada Koe", "Crew"),
        ("Uma Uusi", "North"),
    ]
    people, meanings = book["Readiness"], book["What the columns mean"]
    assert [row[:3] for row in people] == [
        ["Name", "Job title", "Team"],
        ["Ada Koe", "Adviser", "Crew"],
        ["Uma Uusi", "Adviser", "North"],
    ]
    assert ["With everybody below", "unit", "Esimerkki Oy"] in meanings
    assert isinstance(people[1][4], date)


def test_the_question_why_has_to_be_answered(db: Session, page: Page, house: House) -> None:
    page.sign_in(house.dora)
    address = f"/team/{house.company.slug}/everyone/export"
    page.get(address)

    again = page.post(address, {"why": "", "shape": "data"}, status=422)

    assert "Say what you need the export for" in again.text
    assert db.scalars(select(AccessEntry)).all() == []


def test_an_export_of_a_unit_is_written_down_and_told_to_its_people(
    db: Session, page: Page, house: House
) -> None:
    page.sign_in(house.dora)
    fetched(page, f"/team/{house.company.slug}/everyone/export?on={AUTUMN}", "sheet")

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.team_id, entry.is_below, entry.what, entry.day, entry.why) == (
        house.company.id,
        True,
        "export_below",
        AUTUMN,
        WHY,
    )
    (logged,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "readiness.export"))
    assert (logged.actor_id, logged.subject, logged.detail) == (
        house.dora.id,
        f"unit:{house.company.slug}",
        WHY,
    )
    for person, is_told in ((house.eve, True), (house.root, False)):
        page.sign_in(person)
        told = page.get("/account/privacy").text
        said = "exported the list of people in Company and below as of 30 Sep 2026"
        assert (said in told) is is_told
        assert (WHY in told) is is_told


def test_an_export_of_everybody_is_told_to_whoever_is_in_a_team(
    db: Session, page: Page, house: House
) -> None:
    loner = a_person(db, "Loner")
    db.commit()
    page.sign_in(house.root)
    fetched(page, "/admin/readiness/everyone/export", "workbook")

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.team_id, entry.is_below, entry.what) == (None, True, "export_everybody")
    for person, is_told in ((house.ada, True), (loner, False)):
        page.sign_in(person)
        said = "exported the list of everybody in the organisation"
        assert (said in page.get("/account/privacy").text) is is_told


def test_what_people_show_by_choice_is_in_no_file_of_a_unit(
    db: Session, page: Page, house: House
) -> None:
    course = "mistakes-and-crises"
    south = a_team(db, "South", parent=house.company)
    private = a_person(db, "Otso", "Oma", team=south)
    shown = a_person(db, "Pia", "Koe", team=south)
    for person in (private, shown):
        a_certificate(db, person, course)
    an_assignment(db, house.north, course)
    db.add(SharedCourse(person_id=shown.id, course=course, shared_at=NOW))
    db.commit()

    def states(address: str) -> dict[str, str]:
        found = rows(fetched(page, address, "data"))
        return {row["name"]: row[f"{course}.state"] for row in found}

    page.sign_in(house.dora)
    assert states(f"/team/{house.company.slug}/everyone/export") == {
        "Otso Oma": "not_asked",
        "Pia Koe": "not_asked",
        "Uma Uusi": "not_started",
    }
    page.sign_in(house.root)
    assert states("/admin/readiness/everyone/export")["Pia Koe"] == "not_asked"


def test_only_whoever_manages_the_unit_may_export_it(page: Page, house: House) -> None:
    page.sign_in(house.dora)
    page.get(f"/team/{house.crew.slug}/everyone/export", status=404)
    page.get("/admin/readiness/everyone/export", status=403)
    page.sign_in(house.root)
    page.get(f"/team/{house.company.slug}/everyone/export", status=404)
    page.get(f"/admin/readiness/teams/{house.north.slug}/everyone/export")


def test_a_file_of_several_parts_misses_and_doubles_nobody(
    db: Session, page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "FIRST", 3)
    monkeypatch.setattr(lines, "AT_ONCE", 4)
    for number in range(20):
        a_person(db, f"P{number:02}", "Malli", team=house.north)
    db.commit()
    page.sign_in(house.root)

    found = rows(fetched(page, "/admin/readiness/everyone/export", "data"))

    assert [row["name"] for row in found] == [
        "Ada Koe",
        *(f"P{number:02} Malli" for number in range(20)),
        "Uma Uusi",
    ]
    assert {row["team"] for row in found[1:]} == {house.north.slug}
