"""Withdrawing and giving back on the server: the log says that it was a command."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from lms.certificates.commands import certificates as command
from lms.certificates.models import Certificate
from lms.certificates.rules import shown_code
from lms.database import Database, make_engine
from lms.evidence.log import Wanted, part
from lms.people.models import AuditDifference, Notice
from tests.factories import NOW, a_certificate, a_person

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(database_url: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command on a site of its own."""
    monkeypatch.setenv("LMS_MODE", "test")
    monkeypatch.setenv("LMS_INSTANCE", f"{tmp_path}/instance")
    monkeypatch.setenv("DATABASE_URL", database_url)

    def said(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(command, list(words))
        return done.exit_code, done.output

    return said


def test_a_certificate_is_withdrawn_and_given_back_by_a_command_on_the_server(
    call: Call, database_url: str
) -> None:
    engine = make_engine(database_url)
    with Database(engine).begin() as db:
        certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
        code, number = certificate.code, certificate.id
    shown = shown_code(code)

    assert call("reinstate", code, "--why", "No.") == (
        1,
        f"Error: The certificate {code} is not withdrawn.\n",
    )
    assert call("revoke", shown, "--why", " A slip. ")[1] == (
        f"The certificate {shown} is withdrawn.\n"
    )
    assert call("revoke", code, "--why", "Once more.")[0] == 0  # and nothing changes
    with Database(engine).reading() as db:
        assert db.get_one(Certificate, number).revoked_why == "A slip."
    assert call("reinstate", shown.lower(), "--why", "It was none.") == (
        0,
        f"The certificate {shown} counts again.\n",
    )

    with Database(engine).reading() as db:
        assert db.get_one(Certificate, number).revoked_at is None
        back, gone = part(db, Wanted()).entries
        assert [(one.action, one.actor) for one in (gone, back)] == [
            ("certificate.revoke", None),
            ("certificate.reinstate", None),
        ]
        assert back.after == {"state": "in_force", "why": "It was none."}
        assert len(db.scalars(select(AuditDifference.audit_id)).all()) == 2
        kinds = db.execute(select(Notice.kind, Notice.closed_at.is_(None)).order_by(Notice.id))
        assert [tuple(row) for row in kinds] == [("revoked", False), ("reinstated", True)]
    engine.dispose()


@pytest.mark.parametrize("step", ["revoke", "reinstate"])
def test_no_fresh_reason_is_written_about_somebody_whose_data_was_erased(
    call: Call, database_url: str, step: str
) -> None:
    engine = make_engine(database_url)
    with Database(engine).begin() as db:
        erased = a_person(db, "", "Erased")
        erased.erased_at = NOW
        gone = NOW if step == "reinstate" else None
        certificate = a_certificate(db, erased, revoked_at=gone)
        code, number = certificate.code, certificate.id

    assert call(step, code, "--why", "A fresh reason.") == (
        1,
        "Error: The holder's data was erased. The certificate stays as it is.\n",
    )

    with Database(engine).reading() as db:
        kept = db.get_one(Certificate, number)
        assert (kept.revoked_at, kept.revoked_why) == (gone, "")
        assert db.scalars(select(AuditDifference.audit_id)).all() == []
        assert db.scalars(select(Notice.id)).all() == []
    engine.dispose()


@pytest.mark.parametrize("step", ["revoke", "reinstate"])
def test_an_unknown_code_is_said_to_be_unknown(call: Call, step: str) -> None:
    assert call(step, "NOPE", "--why", "No.") == (1, "Error: There is no certificate NOPE.\n")
