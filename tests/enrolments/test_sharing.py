"""A course taken by choice leaves no trace with managers unless the person shares it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import sharing
from lms.enrolments.models import SharedCourse
from lms.operations.services import erase_person
from lms.people.models import Person, Team
from tests.factories import NOW, TODAY, a_certificate, a_person, a_team, an_assignment, an_enrolment
from tests.pages import Page

Two = tuple[Person, Person, Team]


@pytest.fixture
def chosen(content: Current) -> str:
    """A course beside the path."""
    served = content.get()
    return next(slug for slug in served.courses if slug not in served.path.courses)


@pytest.fixture
def two(db: Session) -> Two:
    """Somebody in a team, and the manager of it."""
    team = a_team(db, "Service North")
    person = a_person(db, "Ada", "Malli", team=team)
    manager = a_person(db, "Max", "Johto", manages=team)
    an_assignment(db, team, "confidentiality")
    return person, manager, team


def seen_by_managers(page: Page, two: Two, course: str, title: str) -> list[str]:
    """The addresses at which a manager meets the course, walking all that are about the team."""
    person, manager, team = two
    page.sign_in(manager)
    here = f"/team/{team.slug}"
    about = f"{here}/people/{person.id}"
    day = (TODAY - timedelta(days=1)).isoformat()
    addresses = [
        here, f"{here}?state=ready", f"{here}?state=expiring", f"{here}?state=not-started",
        f"{here}?on={day}", about, f"{about}?on={day}", f"{about}/time", f"{here}/export",
    ]  # fmt: skip
    found = [one for one in addresses if _holds(page.get(one).html, course, title)]
    for shape in ("sheet", "data"):
        answer = page.client.post(
            f"{here}/export",
            data={"csrf_token": page.csrf_token(), "why": "For a report.", "shape": shape},
        )
        assert answer.status_code == 200
        if _holds(answer.get_data(as_text=True), course, title):
            found.append(f"export {shape}")
    return found


def _holds(text: str, course: str, title: str) -> bool:
    return f"{course}." in text or title in text or f"/courses/{course}" in text


@pytest.mark.parametrize("begun", ["certificate", "in progress"])
def test_a_course_by_choice_leaves_no_trace_unless_it_is_shared(
    page: Page, db: Session, content: Current, two: Two, chosen: str, begun: str
) -> None:
    person = two[0]
    title = content.get().courses[chosen].texts["en"].title
    if begun == "certificate":
        a_certificate(db, person, chosen)
    else:
        an_enrolment(db, person, chosen)
    db.commit()
    assert seen_by_managers(page, two, chosen, title) == []

    page.sign_in(person)
    assert "so your managers do not see it" in page.get(f"/courses/{chosen}").text
    page.follow(page.post(f"/courses/{chosen}/share", {"share": "yes"}))
    assert "because you share it" in page.get(f"/courses/{chosen}").text
    found = seen_by_managers(page, two, chosen, title)
    assert f"/team/{two[2].slug}" in found
    assert f"/team/{two[2].slug}/people/{person.id}" in found

    page.sign_in(person)
    page.follow(page.post(f"/courses/{chosen}/share", {"share": "no"}))
    assert seen_by_managers(page, two, chosen, title) == []


def test_what_one_shares_says_nothing_of_the_others(
    page: Page, db: Session, content: Current, two: Two, chosen: str
) -> None:
    person, manager, team = two
    other = a_person(db, "Una", "Toinen", team=team)
    for one in (person, other):
        a_certificate(db, one, chosen)
    sharing.share(db, person_id=person.id, course=chosen, now=NOW)
    sharing.share(db, person_id=person.id, course=chosen, now=NOW)
    db.commit()
    page.sign_in(manager)
    finished = f"Finished {content.get().courses[chosen].texts['en'].title}"

    assert finished in page.get(f"/team/{team.slug}/people/{person.id}").text
    assert finished not in page.get(f"/team/{team.slug}/people/{other.id}").text


def test_only_a_begun_course_that_nobody_asks_for_can_be_shared_on_its_page(
    page: Page, db: Session, two: Two, chosen: str
) -> None:
    a_certificate(db, two[0], "confidentiality")
    db.commit()
    page.sign_in(two[0])

    for course in (chosen, "confidentiality"):
        assert "Show this to my manager" not in page.get(f"/courses/{course}").text


def test_what_was_shared_goes_with_the_person(db: Session, chosen: str) -> None:
    person = a_person(db, left_on=TODAY)
    sharing.share(db, person_id=person.id, course=chosen, now=NOW)

    erase_person(db, person_id=person.id, actor_id=None, now=NOW, today=TODAY)

    assert db.scalar(select(func.count()).select_from(SharedCourse)) == 0
