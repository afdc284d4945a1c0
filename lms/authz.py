"""The whole policy: who may do what, as one table of pure rules, denying by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What a request may need, as `resource:action`."""

    ACCOUNT_MANAGE = "account:manage"
    """See and change one's own account."""
    ASSIGNMENTS_MANAGE = "assignments:manage"
    """Ask audiences for courses, change that and end it."""
    ATTEMPT_TAKE = "attempt:take"
    """Answer one's own quiz attempt and see its result."""
    AUDIT_READ = "audit:read"
    """Read the audit log."""
    AUTHOR_READ = "author:read"
    """See the state of courses and the linter's messages."""
    AUTHOR_REGRADE = "author:regrade"
    """Judge earlier answers by a mended key."""
    CERTIFICATE_READ = "certificate:read"
    """See, print and publish one's own certificate."""
    CERTIFICATE_WITHDRAW = "certificate:withdraw"
    """Withdraw a certificate, or give it back; one's own is refused by the rules."""
    COURSE_READ = "course:read"
    """See the catalogue, courses and their media."""
    COURSE_SHARE = "course:share"
    """Let one's managers see a course that nobody asks for, or not any more."""
    INVITATION_WRITE = "invitation:write"
    """Invite a team one leads, with a line of one's own."""
    EVIDENCE_MAKE = "evidence:make"
    """Make evidence packs about people and courses."""
    LEARNING_READ = "learning:read"
    """See one's own learning."""
    MESSAGE_READ = "message:read"
    """Read a message that one sent, or was chosen to read."""
    MESSAGE_SEND = "message:send"
    """Send messages to chosen colleagues, and see one's own."""
    MODULE_READ = "module:read"
    """Read a module and mark it as read."""
    NOTE_KEEP = "note:keep"
    """Answer, show or delete a note to oneself."""
    NOTE_READ = "note:read"
    """Read the notes to oneself and what colleagues show."""
    NOTE_WITHDRAW = "note:withdraw"
    """Take back a note one wrote."""
    NOTE_WRITE = "note:write"
    """Thank a colleague."""
    NOTICE_CLOSE = "notice:close"
    """Close a notice to oneself."""
    ORGANISATION_READ = "organisation:read"
    """See how ready the whole organisation is: states and dates, no more."""
    PEOPLE_MANAGE = "people:manage"
    """Add, import, change and deactivate people."""
    PERSON_READ = "person:read"
    """See the readiness of one person."""
    PRIVATE_KEEP = "private:keep"
    """Answer, promise and choose for oneself alone."""
    PRACTICE_COMMENT = "practice:comment"
    """See a colleague's draft while asked about it, and comment."""
    PRACTICE_OPEN = "practice:open"
    """Open the practice studio and begin a draft."""
    PRACTICE_WRITE = "practice:write"
    """Write, check, share and delete one's own draft."""
    PERSON_WRITE = "person:write"
    """Thank a person of one's team, offer help, or write about a date."""
    QUIZ_START = "quiz:start"
    """Start or go on with one's own quiz."""
    REACTION_READ = "reaction:read"
    """Read what one told the authors, and their answer."""
    REACTION_SEND = "reaction:send"
    """Tell the authors whether a module was worth it, and what is wrong."""
    REACTION_SETTLE = "reaction:settle"
    """Answer what learners told the authors."""
    SCENARIO_PLAY = "scenario:play"
    """Choose in one's own play of a scenario and see where it led."""
    TEAM_READ = "team:read"
    """See and export the readiness of a team."""
    TIME_ASK = "time:ask"
    """Ask for more time for what is asked of oneself."""
    TIME_GIVE = "time:give"
    """Give somebody more time, or answer their wish for it."""
    TEAMS_LIST = "teams:list"
    """See the list of one's own teams."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `team_ids`: the teams managed, with all below them, empty for most people."""

    person_id: int
    is_author: bool = False
    is_administrator: bool = False
    is_manager: bool = False
    team_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Owned:
    """A thing that belongs to one person."""

    person_id: int


@dataclass(frozen=True, slots=True)
class OfTeams:
    """A team, or a person in teams: allowed to those who manage one of them."""

    team_ids: frozenset[int]


Rule = Callable[[Actor, object], bool]


def is_signed_in(actor: Actor, resource: object) -> bool:
    """Everybody with an account."""
    return True


def is_own(actor: Actor, resource: object) -> bool:
    """Only the person it belongs to."""
    return getattr(resource, "person_id", None) == actor.person_id


def is_party(actor: Actor, resource: object) -> bool:
    """The sender of a message, or somebody chosen to read it."""
    is_sender = getattr(resource, "sender_id", None) == actor.person_id
    return is_sender or actor.person_id in getattr(resource, "reader_ids", ())


def is_colleague(actor: Actor, resource: object) -> bool:
    """Whoever is in a team with the person."""
    return getattr(resource, "colleague_of", None) == actor.person_id


def is_author(actor: Actor, resource: object) -> bool:
    """Authors."""
    return actor.is_author


def is_administrator(actor: Actor, resource: object) -> bool:
    """Administrators."""
    return actor.is_administrator


def is_manager(actor: Actor, resource: object) -> bool:
    """Whoever manages a team today."""
    return actor.is_manager


def manages(actor: Actor, resource: object) -> bool:
    """Managers of the team or of a team above it."""
    return isinstance(resource, OfTeams) and bool(resource.team_ids & actor.team_ids)


def any_of(*rules: Rule) -> Rule:
    """Allowed when one of the rules allows."""
    return lambda actor, resource: any(rule(actor, resource) for rule in rules)


POLICY: Mapping[Permission, Rule] = {
    Permission.ACCOUNT_MANAGE: is_signed_in,
    Permission.ASSIGNMENTS_MANAGE: is_administrator,
    Permission.ATTEMPT_TAKE: is_own,
    Permission.AUDIT_READ: is_administrator,
    Permission.AUTHOR_READ: is_author,
    Permission.AUTHOR_REGRADE: is_author,
    Permission.CERTIFICATE_READ: is_own,
    Permission.CERTIFICATE_WITHDRAW: is_administrator,
    Permission.COURSE_READ: is_signed_in,
    Permission.COURSE_SHARE: is_signed_in,
    Permission.INVITATION_WRITE: manages,
    Permission.EVIDENCE_MAKE: is_administrator,
    Permission.LEARNING_READ: is_signed_in,
    Permission.MESSAGE_READ: is_party,
    Permission.MESSAGE_SEND: is_signed_in,
    Permission.MODULE_READ: is_signed_in,
    Permission.NOTE_KEEP: is_own,
    Permission.NOTE_READ: is_signed_in,
    Permission.NOTE_WITHDRAW: is_own,
    Permission.NOTE_WRITE: is_colleague,
    Permission.NOTICE_CLOSE: is_own,
    Permission.ORGANISATION_READ: is_administrator,
    Permission.PEOPLE_MANAGE: is_administrator,
    Permission.PERSON_READ: manages,
    Permission.PRIVATE_KEEP: is_signed_in,
    Permission.PRACTICE_COMMENT: is_own,
    Permission.PRACTICE_OPEN: is_signed_in,
    Permission.PRACTICE_WRITE: is_own,
    Permission.PERSON_WRITE: manages,
    Permission.QUIZ_START: is_signed_in,
    Permission.REACTION_READ: is_own,
    Permission.REACTION_SEND: is_signed_in,
    Permission.REACTION_SETTLE: is_author,
    Permission.SCENARIO_PLAY: is_own,
    Permission.TEAM_READ: manages,
    Permission.TIME_ASK: is_signed_in,
    Permission.TIME_GIVE: manages,
    Permission.TEAMS_LIST: is_manager,
}

WHO: Mapping[Rule, str] = {
    is_signed_in: "everyone signed in",
    is_own: "the person it belongs to",
    is_colleague: "colleagues of the same team",
    is_author: "authors",
    is_administrator: "administrators",
    is_manager: "managers",
    is_party: "the sender, and the colleagues chosen to read",
    manages: "managers of the team or of one above it",
}
"""The rules in words, for docs/routes.md."""


def allows(actor: Actor | None, permission: Permission, resource: object = None) -> bool:
    """Whether the policy lets the actor do this; an unknown permission is refused."""
    rule = POLICY.get(permission)
    return actor is not None and rule is not None and rule(actor, resource)
