"""In the grace after a certificate its holder counts, and every page and file says so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import calendar
from lms.enrolments import queries as enrolments
from lms.people.models import Person, Team
from lms.readiness import queries, rules
from lms.readiness.queries import Narrowed
from lms.readiness.rules import Columns, Filter
from lms.reminders.letters import composing
from lms.reminders.queries import Addressee
from lms.reminders.rules import About, Mention, Recipient, matter
from lms.standing import Proof, Standing, State, last_day, state
from tests.factories import TODAY, a_certificate, a_person, a_team, an_assignment, let_end
from tests.pages import Page

COURSE = "confidentiality"
ENDED, COUNTS_UNTIL = date(2026, 11, 12), date(2026, 12, 12)


@pytest.fixture(name="team")
def one_in_grace(db: Session) -> Team:
    """A team of one: a certificate of Ada's ended ten days ago, with thirty days of grace."""
    team = a_team(db, "Service North")
    ada = a_person(db, "Ada", "Malli", team=team)
    a_person(db, "Max", "Johto", manages=team)
    for slug in ("channel-basics", "guidelines", COURSE, "personal-branding"):
        a_certificate(db, ada, slug, issued_on=date(2025, 11, 12), expires_on=date(2028, 9, 1))
    ended = a_certificate(db, ada, COURSE, issued_on=date(2025, 11, 12), cycle=2)
    let_end(ended, ENDED, grace=30)
    an_assignment(db, team, COURSE, due_on=TODAY - timedelta(days=5))
    db.commit()
    return team


def person(db: Session, first_name: str) -> Person:
    """The one of that name."""
    return db.query(Person).filter(Person.first_name == first_name).one()


def test_the_manager_reads_until_when_somebody_counts(team: Team, db: Session, page: Page) -> None:
    seen = page.sign_in(person(db, "Max")).get(f"/team/{team.slug}")

    assert "1 of 1" in seen.text
    assert "in grace until 11 Dec 2026" in seen.text
    assert "1 in grace" in seen.text
    assert "Ada Malli" in page.get(f"/team/{team.slug}?state=expiring").text
    assert "Ada Malli" in page.get(f"/team/{team.slug}?state=ready").text
    assert "Ada Malli" not in page.get(f"/team/{team.slug}?state=overdue").text


@pytest.mark.parametrize("shape", ["sheet", "data"])
def test_files_hold_the_state_and_the_true_end(
    team: Team, db: Session, page: Page, shape: str
) -> None:
    page.sign_in(person(db, "Max"))
    page.get(f"/team/{team.slug}/export")
    token = page.csrf_token()
    form = {"why": "For the monthly talk.", "shape": shape, "csrf_token": token}
    text = page.client.post(f"/team/{team.slug}/export", data=form).get_data(as_text=True)

    if shape == "data":
        assert "grace,2026-11-11" in text
    else:
        assert "In grace;11 Nov 2026" in text


def test_the_learner_is_told_and_led_to_the_quiz(team: Team, db: Session, page: Page) -> None:
    page.sign_in(person(db, "Ada"))
    learn = page.get("/learn")
    course = page.get(f"/courses/{COURSE}")

    assert "Ended 11 Nov 2026. You count as ready until 11 Dec 2026" in learn.text
    assert f"/courses/{COURSE}/quiz" in learn.links
    assert "In grace" in course.text
    assert "You count as ready until 11 Dec 2026." in course.text
    assert "Refresh with the quiz" in course.text


def test_the_calendar_has_the_last_day_of_grace(db: Session, content: Current) -> None:
    course = content.get().courses[COURSE]
    proof = Proof(date(2025, 11, 12), ENDED, None, COUNTS_UNTIL)
    known = enrolments.Learning(
        read={}, enrolled=frozenset(), proofs={COURSE: proof}, certificate_ids={}, asked={}
    )

    (entry,) = calendar.entries([course], known, TODAY)

    assert (entry.kind, entry.on) == ("grace", COUNTS_UNTIL - timedelta(days=1))


def test_what_a_reminder_tells_in_grace_is_the_end_of_it(app: Flask) -> None:
    proof = Proof(date(2025, 11, 12), ENDED, None, COUNTS_UNTIL)
    item = matter(COURSE, Standing(modules=1, proof=proof), TODAY, on_path=True)
    assert item is not None
    assert (item.about, item.on, item.is_grace) == (About.END, last_day(COUNTS_UNTIL), True)
    ada = Addressee(
        person_id=1, name="Ada", language="en",
        recipient=Recipient((item,)), why={},
    )  # fmt: skip

    with composing(app) as write:
        letter = write(ada, (Mention(COURSE, About.END, last_day(COUNTS_UNTIL), 14),))

    assert "you count as ready until 11 Dec 2026" in letter.subject
    assert "Your certificate has ended. You still count as ready until 11 Dec 2026." in letter.text
    assert "ends on" not in letter.text
    assert matter(COURSE, Standing(modules=1, proof=proof), COUNTS_UNTIL, on_path=True) is None


def test_the_database_counts_every_day_as_the_function_does(db: Session, content: Current) -> None:
    team, top = a_team(db), a_person(db)
    columns = Columns.of(content.get(), ())
    at = columns.courses.index(COURSE)
    made = []
    for left, window, grace in product((-31, -30, -1, 0, 1, 14, 15), (0, 14), (0, 1, 30)):
        member = a_person(db, team=team)
        certificate = a_certificate(db, member, COURSE, issued_on=date(2024, 1, 1))
        end = TODAY + timedelta(days=left)
        let_end(certificate, end, grace=grace)
        certificate.renew_from = end - timedelta(days=window)
        made.append(member)
    db.flush()

    found = queries.team_page(
        db,
        team_id=team.id,
        viewer_id=top.id,
        columns=columns,
        narrowed=Narrowed(show_all=True),
        today=TODAY,
    )
    expected = {}
    for member in made:
        learning = enrolments.learning(db, person_id=member.id, path=columns.path, today=TODAY)
        standing = learning.standing(content.get().courses[COURSE])
        expected[member.id] = state(standing, TODAY)

    readiness = rules.team_readiness(found.snapshot, TODAY)
    assert {row.person_id: row.cells[at].state for row in readiness.people} == expected
    assert readiness.courses[at].counts == {
        kind: list(expected.values()).count(kind) for kind in State
    }
    assert {State.READY, State.EXPIRING, State.GRACE, State.EXPIRED} == set(expected.values())
    assert readiness.filters[Filter.EXPIRING] == sum(
        kind in {State.EXPIRING, State.GRACE} for kind in expected.values()
    )
