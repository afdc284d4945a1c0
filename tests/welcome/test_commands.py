"""The daily command brings summaries up to date on its first run in a month."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.cli import main
from lms.database import Database, make_engine
from lms.welcome import queries
from tests.factories import a_team
from tests.welcome.people import a_team_that_says


def test_tidying_refreshes_the_summaries_once_a_month(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    clock = tmp_path / "clock"
    monkeypatch.setenv("LMS_CLOCK_FILE", str(clock))
    database = Database(make_engine(database_url))
    with database.begin() as db:
        team = a_team(db)
        a_team_that_says(db, team, [["R3"]] * 5)
        team_id = team.id

    told = []
    for moment in ("2026-12-01T03:17", "2026-12-02T03:17", "2027-01-01T03:17"):
        clock.write_text(f"{moment}:00+00:00", encoding="utf-8")
        result = CliRunner().invoke(main, ["tidy"])
        assert result.exit_code == 0, result.output
        told.append(result.output.split("Summaries refreshed: ")[1].strip())

    assert told == ["1.", "0.", "0."]
    with database.reading() as db:
        assert queries.steps(db, team_id=team_id)
    database.engine.dispose()
