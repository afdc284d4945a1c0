"""The example company holds every state, is the same everywhere, and is filled in a moment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.rules import ALPHABET, CODE_LENGTH
from lms.content.current import Current
from lms.demo import organisation
from lms.leaders.models import Invitation
from lms.leaders.queries import finished_courses, led_team
from lms.people.models import Membership, Person, Role, Team
from lms.people.passwords import verify
from lms.quizzes.models import Attempt
from lms.quizzes.statistics import statistics
from lms.quizzes.tallies import versions_of_course
from lms.reactions import queries as reactions
from lms.readiness import queries, rules
from lms.readiness.rules import Columns
from lms.standing import State
from tests.conftest import NOW, TODAY
from tests.readiness.everyone import everyone_in

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "demo.md"


@pytest.fixture
def company(db: Session, content: Current) -> Session:
    """A database with the example company in it."""
    organisation.fill(db, content=content.get(), now=NOW, today=TODAY)
    return db


def test_about_sixty_invented_people_in_a_tree_of_three_levels(company: Session) -> None:
    parents = {team.id: team.parent_id for team in company.scalars(select(Team))}

    def depth(team: int) -> int:
        above = parents[team]
        return 1 if above is None else 1 + depth(above)

    assert max(map(depth, parents)) == 3
    assert 55 <= (company.scalar(select(func.count()).select_from(Person)) or 0) <= 65
    assert company.scalar(select(func.count()).where(~Person.is_demo)) == 0
    addresses = company.scalars(select(Person.email)).all()
    assert [text for text in addresses if not str(text).endswith(".example")] == []


def test_at_least_two_managers_have_nothing_to_do_with_each_other(company: Session) -> None:
    managed = dict(
        company.execute(
            select(Person.sign_in_name, Team.slug)
            .join(Membership, Membership.person_id == Person.id)
            .join(Team, Team.id == Membership.team_id)
            .where(Membership.role == Role.MANAGER.value)
        ).all()
    )

    assert managed["riitta@esimerkki.example"] == "service-north"
    assert managed["tapio@esimerkki.example"] == "maintenance"


def test_every_state_is_there_and_the_manager_is_not_ready_herself(
    company: Session, content: Current
) -> None:
    rows = []
    for unit in organisation.UNITS:
        team = queries.managed_team(company, slug=unit.key, path=(), today=TODAY)
        assert team is not None
        columns = Columns.of(content.get(), team.asked)
        people = everyone_in(company, team_id=team.team_id, columns=columns, today=TODAY)
        rows += [rules.person_readiness(columns, facts, TODAY) for facts in people]

    there = {cell.state for row in rows for cell in row.cells}
    # No course of ours gives a grace, and what is asked is asked of whole teams.
    assert there == set(State) - {State.GRACE, State.NOT_ASKED}
    assert not any(course.renewal.grace for course in content.get().courses.values())
    assert any(row.is_ready for row in rows)
    assert {row.is_ready for row in rows if row.name == "Riitta Testinen"} == {False}


def test_the_documents_name_every_sign_in(company: Session) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    told = re.findall(r"^\| ([a-z ]+) \| `([^`]+)` \|", document, flags=re.MULTILINE)

    assert told == [(person.role, person.address) for person in organisation.PEOPLE]
    assert organisation.PASSWORD in document
    for person in organisation.PEOPLE:
        secret = company.scalar(
            select(Person.password_hash).where(Person.sign_in_name == person.address)
        )
        assert secret is not None
    assert verify(secret, organisation.PASSWORD)


def test_filling_sends_few_statements_for_sixty_people(db: Session, content: Current) -> None:
    sent: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    bind = db.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        organisation.fill(db, content=content.get(), now=NOW, today=TODAY)
    finally:
        event.remove(bind, "before_cursor_execute", note)

    assert len(sent) < 2_500, len(sent)


def test_learners_for_load_tests_are_added_once(company: Session) -> None:
    for count in (3, 5, 5):
        organisation.add_learners(company, count, now=NOW)
        company.flush()

    found = company.scalars(
        select(Person.sign_in_name).where(Person.sign_in_name.like("%@load.test"))
    )
    assert sorted(found) == [f"learner{number}@load.test" for number in range(1, 6)]
    members = select(func.count()).select_from(Membership).join(Team).where(Team.slug == "load")
    assert company.scalar(members) == 5


def test_codes_of_certificates_are_read_as_they_are_shown(company: Session) -> None:
    codes = company.scalars(select(Certificate.code)).all()

    assert len(set(codes)) == len(codes) > 50
    assert [code for code in codes if len(code) != CODE_LENGTH or set(code) - set(ALPHABET)] == []


def test_authors_find_figures_and_messages_and_the_sign_ins_have_a_fresh_start(
    company: Session, content: Current
) -> None:
    told = [
        version.name
        for slug in content.get().path.courses
        for version in versions_of_course(company, slug)
        if statistics(version.question, version.cells)
    ]
    inbox = reactions.inbox(company, settled=False), reactions.inbox(company, settled=True)
    own = {person.address for person in organisation.PEOPLE}
    tried = set(
        company.scalars(
            select(Person.sign_in_name).join(Attempt, Attempt.person_id == Person.id).distinct()
        )
    )

    assert len(told) >= 10
    assert all(page.messages for page in inbox)
    assert any(row.counts for row in reactions.worth(company))
    assert tried
    assert not tried & own


def test_certificates_of_the_crowd_rest_on_a_passed_attempt(company: Session) -> None:
    rows = company.execute(
        select(Attempt.passed, Certificate.issued_at, Attempt.finished_at).join(
            Certificate, Certificate.attempt_id == Attempt.id
        )
    ).all()

    assert len(rows) > 40
    assert all(passed and issued == finished for passed, issued, finished in rows)


def test_leaders_who_have_finished_have_invited_their_teams(
    company: Session, content: Current
) -> None:
    path = content.get().path.courses
    lines = company.execute(
        select(Team.slug, Invitation.person_id)
        .join(Invitation, Invitation.team_id == Team.id)
        .order_by(Team.slug)
    ).all()

    assert [line.slug for line in lines] == ["company", "maintenance"]
    for line in lines:
        team = led_team(company, slug=line.slug, person_id=line.person_id, today=TODAY)
        assert team is not None
        assert team.is_open
        finished = finished_courses(company, [line.person_id], path=path, today=TODAY)
        assert {course for _, course in finished} == set(path)
