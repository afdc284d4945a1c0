"""Health addresses and standing pages answer to everybody."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

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
