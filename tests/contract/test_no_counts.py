"""Nothing in the schema counts what somebody posts or is thanked for, or ranks anybody.

Every number that any table can hold stands below with what it is. A new one is not in the list, so
it cannot be added without somebody saying that it counts neither posts nor thanks nor zeal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Float, Integer, Numeric

import lms.migrations.tables  # noqa: F401 - registers every table
from lms.database import Base

COUNTED = re.compile(
    r"(?:^|_)(?:posts?|posted|shares|likes?|views?|reach|followers|streaks?|ranks?|ranking|levels?"
    r"|badges?|leaderboard|scores?|karma|thanks|thanked|applause)(?:_|$)"
)
"""Words that would name such a count."""

KNOWN = frozenset({"pass_score"})  # how much a quiz asks for, the same for everybody

NUMBERS: Mapping[str, frozenset[str]] = {
    # The chain of the log, publishing and undoing: numbers of things, and of rows of one file.
    "audit_seal": frozenset({"entries", "number"}),
    "audit_entry": frozenset({"seal_number", "seal_position"}),
    "publication": frozenset({"number"}),
    "people_import": frozenset({"added", "changed", "first_entry", "last_membership", "left"}),
    "content_change": frozenset({"edition", "within_days"}),
    # Counts of people in units and of answers to a question; no row is about one person.
    "tally": frozenset({"expiring", "past", "people", "ready", "team_id"}),
    "answer_tally": frozenset({"people", "rest_den", "rest_num", "share_den", "share_num"}),
    "barrier_count": frozenset({"batch", "said"}),
    "barrier_place": frozenset({"batch", "place"}),
    "barrier_summary": frozenset({"step"}),
    # Whom counters are about, without a foreign key.
    "counted_ahead": frozenset({"person_id"}),
    "counted_place": frozenset({"person_id", "team_id"}),
    "counted_spell": frozenset({"person_id"}),
    "stale_person": frozenset({"person_id", "team_id"}),
    # Tries at a door, and of a mail server.
    "throttle": frozenset({"tries", "window"}),
    "outgoing": frozenset({"tries"}),
    # Learning: what a quiz asked and what was right in it, cycles, editions, places in an order.
    "accommodation": frozenset({"more_attempts"}),
    "answer": frozenset({"position", "round", "share_den", "share_num"}),
    "assignment": frozenset({"due_days"}),
    "assignment_line": frozenset({"number"}),
    "attempt": frozenset(
        {"edition", "minutes", "number", "pass_score", "points_den", "points_num"}
        | {"points_of", "seed"}
    ),
    "attempt_question": frozenset({"position"}),
    "certificate": frozenset(
        {"edition", "grace_days", "modules", "updated_edition", "window_days"}
    ),
    "enrolment": frozenset({"cycle"}),
    "module_read": frozenset({"edition"}),
    "recall_card": frozenset({"difficulty", "stability", "times"}),  # of one question
    "regraded_answer": frozenset({"before_den", "before_num", "now_den", "now_num", "position"}),
    "reaction": frozenset({"edition"}),
    "reminder": frozenset({"step"}),
    "scenario_choice": frozenset({"step"}),
    "sureness": frozenset({"position", "sure"}),
    # Places in a list of people who read, or who were asked for comments.
    "inbox_keeper": frozenset({"place"}),
    "practice_ask": frozenset({"place"}),
}


def test_every_number_that_is_stored_is_known_and_none_counts_a_person_s_posts_or_thanks() -> None:
    found = {
        table.name: frozenset(
            column.name
            for column in table.columns
            if isinstance(column.type, Integer | Numeric | Float)
            and not column.foreign_keys
            and column.name != "id"
        )
        for table in Base.metadata.sorted_tables
    }
    assert {name: columns for name, columns in found.items() if columns} == NUMBERS


def test_nothing_is_named_for_a_count_of_posts_or_thanks() -> None:
    for table in Base.metadata.sorted_tables:
        for name in (table.name, *(column.name for column in table.columns)):
            assert name in KNOWN or not COUNTED.search(name), (table.name, name)


def test_thanks_hold_who_wrote_what_to_whom_and_no_number() -> None:
    note = Base.metadata.tables["note"]
    assert {column.name for column in note.columns} == {
        "id", "kind", "sender_id", "receiver_id", "about", "text", "written_at", "written_on",
        "is_shared",
    }  # fmt: skip
