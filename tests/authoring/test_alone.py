"""The preview for one author: no password at this machine, and no way in from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.authoring.alone import author_session, is_here, settings_for, sign_everybody_in
from lms.config import SettingsError
from lms.start import serve_author
from tests.databases import SharedConnection
from tests.factories import NOW


@pytest.mark.parametrize(
    ("remote", "host", "here"),
    [
        ("127.0.0.1", "127.0.0.1:8001", True),
        ("127.0.0.1", "localhost:8001", True),
        ("::1", "[::1]:8001", True),
        ("127.0.0.1", "rebound.example:8001", False),
        ("127.0.0.1", "127.0.0.1.rebound.example", False),
        ("10.0.0.7", "127.0.0.1:8001", False),
        (None, "127.0.0.1", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[broken", False),
    ],
)
def test_here_is_this_machine_by_a_name_of_its_own(
    remote: str | None, host: str, here: bool
) -> None:
    assert is_here(remote, host) is here


def test_the_preview_has_data_of_its_own_and_follows_the_files(tmp_path: Path) -> None:
    settings = settings_for(
        {"LMS_INSTANCE": str(tmp_path), "DATABASE_URL": "postgresql://elsewhere/people"},
        folder=tmp_path / "courses",
        port=8123,
    )

    assert settings.mode == "demo"
    assert settings.instance == (tmp_path / "author").resolve()
    assert settings.database_url == f"sqlite:///{settings.instance / 'lms.db'}"
    assert settings.content == (tmp_path / "courses").resolve()
    assert settings.port == 8123
    assert settings.reload


@pytest.mark.parametrize(
    "environ",
    [
        {"LMS_MODE": "production"},
        {"LMS_HOST": "0.0.0.0"},
        {"LMS_PUBLIC_URL": "https://learn.example"},
        {"LMS_TRUSTED_PROXIES": "1"},
    ],
)
def test_it_refuses_to_start_where_others_could_reach_it(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    with pytest.raises(SettingsError):
        settings_for({"LMS_INSTANCE": str(tmp_path), **environ}, folder=None, port=8001)


def test_the_server_itself_refuses_other_modes(
    settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve_author(settings) == 2  # type: ignore[arg-type]
    assert "this machine only" in capsys.readouterr().err


def test_whoever_is_here_is_the_author_and_others_are_asked_to_sign_in(
    authors_app: Flask, db: Session, database: SharedConnection
) -> None:
    token = author_session(db, now=NOW)
    assert author_session(db, now=NOW) != token  # the same author at the next start
    db.commit()
    sign_everybody_in(authors_app, token)
    client = authors_app.test_client()

    assert client.get("/author").status_code == 200
    assert client.get("/admin/people").status_code == 403
    assert client.get("/author", headers={"Host": "rebound.example"}).status_code == 302
    elsewhere = client.get("/author", environ_overrides={"REMOTE_ADDR": "10.0.0.7"})
    assert elsewhere.status_code == 302
