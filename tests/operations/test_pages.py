"""Health addresses and standing pages answer to everybody; the authors' page to authors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from lms.content.model import Finding
from tests.conftest import TODAY
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page


@pytest.mark.parametrize("path", ["/help", "/accessibility", "/privacy"])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_standing_pages_are_for_anyone(
    page: Page, db: Session, path: str, language: str
) -> None:
    assert page.get(path, headers={"Accept-Language": language}).text

    person = a_person(db)
    db.commit()
    assert page.sign_in(person, language=language).get(path).text


def test_the_privacy_page_names_the_days_of_the_settings(page: Page) -> None:
    assert "90 days" in page.get("/privacy").text


def test_health_touches_no_database(page: Page) -> None:
    with page.counting() as statements:
        assert page.client.get("/healthz").json == {"status": "ok"}
    assert statements == []


def test_ready_names_database_schema_and_content(page: Page) -> None:
    answer = page.client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json == {"database": "ok", "migrations": "ok", "content": "ok"}


def test_authors_see_courses_and_languages(page: Page, db: Session, content: Current) -> None:
    author = a_person(db, is_author=True)
    db.commit()

    seen = page.sign_in(author).get("/author")

    for slug, course in content.get().courses.items():
        assert slug in seen.text
        assert course.texts["en"].title in seen.text


def with_findings(
    settings: Settings, database: SharedConnection, content: Current, *findings: Finding
) -> Flask:
    """The application with other messages of the linter."""
    current = Current(None, today=lambda: TODAY)
    current.put(replace(content.get(), findings=findings))
    return create_app(settings, database=database, content=current)


def test_messages_stand_by_file_with_line_and_mend(
    settings: Settings, database: SharedConnection, db: Session, content: Current
) -> None:
    author = a_person(db, is_author=True)
    db.commit()
    app = with_findings(
        settings,
        database,
        content,
        Finding("a/10-x.en.md", 46, 1, "E401", "this picture has no <description>", "write one"),
        Finding("a/10-x.en.md", 50, 1, "W204", "a long sentence", "split it"),
        Finding("b/quiz.en.md", 3, 1, "W204", "a long sentence", "split it"),
    )

    seen = Page(app, database).sign_in(author).get("/author")

    assert seen.html.count("a/10-x.en.md") == 1
    assert "Line 46" in seen.text
    assert "This picture has no &lt;description&gt;" in seen.html
    assert "Write one" in seen.text
    assert "1 thing that must be fixed" in seen.text


def test_without_messages_there_is_nothing_to_fix(
    settings: Settings, database: SharedConnection, db: Session, content: Current
) -> None:
    author = a_person(db, is_author=True)
    db.commit()

    seen = Page(with_findings(settings, database, content), database).sign_in(author).get("/author")

    assert "Nothing to fix" in seen.text
