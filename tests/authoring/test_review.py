"""What is due for review, by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from lms.authoring.review import SOON, sorted_out
from lms.content.loader import load
from lms.content.model import ReviewDue
from tests.content.sample import CLEAN, write
from tests.factories import a_person
from tests.pages import Page

TODAY = date(2026, 11, 22)


def due(by: date) -> ReviewDue:
    """Something due on a day."""
    return ReviewDue(by, "a.md", 1, "said")


def test_the_day_itself_is_soon_and_the_day_after_it_is_due() -> None:
    days = [TODAY - timedelta(days=1), TODAY, TODAY + SOON, TODAY + SOON + timedelta(days=1)]
    items = [due(day) for day in days]

    found = sorted_out(items, TODAY)

    assert (found.due, found.soon, found.later) == ((items[0],), (items[1], items[2]), (items[3],))


def changed(tmp_path: Path, path: str, old: str, new: str) -> tuple[ReviewDue, ...]:
    """What is to be reviewed in the sample with one change."""
    assert old in CLEAN[path]
    files = {**CLEAN, path: CLEAN[path].replace(old, new, 1)}
    return load(write(tmp_path, files), today=TODAY).reviews


def of(reviews: tuple[ReviewDue, ...], path: str, why: str) -> ReviewDue | None:
    """The entry of a file."""
    return next((item for item in reviews if (item.path, item.why) == (path, why)), None)


MODULE = "knots/10-one-loop.en.md"


def test_a_page_without_a_day_is_due_a_year_after_it_was_checked(tmp_path: Path) -> None:
    found = of(load(write(tmp_path, CLEAN), today=TODAY).reviews, MODULE, "year")

    assert found is not None
    assert found.checked is not None
    assert found.by == found.checked + timedelta(days=365)


def test_a_page_names_its_own_day(tmp_path: Path) -> None:
    reviews = changed(
        tmp_path, MODULE, "checked_by: legal\n", "checked_by: legal\nreview_by: 2026-12-01\n"
    )

    found = of(reviews, MODULE, "said")
    assert found is not None
    assert found.by == date(2026, 12, 1)
    assert CLEAN[MODULE].splitlines().index("checked_by: legal") + 2 == found.line


def test_law_that_no_lawyer_has_read_is_due_now(tmp_path: Path) -> None:
    reviews = changed(tmp_path, MODULE, "checked_by: legal\n", "")

    found = of(reviews, MODULE, "lawyer")
    assert found is not None
    assert found.by == date.min


def test_a_source_names_the_pages_that_rest_on_it(tmp_path: Path) -> None:
    reviews = load(write(tmp_path, CLEAN), today=TODAY).reviews

    found = of(reviews, "sources.yml", "source")
    assert found is not None
    assert MODULE in found.used_in


def test_a_draft_is_not_asked_for(tmp_path: Path) -> None:
    reviews = changed(tmp_path, MODULE, "status: ready\n", "status: draft\n")

    assert of(reviews, MODULE, "year") is None


def test_the_page_says_which_file_and_why(page: Page, db: Session) -> None:
    author = a_person(db, is_author=True)
    db.commit()

    seen = page.sign_in(author).get("/author/review")

    assert "no lawyer has read it" in seen.text
    assert "confidentiality/" in seen.text
    assert "sources.yml" in seen.text
