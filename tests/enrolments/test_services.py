"""Enrolling, reading and asking, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.database import Database, make_engine
from lms.enrolments import assignment_services, queries, services
from lms.enrolments.models import Enrolment, ModuleRead
from lms.people.notices import leave
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
)


def _open(db: Session, person_id: int) -> Enrolment:
    return services.open_enrolment(
        db, person_id=person_id, course="confidentiality", now=NOW, today=TODAY
    )


def test_the_first_enrolment_opens_the_first_cycle(db: Session) -> None:
    person = a_person(db)

    assert _open(db, person.id).cycle == 1
    assert _open(db, person.id).cycle == 1


def test_a_certificate_in_full_force_keeps_its_cycle(db: Session) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person, expires_on=TODAY + timedelta(days=200))

    assert _open(db, person.id).id == certificate.enrolment_id


@pytest.mark.parametrize("days", [60, 1, 0, -400])
def test_a_renewal_opens_a_cycle_beside_the_old_one(db: Session, days: int) -> None:
    person = a_person(db)
    a_certificate(
        db,
        person,
        issued_on=TODAY - timedelta(days=700),
        expires_on=TODAY + timedelta(days=days),
    )

    assert _open(db, person.id).cycle == 2


def test_a_revoked_certificate_opens_a_new_cycle(db: Session) -> None:
    person = a_person(db)
    a_certificate(db, person, revoked_at=NOW)

    assert _open(db, person.id).cycle == 2


def test_marking_twice_keeps_the_first_time(db: Session, content: Current) -> None:
    person = a_person(db)
    course = content.get().courses["confidentiality"]
    for later in (0, 5):
        services.mark_as_read(
            db,
            person_id=person.id,
            course=course,
            module=course.modules[0].slug,
            language="en",
            now=NOW + timedelta(days=later),
        )

    read = queries.modules_read(db, person_id=person.id, course=course.slug)

    assert read == {course.modules[0].slug: NOW}


def test_what_is_asked_of_a_team_above_is_asked_of_everyone_below(db: Session) -> None:
    company = a_team(db)
    division = a_team(db, parent=company)
    team = a_team(db, parent=division)
    person = a_person(db, team=team)
    an_assignment(db, company, due_on=TODAY + timedelta(days=30))
    an_assignment(db, team, due_on=TODAY + timedelta(days=10))
    an_assignment(db, a_team(db), due_on=TODAY)

    asked = queries.asked_of(db, person_id=person.id, path=(), today=TODAY)

    assert asked["confidentiality"].due_on == TODAY + timedelta(days=10)


def test_nothing_is_asked_through_a_team_one_has_left(db: Session) -> None:
    team = a_team(db)
    person = a_person(db)
    a_membership(db, person, team, until=TODAY)
    an_assignment(db, team)

    assert queries.asked_of(db, person_id=person.id, path=(), today=TODAY) == {}


def test_an_ended_assignment_is_not_asked(db: Session) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    assignment = an_assignment(db, team)

    assignment_services.end(db, assignment.id, actor_id=None, now=NOW)

    assert queries.asked_of(db, person_id=person.id, path=(), today=TODAY) == {}


def test_ten_tabs_at_once_open_one_enrolment_and_one_reading(
    database_url: str, content: Current
) -> None:
    engine = make_engine(database_url)
    database = Database(engine)
    course = content.get().courses["confidentiality"]
    with database.begin() as db:
        person_id = a_person(db).id
    faults: list[BaseException] = []
    gate = threading.Barrier(10)

    def tab() -> None:
        try:
            gate.wait()
            with database.begin() as db:
                _open(db, person_id)
                services.mark_as_read(
                    db,
                    person_id=person_id,
                    course=course,
                    module="three-tests",
                    language="en",
                    now=NOW,
                )
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)

    tabs = [threading.Thread(target=tab) for _ in range(10)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()

    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Enrolment)) == 1
        assert db.scalar(select(func.count()).select_from(ModuleRead)) == 1
    engine.dispose()
    assert faults == []


def test_learning_of_one_course_leaves_the_others_out(db: Session, content: Current) -> None:
    person = a_person(db)
    an_enrolment(db, person, "guidelines")
    a_certificate(db, person, "confidentiality")

    learning = queries.learning(db, person_id=person.id, path=(), today=TODAY, course="guidelines")

    assert learning.enrolled == {"guidelines"}
    assert learning.proofs == {}


def test_a_closed_notice_opens_again_when_there_is_news(db: Session) -> None:
    person = a_person(db)
    leave(db, person_id=person.id, kind="certificate", subject="guidelines", now=NOW)
    first = queries.open_notices(db, person.id)[0]
    services.close_notice(db, notice_id=first.id, now=NOW)
    assert queries.open_notices(db, person.id) == []

    leave(db, person_id=person.id, kind="certificate", subject="guidelines", now=NOW)

    assert len(queries.open_notices(db, person.id)) == 1
