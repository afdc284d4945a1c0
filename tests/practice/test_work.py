"""`lms work` deletes drafts in time, also where nobody runs the daily tidying."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.app import make_clock
from lms.config import Settings
from lms.content.current import Current
from lms.operations.work import Work, forget
from lms.practice import services
from lms.practice.models import PracticeDraft
from lms.practice.services import Written
from tests.conftest import TestClock
from tests.databases import SharedConnection
from tests.factories import NOW, a_person


def test_a_draft_is_deleted_in_a_round_of_work(
    db: Session,
    database: SharedConnection,
    settings: Settings,
    content: Current,
    clock: TestClock,
) -> None:
    services.begin(
        db,
        person_id=a_person(db).id,
        token="5" * 32,
        task="",
        written=Written(audience="short", text="Old."),
        now=NOW,
    )
    db.commit()
    unused: Any = nullcontext()
    work = Work(database, settings, make_clock(settings), content.get, lambda: unused)

    clock.set(NOW + timedelta(days=29))
    assert forget(work) == 0
    clock.set(NOW + timedelta(days=30))
    assert forget(work) == 1
    assert db.scalar(select(func.count(PracticeDraft.id))) == 0
