"""How long a certificate lasts is told on the course's page before anybody begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.config import Settings
from lms.content.current import Current
from lms.standing import Renewal
from tests.databases import SharedConnection
from tests.factories import TODAY, a_person
from tests.pages import Page
from tests.publishing.editions import COURSE, with_course


@pytest.mark.parametrize(
    ("renewal", "language", "words"),
    [
        (Renewal(), "en", "No end date"),
        (Renewal(12), "en", "Valid for 12 months. Renew it in the last 60 days and lose none."),
        (
            Renewal(last_day=(12, 31), window=30, grace=14),
            "en",
            "each year. Renew it in the last 30 days and lose none. You count as ready for 14 days",
        ),
        (Renewal(last_day=(6, 30)), "fi", "30.6."),
    ],
)
def test_a_course_says_how_long_its_certificate_lasts(
    settings: Settings,
    database: SharedConnection,
    db: Session,
    content: Current,
    renewal: Renewal,
    language: str,
    words: str,
) -> None:
    first = content.get()
    person = a_person(db)
    db.commit()
    served = Current(None, today=lambda: TODAY)
    served.put(with_course(first, replace(first.courses[COURSE], renewal=renewal)))
    app: Flask = create_app(settings, database=database, content=served)
    app.testing = True

    seen = Page(app, database).sign_in(person, language=language).get(f"/courses/{COURSE}")

    assert words in seen.text
