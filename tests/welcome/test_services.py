"""Boxes through a person's life, and counts that follow answers without knowing people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.model import Statement
from lms.operations.services import erase_person
from lms.people.models import Membership, SignInSession
from lms.welcome import queries, services
from lms.welcome.models import BarrierCount, BarrierPlace, BarrierSummary, PrivateBox, PrivatePass
from lms.welcome.queries import SMALL
from lms.welcome.said import (
    NOTHING,
    REASONS,
    Counted,
    Now,
    Pledge,
    Said,
    Time,
    Willing,
    Wish,
    packed,
    reasons,
    unpacked,
)
from lms.welcome.summary import Step
from tests.databases import SharedConnection
from tests.factories import NOW, TODAY, a_membership, a_person, a_team
from tests.welcome.people import (
    KEY,
    SALT,
    a_box,
    a_team_that_says,
    says,
    takes_back,
    turn_month,
)

STATEMENTS = tuple(
    Statement(f"{reason.lower()}-{number}", reason, "", "") for reason in REASONS for number in "ab"
)


def counts(db: Session, place: int) -> dict[str, int]:
    """What is counted at a place, all refreshes together."""
    found: dict[str, int] = {}
    for row in db.scalars(select(BarrierCount).where(BarrierCount.place == place)):
        db.refresh(row)
        found[row.reason] = found.get(row.reason, 0) + row.said
    return {reason: said for reason, said in found.items() if said}


def test_a_box_opens_with_its_session_and_with_nothing_else(db: Session) -> None:
    ada, bea = a_person(db), a_person(db)
    box = says(db, a_box(db, ada, token="ada's"), "R3")
    other = a_box(db, bea, token="bea's")
    sessions = {
        row.person_id: row.id
        for row in db.scalars(select(SignInSession))
        if row.person_id in {ada.id, bea.id}
    }

    again = queries.opened(db, person_id=ada.id, session_id=sessions[ada.id], token="ada's")

    assert again is not None
    assert again.said.holds == ("R3",)
    assert box.key != other.key
    for person, session, token in [
        (ada, ada, "bea's"), (ada, bea, "bea's"), (ada, bea, "ada's"), (bea, ada, "ada's"),
    ]:  # fmt: skip
        assert (
            queries.opened(db, person_id=person.id, session_id=sessions[session.id], token=token)
            is None
        )


def test_a_box_copied_to_somebody_else_opens_for_nobody(db: Session) -> None:
    ada, eve = a_person(db), a_person(db)
    says(db, a_box(db, ada), "R1")
    a_box(db, eve, token="eve's")
    mine, hers = db.get_one(PrivateBox, ada.id), db.get_one(PrivateBox, eve.id)
    hers.content, hers.locked_key, hers.salt = mine.content, mine.locked_key, mine.salt
    db.flush()
    session = db.scalars(select(SignInSession.id).where(SignInSession.person_id == eve.id)).one()

    assert queries.opened(db, person_id=eve.id, session_id=session, token="eve's") is None


def test_no_row_says_what_was_answered_and_all_boxes_are_of_one_size(db: Session) -> None:
    quiet, open_one = a_person(db), a_person(db)
    a_box(db, quiet)
    box = a_box(db, open_one)
    full = Said(
        now=Now.READS,
        holds=REASONS,
        wishes=tuple(Wish),
        time=Time.WEEKLY,
        statements={f"colours-statement-{number}": 4 for number in range(8)},
        willing=Willing.NOT_FOR_ME,
        pledge=Pledge(TODAY, "0" * 16, "fi"),
        counted=Counted(4, 2, REASONS),
    )
    services.keep(db, box, full)
    rows = list(db.scalars(select(PrivateBox)))
    for row in rows:
        db.refresh(row)

    assert len({(len(row.content), len(row.locked_key), len(row.salt)) for row in rows}) == 1
    whole = b"".join(row.content + row.locked_key for row in rows)
    assert b"not-for-me" not in whole
    assert box.key not in whole


def test_two_devices_share_a_box(db: Session) -> None:
    ada = a_person(db)
    says(db, a_box(db, ada, token="phone"), "R2")

    assert a_box(db, ada, token="desk").said.holds == ("R2",)


def test_a_new_password_of_ones_own_keeps_the_box(db: Session) -> None:
    ada = a_person(db)
    says(db, a_box(db, ada, token="phone"), "R2")

    services.keep_box(db, person_id=ada.id, old_key=KEY, salt=b"n" * 16, password_key=b"k" * 32)
    session = SignInSession(digest=b"d" * 32, person_id=ada.id, created_at=NOW, expires_at=NOW)
    db.add(session)
    db.flush()
    opening: dict[str, Any] = {"person_id": ada.id, "session_id": session.id, "token": "new"}
    assert services.open_box(db, **opening, salt=b"n" * 16, password_key=b"k" * 32)
    box = queries.opened(db, **opening)

    assert box is not None
    assert box.said.holds == ("R2",)


def test_a_password_that_does_not_open_a_box_finds_it_empty(db: Session) -> None:
    ada = a_person(db)
    says(db, a_box(db, ada, token="phone"), "R2")
    session = SignInSession(digest=b"d" * 32, person_id=ada.id, created_at=NOW, expires_at=NOW)
    db.add(session)
    db.flush()
    opening: dict[str, Any] = {"person_id": ada.id, "session_id": session.id, "token": "new"}

    assert services.open_box(
        db, **opening, salt=SALT, password_key=b"another password's key".ljust(32)
    )
    box = queries.opened(db, **opening)

    assert box is not None
    assert box.said == NOTHING


def test_a_sign_in_with_a_salt_of_the_past_leaves_the_box_alone(db: Session) -> None:
    ada = a_person(db)
    box = says(db, a_box(db, ada), "R2")
    before = bytes(db.get_one(PrivateBox, ada.id, populate_existing=True).content)

    assert not services.open_box(
        db, person_id=ada.id, session_id=1, token="x", salt=b"o" * 16, password_key=KEY
    )
    assert bytes(db.get_one(PrivateBox, box.person_id).content) == before


def test_ending_a_session_takes_its_key_away(db: Session) -> None:
    ada = a_person(db)
    a_box(db, ada)
    session = db.scalars(select(SignInSession).where(SignInSession.person_id == ada.id)).one()
    db.delete(session)
    db.flush()

    assert db.scalars(select(PrivatePass).where(PrivatePass.session_id == session.id)).all() == []


def test_erasing_a_leaver_deletes_the_box(db: Session) -> None:
    ada = a_person(db, left_on=TODAY)
    says(db, a_box(db, ada), "R2")

    erase_person(db, person_id=ada.id, actor_id=None, now=NOW, today=TODAY)

    assert db.scalar(select(PrivateBox.person_id).where(PrivateBox.person_id == ada.id)) is None


answers = st.builds(
    Said,
    now=st.sampled_from(["", *Now]),
    holds=st.none() | st.lists(st.sampled_from(REASONS), unique=True).map(tuple),
    wishes=st.lists(st.sampled_from(list(Wish)), unique=True).map(tuple),
    time=st.sampled_from(["", *Time]),
    statements=st.dictionaries(st.sampled_from([s.name for s in STATEMENTS]), st.integers(0, 4)),
    is_passed=st.booleans(),
    willing=st.sampled_from(["", *Willing]),
    pledge=st.none() | st.builds(Pledge, st.dates(), st.text(max_size=16), st.just("fi")),
    counted=st.none()
    | st.builds(
        Counted,
        st.integers(0, 9),
        st.integers(0, 9),
        st.lists(st.sampled_from(REASONS), unique=True).map(tuple),
    ),
)


@given(answers)
def test_what_is_put_into_a_box_comes_out_of_it(said: Said) -> None:
    assert unpacked(packed(said)) == said


@given(answers)
def test_deleting_answers_leaves_promise_and_willingness_alone(said: Said) -> None:
    after = said.without_answers()

    assert not after.has_answers
    assert (after.willing, after.pledge, after.counted) == (said.willing, said.pledge, said.counted)


@pytest.mark.parametrize(
    ("one", "other", "leans"),
    [(4, 4, True), (4, 1, True), (3, 2, True), (2, 2, False), (0, 4, False), (0, 0, False)],
)
def test_two_statements_speak_for_their_reason_together(one: int, other: int, leans: bool) -> None:
    said = Said(statements={"r2-a": one, "r2-b": other})

    assert reasons(said, STATEMENTS) == (("R2",) if leans else ())


def test_whoever_says_that_nothing_holds_them_back_is_believed() -> None:
    said = Said(holds=(), statements={"r2-a": 4, "r2-b": 4})

    assert reasons(said, STATEMENTS) == ()


def test_one_statement_alone_says_nothing_and_no_answer_is_no_reason() -> None:
    assert reasons(Said(statements={"r2-a": 4}), STATEMENTS) is None
    assert reasons(Said(), STATEMENTS) is None
    assert reasons(Said(holds=()), STATEMENTS) == ()
    assert reasons(Said(holds=("R4",), statements={"r1-a": 4, "r1-b": 4}), STATEMENTS) == (
        "R1",
        "R4",
    )


def test_answers_are_counted_changed_and_taken_out(db: Session) -> None:
    team = a_team(db)
    boxes = a_team_that_says(db, team, [["R1"], ["R1", "R3"], [], ["R3"], ["R2"]])
    assert counts(db, team.id) == {"": 5, "R1": 2, "R2": 1, "R3": 2}

    says(db, boxes[0], "R4")
    says(db, boxes[1], "R1", "R3")
    takes_back(db, boxes[2])

    assert counts(db, team.id) == {"": 4, "R1": 1, "R2": 1, "R3": 2, "R4": 1}


def test_small_teams_and_people_without_one_are_counted_together(db: Session) -> None:
    small = a_team(db)
    a_team_that_says(db, small, [["R1"], ["R2"]])
    says(db, a_box(db, a_person(db)), "R2")

    assert counts(db, small.id) == {}
    assert counts(db, SMALL) == {"": 3, "R1": 1, "R2": 2}


def test_whoever_moves_stays_counted_where_they_answered(db: Session) -> None:
    north, south = a_team(db), a_team(db)
    ada, *_others = a_team_that_says(db, north, [["R1"], [], [], [], []])
    a_team_that_says(db, south, [[], [], [], [], []])
    before = counts(db, north.id), counts(db, south.id)
    membership = db.scalars(select(Membership).where(Membership.person_id == ada.person_id)).one()
    membership.until = TODAY
    person = ada.person_id
    db.add(Membership(person_id=person, team_id=south.id, role="member", since=TODAY))
    db.flush()

    says(db, a_box(db, a_person(db)), "R2")
    assert (counts(db, north.id), counts(db, south.id)) == before

    says(db, ada, "R1")  # answering anew counts them where they are now
    assert counts(db, north.id)[""] == 4
    assert counts(db, south.id) == {"": 6, "R1": 1}


def test_summaries_change_on_one_day_of_a_month_only(
    db: Session, database: SharedConnection
) -> None:
    team = a_team(db)
    a_team_that_says(db, team, [["R3"]] * 3 + [[]] * 2)
    db.commit()
    assert queries.steps(db, team_id=team.id) == {}

    assert turn_month(database) == 1
    db.expire_all()
    assert queries.steps(db, team_id=team.id)["R3"] is Step.MORE
    assert queries.steps(db, team_id=team.id)["R1"] is Step.FEW

    a_team_that_says(db, team, [["R1"]] * 12)
    db.commit()
    assert turn_month(database) == 0, "once a month"
    assert queries.steps(db, team_id=team.id)["R1"] is Step.FEW
    assert turn_month(database, 2) == 1
    db.expire_all()
    assert queries.steps(db, team_id=team.id)["R1"] is Step.MORE


@pytest.mark.parametrize("new", [1, 2])
def test_fewer_than_three_new_answers_change_nothing(
    db: Session, database: SharedConnection, new: int
) -> None:
    team = a_team(db)
    a_team_that_says(db, team, [["R3"]] * 2 + [[]] * 4)
    db.commit()
    turn_month(database)
    before = [(row.reason, row.step, row.trail) for row in db.scalars(select(BarrierSummary))]

    a_team_that_says(db, team, [["R3"]] * new)
    db.commit()

    assert turn_month(database, 2) == 0
    db.expire_all()
    assert [
        (row.reason, row.step, row.trail) for row in db.scalars(select(BarrierSummary))
    ] == before


def test_one_person_who_answers_again_and_again_is_one_new_answer(
    db: Session, database: SharedConnection
) -> None:
    team = a_team(db)
    boxes = a_team_that_says(db, team, [["R3"]] * 2 + [[]] * 4)
    db.commit()
    turn_month(database)

    for reason in ["R1", "R2", "R4", "R1", "R3"] * 3:
        takes_back(db, boxes[5])
        says(db, boxes[5], reason)
    db.commit()

    assert counts(db, team.id)[""] == 6
    assert turn_month(database, 2) == 0


@pytest.mark.parametrize(("neighbours", "is_told"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_small_rest_of_the_parent_group_keeps_a_summary_back(
    db: Session, database: SharedConnection, neighbours: int, is_told: bool
) -> None:
    parent = a_team(db)
    team, sibling = a_team(db, parent=parent), a_team(db, parent=parent)
    a_team_that_says(db, team, [["R3"]] * 6)
    a_team_that_says(db, sibling, [["R1"]] * neighbours, others=8)
    a_team_that_says(db, a_team(db), [["R1"]] * 7)  # others far away do not help
    db.commit()

    turn_month(database)

    assert bool(queries.steps(db, team_id=team.id)) is is_told
    assert bool(queries.steps(db, team_id=sibling.id)) is (neighbours >= 5)


def test_a_summary_goes_when_too_few_answers_are_left(
    db: Session, database: SharedConnection
) -> None:
    team = a_team(db)
    boxes = a_team_that_says(db, team, [["R3"]] * 6)
    db.commit()
    turn_month(database)
    assert queries.steps(db, team_id=team.id)

    for box in boxes[:2]:
        takes_back(db, box)
    db.commit()
    turn_month(database, 2)
    db.expire_all()

    assert queries.steps(db, team_id=team.id) == {}


def test_the_whole_organisation_is_told_from_its_teams(
    db: Session, database: SharedConnection
) -> None:
    a_team_that_says(db, a_team(db), [["R3"]] * 10)
    a_team_that_says(db, a_team(db), [["R3", "R1"]] * 5)
    assert queries.steps_of_all(db) == {}
    db.commit()

    turn_month(database)

    told = queries.steps_of_all(db)
    assert told["R3"] is Step.NEARLY
    assert told["R2"] is Step.FEW


def test_the_whole_organisation_moves_on_the_day_of_the_refresh_and_on_no_other(
    db: Session, database: SharedConnection
) -> None:
    north, south = a_team(db), a_team(db)
    says_so = a_team_that_says(db, north, [["R3"]] * 11)
    a_team_that_says(db, south, [[]] * 10)
    db.commit()
    turn_month(database)
    db.expire_all()
    before = queries.steps_of_all(db)
    assert before["R3"] is Step.MORE

    for box in (a_box(db, a_person(db, team=south)) for _ in range(3)):
        says(db, box)
        db.commit()
        assert queries.steps_of_all(db) == before, "an answer in between moves nothing"
    takes_back(db, says_so[0])
    db.commit()
    assert queries.steps_of_all(db) == before, "nor does one that is taken back"

    turn_month(database, 2)
    db.expire_all()
    assert queries.steps_of_all(db)["R3"] is Step.HALF


def test_counting_leaves_no_trace_of_the_person(db: Session) -> None:
    team = a_team(db)
    boxes = a_team_that_says(db, team, [["R3"]] * 5)
    columns = {
        column.name
        for model in (BarrierPlace, BarrierCount, BarrierSummary)
        for column in model.__table__.columns
    }

    assert not columns & {"person_id", "at", "created_at", "session_id"}
    assert columns == {"place", "batch", "reason", "said", "step", "trail"}
    assert len(boxes) == 5


def test_managers_of_a_team_are_not_counted_in_it(db: Session) -> None:
    team = a_team(db)
    a_team_that_says(db, team, [["R3"]] * 5)
    boss = a_person(db, manages=team)
    own = a_team(db)
    a_membership(db, boss, own)

    says(db, a_box(db, boss), "R1")

    assert counts(db, team.id) == {"": 5, "R3": 5}
