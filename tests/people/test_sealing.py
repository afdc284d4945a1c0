"""The chain over the audit log: it holds while people work, and nothing slips out of it."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from lms.database import Database, make_engine
from lms.people import audit, chain, sealing
from lms.people.audit import Record
from lms.people.models import AuditDifference, AuditEntry, AuditSeal
from tests.factories import NOW, a_person


def write(db: Session, count: int = 3, *, subject: str = "person:7") -> None:
    """Entries, of which each tells what was before and after."""
    records = [
        Record("person_changed", subject, {"title": str(number)}, {"title": str(number + 1)})
        for number in range(count)
    ]
    audit.record(db, records, actor_id=None, now=NOW)
    db.flush()


def problems(db: Session, **options: Any) -> tuple[str, ...]:
    """What a look finds."""
    db.flush()
    db.expire_all()
    return sealing.look(db, **options).problems


@pytest.fixture(name="sealed")
def a_sealed_log(db: Session) -> Session:
    """Five entries under two seals, and one that waits."""
    write(db)
    sealing.seal(db, now=NOW)
    write(db, 2, subject="person:8")
    sealing.seal(db, now=NOW + timedelta(minutes=1))
    write(db, 1)
    return db


def test_a_log_as_it_was_written_has_no_problem(sealed: Session) -> None:
    looked = sealing.look(sealed)

    assert (looked.seals, looked.entries, looked.waiting, looked.problems) == (2, 5, 1, ())


def test_sealing_again_writes_nothing(sealed: Session) -> None:
    assert sealing.seal(sealed, now=NOW) == 1
    assert sealing.seal(sealed, now=NOW) == 0
    assert len(sealed.scalars(select(AuditSeal)).all()) == 3


def test_many_entries_go_under_several_seals(db: Session) -> None:
    write(db, sealing.IN_ONE + 5)

    assert sealing.seal(db, now=NOW) == sealing.IN_ONE + 5

    assert [one.entries for one in db.scalars(select(AuditSeal))] == [sealing.IN_ONE, 5]
    assert problems(db) == ()


def test_no_more_is_sealed_at_once_than_asked_for(db: Session) -> None:
    write(db, 5)

    assert sealing.seal(db, now=NOW, most=2) == 2
    assert sealing.waiting(db) == 3


def test_an_entry_committed_late_goes_under_a_later_seal(db: Session) -> None:
    write(db)
    first = db.scalars(select(AuditEntry).order_by(AuditEntry.id)).first()
    assert first is not None
    for entry in db.scalars(select(AuditEntry)):
        entry.seal_number = None if entry is not first else 1
    db.execute(update(AuditEntry).values(seal_number=None))
    db.execute(update(AuditEntry).where(AuditEntry.id == first.id).values(seal_number=-1))
    sealing.seal(db, now=NOW)  # the first one is not to be seen yet
    db.execute(update(AuditEntry).where(AuditEntry.id == first.id).values(seal_number=None))
    sealing.seal(db, now=NOW)

    assert problems(db) == ()
    db.refresh(first)
    assert first.seal_number == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOW + timedelta(seconds=1)),
        ("actor_id", "somebody"),
        ("action", "person_added"),
        ("subject", "person:9"),
        ("detail", "nothing to see"),
        ("salt", bytes(16)),
        ("difference", bytes(32)),
        ("seal_position", 9),
        ("seal_number", 7),
    ],
)
def test_a_changed_entry_is_found(sealed: Session, column: str, value: Any) -> None:
    if value == "somebody":
        value = a_person(sealed).id
    first = sealed.scalar(select(AuditEntry.id).order_by(AuditEntry.id).limit(1))
    sealed.execute(update(AuditEntry).where(AuditEntry.id == first).values({column: value}))

    assert problems(sealed)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sealed_at", NOW + timedelta(days=1)),
        ("entries", 4),
        ("root", bytes(32)),
        ("previous", b"\1" * 32),
        ("digest", b"\2" * 32),
        ("number", 9),
    ],
)
def test_a_changed_seal_is_found(sealed: Session, column: str, value: Any) -> None:
    sealed.execute(update(AuditSeal).where(AuditSeal.number == 1).values({column: value}))

    assert problems(sealed)


def test_a_changed_difference_is_found(sealed: Session) -> None:
    first = sealed.scalars(select(AuditDifference)).first()
    assert first is not None
    first.after = {"title": "Director"}

    assert problems(sealed)


def test_missing_rows_are_found(sealed: Session) -> None:
    first = sealed.scalar(select(AuditEntry.id).order_by(AuditEntry.id).limit(1))
    with sealed.begin_nested() as point:
        sealed.execute(delete(AuditDifference).where(AuditDifference.audit_id == first))
        assert problems(sealed) == (f"What entry {first} says of before and after is missing.",)
        sealed.execute(delete(AuditEntry).where(AuditEntry.id == first))
        assert problems(sealed) == ("Entries under seal 1 are missing or too many.",)
        point.rollback()
    sealed.execute(delete(AuditSeal).where(AuditSeal.number == 1))
    assert "Seal 1 is missing." in problems(sealed)


def test_an_entry_put_under_an_old_seal_is_found(sealed: Session) -> None:
    sealed.execute(
        update(AuditEntry)
        .where(AuditEntry.seal_number.is_(None))
        .values(seal_number=1, seal_position=3, salt=bytes(16))
    )

    assert problems(sealed)


def test_a_shortened_log_is_found_by_whoever_noted_the_newest_seal(sealed: Session) -> None:
    newest = sealing.head(sealed)
    assert newest is not None
    assert problems(sealed, noted=(newest.number, newest.digest)) == ()
    assert problems(sealed, noted=(newest.number, "00" * 32))

    sealed.execute(delete(AuditSeal).where(AuditSeal.number == newest.number))
    sealed.execute(
        update(AuditEntry).where(AuditEntry.seal_number == newest.number).values(seal_number=None)
    )

    assert problems(sealed) == ()  # nothing in the database can tell
    assert problems(sealed, noted=(newest.number, newest.digest))


def test_erasing_a_person_takes_what_was_told_and_the_chain_holds(db: Session) -> None:
    write(db, 2)
    sealing.seal(db, now=NOW)
    audit.forget(db, person_id=7)
    assert problems(db)  # nobody was erased yet: somebody took it out

    db.add(AuditEntry(at=NOW, action="person_erased", subject="person:7"))

    looked = sealing.look(db)
    assert (looked.problems, looked.taken_out) == ((), 2)


def test_two_seal_at_once_without_a_gap_or_a_fork(database_url: str) -> None:
    database = Database(make_engine(database_url))
    with database.begin() as db:
        write(db, 40)
    done: list[int] = []

    def work() -> None:
        while True:
            with database.begin() as db:
                count = sealing.seal(db, now=NOW, most=3)
            if not count:
                return
            done.append(count)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with database.reading() as db:
        looked = sealing.look(db)
    database.engine.dispose()
    assert sum(done) == looked.entries == 40
    assert looked.problems == ()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # PostgreSQL reads few rows whole
def test_finding_what_waits_reads_no_sealed_entries(sealed: Session) -> None:
    plan = sealed.execute(
        text("EXPLAIN QUERY PLAN SELECT id FROM audit_entry WHERE seal_number IS NULL ORDER BY id")
    ).all()

    assert "ix_audit_entry_unsealed" in str(plan)


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers(),
    lambda inner: st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_values_are_written_alike_only_when_they_are_alike(one: Any, other: Any) -> None:
    assert (chain.canonical(one) == chain.canonical(other)) == (repr_of(one) == repr_of(other))


def repr_of(value: Any) -> str:
    """A value in words, without the order of its keys; 1 and true differ."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{repr_of(value[key])}" for key in sorted(value)) + "}"
    return repr(value)
