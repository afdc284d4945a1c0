"""The commands `lms assign` and `lms unassign`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from lms.database import Database, make_engine
from lms.enrolments.commands import assign, unassign
from lms.enrolments.models import Assignment
from tests.factories import a_team

BECAUSE = ("--why", "We open our doors.")
BY = ("--by", "2099-12-11")


@pytest.fixture(autouse=True)
def _installation(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    engine = make_engine(database_url)
    with Database(engine).begin() as db:
        a_team(db, "Service North")
    engine.dispose()


def call(*words: str, status: int = 0) -> str:
    command = {"assign": assign, "unassign": unassign}[words[0]]
    result = CliRunner().invoke(command, list(words[1:]))
    assert result.exit_code == status, result.output
    return result.output


def kept(url: str) -> list[tuple[str, str | None, str, str, int | None]]:
    engine = make_engine(url)
    with Database(engine).reading() as db:
        rows = db.scalars(
            select(Assignment).where(Assignment.ended_at.is_(None)).order_by(Assignment.id)
        ).all()
        found = [(r.audience, r.audience_key, r.course, r.due, r.due_days) for r in rows]
    engine.dispose()
    return found


def test_a_team_a_role_and_everybody_are_asked_and_no_longer(database_url: str) -> None:
    team = ("Service North", "guidelines")
    assert "is asked of Service North by 2099-12-11." in call("assign", *team, *BY, *BECAUSE)
    assert "End that first" in call("assign", *team, *BY, *BECAUSE, status=1)
    call("assign", "--role", "manager", "guidelines", *BY, *BECAUSE)
    call("assign", "--everyone", "--path", "--after-joining", "30", *BECAUSE)
    assert kept(database_url) == [
        ("team", None, "guidelines", "fixed", None),
        ("role", "manager", "guidelines", "fixed", None),
        ("everyone", "everyone", "*", "joining", 30),
    ]

    assert "no longer asked of everyone" in call("unassign", "--everyone", "--path")
    call("unassign", "--role", "manager", "guidelines")
    call("unassign", *team)
    assert kept(database_url) == []
    assert "is not asked of" in call("unassign", *team, status=1)


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("Nowhere", "guidelines", *BY), "There is no team Nowhere.", 1),
        (("Service North", "none-such", *BY), "There is no course none-such.", 1),
        (("Service North", "guidelines"), "Say by when", 1),
        (("Service North", "guidelines", "--by", "2020-01-01"), "The date has passed.", 1),
        (("guidelines", *BY), "Write TEAM COURSE.", 2),
        (("--everyone", "guidelines", *BY, "--after-joining", "3"), "either --by or", 2),
    ],
)
def test_what_cannot_be_asked_is_said(
    database_url: str, words: tuple[str, ...], said: str, status: int
) -> None:
    assert said in call("assign", *words, *BECAUSE, status=status)
    assert kept(database_url) == []
