"""Publishing: one step, once, and only what changed is asked of the right people."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.content.current import Current
from lms.content.model import ContentSet
from lms.database import Database, make_engine
from lms.enrolments.models import Enrolment
from lms.errors import Conflict, NotFound
from lms.people import notices
from lms.people.models import AuditEntry, Notice, Person
from lms.publishing import queries, services
from lms.publishing.models import CertificateChange, ContentChange, Publication, PublishedText
from lms.quizzes import services as quizzes
from lms.quizzes.models import Attempt
from lms.quizzes.queries import attempt_asked
from lms.standing import EXPIRING_DAYS, Proof, Standing, State, state
from tests.factories import NOW, TODAY, a_certificate, a_person
from tests.publishing.editions import (
    COURSE,
    MODULE,
    a_change,
    reworded,
    second_edition,
    with_course,
)
from tests.quizzes.test_services import key_of


@pytest.fixture(name="first")
def the_first_edition(content: Current) -> ContentSet:
    """The shipped courses."""
    return content.get()


@pytest.fixture(name="published")
def the_first_publication(db: Session, first: ContentSet) -> ContentSet:
    """The shipped courses, published."""
    made = publish(db, first)
    assert made is not None
    assert made.number == 1
    return first


def publish(db: Session, content: ContentSet) -> services.Published | None:
    """Publish today."""
    made = services.publish(db, content, by="tests", now=NOW, today=TODAY)
    db.flush()
    return made


def state_of(db: Session, person: Person) -> State:
    """Where somebody stands with the course, as every page reckons it."""
    db.expire_all()
    row = db.scalars(
        select(Certificate)
        .where(Certificate.person_id == person.id)
        .order_by(Certificate.id.desc())
    ).first()
    days = (row.issued_on, row.expires_on, row.renew_from, row.counts_until) if row else None
    proof = Proof(*days) if days else None
    return state(Standing(modules=6, proof=proof), TODAY)


def take_change(db: Session, content: ContentSet, person: Person, *, right: bool = True) -> Attempt:
    """Answer the questions of the open change."""
    change = queries.open_change(db, person_id=person.id, course=COURSE)
    assert change is not None
    attempt = quizzes.start_change(
        db,
        person_id=person.id,
        course=content.courses[COURSE],
        change=change,
        language="en",
        now=NOW,
        seed=3,
    )
    for position in range(1, attempt.points_of + 1):
        asked = attempt_asked(db, course=COURSE, attempt=attempt.id, position=position)
        assert asked is not None
        given = key_of(asked.question) if right else wrong_answer(asked.question)
        quizzes.answer(
            db,
            asked,
            given,
            course=content.courses[COURSE],
            now=NOW,
            today=TODAY,
            organisation="Esimerkki Oy",
        )
    db.flush()
    return attempt


def wrong_answer(question: Any) -> Any:
    """An answer that earns nothing."""
    match question.type:
        case "match":
            rights = [option.pair for option in question.options]
            return dict(
                zip([option.letter for option in question.options],
                    rights[1:] + rights[:1], strict=True)
            )  # fmt: skip
        case "order":
            return [option.letter for option in reversed(question.options)]
        case "text":
            return "nothing of the kind"
        case "multiple":
            return [option.letter for option in question.options if not option.right][:1]
        case _:
            return next(option.letter for option in question.options if not option.right)


def test_the_first_publication_asks_nothing_of_anybody(db: Session, first: ContentSet) -> None:
    person = a_person(db)
    a_certificate(db, person)
    made = publish(db, second_edition(first))
    assert made is not None
    assert all(impact.difference.is_new for impact in made.impacts)
    assert db.scalars(select(ContentChange)).all() == []
    assert state_of(db, person) is State.READY


def test_publishing_the_same_again_does_nothing(db: Session, published: ContentSet) -> None:
    assert publish(db, published) is None
    assert db.scalar(select(func.count()).select_from(Publication)) == 1


def test_a_material_change_makes_certificates_expire_after_its_time(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    made = publish(db, second_edition(published))
    assert made is not None
    assert [impact.touched.asked for impact in made.impacts] == [1]
    db.refresh(certificate)
    assert certificate.expires_on == TODAY + timedelta(days=61)
    assert state_of(db, person) is State.EXPIRING
    notice = db.scalars(select(Notice).where(Notice.person_id == person.id)).one()
    assert (notice.kind, notice.subject) == (services.NOTICE, COURSE)
    entry = db.scalars(select(AuditEntry).where(AuditEntry.action == "content.publish")).all()[-1]
    assert "asks 1 people" in entry.detail


def test_passing_the_few_questions_gives_the_whole_time_back(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    until = certificate.expires_on
    changed = second_edition(published)
    publish(db, changed)
    attempt = take_change(db, changed, person)
    db.refresh(certificate)
    assert attempt.passed
    assert attempt.points_of <= 3
    assert {certificate.expires_on, certificate.full_until} == {until}
    assert (certificate.edition, certificate.updated_edition) == (1, 2)
    assert certificate.updated_on == TODAY
    assert state_of(db, person) is State.READY
    assert queries.open_change(db, person_id=person.id, course=COURSE) is None
    assert db.scalar(select(func.count()).select_from(Certificate)) == 1
    assert db.scalars(select(Notice).where(Notice.closed_at.is_(None))).all() == []


def test_only_questions_of_the_touched_objective_are_asked(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    a_certificate(db, person)
    changed = second_edition(published, objectives=("C2",))
    publish(db, changed)
    attempt = take_change(db, changed, person)
    asked = [
        attempt_asked(db, course=COURSE, attempt=attempt.id, position=position)
        for position in range(1, attempt.points_of + 1)
    ]
    assert {item.question.objective for item in asked if item} == {"C2"}


def test_what_was_missed_leaves_the_change_open_and_may_be_tried_again(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    changed = second_edition(published)
    publish(db, changed)
    first = take_change(db, changed, person, right=False)
    assert first.passed is False
    assert queries.open_change(db, person_id=person.id, course=COURSE) is not None
    second = take_change(db, changed, person)
    assert second.id != first.id
    db.refresh(certificate)
    assert certificate.expires_on == certificate.full_until


def test_a_change_is_asked_once_however_often_it_is_published(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    a_certificate(db, person)
    changed = second_edition(published)
    publish(db, changed)
    take_change(db, changed, person)
    reason = replace(
        changed.changes[-1], because={"en": "Said more clearly.", "fi": "Selvemmin sanottu."}
    )
    again = replace(
        with_course(changed, reworded(changed.courses[COURSE], new="A third sentence.")),
        changes=(*published.changes, reason),
    )
    made = publish(db, again)
    assert made is not None
    assert [impact.touched.asked for impact in made.impacts] == [0]
    assert queries.open_change(db, person_id=person.id, course=COURSE) is None


@pytest.mark.parametrize("kind", ["typo", "clarified"])
def test_smaller_changes_ask_nothing(db: Session, published: ContentSet, kind: Any) -> None:
    person = a_person(db)
    a_certificate(db, person)
    course = reworded(published.courses[COURSE])
    made = publish(db, with_course(published, course, a_change(kind, edition=1)))
    assert made is not None
    assert state_of(db, person) is State.READY
    assert db.scalars(select(CertificateChange)).all() == []
    assert db.scalars(select(Notice)).all() == []
    assert len(db.scalars(select(ContentChange)).all()) == 1


def test_expired_revoked_and_replaced_certificates_are_left_alone(
    db: Session, published: ContentSet
) -> None:
    expired, revoked, renewed = a_person(db), a_person(db), a_person(db)
    a_certificate(db, expired, issued_on=TODAY - timedelta(days=400), expires_on=TODAY)
    a_certificate(db, revoked, revoked_at=NOW)
    old = a_certificate(db, renewed)
    new = a_certificate(db, renewed, cycle=2)
    made = publish(db, second_edition(published))
    assert made is not None
    assert [impact.touched.asked for impact in made.impacts] == [1]
    rows = db.scalars(select(CertificateChange.certificate_id)).all()
    assert rows == [new.id]
    assert old.expires_on == old.full_until


def test_a_certificate_that_ends_sooner_keeps_its_end(db: Session, published: ContentSet) -> None:
    person = a_person(db)
    soon = TODAY + timedelta(days=20)
    certificate = a_certificate(db, person, expires_on=soon)
    publish(db, second_edition(published))
    db.refresh(certificate)
    assert certificate.expires_on == soon


def test_a_certificate_without_an_end_gets_one_until_the_change_is_done(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person, expires_on=None)
    changed = second_edition(published)
    publish(db, changed)
    db.refresh(certificate)
    assert certificate.expires_on == TODAY + timedelta(days=61)
    take_change(db, changed, person)
    db.refresh(certificate)
    assert certificate.expires_on is None


def test_two_changes_in_a_row_each_count_until_both_are_done(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    until = certificate.full_until
    second = second_edition(published)
    publish(db, second)
    course = replace(reworded(second.courses[COURSE], new="Newer still."), edition=3)
    third = with_course(second, course, a_change(edition=3, objectives=("C2",), within_days=30))
    publish(db, third)
    db.refresh(certificate)
    assert certificate.expires_on == TODAY + timedelta(days=31)
    take_change(db, third, person)
    db.refresh(certificate)
    assert certificate.expires_on == TODAY + timedelta(days=61)
    take_change(db, third, person)
    db.refresh(certificate)
    assert certificate.expires_on == until
    assert certificate.updated_edition == 3


def test_who_finishes_an_attempt_begun_before_the_change_is_asked_for_it_then(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    attempt = quizzes.start(
        db,
        person_id=person.id,
        course=published.courses[COURSE],
        language="en",
        now=NOW,
        today=TODAY,
        seed=1,
    )
    changed = second_edition(published)
    publish(db, changed)
    for position in range(1, attempt.points_of + 1):
        asked = attempt_asked(db, course=COURSE, attempt=attempt.id, position=position)
        assert asked is not None
        quizzes.answer(
            db,
            asked,
            key_of(asked.question),
            course=changed.courses[COURSE],
            now=NOW,
            today=TODAY,
            organisation="Esimerkki Oy",
        )
    certificate = db.scalars(select(Certificate)).one()
    assert certificate.edition == 1
    change = queries.open_change(db, person_id=person.id, course=COURSE)
    assert change is not None
    assert certificate.expires_on == TODAY + timedelta(days=61)
    take_change(db, changed, person)
    db.refresh(certificate)
    assert certificate.expires_on == certificate.full_until


def test_taking_the_whole_quiz_again_answers_the_change_as_well(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    certificate = a_certificate(db, person)
    changed = second_edition(published, within_days=200)
    publish(db, changed)
    assert state_of(db, person) is State.READY
    attempt = quizzes.start(
        db,
        person_id=person.id,
        course=changed.courses[COURSE],
        language="en",
        now=NOW,
        today=TODAY,
        seed=1,
    )
    for position in range(1, attempt.points_of + 1):
        asked = attempt_asked(db, course=COURSE, attempt=attempt.id, position=position)
        assert asked is not None
        quizzes.answer(
            db, asked, key_of(asked.question), course=changed.courses[COURSE],
            now=NOW, today=TODAY, organisation="Esimerkki Oy",
        )  # fmt: skip
    db.refresh(certificate)
    assert queries.open_change(db, person_id=person.id, course=COURSE) is None
    assert certificate.expires_on == certificate.full_until
    assert certificate.updated_edition == 2


def test_a_process_that_still_serves_the_old_edition_asks_for_patience(
    db: Session, published: ContentSet
) -> None:
    person = a_person(db)
    a_certificate(db, person)
    publish(db, second_edition(published))
    change = queries.open_change(db, person_id=person.id, course=COURSE)
    assert change is not None
    with pytest.raises(Conflict, match="not_taken_up_yet"):
        quizzes.start_change(
            db, person_id=person.id, course=published.courses[COURSE], change=change,
            language="en", now=NOW, seed=1,
        )  # fmt: skip


def test_nobody_can_begin_what_is_not_asked_of_them(db: Session, published: ContentSet) -> None:
    person = a_person(db)
    changed = second_edition(published)
    publish(db, changed)
    (change,) = queries.changes_for(db, person_id=person.id, course=COURSE)
    with pytest.raises(NotFound, match="unknown_change"):
        quizzes.start_change(
            db, person_id=person.id, course=changed.courses[COURSE], change=change,
            language="en", now=NOW, seed=1,
        )  # fmt: skip


def test_texts_are_kept_before_and_after(db: Session, published: ContentSet) -> None:
    publish(db, second_edition(published))
    change = db.scalars(select(ContentChange)).one()
    before, after = change.texts[MODULE]["en"]
    texts = queries.published_texts(db, [before, after])
    assert texts[after] == [*texts[before], "One more."] or "One more." in texts[after]
    assert "One more." not in texts[before]
    assert db.scalar(select(func.count()).select_from(PublishedText)) or 0 > 2


@pytest.fixture(name="own_database")
def a_database_of_its_own(database_url: str) -> Iterator[Database]:
    """A database for several connections at once."""
    database = Database(make_engine(database_url))
    yield database
    database.engine.dispose()


def test_two_who_publish_at_once_publish_once(own_database: Database, first: ContentSet) -> None:
    with own_database.begin() as db:
        person = a_person(db)
        a_certificate(db, person)
        services.publish(db, first, by="tests", now=NOW, today=TODAY)
    changed = second_edition(first)

    def run(_number: int) -> str:
        try:
            with own_database.begin() as db:
                made = services.publish(db, changed, by="tests", now=NOW, today=TODAY)
        except Conflict as error:
            return error.code
        return "published" if made else "nothing"

    with ThreadPoolExecutor(6) as pool:
        told = sorted(pool.map(run, range(6)))
    assert told.count("published") == 1
    assert set(told) <= {"published", "nothing", "published_meanwhile"}
    with own_database.session(readonly=True) as db:
        assert db.scalars(select(Publication.number).order_by(Publication.number)).all() == [1, 2]
        assert len(db.scalars(select(CertificateChange)).all()) == 1
        assert len(db.scalars(select(ContentChange)).all()) == 1


def test_a_publishing_that_breaks_off_leaves_nothing(
    own_database: Database, first: ContentSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_database.begin() as db:
        certificate = a_certificate(db, a_person(db))
        until = certificate.expires_on
        services.publish(db, first, by="tests", now=NOW, today=TODAY)

    def breaks(*_args: object, **_values: object) -> None:
        raise RuntimeError("the light went out")

    monkeypatch.setattr(notices, "leave_for_all", breaks)
    with pytest.raises(RuntimeError), own_database.begin() as db:
        services.publish(db, second_edition(first), by="tests", now=NOW, today=TODAY)
    with own_database.session(readonly=True) as db:
        assert db.scalars(select(Publication.number)).all() == [1]
        assert db.scalars(select(ContentChange)).all() == []
        assert db.scalars(select(CertificateChange)).all() == []
        assert db.scalars(select(Certificate.expires_on)).one() == until


STATES = ("ready", "expiring", "expired", "in_progress", "not_started")


def a_thousand_learners(db: Session) -> dict[str, list[int]]:
    """People in every state, two hundred each."""
    groups: dict[str, list[int]] = {name: [] for name in STATES}
    people = [
        {
            "sign_in_name": f"p{number}", "first_name": "P", "last_name": f"{number}",
            "job_title": "", "theme": "system", "is_author": False, "is_administrator": False,
            "is_demo": False, "is_imported": False, "created_at": NOW,
        }
        for number in range(1_000)
    ]  # fmt: skip
    ids = list(
        db.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), people)
    )
    for index, id_ in enumerate(ids):
        groups[STATES[index % len(STATES)]].append(id_)
    begun = [id_ for name in STATES[:4] for id_ in groups[name]]
    enrolments = dict(
        zip(
            begun,
            db.scalars(
                insert(Enrolment).returning(Enrolment.id, sort_by_parameter_order=True),
                [
                    {"person_id": id_, "course": COURSE, "cycle": 1, "started_at": NOW}
                    for id_ in begun
                ],
            ),
            strict=True,
        )
    )
    ends = {
        "ready": TODAY + timedelta(days=300),
        "expiring": TODAY + timedelta(days=EXPIRING_DAYS - 1),
        "expired": TODAY,
    }
    db.execute(
        insert(Certificate),
        [
            {
                "code": f"C{id_:07d}", "enrolment_id": enrolments[id_], "person_id": id_,
                "course": COURSE, "edition": 1, "language": "en", "content_version": "1",
                "holder": "P", "holder_last_name": "P", "title": "Confidentiality",
                "can_do": "", "modules": 6, "mark": "lock", "organisation": "Esimerkki Oy",
                "issued_at": NOW - timedelta(days=65), "issued_on": TODAY - timedelta(days=65),
                "expires_on": ends[name], "full_until": ends[name], "is_public": False,
                "revoked_why": "",
            }
            for name in ends
            for id_ in groups[name]
        ],
    )  # fmt: skip
    return groups


def counted(db: Session) -> dict[str, int]:
    """How many stand where, reckoned by the rule that every page uses."""
    found = dict.fromkeys(STATES, 0)
    rows = db.execute(
        select(Person.id, Enrolment.id.label("enrolment"), Certificate.issued_on,
               Certificate.expires_on)
        .outerjoin(Enrolment, Enrolment.person_id == Person.id)
        .outerjoin(Certificate, Certificate.enrolment_id == Enrolment.id)
    )  # fmt: skip
    for row in rows:
        proof = Proof(row.issued_on, row.expires_on) if row.issued_on else None
        standing = Standing(modules=6, enrolled=row.enrolment is not None, proof=proof)
        found[state(standing, TODAY).value] += 1
    return found


def test_a_thousand_learners_are_asked_exactly_what_a_change_means_for_them(
    db: Session, published: ContentSet
) -> None:
    """PRODUCT row B1: no lost answer, the right people asked, nobody asked twice."""
    groups = a_thousand_learners(db)
    before = counted(db)
    print("before", before)
    assert before == dict.fromkeys(STATES, 200)

    course = reworded(published.courses[COURSE], new="A spelling mended.")
    typo = with_course(published, course)
    publish(db, typo)
    print("typo", counted(db))
    assert counted(db) == before

    course = reworded(course, new="Said more clearly.")
    clarified = with_course(typo, course, a_change("clarified", edition=1))
    publish(db, clarified)
    print("clarified", counted(db))
    assert counted(db) == before
    assert db.scalars(select(CertificateChange)).all() == []

    course = replace(reworded(course, new="The rule is new."), edition=2)
    material = with_course(clarified, course, a_change(within_days=59))
    made = publish(db, material)
    assert made is not None
    (impact,) = made.impacts
    assert impact.touched == queries.Touched(200, 200, 0, 200, 200, asked=400)
    after = counted(db)
    print("material", after)
    assert after == {**before, "ready": 0, "expiring": 400}
    asked = set(
        db.scalars(
            select(Certificate.person_id).join(
                CertificateChange, CertificateChange.certificate_id == Certificate.id
            )
        )
    )
    assert asked == {*groups["ready"], *groups["expiring"]}
    told = db.scalars(select(Notice.person_id).where(Notice.kind == services.NOTICE)).all()
    assert sorted(told) == sorted(asked)

    assert publish(db, material) is None
    assert len(db.scalars(select(CertificateChange)).all()) == 400

    for id_ in groups["ready"][:3]:
        take_change(db, material, db.get_one(Person, id_))
    print("three of them done", counted(db))
    assert counted(db) == {**before, "ready": 3, "expiring": 397}
