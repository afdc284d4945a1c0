"""Administrators keep teams, managers, deputies and moves on pages; others cannot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import team_services
from lms.people.models import Membership, Person, Role, Team
from tests.factories import NOW, TODAY, a_membership, a_person, a_team
from tests.pages import Page, Seen

TEAM = {"name": "Varasto", "parent": "0"}


@pytest.fixture
def root(page: Page, db: Session) -> Person:
    person = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(person)
    return person


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def term(**more: str) -> dict[str, str]:
    return {"kind": "member", "since": TODAY.isoformat(), "last_day": ""} | more


def test_a_team_is_added_renamed_moved_and_ended(page: Page, db: Session, root: Person) -> None:
    top = a_team(db, "Board")
    db.commit()

    page.follow(page.post("/admin/teams/add", TEAM))
    team = db.scalars(select(Team).where(Team.name == "Varasto")).one()
    address = f"/admin/teams/{team.id}"
    page.follow(page.post(address, {"name": "Warehouse", "parent": str(top.id)}))
    seen = page.get(address)
    for words in ("Warehouse", "Board", "Name: Varasto", "Stands below: none", "by: Root Root"):
        assert words in seen.text
    assert "Warehouse , below Board" in page.get("/admin/teams").text
    page.post(f"/admin/teams/{top.id}/end", status=409)
    page.follow(page.post(address + "/end"))

    seen = page.get("/admin/teams")
    assert "ended on 22 Nov 2026" in seen.text
    page.post(address + "/people", term(person=root.sign_in_name), status=409)
    page.follow(page.post(address + "/begin-again"))
    assert "ended on" not in page.get("/admin/teams").text


def test_the_tree_of_last_quarter_is_shown(page: Page, db: Session, root: Person) -> None:
    north, sales, service = a_team(db, "North"), a_team(db, "Sales"), a_team(db, "Service")
    a_membership(db, a_person(db, "Max", "Old"), north, role=Role.MANAGER, until=TODAY)
    a_person(db, "Una", "New", manages=north)
    db.flush()
    for parent, on in ((sales, date(2026, 7, 1)), (service, TODAY)):
        team_services.change_team(
            db,
            team_id=north.id,
            name="North",
            parent_id=parent.id,
            actor_id=None,
            now=NOW,
            today=on,
        )
    db.commit()

    now, then = page.get("/admin/teams"), page.get("/admin/teams?on=2026-09-30")

    assert "below Service Una New" in now.text
    assert "below Sales Una New, Max Old" in then.text
    assert "Teams on 30 Sep 2026" in then.text
    assert "such as 2026-09-30" in page.get("/admin/teams?on=yesterday").text
    assert "No team was there on that day" in page.get("/admin/teams?on=1999-01-01").text


def test_a_ring_and_a_taken_name_are_said_at_the_field(
    page: Page, db: Session, root: Person
) -> None:
    top = a_team(db, "Top")
    low = a_team(db, "Low", parent=top)
    db.commit()

    ring = page.post(
        f"/admin/teams/{top.id}", {"name": "Topmost", "parent": str(low.id)}, status=422
    )
    taken = page.post("/admin/teams/add", {"name": "top", "parent": "0"}, status=422)

    assert "ring: Top → Low" in ring.text
    assert ring.fields("name")[0]["value"] == "Topmost"
    assert "parent-error" in ring.fields("parent")[0]["aria-describedby"]
    assert "There is a team of that name already" in taken.text
    for wrong in ("", "=1+1", "!!!", "x" * 121):
        page.post("/admin/teams/add", {"name": wrong, "parent": "0"}, status=422)
    assert len(db.scalars(select(Team)).all()) == 2


def test_a_manager_and_a_deputy_are_appointed_by_page(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "North")
    max_, dee = a_person(db, "Max", "Maki"), a_person(db, "Dee", "Duo")
    db.commit()
    address = f"/admin/teams/{team.id}"
    assert "nobody sees its readiness" in page.get(address).text

    form = term(person=dee.sign_in_name, kind="deputy")
    seen = page.post(address + "/people", form, status=422)
    assert "a deputy stands in for a time" in seen.text
    page.follow(page.post(address + "/people", form | {"last_day": day(9)}))
    assert "Only a deputy looks after this team: Dee Duo" in page.get(address).text
    page.follow(
        page.post(address + "/people", term(person=max_.sign_in_name.upper(), kind="manager"))
    )

    seen = page.get(address)
    assert "Max Maki kept by hand" in seen.text
    assert "deputy of the manager 22 Nov 2026 1 Dec 2026" in seen.text
    assert "Nobody manages" not in seen.text
    page.sign_in(dee)
    assert page.get("/team/" + team.slug).status == 200
    seen = page.sign_in(root).post(address + "/people", term(person="nobody"), status=422)
    assert "There is no such person." in seen.text


def test_who_manages_the_own_team_is_told_and_not_refused(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "North")
    ada = a_person(db, "Ada", "Aho", team=team)
    db.commit()

    page.follow(page.post(f"/admin/people/{ada.id}/teams", term(team=str(team.id), kind="manager")))

    assert (
        "Both in the team and in charge of it: Ada Aho" in page.get(f"/admin/teams/{team.id}").text
    )


def test_a_person_moves_or_is_in_several_teams(page: Page, db: Session, root: Person) -> None:
    one, two, three = a_team(db, "One"), a_team(db, "Two"), a_team(db, "Three")
    ada = a_person(db, "Ada", "Aho", team=one)
    db.commit()
    address = f"/admin/people/{ada.id}"

    page.follow(page.post(address + "/teams", term(team=str(two.id))))
    assert "Member of 2 teams" in page.get(address).text
    page.follow(page.post(address + "/teams", term(team=str(three.id), moves="y")))

    seen = page.get(address)
    assert "Member of 2 teams" not in seen.text
    assert "Place in a team ended" in seen.text
    places = db.scalars(select(Membership).order_by(Membership.id)).all()
    assert [(place.team_id, place.until) for place in places] == [
        (one.id, TODAY),
        (two.id, TODAY),
        (three.id, None),
    ]
    assert "One" in page.get(f"/admin/teams/{one.id}?past=1").text
    assert "Ada Aho" in page.get(f"/admin/teams/{one.id}?past=1").text


def test_dates_the_wrong_way_round_are_said_and_kept(page: Page, db: Session, root: Person) -> None:
    place = a_membership(db, a_person(db, "Ada", "Aho"), a_team(db, "North"))
    db.commit()
    address = f"/admin/memberships/{place.id}"

    seen = page.post(address, {"since": day(0), "last_day": day(-1)}, status=422)
    assert "The last day is before the first" in seen.text
    assert seen.fields("last_day")[0]["value"] == day(-1)
    seen = page.post(address, {"since": "soon", "last_day": ""}, status=422)
    assert "such as 2026-09-30" in seen.text
    assert seen.fields("since")[0]["value"] == "soon"
    page.follow(page.post(address, {"since": day(-9), "last_day": day(0)}))
    db.refresh(place)
    assert (place.since, place.until) == (TODAY - timedelta(9), TODAY + timedelta(1))
    page.follow(page.post(address + "/end"))
    db.refresh(place)
    assert place.until == TODAY


def test_what_was_planned_is_taken_back_and_leaves_the_lists(
    page: Page, db: Session, root: Person
) -> None:
    team = a_team(db, "North")
    place = a_membership(db, a_person(db, "Ada", "Aho"), team, since=TODAY + timedelta(5))
    db.commit()
    assert "not yet" in page.get(f"/admin/teams/{team.id}").text

    page.follow(page.post(f"/admin/memberships/{place.id}/end"))

    assert "Nobody is in this team" in page.get(f"/admin/teams/{team.id}").text
    page.get(f"/admin/memberships/{place.id}", status=404)


def test_the_lists_cost_the_same_for_any_number(page: Page, db: Session, root: Person) -> None:
    team = a_team(db, "North")
    for _ in range(30):
        a_person(db, "Ada", team=team)
        a_team(db, parent=team)
    a_person(db, "Max", manages=team)
    db.commit()

    with page.counting() as tree:
        page.get("/admin/teams")
    with page.counting() as one:
        seen = page.get(f"/admin/teams/{team.id}?page=2")

    assert len(tree) <= 6
    assert len(one) <= 12
    assert "26 to 31 of 31" in seen.text


def a_large_tree(db: Session) -> tuple[Team, Team]:
    """A company with six regions of twenty teams each; says the company and one region."""
    company = a_team(db, "Company")
    regions = [a_team(db, f"Region {number}", parent=company) for number in range(1, 7)]
    for region in regions:
        for number in range(1, 21):
            a_team(db, f"{region.name}, team {number:02}", parent=region)
    db.commit()
    return company, regions[2]


def test_a_large_tree_is_folded_and_leads_on(page: Page, db: Session, root: Person) -> None:
    company, region = a_large_tree(db)
    page.sign_in(root)

    with page.counting() as counted:
        seen = page.get("/admin/teams")
    assert len(counted) <= 6
    assert "Region 3" in seen.text
    assert "Region 3, team 07" not in seen.text
    assert seen.text.count("20 teams below") == 6
    (under,) = [link for link in seen.links if f"under={region.id}" in link]
    inside = page.get(under)
    assert "Region 3, team 07" in inside.text
    assert "Region 4" not in inside.text
    assert f"/admin/teams/{region.id}" in inside.links
    leaf = db.scalars(select(Team).where(Team.name == "Region 3, team 07")).one()
    assert "No team is below it" in page.get(f"/admin/teams?under={leaf.id}").text
    assert "All teams of today" in page.get("/admin/teams?under=987654321").text
    page.get(f"/admin/teams?under={company.id}&page=99999999999999999999")


def test_a_team_is_found_by_a_part_of_its_name_at_any_depth(
    page: Page, db: Session, root: Person
) -> None:
    a_large_tree(db)
    page.sign_in(root)

    found = page.get("/admin/teams?find=3, TEAM 0")

    assert "1 to 9 of 9" in found.text
    assert "Region 3, team 07 below Region 3" in found.text
    assert "No team has this in its name" in page.get("/admin/teams?find=%25").text


def test_a_long_list_of_teams_is_paged(page: Page, db: Session, root: Person) -> None:
    company = a_team(db, "Company")
    for number in range(1, 131):
        a_team(db, f"Team {number:03}", parent=company)
    for number in range(1, 31):
        a_team(db, f"Old {number:03}").ended_on = TODAY
    db.commit()
    page.sign_in(root)

    first, second = page.get("/admin/teams"), page.get("/admin/teams?page=2&ended=2")

    assert "1 to 100 of" in first.text
    assert "Team 130" in second.text
    assert "26 to 30 of 30" in second.text


def test_with_many_teams_the_one_above_is_written_by_name(
    page: Page, db: Session, root: Person
) -> None:
    _, region = a_large_tree(db)
    page.sign_in(root)
    (control,) = page.get("/admin/teams/add").fields("parent")
    assert control["type"] == "text"

    def add(parent: str, status: int) -> Seen:
        form = {"name": f"New below {parent}", "parent": parent}
        return page.post("/admin/teams/add", form, status=status)

    near = add("region 3, team 1", 422)
    assert "Some have it in theirs: Region 3, team 10, Region 3, team 11" in near.text
    assert near.fields("parent")[0]["value"] == "region 3, team 1"
    assert "No team has this name" in add("Moon", 422).text
    assert "No team has" in add(str(region.id), 422).text  # a number is no name
    page.follow(add("rEGION 3", 303))
    made = db.scalars(select(Team).where(Team.name == "New below rEGION 3")).one()
    assert made.parent_id == region.id
    shown = page.get(f"/admin/teams/{made.id}").fields("parent")[0]
    assert shown["value"] == "Region 3"
    page.follow(page.post(f"/admin/teams/{made.id}", {"name": made.name, "parent": ""}))
    db.expire_all()
    assert made.parent_id is None


def test_with_many_teams_a_person_s_team_is_written_by_name(
    page: Page, db: Session, root: Person
) -> None:
    _, region = a_large_tree(db)
    ada = a_person(db, "Ada")
    db.commit()
    address = f"/admin/people/{ada.id}"
    page.sign_in(root)

    assert (
        "Write the name of the team"
        in page.post(address + "/teams", term(team=""), status=422).text
    )
    page.follow(page.post(address + "/teams", term(team="region 3")))

    place = db.scalars(select(Membership).where(Membership.person_id == ada.id)).one()
    assert place.team_id == region.id


def test_only_administrators_keep_teams(page: Page, db: Session) -> None:
    team = a_team(db)
    page.sign_in(a_person(db, manages=team))
    db.commit()

    page.get("/admin/teams", status=403)
    page.get(f"/admin/teams/{team.id}", status=404)
    page.post(f"/admin/teams/{team.id}", TEAM, status=404)
