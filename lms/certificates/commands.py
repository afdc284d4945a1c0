"""The commands about certificates."""

from __future__ import annotations

import click

from lms.certificates.rules import Cause, read_code, shown_code
from lms.certificates.services import by_code, reinstate, reissue, revoke
from lms.errors import Conflict, NotFound
from lms.running import running, settings_or_exit


@click.group()
def certificates() -> None:
    """Certificates."""


REFUSALS = {
    "certificate_revoked": "The certificate was withdrawn. It cannot be issued anew.",
    "person_erased": "The holder's data was erased. The certificate stays as it is.",
    "same_name": "The certificate bears the name on record. Correct the person's name first.",
}


def _refused(error: Conflict, code: str, *, instead: str) -> click.ClickException:
    """Why a certificate is neither withdrawn nor given back."""
    if error.code in REFUSALS:
        return click.ClickException(REFUSALS[error.code])
    newer = shown_code(str(error.values["code"]))
    return click.ClickException(f"The certificate {code} was replaced by {newer}. {instead}")


@certificates.command("revoke")
@click.argument("code")
@click.option("--why", required=True, help="The reason; its holder reads it, and the log keeps it.")
def revoke_certificate(code: str, why: str) -> None:
    """Withdraw the certificate with CODE; its check page says so from now on.

    Its holder finds a notice in My learning and gets no e-mail.
    """
    with running(settings_or_exit()) as (held, now, _today):
        try:
            with held.database.begin() as db:
                found = revoke(db, code=read_code(code), why=why.strip(), now=now)
        except NotFound as error:
            raise click.ClickException(f"There is no certificate {code}.") from error
        except Conflict as error:
            raise _refused(error, code, instead="Withdraw that one.") from error
    click.echo(f"The certificate {shown_code(found.code)} is withdrawn.")


@certificates.command("reinstate")
@click.argument("code")
@click.option("--why", required=True, help="The reason; its holder reads it, and the log keeps it.")
def reinstate_certificate(code: str, why: str) -> None:
    """Let the withdrawn certificate with CODE count again.

    Its holder finds a notice in My learning and gets no e-mail.
    """
    with running(settings_or_exit()) as (held, now, _today):
        try:
            with held.database.begin() as db:
                found = by_code(db, read_code(code))
                if found.revoked_at is None:
                    raise click.ClickException(f"The certificate {code} is not withdrawn.")
                reinstate(db, certificate=found, why=why.strip(), now=now)
        except NotFound as error:
            raise click.ClickException(f"There is no certificate {code}.") from error
        except Conflict as error:
            raise _refused(error, code, instead="Give that one back.") from error
    click.echo(f"The certificate {shown_code(found.code)} counts again.")


@certificates.command("reissue")
@click.argument("code")
@click.option(
    "--because",
    type=click.Choice([cause.value for cause in Cause]),
    required=True,
    help="Shown to whoever checks it: the name changed, or a mistake was corrected.",
)
def reissue_certificate(code: str, because: str) -> None:
    """Issue the certificate with CODE anew: a new code and the name on record."""
    with running(settings_or_exit()) as (held, now, today):
        try:
            with held.database.begin() as db:
                found = reissue(
                    db, code=read_code(code), cause=Cause(because), now=now, today=today
                )
        except NotFound as error:
            raise click.ClickException(f"There is no certificate {code}.") from error
        except Conflict as error:
            raise click.ClickException(REFUSALS[error.code]) from error
    click.echo(
        f"The certificate {shown_code(read_code(code))} is replaced by {shown_code(found.code)}."
    )
