"""Everything held about one person in words: sections and lines for a page, a file and a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from lms.people.words import ACTIONS
from lms.practice.audiences import NAMES as AUDIENCES
from lms.standing import last_day

TECHNICAL = frozenset(
    [
        "id", "seed", "token", "nonce", "salt", "digest", "key", "html", "enrolment_id",
        "attempt_id", "question_version_id", "shown", "draft_id", "play_id", "change_id",
        "outgoing_id", "audit_id", "seal_number", "seal_position", "subject_key", "tried_at",
        "next_at", "is_demo", "mark", "pass_score", "critical_all", "stability", "difficulty",
        "full_until", "window_days", "grace_days", "content_version", "audience_key", "session_id",
        "certificate_id", "matches_any", "note_id", "stop_address", "regrade_id",
        "holder_last_name", "is_imported",
        "is_by_hand", "erased_at",
    ]
)  # fmt: skip
"""Columns that tell a reader nothing; the file for programs has them."""

PEOPLE = frozenset(
    [
        "person_id", "viewer_id", "actor_id", "created_by", "given_by", "answered_by", "by_id",
        "writer_id", "sender_id", "keeper_id", "receiver_id",
    ]
)  # fmt: skip
"""Columns that name a person: oneself is left out, others are only said to be others."""

FIRST_WITHOUT = frozenset({"expires_on", "counts_until", "until"})
"""Days kept as the first one without; people are told the last one, as on every page."""

LOOKS = "looks"
"""Who looked: no table of rows about the person alone, but told like one."""

SECTIONS: Mapping[str, tuple[Any, Sequence[str]]] = {
    "account": (
        _l("Your account"),
        ("person", "membership", "sign_in_session", "password_link", "reminder_choice"),
    ),
    "learning": (
        _l("Your learning"),
        (
            "enrolment", "module_read", "practice_done", "accommodation", "assignment",
            "arrangement", "time_request", "shared_course",
        ),
    ),
    "quizzes": (
        _l("Quizzes and stories"),
        (
            "attempt", "attempt_question", "answer", "sureness", "regraded_answer", "regrade",
            "recall_choice", "recall_card", "scenario_play", "scenario_choice",
        ),
    ),
    "certificates": (
        _l("Certificates"),
        ("certificate", "certificate_term", "certificate_change", "replaced_code"),
    ),
    "own": (
        _l("What is yours alone"),
        ("private_box", "private_pass", "practice_draft", "practice_ask", "practice_comment"),
    ),
    "messages": (
        _l("Messages"),
        (
            "note", "help_reply", "deleted_note", "note_turn", "inbox_message", "inbox_keeper",
            "notice",
            "outgoing", "reminder", "calendar_feed",
            "reaction", "invitation",
        ),
    ),
    "done": (_l("Who looked, and what was done"), (LOOKS, "access_entry", "audit_entry")),
}  # fmt: skip
"""The tables of each section; a table that is in none goes to the last."""

TABLES: Mapping[str, Any] = {
    "access_entry": _l("Looks of yours at where somebody stands"),
    "accommodation": _l("More time and attempts in quizzes"),
    "answer": _l("Answers in quizzes"),
    "arrangement": _l("More time, waivers and other training"),
    "assignment": _l("What you asked of others"),
    "attempt": _l("Attempts at quizzes"),
    "attempt_question": _l("Questions of your attempts"),
    "audit_entry": _l("What you did as an administrator"),
    "calendar_feed": _l("Your calendar address"),
    "certificate": _l("Certificates"),
    "certificate_change": _l("What changed since a certificate"),
    "certificate_term": _l("Earlier dates of certificates"),
    "enrolment": _l("Courses you began"),
    "help_reply": _l("What you said to offers of help"),
    "deleted_note": _l("Notes you deleted; their writers see them until their time is over"),
    "inbox_keeper": _l("Kinds of messages you were chosen to read"),
    "inbox_message": _l("Messages to chosen colleagues"),
    "invitation": _l("Your lines to teams"),
    "membership": _l("Teams"),
    "module_read": _l("Modules you read"),
    "note": _l("Thanks, offers of help and notes, by you or to you"),
    "note_turn": _l("When you may write the next note"),
    "notice": _l("Notices on My learning"),
    "outgoing": _l("Messages by e-mail"),
    "password_link": _l("One-time links"),
    "person": _l("Name and settings"),
    "practice_ask": _l("Drafts you showed or were shown"),
    "practice_comment": _l("Comments on drafts"),
    "practice_done": _l("Practices you ticked"),
    "practice_draft": _l("Drafts"),
    "private_box": _l("Your sealed answers; only your password opens them"),
    "private_pass": _l("The key to your sealed answers, for a signed-in device"),
    "reaction": _l("What you told the authors"),
    "recall_card": _l("Questions that come back"),
    "recall_choice": _l("Your choice that questions come back"),
    "regrade": _l("Questions you mended"),
    "regraded_answer": _l("Answers that were reckoned again"),
    "reminder": _l("What reminders told"),
    "reminder_choice": _l("Your choices about reminders"),
    "replaced_code": _l("Earlier codes of certificates"),
    "scenario_choice": _l("Choices in stories"),
    "scenario_play": _l("Stories you played"),
    "shared_course": _l("Courses of your own choice that you show your managers"),
    "sign_in_session": _l("Signed-in devices"),
    "sureness": _l("How sure you said you were"),
    "time_request": _l("More time you asked for"),
    LOOKS: _l("Who looked at where you stand"),
}
"""What the rows of each table are, for whoever they are about."""

COLUMNS: Mapping[str, Any] = {
    "about": _l("about"),
    "action": _l("what"),
    "answered_at": _l("answered"),
    "asked_at": _l("asked"),
    "asked_on": _l("asked"),
    "at": _l("when"),
    "audience": _l("for whom"),
    "away_from": _l("away from"),
    "away_until": _l("away until"),
    "before_den": _l("of, before"),
    "before_num": _l("points before"),
    "begun_at": _l("begun"),
    "body": _l("text"),
    "can_do": _l("what it says"),
    "cause": _l("why"),
    "changed_at": _l("changed"),
    "chosen_at": _l("chosen"),
    "closed_at": _l("closed"),
    "code": _l("code"),
    "completed_at": _l("finished"),
    "counts_until": _l("counts until"),
    "course": _l("course"),
    "created_at": _l("created"),
    "cycle": _l("time around"),
    "day": _l("day"),
    "detail": _l("detail"),
    "device": _l("device"),
    "done_at": _l("done"),
    "due": _l("by when"),
    "due_days": _l("days"),
    "due_on": _l("by when"),
    "edition": _l("edition"),
    "email": _l("e-mail"),
    "ended_at": _l("ended"),
    "expires_at": _l("ends"),
    "expires_on": _l("valid until"),
    "finished_at": _l("finished"),
    "first_name": _l("first name"),
    "given": _l("answer"),
    "given_at": _l("given"),
    "given_time": _l("time given"),
    "given_up_at": _l("given up"),
    "granted_on": _l("granted until"),
    "has_picture": _l("with a picture"),
    "holder": _l("name on it"),
    "is_administrator": _l("administrator"),
    "is_author": _l("author"),
    "is_below": _l("with teams below"),
    "is_deputy": _l("deputy"),
    "is_granted": _l("granted"),
    "is_offered": _l("offered to the authors"),
    "is_public": _l("public page"),
    "is_revoked": _l("withdrawn"),
    "is_shared": _l("shared"),
    "is_weekly": _l("once a week"),
    "issued_at": _l("issued"),
    "issued_on": _l("issued"),
    "job_title": _l("job title"),
    "kind": _l("kind"),
    "language": _l("language"),
    "last_name": _l("last name"),
    "left_on": _l("left"),
    "letter": _l("choice"),
    "made_at": _l("made"),
    "may_be_used": _l("may be used"),
    "may_lower": _l("may lower"),
    "minutes": _l("minutes"),
    "module": _l("module"),
    "modules": _l("modules"),
    "more_attempts": _l("more attempts"),
    "name": _l("name"),
    "now_den": _l("of, now"),
    "now_num": _l("points now"),
    "number": _l("number"),
    "on_day": _l("day"),
    "opened_at": _l("opened"),
    "organisation": _l("organisation"),
    "own_time": _l("time you chose"),
    "passed": _l("passed"),
    "picture_words": _l("words for the picture"),
    "place": _l("place"),
    "place_title": _l("place"),
    "points_den": _l("points, divided by"),
    "points_num": _l("points"),
    "points_of": _l("questions"),
    "position": _l("question number"),
    "practice": _l("practice"),
    "question": _l("question"),
    "read_at": _l("read"),
    "reason": _l("reason"),
    "renew_from": _l("renew from"),
    "replaced_at": _l("replaced"),
    "replaced_on": _l("replaced"),
    "reply": _l("reply"),
    "revoked_at": _l("withdrawn"),
    "revoked_why": _l("why withdrawn"),
    "role": _l("role"),
    "round": _l("round"),
    "said": _l("said"),
    "said_at": _l("said"),
    "scenario": _l("story"),
    "scene": _l("scene"),
    "sent_at": _l("sent"),
    "settled_at": _l("settled"),
    "shared_at": _l("shown since"),
    "share_den": _l("points, divided by"),
    "share_num": _l("points"),
    "sign_in_name": _l("signs in with"),
    "since": _l("since"),
    "started_at": _l("begun"),
    "step": _l("step"),
    "subject": _l("subject"),
    "sure": _l("how sure, 1 to 3"),
    "task": _l("task"),
    "team_id": _l("team"),
    "taken_on": _l("day"),
    "text": _l("text"),
    "theme": _l("colours"),
    "ticks": _l("ticked"),
    "times": _l("times"),
    "title": _l("title"),
    "time_zone": _l("time zone"),
    "tries": _l("tries"),
    "until": _l("until"),
    "updated_edition": _l("brought up to edition"),
    "updated_on": _l("brought up to date"),
    "used_at": _l("used"),
    "verdict": _l("was it worth it"),
    "versions": _l("versions"),
    "wants_notes": _l("notes wanted"),
    "wanted_on": _l("wished until"),
    "wants_voluntary": _l("voluntary reminders"),
    "what": _l("what"),
    "why": _l("why"),
    "written_at": _l("written"),
    "written_on": _l("written"),
    "without_wait": _l("without waiting"),
    "words": _l("words"),
}
"""What each column says, in a word or two."""

CODES: Mapping[str, Any] = {
    "thanks": _l("thanks"),
    "help": _l("an offer of help"),
    "learning": _l("for learning"),
    "helping": _l("for helping"),
    "asking": _l("for asking"),
    "owning_up": _l("for owning up"),
    "time": _l("a time to learn"),
    "chat": _l("a chat"),
    "colleague": _l("a colleague to ask"),
    "yes": _l("yes"),
    "partly": _l("partly"),
    "no": _l("no"),
    "member": _l("member"),
    "manager": _l("manager"),
    "system": _l("as the device"),
    "light": _l("light"),
    "dark": _l("dark"),
    "usual": _l("as usual"),
    "half": _l("half as much again"),
    "double": _l("double"),
    "untimed": _l("without a clock"),
    "what time": _l("the page about more time for somebody"),
    "team": _l("a team’s page"),
    "person": _l("a person’s page"),
    "below": _l("the teams below"),
    "organisation": _l("everybody in the organisation"),
    "export": _l("an export"),
    "evidence": _l("an evidence pack"),
    "course_evidence": _l("an evidence pack about a course"),
    "en": lazy_pgettext("a language", "English"),
    "fi": lazy_pgettext("a language", "Finnish"),
    "worth": _l("was it worth the time"),
    "wrong": _l("something that is wrong"),
    "slip": _l("a slip"),
    "question": _l("a question"),
    "deed": _l("a deed worth telling"),
    "heard": _l("something you heard"),
    "inbox": _l("a message waits for you"),
    "inbox_reply": _l("an answer to your message"),
    "certificate": _l("a certificate"),
    "revoked": _l("a certificate was withdrawn"),
    "reinstated": _l("a certificate counts again"),
    "reissued": _l("a certificate was issued anew"),
    "assignment": _l("a course is asked for"),
    "time_request": _l("somebody asks for more time"),
    "regrade": _l("an answer was reckoned again"),
    "content_change": _l("a course has changed"),
    "help_yes": _l("a yes to your offer"),
    "reaction": _l("an answer of the authors"),
    "note": _l("a note"),
    "reminder": _l("a reminder"),
    "account": _l("your account"),
    "arrangement": _l("something was arranged"),
    "waiver": _l("not asked of you"),
    "extension": _l("more time"),
    "equivalent": _l("other training"),
    "end": _l("the end of a certificate"),
    "due": _l("the day by when it is asked for"),
    "audience team": _l("a team"),
    "everyone": _l("everybody"),
    "role": _l("a role"),
    "rule": _l("a rule"),
    "fixed": _l("one day for all"),
    "joining": _l("days after somebody joins"),
    "entering": _l("days after somebody comes under it"),
    "name": _l("a new name"),
    "mistake": _l("a mistake"),
    **{name: audience.words for name, audience in AUDIENCES.items()},
}
"""Fixed values in words, in the columns that hold such; with a column's name where it matters."""

CODED = frozenset(
    [
        "role", "theme", "given_time", "own_time", "what", "language", "verdict", "kind", "about",
        "audience", "due", "cause", "said",
    ]
)  # fmt: skip
"""Columns that hold fixed values."""

AT_ONCE = 20
"""Rows of a table that a page shows; the file has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as pairs of a word and a value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind; `total` counts those that are not shown as well."""

    name: str
    title: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together."""

    name: str
    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """How values are said: a day, a moment, yes and no, a course, a module, a team, others."""

    day: Callable[[date], str]
    moment: Callable[[datetime], str]
    yes: str
    no: str
    other: str
    titles: Mapping[str, str]
    modules: Mapping[tuple[str, str], str]
    teams: Mapping[int, str]


def sections(
    stored: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    person_id: int,
    speech: Speech,
    told: Mapping[str, Sequence[Line]] | None = None,
    most: int | None = AT_ONCE,
) -> tuple[Section, ...]:
    """The rows in words, by section; sections and tables without a row are left out.

    `told` holds lines that were put into words by those who know what the rows mean.
    """
    told = told or {}
    placed = {name for _title, names in SECTIONS.values() for name in names}
    found = []
    for key, (title, names) in SECTIONS.items():
        wanted = [*names, *(name for name in stored if name not in placed and key == "done")]
        tables = tuple(
            _table(name, told[name], most)
            if name in told
            else _table(
                name, [_line(row, person_id, speech) for row in reversed(stored[name])], most
            )
            for name in wanted
            if told.get(name) or (name not in told and stored.get(name))
        )
        if tables:
            found.append(Section(key, str(title), tables))
    return tuple(found)


def _table(name: str, lines: Sequence[Line], most: int | None) -> Table:
    return Table(name, str(TABLES.get(name, name)), tuple(lines[:most]), len(lines))


def _line(row: Mapping[str, Any], person_id: int, speech: Speech) -> Line:
    return Line(tuple(_pairs(row, person_id, speech)))


def _pairs(row: Mapping[str, Any], person_id: int, speech: Speech) -> Iterable[tuple[str, str]]:
    for column, value in row.items():
        if column in TECHNICAL or value is None or value in ("", [], {}, ()):
            continue
        if column in PEOPLE:
            if value != person_id:
                yield str(COLUMNS.get(column, _l("by whom"))), speech.other
            continue
        if column == "subject" and "kind" in row and str(value)[:1].isdigit():
            continue  # the number of what a notice is about
        yield str(COLUMNS.get(column, column)), _said(column, value, row, speech)


def _said(column: str, value: Any, row: Mapping[str, Any], speech: Speech) -> str:
    if isinstance(value, bool):
        return speech.yes if value else speech.no
    if isinstance(value, datetime):
        return speech.moment(value)
    if isinstance(value, date):
        return speech.day(last_day(value) if column in FIRST_WITHOUT else value)
    if column in CODED:
        code = CODES.get(f"{column} {value}", CODES.get(str(value)))
        if code is not None:
            return str(code)
    if column in {"course", "about", "subject"}:
        return speech.titles.get(str(value), str(value))
    if column == "module":
        return speech.modules.get((str(row.get("course")), str(value)), str(value))
    if column == "action":
        return str(ACTIONS.get(str(value), value))
    if column == "team_id":
        return speech.teams.get(int(value), str(value))
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {item}" for name, item in value.items())
    return str(value)
