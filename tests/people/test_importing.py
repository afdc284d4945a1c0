"""The plan of an import: what is new, changed, leaving, and every problem with its line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.people import importing
from lms.people.importing import (
    Existing,
    KnownPerson,
    KnownTeam,
    Place,
    Plan,
    Problem,
    Row,
    cycles,
    plan,
)

BOSS = Row(2, email="boss@x.example", first_name="Bea", last_name="Boss", team="Lead")
MAX = Row(
    3, email="max@x.example", first_name="Max", last_name="Man", team="Sales",
    manager="boss@x.example",
)  # fmt: skip
ADA = Row(
    4, email="ada@x.example", first_name="Ada", last_name="Aho", team="Sales",
    manager="max@x.example",
)  # fmt: skip


def after(existing: Existing, made: Plan, *, with_leaving: bool = False) -> Existing:
    """What would be there after a plan: the same as writing it, on values."""
    people = {known.person_id: known for known in existing.people}
    for item in made.changed:
        known = people[item.person_id]
        for change in item.changes:
            if change.field in {"returning", "imported"}:
                known = (
                    replace(known, has_left=False)
                    if change.field == "returning"
                    else replace(known, is_imported=True)
                )
            elif change.field not in {"member_of", "manager_of"}:
                values: dict[str, Any] = {change.field: change.new or None}
                known = replace(known, **values)
        people[item.person_id] = known
    for new in made.new:
        number = max(people, default=0) + 1
        people[number] = KnownPerson(
            number, new.sign_in_name, new.email, new.first_name, new.last_name, new.title,
            new.language, is_imported=True,
        )  # fmt: skip
    by_name = {known.sign_in_name: number for number, known in people.items()}
    for place, is_begin in [*((p, False) for p in made.ends), *((p, True) for p in made.begins)]:
        number = by_name[place.who]
        field = "member_of" if place.role == "member" else "manages"
        now: frozenset[str] = getattr(people[number], field)
        then = now | {place.team} if is_begin else now - {place.team}
        place_values: dict[str, Any] = {field: then}
        people[number] = replace(people[number], **place_values)
    if with_leaving:
        for gone in made.leaving:
            people[gone.person_id] = replace(
                people[gone.person_id],
                has_left=True,
                member_of=frozenset(),
                manages=frozenset(),
            )
    teams = {team.name: team for team in existing.teams}
    teams.update({name: KnownTeam(name) for name in made.new_teams})
    teams.update({name: KnownTeam(name, above) for name, above in made.parents})
    return Existing(tuple(people.values()), tuple(teams.values()))


def codes(made: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in made.problems]


def test_an_empty_organisation_takes_everybody() -> None:
    made = plan([BOSS, MAX, ADA], Existing())

    assert [new.sign_in_name for new in made.new] == [
        "boss@x.example", "max@x.example", "ada@x.example",
    ]  # fmt: skip
    assert made.new_teams == ("Lead", "Sales")
    assert made.parents == (("Sales", "Lead"),)
    assert Place("max@x.example", "Sales", "manager") in made.begins
    assert not made.leaving


def test_the_same_file_again_changes_nothing() -> None:
    first = plan([BOSS, MAX, ADA], Existing())
    second = plan([BOSS, MAX, ADA], after(Existing(), first))

    assert second.is_empty
    assert second.unchanged == 3


def test_who_is_missing_leaves_and_the_leavers_file_stays_the_same() -> None:
    there = after(Existing(), plan([BOSS, MAX, ADA], Existing()))

    made = plan([BOSS, MAX], there)

    assert [gone.sign_in_name for gone in made.leaving] == ["ada@x.example"]
    assert not plan([BOSS, MAX], after(there, made, with_leaving=True)).leaving


def test_a_team_that_only_changed_its_name_is_told_of() -> None:
    there = after(Existing(), plan([BOSS, MAX, ADA], Existing()))
    renamed = [BOSS, replace(MAX, team="Sales and service"), replace(ADA, team="Sales and service")]

    assert plan(renamed, there).emptied == ("Sales",)
    assert plan(renamed, there).new_teams == ("Sales and service",)
    assert plan([BOSS, MAX, replace(ADA, team="Lead", manager="")], there).emptied == ()


def test_a_file_that_was_cut_short_is_told_of() -> None:
    people = [
        replace(ADA, line=line, email=f"ada{line}@x.example", manager="") for line in range(2, 42)
    ]
    there = after(Existing(), plan(people, Existing()))

    assert plan(people[:20], there).loses_many
    assert not plan(people[:31], there).loses_many
    assert not plan(people, there).loses_many


def test_administrators_and_people_added_by_hand_never_leave() -> None:
    there = Existing(
        (
            KnownPerson(1, "root@x.example", "root@x.example", "R", "Root", is_administrator=True,
                        is_imported=True),
            KnownPerson(2, "hand@x.example", "hand@x.example", "H", "Hand"),
        )
    )  # fmt: skip

    assert not plan([BOSS], there).leaving


def test_a_move_ends_the_old_place_and_begins_the_new() -> None:
    bo = replace(ADA, line=5, email="bo@x.example", first_name="Bo")
    there = after(Existing(), plan([BOSS, MAX, ADA, bo], Existing()))

    made = plan([BOSS, MAX, replace(ADA, team="Lead", manager=""), bo], there)

    assert made.ends == (Place("ada@x.example", "Sales", "member"),)
    assert made.begins == (Place("ada@x.example", "Lead", "member"),)
    assert [(item.sign_in_name, len(item.changes)) for item in made.changed] == [
        ("ada@x.example", 2)
    ]


def test_a_new_manager_takes_over_and_the_old_one_is_free() -> None:
    there = after(Existing(), plan([BOSS, MAX, ADA], Existing()))

    made = plan([BOSS, MAX, replace(ADA, manager="boss@x.example")], there)

    assert Place("max@x.example", "Sales", "manager") in made.ends


def test_an_empty_cell_changes_nothing() -> None:
    known = KnownPerson(
        1, "ada@x.example", "ada@x.example", "Ada", "Aho", "Head", "fi", is_imported=True
    )

    made = plan(
        [Row(2, email="Ada@X.example", first_name="Ada", last_name="Aho")], Existing((known,))
    )

    assert made.is_empty


def test_a_staff_number_becomes_an_address() -> None:
    known = KnownPerson(1, "a17", None, "Ada", "Aho", is_imported=True)

    made = plan(
        [Row(2, email="ada@x.example", staff_number="A17", first_name="Ada", last_name="Aho")],
        Existing((known,)),
    )

    assert {change.field: change.new for change in made.changed[0].changes} == {
        "sign_in_name": "ada@x.example",
        "email": "ada@x.example",
    }


def test_who_comes_back_is_let_in_again() -> None:
    known = KnownPerson(
        1, "ada@x.example", "ada@x.example", "Ada", "Aho", is_imported=True, has_left=True
    )

    made = plan(
        [Row(2, email="ada@x.example", first_name="Ada", last_name="Aho")], Existing((known,))
    )

    assert [change.field for change in made.changed[0].changes] == ["returning"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], [(1, "no_people")], id="nobody"),
        pytest.param(
            [BOSS, replace(BOSS, line=3, email="BOSS@x.example")],
            [(3, "email_twice")],
            id="doubled addresses",
        ),
        pytest.param(
            [
                Row(2, staff_number="7", first_name="A", last_name="B"),
                Row(3, staff_number="7", first_name="C", last_name="D"),
            ],
            [(3, "staff_number_twice")],
            id="doubled numbers",
        ),
        pytest.param([MAX], [(3, "manager_unknown")], id="unknown manager"),
        pytest.param(
            [replace(BOSS, manager="boss@x.example")], [(2, "manager_self")], id="own manager"
        ),
        pytest.param(
            [replace(BOSS, manager="ada@x.example"), MAX, ADA],
            [(2, "manager_cycle"), (2, "team_cycle")],
            id="a ring of managers",
        ),
        pytest.param([replace(BOSS, email="boss@x")], [(2, "email_form")], id="bad address"),
        pytest.param(
            [replace(BOSS, email="päivi@x.example")],
            [(2, "email_letters")],
            id="an address that no mail reaches",
        ),
        pytest.param([replace(BOSS, email="")], [(2, "nobody")], id="neither address nor number"),
        pytest.param([replace(BOSS, last_name=" ")], [(2, "name_missing")], id="no name"),
        pytest.param(
            [BOSS, replace(MAX, team="")], [(3, "team_missing")], id="a manager without a team"
        ),
        pytest.param([replace(BOSS, team="--")], [(2, "team_without_name")], id="a nameless team"),
        pytest.param(
            [replace(BOSS, first_name='=HYPERLINK("x")')], [(2, "formula")], id="a formula"
        ),
        pytest.param([replace(BOSS, last_name="+1")], [(2, "formula")], id="a plus"),
        pytest.param([replace(BOSS, title="@SUM(A1)")], [(2, "formula")], id="an at sign"),
        pytest.param([replace(BOSS, first_name="x" * 101)], [(2, "too_long")], id="too long"),
        pytest.param([replace(BOSS, first_name="A\u202eB")], [(2, "characters")], id="turned text"),
        pytest.param([replace(BOSS, language="sv")], [(2, "language_unknown")], id="language"),
        pytest.param(
            [replace(BOSS, email="b x@x.example"), replace(MAX, manager="b x@x.example")],
            [(2, "email_form")],
            id="one mistake is told once",
        ),
    ],
)
def test_problems_name_their_line(rows: list[Row], expected: list[tuple[int, str]]) -> None:
    made = plan(rows, Existing())

    assert codes(made) == expected
    assert made == Plan(problems=made.problems)


def test_two_rows_for_one_person_are_told_apart() -> None:
    known = KnownPerson(1, "a17", "ada@x.example", "Ada", "Aho")

    made = plan(
        [
            Row(2, email="ada@x.example", first_name="Ada", last_name="Aho"),
            Row(3, staff_number="a17", first_name="Ada", last_name="Aho"),
        ],
        Existing((known,)),
    )

    assert made.problems == (Problem(3, "email", "same_person", "2"),)


def test_address_and_number_of_two_people_are_refused() -> None:
    there = Existing(
        (
            KnownPerson(1, "a17", None, "Ada", "Aho"),
            KnownPerson(2, "bo@x.example", "bo@x.example", "Bo", "Bo"),
        )
    )

    made = plan(
        [Row(2, email="bo@x.example", staff_number="a17", first_name="B", last_name="B")], there
    )

    assert codes(made) == [(2, "two_people")]


def test_a_ring_that_only_shows_with_what_is_there_is_refused() -> None:
    there = Existing(teams=(KnownTeam("Lead", "Sales"), KnownTeam("Sales")))

    assert codes(plan([BOSS, MAX, ADA], there)) == [(2, "team_cycle")]


def test_the_fingerprint_follows_what_would_change() -> None:
    one = plan([BOSS], Existing())

    assert one.fingerprint == plan([BOSS], Existing()).fingerprint
    assert one.fingerprint != plan([replace(BOSS, title="Chief")], Existing()).fingerprint


def test_rings_are_found_once() -> None:
    assert cycles({"a": "b", "b": "c", "c": "a", "d": "a", "e": "f"}) == [["a", "b", "c"]]
    assert cycles({"a": "a"}) == [["a"]]


NAMES = st.sampled_from(["Ada", "Bo", "Cia", "Dan", "=x", "", "Äijä", "O'Neil"])
ADDRESSES = st.sampled_from(
    ["", *(f"p{number}@x.example" for number in range(6)), "bad", "P1@X.EXAMPLE"]
)
NUMBERS = st.sampled_from(["", "1", "2", "a3"])
TEAMS = st.sampled_from(["", "North", "north", "South", "West", "-"])
ROWS = st.builds(
    Row,
    line=st.just(0),
    email=ADDRESSES,
    staff_number=NUMBERS,
    first_name=NAMES,
    last_name=NAMES,
    title=st.sampled_from(["", "Head"]),
    team=TEAMS,
    manager=st.one_of(ADDRESSES, NUMBERS),
    language=st.sampled_from(["", "fi", "English", "xx"]),
)


def numbered(rows: list[Row]) -> list[Row]:
    return [replace(row, line=number) for number, row in enumerate(rows, start=2)]


GOOD_ROWS = st.lists(
    st.builds(
        Row,
        line=st.just(0),
        email=st.sampled_from([f"p{number}@x.example" for number in range(8)]),
        first_name=st.sampled_from(["Ada", "Bo"]),
        last_name=st.just("Aho"),
        team=st.sampled_from(["North", "South", "West"]),
        manager=st.sampled_from(["", "p0@x.example", "p1@x.example"]),
    ),
    unique_by=lambda row: row.email,
    min_size=1,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(first=GOOD_ROWS, second=GOOD_ROWS)
def test_writing_a_plan_leaves_nothing_to_do(first: list[Row], second: list[Row]) -> None:
    there = Existing()
    for rows in (numbered(first), numbered(second)):
        made = plan(rows, there)
        if made.problems:
            continue
        there = after(there, made, with_leaving=True)

        again = plan(rows, there)

        assert not again.problems
        assert again.is_empty
        assert not again.leaving


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(ROWS, max_size=8))
def test_any_file_gives_a_plan_or_problems_never_both(rows: list[Row]) -> None:
    lines = numbered(rows)
    made = plan(lines, Existing())

    if made.problems:
        assert made == Plan(problems=made.problems)
        assert all(problem.line in {1, *(row.line for row in lines)} for problem in made.problems)
    else:
        assert len(made.new) == len(lines)
        assert len({new.sign_in_name for new in made.new}) == len(lines)
        members = [place.who for place in made.begins if place.role == "member"]
        assert len(members) == len(set(members))


@settings(max_examples=100, deadline=None)
@given(rows=GOOD_ROWS, seed=st.randoms())
def test_the_order_of_lines_does_not_matter(rows: list[Row], seed: object) -> None:
    lines = numbered(rows)
    turned = list(lines)
    seed.shuffle(turned)  # type: ignore[attr-defined]

    one, other = plan(lines, Existing()), plan(turned, Existing())

    assert sorted(one.new, key=lambda new: new.line) == sorted(other.new, key=lambda n: n.line)
    assert set(one.begins) == set(other.begins)
    assert set(one.parents) == set(other.parents)
    assert {p.code for p in one.problems} == {p.code for p in other.problems}


LOCAL = st.text(alphabet="ab9.-_+ä \n@", max_size=8) | st.sampled_from(
    ["a" * 64, "a" * 65, "a.b-c"]
)
DOMAINS = st.sampled_from(
    [
        "x.example",
        "a.x.example",
        "X.EXAMPLE",
        "x",
        "x..example",
        "-x.example",
        "ä.example",
        "",
        "x.",
        "a" * 62 + "." + "b" * 62 + "." + "c" * 62 + ".example",
    ]
)


@settings(max_examples=400, deadline=None)
@given(local=LOCAL, domain=DOMAINS)
def test_judging_a_domain_once_says_the_same_as_judging_each_address(
    local: str, domain: str
) -> None:
    address = f"{local}@{domain}"

    assert importing.is_address(address) == importing._is_address(address)
