"""What is done to people, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.database import Database, insert_many, make_engine, take_numbers
from lms.errors import Conflict, Invalid
from lms.people import importing, queries, reading, rules, services
from lms.people.models import AuditEntry, Membership, Person, Role, SignInSession, Team
from tests.factories import NOW, TODAY, a_membership, a_person, a_team

FILE = """email;staff_number;first_name;last_name;title;team;manager;language
boss@x.example;;Päivi;Pomo;CEO;Johto;;fi
max@x.example;;Max;Mäki;Head;Myynti;boss@x.example;
ada@x.example;;Ada;Aho;;Myynti;max@x.example;en
;K17;Kalle;Koski;;Varasto;max@x.example;
"""


def plan_of(db: Session, text: str = FILE) -> importing.Plan:
    read = reading.read(text.encode("latin-1"))
    return importing.plan(read.rows, queries.existing(db, today=TODAY), problems=read.problems)


def write(db: Session, text: str = FILE, *, with_leaving: bool = False) -> importing.Plan:
    made = plan_of(db, text)
    services.apply_plan(db, made, with_leaving=with_leaving, actor_id=None, now=NOW, today=TODAY)
    return made


def places(db: Session) -> set[tuple[str, str, str]]:
    rows = db.execute(
        select(Person.sign_in_name, Team.name, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.until.is_(None))
    )
    return {(row.sign_in_name, row.name, row.role) for row in rows}


def test_an_import_brings_people_teams_and_managers(db: Session) -> None:
    write(db)

    assert places(db) == {
        ("boss@x.example", "Johto", "member"),
        ("boss@x.example", "Myynti", "manager"),
        ("max@x.example", "Myynti", "member"),
        ("max@x.example", "Myynti", "manager"),
        ("max@x.example", "Varasto", "manager"),
        ("ada@x.example", "Myynti", "member"),
        ("k17", "Varasto", "member"),
    }
    boss = queries.person_id_by_name(db, name="boss@x.example")
    assert boss is not None
    assert len(queries.managed_team_ids(db, boss, TODAY)) == 2


def test_the_same_import_again_changes_nothing(db: Session) -> None:
    write(db)
    before = db.scalar(select(func.count()).select_from(AuditEntry))

    made = write(db, with_leaving=True)

    assert made.is_empty
    assert made.unchanged == 4
    assert db.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_leavers_are_deactivated_only_when_asked(db: Session) -> None:
    write(db)
    shorter = "\n".join(FILE.splitlines()[:-1])

    assert [gone.sign_in_name for gone in write(db, shorter).leaving] == ["k17"]
    kalle = db.execute(select(Person).where(Person.sign_in_name == "k17")).scalar_one()
    assert kalle.left_on is None

    write(db, shorter, with_leaving=True)
    assert kalle.left_on == TODAY
    assert ("k17", "Varasto", "member") not in places(db)


def test_a_file_with_a_problem_writes_nothing(db: Session) -> None:
    made = plan_of(db, FILE.replace("boss@x.example;;Päivi", "boss@x.example;;=Päivi"))

    with pytest.raises(Conflict):
        services.apply_plan(db, made, with_leaving=False, actor_id=None, now=NOW, today=TODAY)

    assert db.scalar(select(func.count()).select_from(Person)) == 0


def test_a_plan_that_no_longer_fits_is_refused_whole(db: Session) -> None:
    made = plan_of(db)
    a_person(db, "Ada", email="ada@x.example")

    with pytest.raises(Conflict, match="people_changed"):
        services.apply_plan(db, made, with_leaving=False, actor_id=None, now=NOW, today=TODAY)

    assert db.scalar(select(func.count()).select_from(Person)) == 1
    assert db.scalar(select(func.count()).select_from(Team)) == 0


def test_a_person_moves_and_comes_back_on_the_same_day(db: Session) -> None:
    write(db)
    moved = FILE.replace("Ada;Aho;;Myynti;max", "Ada;Aho;;Varasto;max")

    write(db, moved)
    write(db)

    assert ("ada@x.example", "Myynti", "member") in places(db)


def test_a_name_is_taken_once(db: Session) -> None:
    def add() -> int:
        return services.add_person(
            db, sign_in_name="Ada@X.example", email="Ada@X.example", first_name="Ada",
            last_name="Aho", now=NOW, today=TODAY,
        )  # fmt: skip

    add()

    with pytest.raises(Invalid, match="name_taken"):
        add()


def test_a_link_works_once_and_ends_all_sessions(db: Session) -> None:
    ada = a_person(db)
    services.start_session(db, person_id=ada.id, now=NOW, is_shared=False, device="")
    token = services.issue_link(
        db, person_id=ada.id, now=NOW, lasts=rules.LINK_BY_HAND, actor_id=None
    )

    assert services.use_link(db, token=token, password_hash="h", now=NOW) == ada.id
    with pytest.raises(Conflict, match="link_over"):
        services.use_link(db, token=token, password_hash="i", now=NOW)

    db.refresh(ada)
    assert ada.password_hash == "h"
    assert db.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_a_newer_link_makes_the_older_void_and_links_end(db: Session) -> None:
    ada = a_person(db)

    def make() -> str:
        return services.issue_link(
            db, person_id=ada.id, now=NOW, lasts=rules.LINK_BY_MAIL, actor_id=None
        )

    older, newer = make(), make()

    assert queries.link_holder(db, token=older, now=NOW, today=TODAY) is None
    assert queries.link_holder(db, token=newer, now=NOW, today=TODAY) is not None
    late = NOW + timedelta(hours=2)
    assert queries.link_holder(db, token=newer, now=late, today=TODAY) is None


def test_a_session_ends_by_time_by_revocation_and_by_leaving(db: Session) -> None:
    ada, root = a_person(db), a_person(db, "Root", is_administrator=True)

    def begin(*, is_shared: bool) -> str:
        return services.start_session(
            db, person_id=ada.id, now=NOW, is_shared=is_shared, device="Firefox"
        )

    shared, own = begin(is_shared=True), begin(is_shared=False)
    hour = NOW + timedelta(hours=1)
    assert queries.viewer_by_token(db, shared, NOW) is not None
    assert queries.viewer_by_token(db, shared, hour) is None
    assert queries.viewer_by_token(db, own, hour) is not None
    assert queries.viewer_by_token(db, "guess", NOW) is None

    services.deactivate(db, person_id=ada.id, actor_id=root.id, now=NOW, today=TODAY)
    assert queries.viewer_by_token(db, own, NOW) is None
    assert queries.candidate(db, name=ada.sign_in_name, today=TODAY) is None


def test_the_viewer_is_a_manager_only_while_managing(db: Session) -> None:
    team = a_team(db)
    max_ = a_person(db, "Max")
    token = services.start_session(db, person_id=max_.id, now=NOW, is_shared=False, device="")

    def manages() -> bool:
        row = queries.viewer_by_token(db, token, NOW)
        assert row is not None
        return row.is_manager

    assert not manages()
    place = a_membership(db, max_, team, role=Role.MANAGER)
    assert manages()
    place.until = TODAY
    db.flush()
    assert not manages()


def test_a_manager_manages_the_teams_below_and_no_other(db: Session) -> None:
    top, other = a_team(db), a_team(db)
    middle = a_team(db, parent=top)
    low = a_team(db, parent=middle)
    max_ = a_person(db, "Max", manages=top)
    odd = a_person(db, "Odd", manages=middle)

    assert queries.managed_team_ids(db, max_.id, TODAY) == {top.id, middle.id, low.id}
    assert queries.managed_team_ids(db, odd.id, TODAY) == {middle.id, low.id}
    assert other.id not in queries.managed_team_ids(db, max_.id, TODAY)
    assert queries.managed_team_ids(db, max_.id, date(2020, 1, 1)) == frozenset()


def test_a_ring_of_teams_does_not_hang_the_question(db: Session) -> None:
    one = a_team(db)
    two = a_team(db, parent=one)
    one.parent_id = two.id
    db.flush()
    max_ = a_person(db, "Max", manages=one)

    assert queries.managed_team_ids(db, max_.id, TODAY) == {one.id, two.id}


def test_only_a_leaver_is_erased_and_then_nothing_personal_is_left(db: Session) -> None:
    ada = a_person(db, "Ada", "Lovelace", team=a_team(db))

    with pytest.raises(Conflict, match="still_active"):
        services.erase(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)
    services.deactivate(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)
    services.erase(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)
    services.erase(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)

    assert "Lovelace" not in f"{ada.name}{ada.sign_in_name}{ada.email}{ada.job_title}"
    assert ada.erased_at == NOW
    with pytest.raises(Conflict, match="person_erased"):
        services.reactivate(db, person_id=ada.id, actor_id=ada.id, now=NOW)


def test_nobody_deactivates_themselves_or_gives_up_the_administrators_role(db: Session) -> None:
    root = a_person(db, "Root", is_administrator=True)

    with pytest.raises(Conflict, match="own_account"):
        services.deactivate(db, person_id=root.id, actor_id=root.id, now=NOW, today=TODAY)
    services.change_person(
        db,
        person_id=root.id,
        actor_id=root.id,
        values={"is_administrator": False, "first_name": "Rooty"},
        now=NOW,
    )

    assert (root.is_administrator, root.first_name) == (True, "Rooty")


def test_the_copy_of_ones_data_holds_every_own_row_and_no_secret(db: Session) -> None:
    ada, bo = a_person(db, "Ada", team=a_team(db)), a_person(db, "Bo")
    ada.password_hash = "$argon2id$secret"
    services.start_session(db, person_id=ada.id, now=NOW, is_shared=False, device="Firefox")
    db.flush()

    stored = queries.stored_about(db, person_id=ada.id)

    assert [row["sign_in_name"] for row in stored["person"]] == [ada.sign_in_name]
    assert stored["membership"]
    assert stored["sign_in_session"][0]["device"] == "Firefox"
    assert "argon2" not in repr(stored)
    assert "digest" not in stored["sign_in_session"][0]
    assert bo.sign_in_name not in repr(stored)


def test_a_search_finds_finnish_names_in_any_case(db: Session) -> None:
    a_person(db, "Äijä", "Öhman")
    a_person(db, "Ada", "Aho")

    def found(words: str) -> list[str]:
        return [line.name for line in queries.people_page(db, find=words, today=TODAY).lines]

    assert found("öhm") == ["Äijä Öhman"]
    assert found("ÄIJÄ") == ["Äijä Öhman"]
    assert found("aho ada") == ["Ada Aho"]
    assert found("%") == []


def test_two_imports_at_once_write_once(database_url: str) -> None:
    one, other = (Database(make_engine(database_url)) for _ in range(2))
    with one.reading() as reading_db:
        made = plan_of(reading_db)
    with one.begin() as db:
        services.apply_plan(db, made, with_leaving=False, actor_id=None, now=NOW, today=TODAY)

    with pytest.raises(Conflict), other.begin() as db:
        services.apply_plan(db, made, with_leaving=False, actor_id=None, now=NOW, today=TODAY)

    with other.reading() as db:
        assert db.scalar(select(func.count()).select_from(Person)) == 4
    for database in (one, other):
        database.engine.dispose()


def test_many_rows_at_once_keep_the_rules_of_the_table(db: Session) -> None:
    rows = [
        {"slug": f"t{number}", "name": f"T{number // 2}"} for number in range(200)
    ]  # each name twice

    with pytest.raises(IntegrityError), db.begin_nested():
        insert_many(db, Team, rows)
    insert_many(db, Team, [])

    assert not db.scalars(select(Team.id)).all()
    numbers = take_numbers(db, Team, 3)
    assert len(set(numbers)) == 3
