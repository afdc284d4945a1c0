"""Issuing anew: one certificate in force, a chain of codes, and readiness that follows."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import count

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates import queries, services
from lms.certificates.commands import certificates as command
from lms.certificates.models import Certificate, ReplacedCode
from lms.certificates.rules import Cause, Status, shown_code
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.enrolments.queries import open_notices, proofs_of
from lms.enrolments.services import open_enrolment
from lms.errors import Conflict, NotFound
from lms.people.models import AuditEntry, Person
from lms.people.queries import stored_about
from lms.publishing.models import CertificateChange
from lms.publishing.services import finish_change
from lms.quizzes.models import Attempt
from lms.readiness import queries as readiness
from lms.readiness.rules import Columns
from lms.standing import State, state
from tests.factories import NOW, TODAY, a_certificate, a_content_change, a_person

COURSE = "confidentiality"
numbers = count(1)


def reissued(db: Session, code: str, *, cause: Cause = Cause.NAME) -> Certificate:
    return services.reissue(db, code=code, cause=cause, now=NOW, today=TODAY)


def married(db: Session, person: Person, last_name: str = "Uusinimi") -> None:
    """The person has another last name from now on."""
    person.last_name = last_name
    db.flush()


def test_the_new_one_has_a_new_code_and_name_and_all_else_stays(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    certificate = a_certificate(db, person)
    before = queries.certificate_by_id(db, certificate.id)
    old = certificate.code
    married(db, person)

    reissued(db, old)

    after = queries.certificate_by_id(db, certificate.id)
    assert before is not None
    assert after is not None
    assert after.code != old
    assert (after.holder, after.holder_last_name) == ("Ada Uusinimi", "Uusinimi")
    same = set(type(after).__slots__) - {"code", "holder", "holder_last_name"}
    assert {name: getattr(after, name) for name in same} == {
        name: getattr(before, name) for name in same
    }


def test_the_old_code_tells_by_which_one_it_was_replaced(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    old = a_certificate(db, person).code
    married(db, person)

    new = reissued(db, old).code

    found = queries.checked_certificate(db, code=old, last_name="Malli")
    assert found is not None
    assert found.status(TODAY) is Status.REPLACED
    assert (found.holder, found.replaced_by) == ("Ada Malli", new)
    assert queries.checked_certificate(db, code=old, last_name="Uusinimi") is None
    assert queries.checked_certificate(db, code=new, last_name="Malli") is None


def test_the_holder_is_told_and_the_audit_log_knows(db: Session) -> None:
    person, administrator = a_person(db, "Ada", "Malli"), a_person(db, is_administrator=True)
    old = a_certificate(db, person).code
    married(db, person)

    new = services.reissue(
        db, code=old, cause=Cause.MISTAKE, now=NOW, today=TODAY, actor_id=administrator.id
    )

    entry = db.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("certificate.reissue", administrator.id)
    assert entry.detail == f"{shown_code(old)} -> {shown_code(new.code)}: mistake"
    assert [notice.kind for notice in open_notices(db, person.id)] == ["reissued"]


def test_the_same_step_again_changes_nothing(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    old = a_certificate(db, person).code
    married(db, person)
    new = reissued(db, old).code

    married(db, person, "Kolmas")

    assert reissued(db, old).code == new
    assert db.scalar(select(func.count(ReplacedCode.id))) == 1
    assert db.scalar(select(func.count(AuditEntry.id))) == 1


def test_what_cannot_be_issued_anew_is_refused(db: Session) -> None:
    withdrawn = a_certificate(db, a_person(db), revoked_at=NOW)
    same = a_certificate(db, a_person(db))
    erased = a_person(db)
    of_erased = a_certificate(db, erased)
    erased.erased_at = NOW

    for code, refusal in (
        (withdrawn.code, "certificate_revoked"),
        (same.code, "same_name"),
        (of_erased.code, "person_erased"),
    ):
        with pytest.raises(Conflict, match=refusal):
            reissued(db, code)
    with pytest.raises(NotFound):
        reissued(db, "NOPE")


def test_an_old_code_is_not_withdrawn_but_its_successor_named(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    old = a_certificate(db, person).code
    married(db, person)
    new = reissued(db, old).code

    with pytest.raises(Conflict, match="certificate_replaced") as refused:
        services.revoke(db, code=old, why="Asked for.", now=NOW)

    assert refused.value.values["code"] == new
    services.revoke(db, code=new, why="Asked for.", now=NOW)
    found = queries.checked_certificate(db, code=old, last_name="Malli")
    assert found is not None
    assert found.status(TODAY) is Status.REPLACED
    assert found.status_in_place(TODAY) is Status.REVOKED


def test_a_change_that_was_asked_before_is_asked_after(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    certificate = a_certificate(db, person)
    change = a_content_change(db)
    db.add(
        CertificateChange(
            certificate_id=certificate.id, change_id=change.id, due_on=TODAY + timedelta(days=5)
        )
    )
    married(db, person)

    reissued(db, certificate.code)
    finish_change(
        db,
        enrolment_id=certificate.enrolment_id,
        change_id=change.id,
        attempt_id=_attempt(db, certificate.enrolment_id, person.id).id,
        now=NOW,
        today=TODAY,
    )

    assert certificate.updated_edition == change.edition


def test_erasing_takes_every_name_out(db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    old = a_certificate(db, person).code
    married(db, person)
    new = reissued(db, old).code

    assert "Malli" in repr(stored_about(db, person_id=person.id)["replaced_code"])

    services.forget_holder(db, person_id=person.id)

    assert "Malli" not in repr(stored_about(db, person_id=person.id))
    kept = db.scalars(select(ReplacedCode)).one()
    assert (kept.holder, kept.holder_last_name) == ("—", "—")
    for code in (old, new):
        found = queries.public_certificate(db, code=code)
        assert found is not None
        assert "Ada" not in found.holder


def _attempt(db: Session, enrolment_id: int, person_id: int) -> Attempt:
    attempt = Attempt(
        enrolment_id=enrolment_id,
        person_id=person_id,
        course=COURSE,
        number=next(numbers),
        language="en",
        edition=1,
        seed=1,
        pass_score=80,
        critical_all=True,
        points_of=8,
        started_at=NOW,
        finished_at=NOW,
        points_num=8,
        points_den=1,
        passed=True,
    )
    db.add(attempt)
    db.flush()
    return attempt


class Story:
    """One person's certificates as they should be after what was done to them."""

    def __init__(self, db: Session, content: Current) -> None:
        self.db = db
        self.content = content.get()
        self.person = a_person(db, "Ada", "Malli")
        self.columns = Columns.of(self.content, ())
        self.printed: dict[str, tuple[int, str]] = {}  # every code ever: certificate, last name
        self.ends: dict[int, str] = {}  # the code of today of each certificate
        self.withdrawn: set[int] = set()
        self.latest: Certificate | None = None

    def issue(self) -> None:
        """Pass the quiz: a certificate, or the one that is there."""
        enrolment = open_enrolment(
            self.db, person_id=self.person.id, course=COURSE, now=NOW, today=TODAY
        )
        self.latest = services.award(
            self.db,
            enrolment=enrolment,
            attempt=_attempt(self.db, enrolment.id, self.person.id),
            course=self.content.courses[COURSE],
            language="en",
            now=NOW,
            today=TODAY,
            organisation="Esimerkki Oy",
        )
        self._note(self.latest)

    def rename(self) -> None:
        """Another name on record."""
        married(self.db, self.person, f"Nimi{next(numbers)}")

    def revoke(self) -> None:
        """Withdraw the latest."""
        if self.latest is not None:
            services.revoke(self.db, code=self.latest.code, why="Asked for.", now=NOW)
            self.withdrawn.add(self.latest.id)

    def reinstate(self) -> None:
        """Let the latest count again."""
        if self.latest is not None and self.latest.id in self.withdrawn:
            services.reinstate(self.db, certificate=self.latest, why="A slip.", now=NOW)
            self.withdrawn.discard(self.latest.id)

    def reissue(self) -> None:
        """Issue the latest anew, where that is possible."""
        if self.latest is None:
            return
        possible = self.latest.id not in self.withdrawn and self.latest.holder != self.person.name
        before = self.latest.code
        try:
            reissued(self.db, before)
        except Conflict:
            assert not possible
        else:
            assert possible
            assert self.latest.code != before
            self._note(self.latest)

    def _note(self, certificate: Certificate) -> None:
        self.printed.setdefault(certificate.code, (certificate.id, certificate.holder_last_name))
        self.ends[certificate.id] = certificate.code

    def holds(self) -> None:
        """What must be true after every step."""
        rows = self.db.execute(
            select(Certificate.enrolment_id, func.count().label("number"))
            .where(Certificate.person_id == self.person.id, Certificate.revoked_at.is_(None))
            .group_by(Certificate.enrolment_id)
        )
        in_force = {row.enrolment_id: row.number for row in rows}
        assert set(in_force.values()) <= {1}
        assert len(in_force) == len(self.ends.keys() - self.withdrawn)

        proofs, _ids = proofs_of(self.db, person_id=self.person.id)
        assert (COURSE in proofs) == bool(in_force)
        facts = readiness.facts_of(
            self.db, person_id=self.person.id, columns=self.columns, today=TODAY
        )
        at = self.columns.courses.index(COURSE)
        assert (state(facts.standings[at], TODAY) is State.READY) == bool(in_force)

        for code, (certificate_id, last_name) in self.printed.items():
            found = queries.checked_certificate(self.db, code=code, last_name=last_name)
            assert found is not None
            assert found.id == certificate_id
            today = self.ends[certificate_id]
            expected = Status.REVOKED if certificate_id in self.withdrawn else Status.VALID
            assert found.status_in_place(TODAY) is expected
            assert found.status(TODAY) is (expected if code == today else Status.REPLACED)
            codes = [link.code for link in queries.chain_of(self.db, found)]
            assert codes[-1] == today
            assert codes.count(code) == 1
            assert set(codes) == {
                each for each, (owner, _) in self.printed.items() if owner == certificate_id
            }


STEPS = ("issue", "rename", "revoke", "reinstate", "reissue")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=10))
def test_after_any_story_at_most_one_is_in_force_and_readiness_follows(
    db: Session, content: Current, steps: list[str]
) -> None:
    story = Story(db, content)
    for step in ("issue", *steps):
        getattr(story, step)()
        story.holds()


def test_ten_at_once_replace_it_once(database_url: str) -> None:
    engine = make_engine(database_url)
    database = Database(engine)
    with database.begin() as db:
        person = a_person(db, "Ada", "Malli")
        old = a_certificate(db, person).code
        married(db, person)
    codes: list[str] = []
    gate = threading.Barrier(10)

    def click() -> None:
        gate.wait()
        with database.begin() as db:
            made = services.reissue(db, code=old, cause=Cause.NAME, now=NOW, today=TODAY)
            codes.append(made.code)

    clicks = [threading.Thread(target=click) for _ in range(10)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    with database.reading() as db:
        assert db.scalar(select(func.count(ReplacedCode.id))) == 1
        assert db.scalar(select(func.count(AuditEntry.id))) == 1
        assert set(codes) == {db.scalar(select(Certificate.code))}
        assert len(codes) == 10
    engine.dispose()


def test_the_command_issues_anew_and_says_what_is_in_the_way(
    database_url: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", f"{tmp_path}/instance")
    monkeypatch.setenv("DATABASE_URL", database_url)
    engine = make_engine(database_url)
    with Database(engine).begin() as db:
        person = a_person(db, "Ada", "Malli")
        old = a_certificate(db, person).code
        person_id = person.id

    def call(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(command, list(words))
        return done.exit_code, done.output

    assert "Correct the person's name first" in call("reissue", old, "--because", "name")[1]
    with Database(engine).begin() as db:
        married(db, db.get_one(Person, person_id))
    status, told = call("reissue", shown_code(old).lower(), "--because", "name")
    with Database(engine).reading() as db:
        new = db.scalars(select(Certificate.code)).one()
    engine.dispose()

    assert status == 0
    assert f"{shown_code(old)} is replaced by {shown_code(new)}" in told
    assert call("reissue", old, "--because", "name") == (0, told)
    assert f"was replaced by {shown_code(new)}" in call("revoke", old, "--why", "Asked for.")[1]
    assert call("reissue", "NOPE", "--because", "name")[0] == 1
