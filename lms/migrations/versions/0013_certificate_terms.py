"""Windows and grace of certificates, and what their days were before they changed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from lms.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WINDOW = 60
DAYS = ("expires_on", "renew_from", "counts_until")

certificate = sa.table(
    "certificate",
    sa.column("id", sa.Integer),
    sa.column("expires_on", sa.Date),
    sa.column("renew_from", sa.Date),
    sa.column("counts_until", sa.Date),
    sa.column("full_until", sa.Date),
    sa.column("revoked_at", UtcDateTime()),
)
term = sa.table(
    "certificate_term",
    sa.column("certificate_id", sa.Integer),
    sa.column("ended_at", UtcDateTime()),
    sa.column("expires_on", sa.Date),
    sa.column("renew_from", sa.Date),
    sa.column("counts_until", sa.Date),
    sa.column("is_revoked", sa.Boolean),
)
asked = sa.table(
    "certificate_change",
    sa.column("certificate_id", sa.Integer),
    sa.column("change_id", sa.Integer),
    sa.column("due_on", sa.Date),
    sa.column("done_at", UtcDateTime()),
)
change = sa.table("content_change", sa.column("id", sa.Integer), sa.column("publication"))
publication = sa.table("publication", sa.column("number"), sa.column("at", UtcDateTime()))


def upgrade() -> None:
    """Forward: the usual window for all, no grace, and the earlier days that are still known."""
    op.add_column("certificate", sa.Column("renew_from", sa.Date(), nullable=True))
    op.add_column("certificate", sa.Column("counts_until", sa.Date(), nullable=True))
    for name, usual in (("window_days", WINDOW), ("grace_days", 0)):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(str(usual)))
        op.add_column("certificate", column)
    is_sqlite = op.get_context().dialect.name == "sqlite"
    back = f"date(expires_on, '-{WINDOW} days')" if is_sqlite else f"expires_on - {WINDOW}"
    op.execute(f"UPDATE certificate SET renew_from = {back}, counts_until = expires_on")  # noqa: S608
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_certificate_window_end_grace"),
            "(expires_on IS NULL) = (renew_from IS NULL)"
            " AND (expires_on IS NULL) = (counts_until IS NULL)"
            " AND (expires_on IS NULL OR (renew_from <= expires_on"
            " AND expires_on <= counts_until))",
        )
        batch_op.create_check_constraint(
            op.f("ck_certificate_days_not_negative"), "window_days >= 0 AND grace_days >= 0"
        )
    op.create_table(
        "certificate_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("renew_from", sa.Date(), nullable=True),
        sa.Column("counts_until", sa.Date(), nullable=True),
        sa.Column("is_revoked", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(expires_on IS NULL) = (renew_from IS NULL)"
            " AND (expires_on IS NULL) = (counts_until IS NULL)",
            name=op.f("ck_certificate_term_all_days_or_none"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_term_certificate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_term")),
    )
    op.create_index(
        "ix_certificate_term_certificate_ended", "certificate_term", ["certificate_id", "ended_at"]
    )
    _fill(op.get_bind())


def _fill(bind: sa.Connection) -> None:
    """Work the earlier days out of what was asked, done and withdrawn, a thousand rows at a time.

    Certificates that were withdrawn and given back left no trace of it.
    """
    rows = bind.execute(
        sa.select(
            certificate.c.id,
            certificate.c.full_until,
            certificate.c.revoked_at,
            asked.c.due_on,
            asked.c.done_at,
            publication.c.at,
        )
        .select_from(certificate)
        .outerjoin(asked, asked.c.certificate_id == certificate.c.id)
        .outerjoin(change, change.c.id == asked.c.change_id)
        .outerjoin(publication, publication.c.number == change.c.publication)
        .where(sa.or_(certificate.c.revoked_at.is_not(None), asked.c.due_on.is_not(None)))
        .order_by(certificate.c.id)
    )
    waiting: list[dict[str, Any]] = []
    for _, group in groupby(rows.all(), key=lambda row: row.id):
        waiting += _terms(list(group))
        if len(waiting) >= 1000:
            bind.execute(sa.insert(term), waiting)
            waiting = []
    if waiting:
        bind.execute(sa.insert(term), waiting)


def _terms(rows: list[Any]) -> Iterator[dict[str, Any]]:
    """The days a certificate had, each until the moment at which they changed."""
    first = rows[0]
    dues: list[date] = []
    events: list[tuple[datetime, str, date | None]] = []
    for row in rows:
        if row.due_on is None:
            continue
        events.append((row.at, "asked", row.due_on))  # before its issue nobody looks at it
        if row.done_at is not None:
            events.append((row.done_at, "done", row.due_on))
    if first.revoked_at is not None:
        events.append((first.revoked_at, "revoked", None))
    for at, kind, due in sorted(events, key=lambda event: event[0]):
        before = _days(first.full_until, dues)
        if due is not None:
            dues.append(due) if kind == "asked" else dues.remove(due)
        if kind == "revoked" or _days(first.full_until, dues) != before:
            days = dict(zip(DAYS, before, strict=True))
            yield {"certificate_id": first.id, "ended_at": at, "is_revoked": False, **days}


def _days(full: date | None, dues: Iterable[date]) -> tuple[date | None, date | None, date | None]:
    end = min([day for day in (full, *dues) if day is not None], default=None)
    return (end, end - timedelta(days=WINDOW), end) if end else (None, None, None)


def downgrade() -> None:
    """Back: no window, no grace, and only what the days are now."""
    op.drop_table("certificate_term")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_certificate_days_not_negative"), type_="check")
        batch_op.drop_constraint(op.f("ck_certificate_window_end_grace"), type_="check")
        batch_op.drop_column("grace_days")
        batch_op.drop_column("window_days")
        batch_op.drop_column("counts_until")
        batch_op.drop_column("renew_from")
