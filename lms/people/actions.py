"""Everything that the audit log can say was done; whatever writes another is a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ACTIONS = frozenset(
    {
        "accommodation.change",
        "arrangement_ended",
        "arrangement_given",
        "assignment_added",
        "assignment_changed",
        "assignment_ended",
        "certificate.reinstate",
        "certificate.reissue",
        "certificate.revoke",
        "content.publish",
        "evidence.made",
        "import_undone",
        "inbox.choose",
        "link_made",
        "membership_begun",
        "membership_changed",
        "membership_ended",
        "password_changed",
        "password_set",
        "messages_again",
        "people_imported",
        "person_added",
        "person_changed",
        "person_deactivated",
        "person_erased",
        "person_reactivated",
        "question.regrade",
        "readiness.export",
        "team_added",
        "team_begun_again",
        "team_changed",
        "team_ended",
        "time_declined",
    }
)
"""The names as the log keeps them, for ever; their words are those of `lms.evidence.words`."""


FIELDS = frozenset(
    {
        "arrangement",
        "audience",
        "course",
        "due",
        "due_days",
        "due_on",
        "email",
        "ended_on",
        "first_name",
        "is_administrator",
        "is_author",
        "is_imported",
        "job_title",
        "kind",
        "language",
        "last_day",
        "last_name",
        "left_on",
        "member_of",
        "messages",
        "name",
        "parent",
        "people",
        "purpose",
        "reason",
        "role",
        "rule",
        "sign_in_name",
        "since",
        "state",
        "team",
        "title",
        "why",
    }
)
"""The fields that an entry may hold before and after; their words stand there as well."""


def with_known_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields themselves; raises ValueError for one that the log has no words for."""
    for name in values:
        if name not in FIELDS:
            raise ValueError(
                f"the audit log has no words for the field {name!r}; add it to lms.people.actions"
            )
    return dict(values)


def known(action: str) -> str:
    """The name itself; raises ValueError for one that the log has no words for."""
    if action not in ACTIONS:
        raise ValueError(f"the audit log has no words for {action!r}; add it to lms.people.actions")
    return action
