"""What is odd or impossible about teams, by file and by page: where it is, and how to mend it."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Membership, Person, Team
from tests.factories import a_person, a_team
from tests.pages import Page, Seen

HEAD = "email;first_name;last_name;team;manager\n"


@pytest.fixture(name="root")
def an_administrator(page: Page, db: Session) -> Person:
    """Somebody who may do all this, signed in."""
    person = a_person(db, "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def checked(page: Page, lines: str) -> Seen:
    """What the page says about a file before anything is written."""
    file = (io.BytesIO((HEAD + lines).encode()), "people.csv")
    sent = page.post("/admin/people/import", {"file": file}, content_type="multipart/form-data")
    return page.follow(sent)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(
            "ada@x.example;Ada;Aho;North;ada@x.example\n",
            "The person is named as their own manager. "
            "Leave the manager empty for the head of the organisation.",
            id="her own manager",
        ),
        pytest.param(
            "ada@x.example;Ada;Aho;North;bo@x.example\nbo@x.example;Bo;Bo;South;ada@x.example\n",
            "The managers form a ring, each above the next. Correct the manager of one of them.",
            id="a ring of managers",
        ),
        pytest.param(
            "ada@x.example;Ada;Aho;;bo@x.example\nbo@x.example;Bo;Bo;South;\n",
            "There is a manager but no team. "
            "Write the name of the team, or leave the manager empty.",
            id="a manager of no team",
        ),
    ],
)
def test_a_file_names_line_field_and_way_out(
    page: Page, root: Person, db: Session, lines: str, said: str
) -> None:
    text = checked(page, lines).text

    wrong, way_out = said.split(". ")
    assert wrong in text
    assert way_out.rstrip(".") in text
    assert "2" in text.partition(wrong)[0][-200:]  # the line of the file
    assert not db.scalars(select(Team)).all()


def test_a_team_without_a_manager_comes_in_and_administrators_are_told(
    page: Page, root: Person, db: Session
) -> None:
    seen = checked(page, "ada@x.example;Ada;Aho;North;\n")
    fingerprint = seen.fields("fingerprint")[0]["value"]
    page.post(str(seen.response.request.path), {"fingerprint": fingerprint})
    team = db.scalars(select(Team)).one()

    text = page.get(f"/admin/teams/{team.id}").text

    assert "Nobody manages this team or a team above it, so nobody sees its readiness." in text


def test_below_a_managed_team_the_hint_says_who_sees_it(
    page: Page, root: Person, db: Session
) -> None:
    company = a_team(db, "Company")
    a_person(db, manages=company)
    alone = a_team(db, "North", parent=company)
    db.commit()

    text = page.get(f"/admin/teams/{alone.id}").text

    assert "Nobody manages this team. The managers of the teams above see it." in text


def test_a_ring_of_teams_is_refused_by_page_with_its_way(
    page: Page, root: Person, db: Session
) -> None:
    company = a_team(db, "Company")
    north = a_team(db, "North", parent=company)
    crew = a_team(db, "Crew", parent=north)
    db.commit()

    seen = page.post(
        f"/admin/teams/{company.id}", {"name": "Company", "parent": str(crew.id)}, status=422
    )

    assert "This would make a ring: Company → North → Crew" in seen.text
    (field,) = seen.fields("parent")
    assert field["aria-invalid"] == "true"


def test_dates_the_wrong_way_round_are_refused_at_their_field(
    page: Page, root: Person, db: Session
) -> None:
    team, ada = a_team(db, "North"), a_person(db, "Ada", "Aho")
    db.commit()

    seen = page.post(
        f"/admin/people/{ada.id}/teams",
        {
            "team": str(team.id),
            "kind": "member",
            "since": "2026-11-22",
            "last_day": "2026-11-20",
        },
        status=422,
    )

    assert "The last day is before the first. Correct one of them." in seen.text
    assert seen.fields("last_day")[0]["value"] == "2026-11-20"
    assert not db.scalars(select(Membership)).all()
