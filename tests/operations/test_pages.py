"""Health addresses and standing pages answer to everybody."""

from __future__ import annotations

import re

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


def test_the_page_for_everybody_and_ones_own_name_the_same_things(page: Page, db: Session) -> None:
    page.sign_in(a_person(db))
    rows = re.compile(r'<tr><th scope="row">([^<]+)</th>')
    own = rows.findall(page.get("/account/privacy").html.split("</table>")[0])
    everybody = rows.findall(page.get("/privacy").html)

    assert len(own) > 10
    assert [name for name in own if name not in everybody] == []
