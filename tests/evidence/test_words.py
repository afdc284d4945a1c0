"""The audit log speaks the reader's language, whatever was done."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from lms.enrolments import assignment_services
from lms.enrolments.audiences import Audience, Due, Wanted
from lms.evidence import words
from lms.operations import mail
from lms.people import audit
from lms.people.actions import ACTIONS, FIELDS
from lms.people.models import AuditEntry, Outgoing
from lms.people.queries import MOST_TRIES
from tests.factories import NOW, TODAY, a_person, a_team
from tests.pages import Page


def test_everything_that_can_be_done_has_words() -> None:
    assert set(words.ACTIONS) == ACTIONS


def test_nothing_without_words_can_be_written(db: Session) -> None:
    with pytest.raises(ValueError, match="no words for 'person_praised'"):
        AuditEntry(at=NOW, action="person_praised", subject="person:1")
    with pytest.raises(ValueError, match="no words for 'person_praised'"):
        audit.record(db, [audit.Record("person_praised", "person:1")], actor_id=None, now=NOW)


def test_every_field_that_can_be_recorded_has_words() -> None:
    assert set(words.FIELDS) >= FIELDS


def test_no_field_without_words_can_be_written(db: Session) -> None:
    for before, after in (({"mood": "low"}, {}), ({}, {"mood": "high"})):
        with pytest.raises(ValueError, match="no words for the field 'mood'"):
            audit.record(
                db,
                [audit.Record("person_changed", "person:1", before, after)],
                actor_id=None,
                now=NOW,
            )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "How many messages"), ("fi", "Viestejä kaikkiaan")]
)
def test_refused_messages_sent_again_are_told_without_a_code(
    page: Page, db: Session, language: str, said: str
) -> None:
    root, ada = a_person(db, "Eve", is_administrator=True), a_person(db)
    db.add_all(
        Outgoing(
            person_id=ada.id, subject="s", body="b", created_at=NOW,
            tries=MOST_TRIES, given_up_at=NOW,
        )
        for _number in range(2)
    )  # fmt: skip
    assert mail.send_again(db, person_id=ada.id, actor_id=root.id, now=NOW) == 2
    db.commit()

    row = page.sign_in(root, language=language).get("/admin/audit").text

    assert f"{said}: 2" in row or f"{said} 2" in row
    assert " messages: 2" not in row.replace(said, "")


def test_an_assignment_is_told_in_finnish_without_a_code(page: Page, db: Session) -> None:
    root = a_person(db, "Eve", is_administrator=True)
    team = a_team(db, "Service North")
    assignment_services.keep(
        db,
        Wanted(
            audience=Audience.TEAM,
            team_id=team.id,
            course="confidentiality",
            due=Due.FIXED,
            due_on=date(2027, 1, 29),
            why="Uusi kevät",
        ),
        path=(),
        actor_id=root.id,
        now=NOW,
        today=TODAY,
    )
    db.commit()

    row = page.sign_in(root, language="fi").get("/admin/audit").text

    assert "Kurssia pyydetty" in row
    for said in ("Service North", "29.1.2027", "Uusi kevät", "Mikä jää taloon"):
        assert said in row
    for code in ("assignment", "audience", "due_", "fixed", "confidentiality"):
        assert code not in row
