"""Teams and memberships change by services: dated, logged with before and after, kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.enrolments import assignment_services
from lms.errors import Conflict, Invalid, NotFound
from lms.people import audit, importing, organisation, queries, reading, services, team_services
from lms.people.models import AuditDifference, AuditEntry, Membership, Person, Role, Team
from lms.people.organisation import Kind
from tests.factories import NOW, TODAY, a_certificate, a_membership, a_person, a_team

EARLIER = date(2026, 9, 30)
FILE = """email,first_name,last_name,team,manager
max@x.example,Max,Maki,Board,
ada@x.example,Ada,Aho,{team},max@x.example
"""


def begin(db: Session, person: Person, team: Team, kind: Kind = Kind.MEMBER, **more: object) -> int:
    values: dict[str, object] = {"since": TODAY, "actor_id": None, "now": NOW} | more
    return team_services.begin(
        db,
        person_id=person.id,
        team_id=team.id,
        kind=kind,
        **values,  # type: ignore[arg-type]
    )


def move(db: Session, team: Team, parent: Team | None, *, name: str = "", on: date = TODAY) -> bool:
    return team_services.change_team(
        db,
        team_id=team.id,
        name=name or team.name,
        parent_id=parent.id if parent else None,
        actor_id=None,
        now=NOW,
        today=on,
    )


def bring(db: Session, text: str) -> importing.Plan:
    read = reading.read(text.encode())
    plan = importing.plan(read.rows, queries.existing(db, today=TODAY), problems=read.problems)
    services.apply_plan(db, plan, with_leaving=False, actor_id=None, now=NOW, today=TODAY)
    return plan


def differences(db: Session, action: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    rows = db.execute(
        select(AuditDifference.before, AuditDifference.after)
        .join(AuditEntry, AuditEntry.id == AuditDifference.audit_id)
        .where(AuditEntry.action == action)
        .order_by(AuditEntry.id)
    )
    return [(row.before, row.after) for row in rows]


def test_a_move_counts_from_today_and_last_quarter_keeps_its_tree(db: Session) -> None:
    north, sales, service = a_team(db, "North"), a_team(db, "Sales"), a_team(db, "Service")
    move(db, north, sales, on=date(2026, 7, 1))

    assert move(db, north, service)
    assert not move(db, north, service)

    places = team_services.places(db)
    assert north.parent_id == service.id
    assert organisation.tree_on(places, TODAY)[north.id] == service.id
    assert organisation.tree_on(places, TODAY - timedelta(days=1))[north.id] == sales.id
    assert organisation.tree_on(places, EARLIER)[north.id] == sales.id
    assert organisation.tree_on(places, date(2026, 6, 30))[north.id] is None
    assert differences(db, "team_changed")[-1] == ({"parent": "Sales"}, {"parent": "Service"})


steps = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(-1, 4)), min_size=1, max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_todays_copy_equals_the_dated_tree_after_any_moves(
    db: Session, history: list[tuple[int, int, int]]
) -> None:
    with db.begin_nested() as savepoint:
        teams = [a_team(db) for _ in range(5)]
        day = TODAY
        was: dict[date, dict[int, int | None]] = {}
        refused: set[str] = set()
        for days, which, above in history:
            day += timedelta(days=days)
            try:
                move(db, teams[which], teams[above] if above >= 0 else None, on=day)
            except Invalid as error:
                refused.add(error.code)
            was[day] = {team.id: team.parent_id for team in teams}
        assert refused <= {"team_ring"}
        places = team_services.places(db)
        for then, tree in was.items():
            on_day = organisation.tree_on(places, then)
            assert {key: on_day[key] for key in tree} == tree
        savepoint.rollback()


def test_a_ring_is_refused_with_its_way(db: Session) -> None:
    top = a_team(db, "Top")
    middle = a_team(db, "Middle", parent=top)
    low = a_team(db, "Low", parent=middle)

    with pytest.raises(Invalid, match="team_ring") as refused:
        move(db, top, low)

    assert refused.value.values["way"] == "Top → Middle → Low"
    assert refused.value.field == "parent"
    with pytest.raises(Invalid, match="team_ring"):
        move(db, top, top)


def test_names_of_teams_differ_in_more_than_capitals(db: Session) -> None:
    a_team(db, "Myynti")
    other = a_team(db, "Varasto")

    with pytest.raises(Invalid, match="team_name_taken"):
        team_services.add_team(
            db, name="MYYNTI", parent_id=None, actor_id=None, now=NOW, today=TODAY
        )
    with pytest.raises(Invalid, match="team_name_taken"):
        move(db, other, None, name="myynti")
    assert move(db, other, None, name="VARASTO")


def test_a_team_ends_when_it_is_empty_and_stays_in_the_past(db: Session) -> None:
    top = a_team(db, "Top")
    team = a_team(db, "Pop-up", parent=top)
    coming = begin(db, a_person(db), team, since=TODAY + timedelta(days=9))

    def end(one: Team) -> None:
        team_services.end_team(db, team_id=one.id, actor_id=None, now=NOW, today=TODAY)

    with pytest.raises(Conflict, match="team_not_empty"):
        end(team)
    with pytest.raises(Conflict, match="team_has_teams_below"):
        end(top)
    team_services.end(db, membership_id=coming, actor_id=None, now=NOW, today=TODAY)
    end(team)
    end(team)

    places = team_services.places(db)
    assert team.id not in organisation.tree_on(places, TODAY)
    assert organisation.tree_on(places, EARLIER)[team.id] == top.id
    assert (team.id, "Pop-up") not in queries.team_choices(db)
    with pytest.raises(Invalid, match="team_over"):
        begin(db, a_person(db), team)
    with pytest.raises(Invalid, match="team_over"):
        move(db, top, team)
    team_services.begin_team_again(db, team_id=team.id, actor_id=None, now=NOW, today=TODAY)
    assert organisation.tree_on(team_services.places(db), TODAY)[team.id] is None
    assert [after for _, after in differences(db, "team_ended")] == [
        {"ended_on": TODAY.isoformat()}
    ]


def test_a_deputy_manages_up_to_the_last_day(db: Session) -> None:
    team, deputy = a_team(db), a_person(db)

    with pytest.raises(Invalid, match="deputy_without_end"):
        begin(db, deputy, team, Kind.DEPUTY)
    until = TODAY + timedelta(days=10)
    begin(db, deputy, team, Kind.DEPUTY, until=until)

    last = until - timedelta(days=1)
    assert queries.managed_team_ids(db, deputy.id, TODAY) == {team.id}
    assert queries.managed_team_ids(db, deputy.id, last) == {team.id}
    assert queries.managed_team_ids(db, deputy.id, until) == frozenset()
    assert differences(db, "membership_begun") == [
        ({}, {"kind": "deputy", "since": TODAY.isoformat(), "last_day": last.isoformat()})
    ]


def test_the_same_place_sent_twice_is_one_and_another_in_its_days_is_refused(db: Session) -> None:
    team, ada = a_team(db), a_person(db)

    assert begin(db, ada, team) == begin(db, ada, team)
    with pytest.raises(Invalid, match="there_already"):
        begin(db, ada, team, since=TODAY + timedelta(days=5))
    with pytest.raises(Invalid, match="last_day_before_first"):
        begin(db, ada, a_team(db), until=TODAY)
    assert len(db.scalars(select(Membership)).all()) == 1


def test_who_moves_keeps_the_record_and_the_dates(db: Session) -> None:
    old, new = a_team(db, "Old"), a_team(db, "New")
    ada = a_person(db, team=old)
    certificate = a_certificate(db, ada)
    a_membership(db, ada, a_team(db), role=Role.MANAGER)
    first = TODAY + timedelta(days=3)

    begin(db, ada, new, since=first, moves=True)

    rows = {row.team_id: row for row in db.scalars(select(Membership)) if row.role == "member"}
    assert (rows[old.id].until, rows[new.id].since) == (first, first)
    assert not rows[new.id].is_by_hand
    assert len(queries.managed_team_ids(db, ada.id, first)) == 1
    assert db.scalars(select(Certificate)).all() == [certificate]
    assert differences(db, "membership_ended") == [
        ({"last_day": None}, {"last_day": (first - timedelta(days=1)).isoformat()})
    ]


def test_who_comes_back_finds_everything_and_begins_anew_in_a_team(db: Session) -> None:
    team = a_team(db)
    ada = a_person(db, team=team)
    a_membership(db, ada, a_team(db), role=Role.MANAGER, until=TODAY + timedelta(days=30))
    certificate = a_certificate(db, ada)
    later = TODAY + timedelta(days=40)

    services.deactivate(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)
    assert queries.managed_team_ids(db, ada.id, TODAY) == frozenset()
    with pytest.raises(Invalid, match="person_left"):
        begin(db, ada, team)
    root = a_person(db, is_administrator=True)
    services.reactivate(db, person_id=ada.id, actor_id=root.id, now=NOW)
    begin(db, ada, team, since=later)

    terms = db.execute(
        select(Membership.since, Membership.until)
        .where(Membership.team_id == team.id)
        .order_by(Membership.id)
    ).all()
    assert [tuple(row) for row in terms] == [(date(2025, 1, 1), TODAY), (later, None)]
    assert db.scalars(select(Certificate)).all() == [certificate]
    assert differences(db, "person_reactivated") == [
        ({"left_on": TODAY.isoformat()}, {"left_on": None})
    ]


def test_dates_are_corrected_with_before_and_after(db: Session) -> None:
    team = a_team(db)
    key = begin(db, a_person(db), team)

    def change(since: date, until: date | None) -> bool:
        return team_services.change_dates(
            db, membership_id=key, since=since, until=until, actor_id=None, now=NOW
        )

    assert not change(TODAY, None)
    assert change(EARLIER, TODAY)
    with pytest.raises(Invalid, match="last_day_before_first"):
        change(TODAY, EARLIER)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert differences(db, "membership_changed") == [
        (
            {"since": TODAY.isoformat(), "last_day": None},
            {"since": EARLIER.isoformat(), "last_day": yesterday},
        )
    ]


def test_the_file_moves_what_it_brought_and_leaves_alone_what_a_page_added(db: Session) -> None:
    bring(db, FILE.format(team="Sales"))
    ada, max_ = (
        db.scalars(select(Person).where(Person.sign_in_name == f"{name}@x.example")).one()
        for name in ("ada", "max")
    )
    project = a_team(db, "Project")
    begin(db, ada, project)
    begin(db, a_person(db, "Bo"), project, Kind.MANAGER)
    deputy = a_person(db, "Dee")
    sales = db.scalars(select(Team).where(Team.name == "Sales")).one()
    begin(db, deputy, sales, Kind.DEPUTY, until=TODAY + timedelta(days=5))

    assert bring(db, FILE.format(team="Sales")).is_empty
    bring(db, FILE.format(team="Factory"))

    known = {one.person_id: one for one in queries.existing(db, today=TODAY).people}
    assert known[ada.id].member_of == {"Factory", "Project"}
    assert known[max_.id].manages >= {"Factory"}
    assert queries.managed_team_ids(db, deputy.id, TODAY) == {sales.id}
    assert bring(db, FILE.format(team="Factory")).is_empty


def test_a_move_planned_on_a_page_waits_for_its_day_or_for_the_file(db: Session) -> None:
    bring(db, FILE.format(team="Sales"))
    ada = db.scalars(select(Person).where(Person.sign_in_name == "ada@x.example")).one()
    factory = a_team(db, "Factory")
    begin(db, ada, factory, since=TODAY + timedelta(days=9), moves=True)

    assert bring(db, FILE.format(team="Sales")).is_empty
    bring(db, FILE.format(team="Factory"))

    places = db.scalars(
        select(Membership).where(Membership.person_id == ada.id).order_by(Membership.id)
    ).all()
    assert [(one.team_id == factory.id, one.since, one.until) for one in places] == [
        (False, TODAY, TODAY),
        (True, TODAY, None),
    ]


def test_the_file_dates_the_tree_and_logs_each_change(db: Session) -> None:
    bring(db, FILE.format(team="Sales"))
    ended = a_team(db, "Old Factory")
    team_services.end_team(db, team_id=ended.id, actor_id=None, now=NOW, today=TODAY)
    bring(db, FILE.format(team="old factory").replace("Aho", "Ahola"))

    places = team_services.places(db)
    tree = organisation.tree_on(places, TODAY)
    assert tree == {team.id: team.parent_id for team in db.scalars(select(Team))}
    assert ended.ended_on is None
    assert ({"last_name": "Aho"}, {"last_name": "Ahola"}) in differences(db, "person_changed")
    assert len(differences(db, "person_added")) == 2
    ada = db.scalars(select(Person.id).where(Person.sign_in_name == "ada@x.example")).one()
    told = [(one.action, one.about) for one in audit.about_person(db, person_id=ada)]
    assert told[-1] == ("person_added", "")
    assert ("membership_begun", "Old Factory") in told
    assert ("membership_ended", "Sales") in told


def test_erasing_takes_what_was_before_and_after_out_of_the_log(db: Session) -> None:
    root = a_person(db, "Root", is_administrator=True)
    ada = a_person(db, "Ada", "Aho", team=a_team(db))
    services.change_person(
        db, person_id=ada.id, actor_id=root.id, values={"last_name": "Secret"}, now=NOW
    )
    services.deactivate(db, person_id=ada.id, actor_id=root.id, now=NOW, today=TODAY)

    services.erase(db, person_id=ada.id, actor_id=root.id, now=NOW, today=TODAY)

    kept = " ".join(map(repr, db.execute(select(AuditDifference.before, AuditDifference.after))))
    assert "Aho" not in kept
    assert "Secret" not in kept
    assert "last_day" in kept
    actions = set(db.scalars(select(AuditEntry.action)))
    assert {"person_changed", "person_deactivated", "person_erased"} <= actions
    assert "Secret" not in repr(queries.stored_about(db, person_id=root.id))


def test_a_long_log_is_told_by_its_newest_entries(db: Session) -> None:
    team = a_team(db, "First")
    for number in range(audit.MOST + 5):
        move(db, team, None, name=f"Name {number}")

    told = audit.about_team(db, team_id=team.id)

    assert len(told) == audit.MOST
    assert told[0].after == {"name": f"Name {audit.MOST + 4}"}
    assert isinstance(told[0].at, datetime)


def test_nothing_is_asked_of_a_team_that_has_ended(db: Session) -> None:
    team = a_team(db, "Pop-up")
    team_services.end_team(db, team_id=team.id, actor_id=None, now=NOW, today=TODAY)

    with pytest.raises(NotFound, match="unknown_team"):
        assignment_services.find_team(db, "Pop-up")
