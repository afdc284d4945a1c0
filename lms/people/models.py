"""People, teams and the dated memberships between them; sign-in sessions and throttles."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from lms.database import Base, UtcDateTime
from lms.people.actions import known


class Role(StrEnum):
    """What a membership makes of a person in a team."""

    MEMBER = "member"
    MANAGER = "manager"


class Person(Base):
    """Somebody with an account. Deactivated people stay, with everything they earned.

    `sign_in_name` is the e-mail address in lower case, or a staff number where there is none.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("theme IN ('system', 'light', 'dark')", name="theme"),
        CheckConstraint("length(sign_in_name) > 0", name="sign_in_name_given"),
        CheckConstraint("length(last_name) > 0", name="last_name_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(String(254), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    job_title: Mapped[str] = mapped_column(String(100), default="")
    language: Mapped[str | None] = mapped_column(String(8))
    theme: Mapped[str] = mapped_column(String(8), default="system")
    password_hash: Mapped[str | None] = mapped_column(String(255))
    is_author: Mapped[bool] = mapped_column(default=False)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    is_imported: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_on: Mapped[date | None]
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.first_name} {self.last_name}".strip()


class Team(Base):
    """A team; `parent_id` is the team above it today, `ended_on` the first day without it.

    Both are copies of what `TeamPlace` says of today, for pages that ask about today only.
    """

    __tablename__ = "team"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    ended_on: Mapped[date | None]


class TeamPlace(Base):
    """Below which team a team stood, from when to when; without a parent it stood at the top.

    A team was there on the days that its places cover. `until` is the first day without.
    """

    __tablename__ = "team_place"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until > since", name="in_order"),
        CheckConstraint("parent_id <> team_id", name="not_its_own_parent"),
        UniqueConstraint("team_id", "since"),
        Index(
            "uq_team_place_open",
            "team_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    since: Mapped[date]
    until: Mapped[date | None]


class Membership(Base):
    """Who was in which team, as what, from when to when (`until` is the first day without).

    A deputy is a manager whose last day is known. What is by hand was begun on a page beside
    what the people file says, so imports leave it alone.
    """

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("role IN ('member', 'manager')", name="role"),
        CheckConstraint("until IS NULL OR until >= since", name="in_order"),
        CheckConstraint(
            "NOT is_deputy OR (role = 'manager' AND until IS NOT NULL)", name="deputy_until"
        ),
        Index(
            "uq_membership_open",
            "person_id",
            "team_id",
            "role",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_membership_team", "team_id", "role", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    role: Mapped[str] = mapped_column(String(10))
    since: Mapped[date]
    until: Mapped[date | None]
    is_deputy: Mapped[bool] = mapped_column(default=False)
    is_by_hand: Mapped[bool] = mapped_column(default=False)


class SignInSession(Base):
    """One signed-in device; the cookie holds the token, the row only its digest."""

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(String(120), default="")
    is_shared: Mapped[bool] = mapped_column(default=False)


class PasswordLink(Base):
    """A one-time link to set a password; only the token's digest is kept."""

    __tablename__ = "password_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Throttle(Base):
    """How many tries one key made in one window; shared by all processes.

    `key` is a digest of kind and subject, such as sign-in and account, so no address is stored.
    """

    __tablename__ = "throttle"
    __table_args__ = (CheckConstraint("tries > 0", name="tries_positive"),)

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    tries: Mapped[int]


class Outgoing(Base):
    """A message to send, written in the transaction that causes it.

    `kind`, `subject_key` and `day` are given for messages that nobody waits for: a person gets one
    of them a day at most. A reminder has its day from the start, a note from the day it may go.
    `next_at` is when it may be tried next, `tried_at` says that a try was begun whose end nobody
    knows. `stop_address` ends messages like this one.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        Index("uq_outgoing_planned", "person_id", "kind", "subject_key", "day", unique=True),
        Index("uq_outgoing_day", "person_id", "day", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="account", server_default="account")
    subject_key: Mapped[str | None] = mapped_column(String(80))
    day: Mapped[date | None]
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]
    html: Mapped[str | None]
    stop_address: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)


class Notice(Base):
    """A plain message to one person, shown on My learning until they close it."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("person_id", "kind", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """Who did what to whom; append-only.

    The last four columns are filled once, when a seal takes the entry in: its place there, a salt,
    and the digest of what was before and after.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_action_at", "action", "at"),
        Index("ix_audit_entry_actor_id_at", "actor_id", "at"),
        Index(
            "ix_audit_entry_unsealed",
            "id",
            sqlite_where=text("seal_number IS NULL"),
            postgresql_where=text("seal_number IS NULL"),
        ),
        Index(
            "uq_audit_entry_seal",
            "seal_number",
            "seal_position",
            unique=True,
            sqlite_where=text("seal_number IS NOT NULL"),
            postgresql_where=text("seal_number IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200), index=True)
    detail: Mapped[str] = mapped_column(default="")
    seal_number: Mapped[int | None]
    seal_position: Mapped[int | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    difference: Mapped[bytes | None] = mapped_column(LargeBinary(32))

    @validates("action")
    def _is_known(self, _name: str, action: str) -> str:
        return known(action)


class PeopleImport(Base):
    """Which entries of the audit log an import wrote, so that it can be undone for a day.

    `entry_id` is the last of them, which says who and when. What was before and after stands in the
    log alone. `last_membership` is the newest membership when the import ended.
    """

    __tablename__ = "people_import"
    __table_args__ = (CheckConstraint("first_entry <= entry_id", name="in_order"),)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.id"), primary_key=True, autoincrement=False
    )
    first_entry: Mapped[int]
    last_membership: Mapped[int]
    day: Mapped[date]
    added: Mapped[int]
    changed: Mapped[int]
    left: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuditSeal(Base):
    """A seal on entries of the audit log: a digest of them and of the seal before; append-only."""

    __tablename__ = "audit_seal"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("entries >= 1", name="holds_something"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entries: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    previous: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class AuditDifference(Base):
    """What was before and after, by field; goes when the person it tells about is erased."""

    __tablename__ = "audit_difference"

    audit_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # once a seal covers it


class AccessEntry(Base):
    """Who looked at whose readiness; append-only, shown to the person looked at.

    It tells of one person, of a team (with `is_below` also of those below it), of everybody (with
    `is_below` and no team), or of a course.
    `day` is the day that was shown; whoever was in the team on that day was seen.
    """

    __tablename__ = "access_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    viewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    day: Mapped[date | None]
    is_below: Mapped[bool] = mapped_column(default=False)
    course: Mapped[str | None] = mapped_column(String(80), index=True)
    why: Mapped[str] = mapped_column(String(300), default="")
