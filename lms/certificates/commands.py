"""The commands about certificates."""

from __future__ import annotations

import click

from lms.certificates.rules import read_code, shown_code
from lms.certificates.services import revoke
from lms.errors import NotFound
from lms.running import running, settings_or_exit


@click.group()
def certificates() -> None:
    """Certificates."""


@certificates.command("revoke")
@click.argument("code")
@click.option("--why", required=True, help="The reason, kept in the audit log.")
def revoke_certificate(code: str, why: str) -> None:
    """Withdraw the certificate with CODE; its check page says so from now on."""
    with running(settings_or_exit()) as (held, now, _today):
        try:
            with held.database.begin() as db:
                found = revoke(db, code=read_code(code), why=why.strip(), now=now)
        except NotFound as error:
            raise click.ClickException(f"There is no certificate {code}.") from error
    click.echo(f"The certificate {shown_code(found.code)} is withdrawn.")
