"""Undoing an import gives the organisation of before, but for what was changed since."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as events
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.database import Database, make_engine
from lms.errors import Conflict, Invalid
from lms.people import (
    importing,
    queries,
    reading,
    services,
    team_services,
    undo_queries,
    undo_services,
    undoing,
)
from lms.people.importing import Row
from lms.people.models import (
    AuditDifference,
    AuditEntry,
    Membership,
    PasswordLink,
    PeopleImport,
    Person,
    SignInSession,
    Team,
    TeamPlace,
)
from lms.people.organisation import Kind
from lms.people.undoing import Done, MembershipNow, Now, PersonNow, Step, TeamNow, Undo
from tests.factories import NOW, TODAY, a_person, digest
from tests.people.test_importing import numbered

DAY = timedelta(days=1)


def take_in(
    db: Session, rows: list[Row], *, day: date = TODAY, with_leaving: bool = False
) -> int | None:
    """Write a file; gives the import that can be undone, or None when nothing was written."""
    made = importing.plan(numbered(rows), queries.existing(db, today=day))
    if made.problems:
        return None
    before = db.scalar(select(PeopleImport.entry_id).order_by(PeopleImport.entry_id.desc()))
    services.apply_plan(
        db,
        made,
        with_leaving=with_leaving,
        actor_id=None,
        now=NOW + (day - TODAY),
        today=day,
    )
    db.flush()
    last = db.scalar(select(PeopleImport.entry_id).order_by(PeopleImport.entry_id.desc()))
    return last if last != before else None


def undo(db: Session, import_id: int, *, after: timedelta = timedelta(0)) -> Undo:
    return undo_services.undo_import(
        db,
        import_id=import_id,
        fingerprint=None,
        actor_id=None,
        now=NOW + after,
        today=(NOW + after).date(),
    )


def people(db: Session) -> dict[int, tuple[Any, ...]]:
    db.expire_all()
    return {
        one.id: (
            one.sign_in_name, one.email, one.first_name, one.last_name, one.job_title,
            one.language, one.is_imported, one.left_on,
        )
        for one in db.scalars(select(Person))
    }  # fmt: skip


def memberships(db: Session) -> set[tuple[Any, ...]]:
    """Those that hold on any day."""
    return {
        (one.id, one.person_id, one.team_id, one.role, one.since, one.until, one.is_by_hand)
        for one in db.scalars(select(Membership))
        if one.until is None or one.until > one.since
    }


def teams(db: Session) -> dict[int, tuple[Any, ...]]:
    return {
        one.id: (one.name, one.parent_id, one.ended_on)
        for one in db.scalars(select(Team))
        if one.ended_on is None or one.ended_on < TODAY or has_stood(db, one)
    }


def has_stood(db: Session, team: Team) -> bool:
    return db.scalar(select(TeamPlace.id).where(TeamPlace.team_id == team.id).limit(1)) is not None


def places(db: Session) -> set[tuple[Any, ...]]:
    return {
        (one.team_id, one.parent_id, one.since, one.until) for one in db.scalars(select(TeamPlace))
    }


def ada(team: str = "North", **more: str) -> Row:
    values = {"email": "ada@x.example", "first_name": "Ada", "last_name": "Aho"} | more
    return Row(0, team=team, **values)


def bo(team: str = "North", **more: str) -> Row:
    return ada(team, **({"email": "bo@x.example", "first_name": "Bo", "last_name": "Bok"} | more))


def of(db: Session, name: str) -> Person:
    return db.scalars(select(Person).where(Person.sign_in_name == name)).one()


PEOPLE = st.lists(
    st.builds(
        Row,
        line=st.just(0),
        email=st.sampled_from(["", *(f"p{number}@x.example" for number in range(6))]),
        staff_number=st.sampled_from(["", *(f"k{number}" for number in range(4))]),
        first_name=st.sampled_from(["Ada", "Bo"]),
        last_name=st.sampled_from(["Aho", "Berg"]),
        title=st.sampled_from(["", "Head", "Cook"]),
        team=st.sampled_from(["", "North", "South", "West", "Lead"]),
        manager=st.sampled_from(["", "", "p0@x.example", "p1@x.example", "k0"]),
        language=st.sampled_from(["", "fi", "en"]),
    ).map(lambda row: row if row.team else replace(row, manager="")),
    unique_by=(
        lambda row: row.email or row.staff_number,
        lambda row: row.staff_number or row.email,
    ),
    min_size=1,
    max_size=7,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    first=PEOPLE,
    second=PEOPLE,
    third=PEOPLE,
    apart=st.integers(0, 2),
    later=st.integers(0, 23),
    leaving=st.booleans(),
    by_hand=st.booleans(),
)
def test_an_import_undone_gives_the_organisation_of_before(
    db: Session,
    first: list[Row],
    second: list[Row],
    third: list[Row],
    apart: int,
    later: int,
    leaving: bool,
    by_hand: bool,
) -> None:
    outside = db.begin_nested()
    try:
        take_in(db, first, day=TODAY - DAY * 2 * apart)
        take_in(db, second, day=TODAY - DAY * apart, with_leaving=leaving)
        if by_hand:
            by_pages(db, TODAY - DAY * apart)
        before = people(db), memberships(db), teams(db), places(db)
        import_id = take_in(db, third, with_leaving=leaving)
        if import_id is None:
            event("nothing written")
            return

        done = undo(db, import_id, after=timedelta(hours=later))

        assert done.left_alone == ()
        now = people(db)
        assert {number: now[number] for number in before[0]} == before[0]
        assert {values[-1] for number, values in now.items() if number not in before[0]} <= {TODAY}
        assert memberships(db) == before[1]
        assert teams(db) == before[2]
        assert places(db) == before[3]
        event("undone")
    finally:
        outside.rollback()
        db.expire_all()


def by_pages(db: Session, day: date) -> None:
    """What administrators do on pages: teams end, people are to move, somebody stands in."""
    for team in db.scalars(select(Team).where(Team.ended_on.is_(None)).order_by(Team.id)).all():
        with suppress(Conflict):
            team_services.end_team(db, team_id=team.id, actor_id=None, now=NOW, today=day)
    standing = db.scalars(select(Team).where(Team.ended_on.is_(None)).order_by(Team.id)).all()
    here = db.scalars(select(Person).where(Person.left_on.is_(None)).order_by(Person.id)).all()
    for number, person in enumerate(here[:3]):
        if not standing:
            return
        kind = (Kind.MEMBER, Kind.MANAGER, Kind.DEPUTY)[number]
        with suppress(Invalid, Conflict):
            team_services.begin(
                db,
                person_id=person.id,
                team_id=standing[number % len(standing)].id,
                kind=kind,
                since=TODAY + DAY * 5 if kind is Kind.MEMBER else day,
                until=TODAY + DAY * 50 if kind is Kind.DEPUTY else None,
                moves=kind is Kind.MEMBER,
                actor_id=None,
                now=NOW,
            )


def test_people_an_import_brought_are_ended_as_if_they_had_never_come(db: Session) -> None:
    import_id = take_in(db, [ada(), bo("South", manager="ada@x.example")])
    assert import_id

    done = undo(db, import_id, after=timedelta(hours=20))

    assert [mend.name for mend in done.removed] == ["Ada Aho", "Bo Bok"]
    assert {values[-1] for values in people(db).values()} == {TODAY}
    assert memberships(db) == set()
    assert places(db) == set()
    assert {team.ended_on for team in db.scalars(select(Team))} == {TODAY}


def test_the_same_file_can_be_taken_in_again_after_it_was_undone(db: Session) -> None:
    rows = [ada(), bo("South", manager="ada@x.example")]
    import_id = take_in(db, rows)
    assert import_id
    there = memberships(db)
    undo(db, import_id)

    again = take_in(db, rows)

    assert again
    assert {one[-1] for one in people(db).values()} == {None}
    assert {one[1:] for one in memberships(db)} == {one[1:] for one in there}


def test_every_change_that_is_undone_is_in_the_log_with_before_and_after(db: Session) -> None:
    take_in(db, [ada(title="Cook"), bo()], day=TODAY - DAY * 9)
    import_id = take_in(db, [ada("South", title="Head")], with_leaving=True)
    assert import_id
    last = db.scalars(select(AuditEntry.id).order_by(AuditEntry.id.desc())).first()

    undo(db, import_id)

    told = [
        (action, before, after)
        for action, before, after in db.execute(
            select(AuditEntry.action, AuditDifference.before, AuditDifference.after)
            .outerjoin(AuditDifference, AuditDifference.audit_id == AuditEntry.id)
            .where(AuditEntry.id > last)
            .order_by(AuditEntry.id)
        )
    ]
    today, yesterday = TODAY.isoformat(), (TODAY - DAY).isoformat()
    assert told == [
        ("person_changed", {"job_title": "Head"}, {"job_title": "Cook"}),
        ("person_reactivated", {"left_on": today}, {"left_on": None}),
        ("membership_changed", {"last_day": yesterday}, {"last_day": None}),
        ("membership_changed", {"last_day": None}, {"last_day": yesterday}),
        ("membership_changed", {"last_day": yesterday}, {"last_day": None}),
        ("team_ended", {"ended_on": None}, {"ended_on": today}),
        ("import_undone", None, None),
    ]


def _signs_in(db: Session) -> None:
    services.keep_hash(db, person_id=of(db, "ada@x.example").id, password_hash="x")


def _gets_a_title(db: Session) -> None:
    of(db, "ada@x.example").job_title = "Chief"


def _becomes_an_author(db: Session) -> None:
    of(db, "ada@x.example").is_author = True


def _leaves(db: Session) -> None:
    services.deactivate(
        db, person_id=of(db, "ada@x.example").id, actor_id=None, now=NOW, today=TODAY
    )


def _moves(db: Session) -> None:
    team_services.begin(
        db,
        person_id=of(db, "ada@x.example").id,
        team_id=team_services.team_named(db, name="Elsewhere", now=NOW, today=TODAY),
        kind=Kind.MEMBER,
        since=TODAY,
        moves=True,
        actor_id=None,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_signs_in, "signed_in"),
        (_gets_a_title, "changed"),
        (_becomes_an_author, "changed"),
        (_leaves, "changed"),
        (_moves, "moved"),
    ],
)
def test_who_came_and_changed_since_stays_as_they_are(
    db: Session, change: Callable[[Session], None], why: str
) -> None:
    import_id = take_in(db, [ada(), bo("South")])
    assert import_id
    change(db)
    db.flush()
    number = of(db, "ada@x.example").id
    before, stood = people(db)[number], {one for one in memberships(db) if one[1] == number}

    done = undo(db, import_id)

    assert people(db)[number] == before
    assert {one for one in memberships(db) if one[1] == number} == stood
    alone = {(one.what, one.name, one.why) for one in done.left_alone}
    assert ("person", "Ada Aho", why) in alone
    assert [mend.name for mend in done.removed] == ["Bo Bok"]
    north = db.scalars(select(Team).where(Team.name == "North")).one()
    assert (north.ended_on is None) == bool(
        {one for one in stood if one[2] == north.id}
    )  # a team with people in it stays


def test_only_the_field_that_was_changed_since_is_left_alone(db: Session) -> None:
    take_in(db, [ada(title="Cook", language="fi")], day=TODAY - DAY * 3)
    import_id = take_in(db, [ada(title="Head", language="en", last_name="Ek")])
    assert import_id
    of(db, "ada@x.example").job_title = "Chief"
    db.flush()

    done = undo(db, import_id)

    person = of(db, "ada@x.example")
    assert (person.job_title, person.language, person.last_name) == ("Chief", "fi", "Aho")
    assert [(one.name, one.why) for one in done.left_alone] == [("Ada Ek", "changed")]


def test_who_was_moved_on_by_hand_stays_there(db: Session) -> None:
    take_in(db, [ada(), bo()], day=TODAY - DAY * 3)
    import_id = take_in(db, [ada("South"), bo("South")])
    assert import_id
    _moves(db)
    db.flush()

    done = undo(db, import_id)

    assert {one.name for one in done.left_alone} == {"Ada Aho, North", "Ada Aho, South"}
    assert queries.existing(db, today=TODAY).people[0].member_of == {"Elsewhere"}
    assert queries.existing(db, today=TODAY).people[1].member_of == {"North"}


def test_an_address_that_somebody_else_has_by_now_is_not_given_back(db: Session) -> None:
    take_in(db, [Row(0, staff_number="k1", first_name="Ada", last_name="Aho")])
    import_id = take_in(db, [ada("", staff_number="k1", first_name="Ada")])
    assert import_id
    a_person(db, "Ki", email="k1")

    done = undo(db, import_id)

    assert of(db, "ada@x.example").email == "ada@x.example"  # both of the pair, or neither
    assert [(one.name, one.why) for one in done.left_alone] == [("Ada Aho", "name_taken")]


def test_who_got_another_address_since_keeps_the_sign_in_name_too(db: Session) -> None:
    take_in(db, [Row(0, staff_number="k1", first_name="Ada", last_name="Aho")])
    import_id = take_in(db, [ada("", staff_number="k1", first_name="Ada")])
    assert import_id
    of(db, "ada@x.example").email = "aho@x.example"

    done = undo(db, import_id)

    assert of(db, "ada@x.example").email == "aho@x.example"
    assert [(one.name, one.why) for one in done.left_alone] == [("Ada Aho", "changed")]


def test_the_password_links_of_those_let_go_again_are_void(db: Session) -> None:
    take_in(db, [ada(), bo()], day=TODAY - DAY * 3)
    take_in(db, [bo()], day=TODAY - DAY * 2, with_leaving=True)
    import_id = take_in(db, [ada("South"), bo()])
    assert import_id
    for name in ("ada@x.example", "bo@x.example"):
        link = PasswordLink(
            digest=digest(name), person_id=of(db, name).id, created_at=NOW, expires_at=NOW + DAY
        )
        db.add(link)
    db.flush()

    undo(db, import_id)

    assert of(db, "ada@x.example").left_on is not None
    used = {link.person_id: link.used_at for link in db.scalars(select(PasswordLink))}
    assert used == {of(db, "ada@x.example").id: NOW, of(db, "bo@x.example").id: None}


def test_a_place_is_not_opened_again_beside_an_older_one_that_was_since(db: Session) -> None:
    take_in(db, [ada(), bo()], day=TODAY - DAY * 9)
    take_in(db, [ada("South"), bo()], day=TODAY - DAY * 6)
    take_in(db, [ada(), bo()], day=TODAY - DAY * 3)
    import_id = take_in(db, [ada("South"), bo()])
    assert import_id
    of_ada = Membership.person_id == of(db, "ada@x.example").id
    first = db.scalars(select(Membership).where(of_ada).order_by(Membership.id)).first()
    assert first
    team_services.change_dates(
        db, membership_id=first.id, since=TODAY + DAY, until=None, actor_id=None, now=NOW
    )
    db.flush()

    done = undo(db, import_id)

    assert {(one.what, one.why) for one in done.left_alone} == {("membership", "moved")}
    assert queries.existing(db, today=TODAY).people[0].member_of == {"South"}


def test_a_write_that_the_database_refuses_is_no_changed_plan(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = take_in(db, [ada(), bo()])
    assert import_id

    def refused(*_: Any) -> None:
        raise IntegrityError("update", {}, Exception("unique"))

    monkeypatch.setattr(undo_services, "_reopen", refused)

    with pytest.raises(Conflict, match="undo_refused"):
        undo(db, import_id)


def test_only_those_concerned_are_locked_in_the_order_of_their_numbers(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = take_in(db, [ada(email=f"p{n}@x.example") for n in range(5)])
    assert import_id
    monkeypatch.setattr(undo_queries, "MANY", 2)
    monkeypatch.setattr(undo_queries, "CHUNK", 2)
    done = undo_queries.done(db, import_id=import_id)

    with counted(db) as sent:
        undo_queries.now_of(db, done, import_id=import_id, today=TODAY, locking=True)

    for table in ("person", "membership"):
        locking = [one for one in sent if f"FROM {table}" in one.replace("\n", " ")][:3]
        assert len(locking) == 3
        assert all(f"{table}.id" in one.partition("ORDER BY")[2] for one in locking)
        assert all(" IN (" in one for one in locking)


def test_sessions_are_read_after_people_are_locked(db: Session) -> None:
    import_id = take_in(db, [ada(), bo()])
    assert import_id
    done = undo_queries.done(db, import_id=import_id)

    with counted(db) as sent:
        undo_queries.now_of(db, done, import_id=import_id, today=TODAY, locking=True)

    tables = [one.replace("\n", " ").partition("FROM ")[2].split()[0] for one in sent]
    assert tables.index("person") < tables.index("sign_in_session")


def test_who_came_back_and_signed_in_is_not_let_go_again(db: Session) -> None:
    take_in(db, [ada(), bo()], day=TODAY - DAY * 3)
    take_in(db, [bo()], day=TODAY - DAY * 2, with_leaving=True)
    import_id = take_in(db, [ada("South"), bo()])
    assert import_id
    person = of(db, "ada@x.example")
    db.add(
        SignInSession(digest=digest("x"), person_id=person.id, created_at=NOW, expires_at=NOW + DAY)
    )
    db.flush()

    done = undo(db, import_id)

    assert people(db)[person.id][-1] is None
    assert ("person", "signed_in") in {(one.what, one.why) for one in done.left_alone}
    assert queries.existing(db, today=TODAY).people[0].member_of == {"South"}


def test_an_erased_person_is_neither_changed_nor_told_of(db: Session) -> None:
    import_id = take_in(db, [ada(), bo()])
    assert import_id
    number = of(db, "ada@x.example").id
    _leaves(db)
    services.erase(db, person_id=number, actor_id=None, now=NOW, today=TODAY)
    db.flush()
    before = people(db)[number]

    done = undo(db, import_id)

    assert people(db)[number] == before
    assert "Ada" not in repr(done)


def test_a_team_that_was_moved_on_or_filled_since_stays(db: Session) -> None:
    import_id = take_in(db, [ada("Lead"), bo("South", manager="ada@x.example")])
    assert import_id
    south = db.scalars(select(Team).where(Team.name == "South")).one()
    team_services.begin(
        db,
        person_id=a_person(db, "Cia").id,
        team_id=south.id,
        kind=Kind.MEMBER,
        since=TODAY,
        actor_id=None,
        now=NOW,
    )

    done = undo(db, import_id)

    db.expire_all()
    assert south.ended_on is None
    assert {(one.name, one.why) for one in done.left_alone} == {
        ("South", "not_empty"),
        ("Lead", "not_empty"),
    }


def test_a_team_that_was_renamed_since_is_still_known(db: Session) -> None:
    take_in(db, [ada("Lead"), bo("South", manager="ada@x.example")], day=TODAY - DAY * 3)
    import_id = take_in(db, [ada("Top"), bo("South", manager="ada@x.example")])
    assert import_id
    lead = db.scalars(select(Team).where(Team.name == "Lead")).one()
    south = db.scalars(select(Team).where(Team.name == "South")).one()
    team_services.change_team(
        db, team_id=lead.id, name="Board", parent_id=None, actor_id=None, now=NOW, today=TODAY
    )

    assert undo(db, import_id).left_alone == ()

    db.expire_all()
    assert south.parent_id == lead.id


def test_the_later_import_stays_when_an_earlier_one_is_undone(db: Session) -> None:
    take_in(db, [ada(title="Cook")], day=TODAY - DAY * 3)
    first = take_in(db, [ada(title="Head"), bo()])
    second = take_in(db, [ada("South", title="Chief"), bo(title="Baker")])
    assert first
    assert second

    undo(db, first)
    assert of(db, "ada@x.example").job_title == "Chief"
    assert of(db, "bo@x.example").left_on is None

    undo(db, second)
    assert of(db, "ada@x.example").job_title == "Head"
    assert of(db, "bo@x.example").job_title == ""


def test_imports_undone_one_after_the_other_give_the_beginning(db: Session) -> None:
    take_in(db, [ada(title="Cook")], day=TODAY - DAY * 3)
    before = memberships(db), places(db)
    first = take_in(db, [ada("South", title="Head"), bo()])
    second = take_in(db, [ada("West", title="Chief"), bo("West")])
    assert first
    assert second

    assert undo(db, second).left_alone == ()
    assert undo(db, first).left_alone == ()

    assert (memberships(db), places(db)) == before
    assert of(db, "ada@x.example").job_title == "Cook"


def test_an_import_can_be_undone_once_and_within_a_day(db: Session) -> None:
    import_id = take_in(db, [ada()])
    assert import_id
    with pytest.raises(Conflict, match="import_over"):
        undo(db, import_id, after=timedelta(hours=24))
    assert undo_queries.recent(db, now=NOW + timedelta(hours=24)) == ()
    assert of(db, "ada@x.example").left_on is None

    undo(db, import_id, after=timedelta(hours=24, seconds=-1))
    with pytest.raises(Conflict, match="import_over"):
        undo(db, import_id)


def test_an_undoing_that_became_another_one_is_refused(db: Session) -> None:
    import_id = take_in(db, [ada(), bo()])
    assert import_id
    done = undo_queries.done(db, import_id=import_id)
    there = undo_queries.now_of(db, done, import_id=import_id, today=TODAY)
    fingerprint = undoing.undo(done, there).fingerprint
    _signs_in(db)

    with pytest.raises(Conflict, match="people_changed"):
        undo_services.undo_import(
            db, import_id=import_id, fingerprint=fingerprint, actor_id=None, now=NOW, today=TODAY
        )


def test_the_same_file_again_makes_nothing_to_undo(db: Session) -> None:
    assert take_in(db, [ada(), bo()])

    assert take_in(db, [ada(), bo()]) is None


def test_what_is_over_is_forgotten(db: Session) -> None:
    take_in(db, [ada()])

    undo_services.forget_imports(db, now=NOW + timedelta(hours=23))
    assert db.scalars(select(PeopleImport)).all()
    undo_services.forget_imports(db, now=NOW + timedelta(hours=24))
    assert not db.scalars(select(PeopleImport)).all()


def test_of_two_who_undo_at_once_one_does(database_url: str) -> None:
    engine = make_engine(database_url)
    database = Database(engine)
    with database.begin() as db:
        import_id = take_in(db, [ada(), bo("South")])
        assert import_id
    results: list[str] = []
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        try:
            with database.begin() as db:
                undo(db, import_id or 0)
            results.append("undone")
        except Conflict as error:
            results.append(str(error))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["import_over", "undone"]
    with database.reading() as db:
        undone = select(AuditEntry.id).where(AuditEntry.action == "import_undone")
        assert len(db.scalars(undone).all()) == 1
    engine.dispose()


def test_neither_importing_nor_undoing_takes_a_statement_for_each_person(db: Session) -> None:
    def statements(count: int) -> tuple[int, int]:
        outside = db.begin_nested()
        here = [ada(email=f"p{n}@x.example") for n in range(count)]
        gone = [ada(email=f"r{n}@x.example") for n in range(count)]
        new = [bo("South", email=f"q{n}@x.example") for n in range(count)]
        changed = [replace(row, team="South", title="Head") for row in here]
        take_in(db, here + gone, day=TODAY - DAY)
        with counted(db) as imported:
            import_id = take_in(db, changed + new, with_leaving=True)
        assert import_id
        with counted(db) as undone:
            done = undo(db, import_id)
        assert (len(done.removed), len(done.people)) == (count, count * 2)
        outside.rollback()
        db.expire_all()
        return len(imported), len(undone)

    few, many = statements(5), statements(60)
    assert many[0] <= few[0] + 5
    assert many[1] <= few[1] + 5


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    seen: list[str] = []

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    connection = db.connection()
    events.listen(connection, "before_cursor_execute", note)
    yield seen
    events.remove(connection, "before_cursor_execute", note)


def test_a_file_is_read_undone_and_read_again_with_its_managers(db: Session) -> None:
    text = (
        "email;first_name;last_name;team;manager\n"
        "a@x.example;A;A;Lead;\nb@x.example;B;B;South;a@x.example\n"
        "c@x.example;C;C;West;b@x.example\n"
    )
    rows = list(reading.read(text.encode()).rows)
    import_id = take_in(db, rows)
    assert import_id
    standing = {name for name, _parent, ended in teams(db).values() if ended is None}

    undo(db, import_id)
    take_in(db, rows)

    assert {name for name, _parent, ended in teams(db).values() if ended is None} == standing
    south = db.scalars(select(Team).where(Team.name == "South")).one()
    lead = db.scalars(select(Team).where(Team.name == "Lead")).one()
    assert south.parent_id == lead.id


def person(number: int, **more: Any) -> PersonNow:
    values = {
        "sign_in_name": f"p{number}", "email": None, "first_name": "P", "last_name": str(number),
        "job_title": "", "language": None, "left_on": None, "is_imported": True,
    }  # fmt: skip
    return PersonNow(f"P {number}", values | more.pop("values", {}), **more)


def moved(before: str | None, after: str | None) -> Step:
    return Step({"parent": before}, {"parent": after})


def test_a_team_does_not_go_back_where_that_would_close_a_ring() -> None:
    done = Done(TODAY, teams={1: moved("B", None)})
    teams_now = {1: TeamNow("A"), 2: TeamNow("B", parent_id=1)}

    plan = undoing.undo(done, Now(teams=teams_now, team_ids={"A": 1, "B": 2}))

    assert plan.placed == ()
    assert [(one.name, one.why) for one in plan.left_alone] == [("A", "ring")]


def test_teams_that_changed_places_change_back() -> None:
    done = Done(TODAY, teams={1: moved("B", None), 2: moved(None, "A")})
    teams_now = {1: TeamNow("A"), 2: TeamNow("B", parent_id=1)}

    plan = undoing.undo(done, Now(teams=teams_now, team_ids={"A": 1, "B": 2}))

    assert dict(plan.placed) == {1: 2, 2: None}
    assert plan.left_alone == ()


def test_a_team_does_not_go_back_below_one_that_ended() -> None:
    done = Done(TODAY, teams={1: moved("B", None)})
    teams_now = {1: TeamNow("A"), 2: TeamNow("B", ended_on=TODAY)}

    plan = undoing.undo(done, Now(teams=teams_now, team_ids={"A": 1, "B": 2}))

    assert [(one.name, one.why) for one in plan.left_alone] == [("A", "team_over")]


@pytest.mark.parametrize(
    ("left_on", "ended_on", "why"),
    [(None, None, None), (TODAY.isoformat(), None, "left"), (None, TODAY, "team_over")],
)
def test_a_place_comes_back_only_to_who_is_here_in_a_team_that_stands(
    left_on: str | None, ended_on: date | None, why: str | None
) -> None:
    ended = Step({"last_day": None}, {"last_day": "2026-11-21"})
    values = {"kind": "manager", "since": "2026-01-01", "last_day": "2026-11-21"}
    plan = undoing.undo(
        Done(TODAY, last_membership=7, memberships={7: ended}),
        Now(
            people={1: person(1, values={"left_on": left_on})},
            memberships={7: MembershipNow(1, 3, "manager", values, lasts=False)},
            teams={3: TeamNow("A", ended_on=ended_on)},
        ),
    )

    assert [one.why for one in plan.left_alone] == ([why] if why else [])
    assert [mend.after for mend in plan.memberships] == ([] if why else [(("last_day", None),)])


def test_the_fingerprint_follows_what_would_be_given_back() -> None:
    one = undoing.undo(Done(TODAY, added={1: person(1).values}), Now(people={1: person(1)}))
    other = undoing.undo(
        Done(TODAY, added={1: person(1).values}), Now(people={1: person(1, has_password=True)})
    )

    assert not one.is_empty
    assert other.is_empty
    assert one.fingerprint != other.fingerprint
