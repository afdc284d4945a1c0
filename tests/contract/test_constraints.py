"""Each constraint of the database is violated once and holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import lms.migrations.tables  # noqa: F401 - registers every table
from lms.certificates.models import Certificate, CertificateTerm, ReplacedCode
from lms.database import Base
from lms.enrolments.models import (
    Arrangement,
    Assignment,
    AssignmentLine,
    Enrolment,
    ModuleRead,
    PracticeDone,
    TimeRequest,
)
from lms.inbox.models import InboxKeeper, InboxMessage
from lms.leaders.models import Invitation
from lms.notes.models import HelpReply, Note
from lms.people.models import (
    AuditEntry,
    AuditSeal,
    Membership,
    Notice,
    Outgoing,
    PasswordLink,
    Person,
    SignInSession,
    Team,
    TeamPlace,
    Throttle,
)
from lms.practice.models import PracticeAsk, PracticeComment, PracticeDraft
from lms.publishing.models import CertificateChange, Publication
from lms.quizzes.models import (
    Accommodation,
    Answer,
    AnswerTally,
    Attempt,
    AttemptQuestion,
    QuestionVersion,
    Regrade,
    Sureness,
)
from lms.readiness.models import CountedSpell, StalePerson, TallyBasis
from lms.recall.models import RecallCard
from lms.reminders.models import Reminder, ReminderChoice
from lms.scenarios.models import ScenarioChoice, ScenarioPlay
from lms.welcome.models import BarrierCount, BarrierPlace, BarrierSummary
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_content_change,
    a_membership,
    a_module_read,
    a_people_import,
    a_person,
    a_reaction,
    a_team,
    an_assignment,
    an_enrolment,
)


def _person(**changes: object) -> Person:
    values: dict[str, object] = {
        "sign_in_name": "one@example.test",
        "email": "one@example.test",
        "first_name": "One",
        "last_name": "Example",
        "created_at": NOW,
    }
    return Person(**(values | changes))


def _place(db: Session, *, same: bool = False, **changes: object) -> TeamPlace:
    team_id = changes.pop("team_id", None) or a_team(db).id
    values: dict[str, object] = {"team_id": team_id, "since": TODAY}
    if same:
        values["team_id"] = changes["parent_id"]
    place = TeamPlace(**(values | changes))
    db.add(place)
    db.flush()
    return place


def _accommodation(db: Session, **changes: object) -> None:
    values: dict[str, object] = {
        "person_id": a_person(db).id,
        "given_time": "usual",
        "own_time": "usual",
        "more_attempts": 0,
        "without_wait": False,
    }
    db.add(Accommodation(**(values | changes)))


def _outgoing(db: Session, **changes: object) -> None:
    values: dict[str, object] = {
        "person_id": a_person(db).id,
        "kind": "reminder",
        "subject_key": "dates",
        "day": TODAY,
        "subject": "A date comes near",
        "body": "Hello",
        "created_at": NOW,
    }
    db.add(Outgoing(**(values | changes)))


def _reminder(db: Session, **changes: object) -> None:
    values: dict[str, object] = {
        "person_id": a_person(db).id,
        "course": "confidentiality",
        "about": "due",
        "on_day": TODAY,
        "step": 14,
    }
    db.add(Reminder(**(values | changes)))


def _seal(db: Session, number: int, **changes: object) -> AuditSeal:
    values: dict[str, object] = {
        "number": number,
        "sealed_at": NOW,
        "entries": 1,
        "root": bytes(32),
        "previous": bytes([number]) * 32,
        "digest": bytes([number + 100]) * 32,
    }
    seal = AuditSeal(**(values | changes))
    db.add(seal)
    return seal


def _people_import(db: Session, further: int) -> None:
    a_people_import(db, further=further)


def _sealed_entry(db: Session) -> AuditEntry:
    entry = AuditEntry(at=NOW, action="person_added", subject="y", seal_number=1, seal_position=0)
    db.add(entry)
    return entry


def _repeated(make: Callable[..., None], db: Session) -> None:
    person = a_person(db)
    make(db, person_id=person.id)
    make(db, person_id=person.id)


def _note(db: Session, **changes: object) -> Note:
    values: dict[str, object] = {
        "kind": "thanks",
        "sender_id": a_person(db).id,
        "receiver_id": a_person(db).id,
        "about": "helping",
        "text": "Thank you.",
        "written_at": NOW,
        "written_on": TODAY,
    }
    note = Note(**(values | changes))
    db.add(note)
    return note


def _note_to_oneself(db: Session) -> None:
    person = a_person(db)
    _note(db, sender_id=person.id, receiver_id=person.id)


def _help_reply(db: Session, *, said: str) -> None:
    note = _note(db, kind="help")
    db.flush()
    db.add(HelpReply(note_id=note.id, person_id=note.receiver_id, said=said))


def _two_messages_a_day(db: Session) -> None:
    person = a_person(db)
    _outgoing(db, person_id=person.id)
    _outgoing(db, person_id=person.id, kind="note", subject_key="note:1")


def _reminder_choice(db: Session, **changes: object) -> None:
    db.add(ReminderChoice(**({"person_id": a_person(db).id, "wants_voluntary": True} | changes)))


def _attempt(db: Session, **changes: object) -> Attempt:
    enrolment = an_enrolment(db, a_person(db))
    values: dict[str, object] = {
        "enrolment_id": enrolment.id,
        "person_id": enrolment.person_id,
        "course": "confidentiality",
        "number": 1,
        "language": "en",
        "edition": 1,
        "seed": 1,
        "pass_score": 80,
        "critical_all": True,
        "points_of": 8,
        "started_at": NOW,
    }
    attempt = Attempt(**(values | changes))
    db.add(attempt)
    db.flush()
    return attempt


def _again(attempt: Attempt, **changes: object) -> Attempt:
    names = [column.key for column in Attempt.__table__.columns if column.key != "id"]
    return Attempt(**({name: getattr(attempt, name) for name in names} | changes))


def _session(person: Person, key: bytes) -> SignInSession:
    return SignInSession(
        digest=key, person_id=person.id, created_at=NOW, expires_at=NOW + timedelta(days=1)
    )


def _link(person: Person, key: bytes) -> PasswordLink:
    return PasswordLink(digest=key, person_id=person.id, created_at=NOW, expires_at=NOW)


def _notice(person: Person) -> Notice:
    return Notice(person_id=person.id, kind="certificate", subject="x", created_at=NOW)


def _version() -> QuestionVersion:
    return QuestionVersion(course="c", name="n", language="en", fingerprint="f", body={})


def _answer(attempt: Attempt, **changes: object) -> Answer:
    values: dict[str, object] = {
        "attempt_id": attempt.id,
        "position": 1,
        "round": 1,
        "given": "a",
        "share_num": 1,
        "share_den": 1,
        "answered_at": NOW,
    }
    return Answer(**(values | changes))


def _twice(db: Session, make: Callable[[], object]) -> None:
    db.add(make())
    db.flush()
    db.add(make())


def _second_certificate(db: Session, **changes: object) -> None:
    first = a_certificate(db, a_person(db))
    names = [column.key for column in Certificate.__table__.columns if column.key != "id"]
    other = an_enrolment(db, a_person(db))
    values = {name: getattr(first, name) for name in names} | {
        "enrolment_id": other.id,
        "code": "OTHER",
    }
    if "enrolment_id" in changes:
        changes["enrolment_id"] = first.enrolment_id
    if "code" in changes:
        changes["code"] = first.code
    db.add(Certificate(**(values | changes)))


def _same_attempt_certificate(db: Session) -> None:
    attempt = _attempt(db)
    for _ in range(2):
        a_certificate(db, a_person(db)).attempt_id = attempt.id


def _replaced_code(db: Session, **changes: object) -> ReplacedCode:
    values: dict[str, object] = {
        "code": "7K4M92QX",
        "certificate_id": a_certificate(db, a_person(db)).id,
        "holder": "Ada Malli",
        "holder_last_name": "Malli",
        "replaced_at": NOW,
        "replaced_on": TODAY,
        "cause": "name",
    }
    row = ReplacedCode(**(values | changes))
    db.add(row)
    db.flush()
    return row


def _arrange(db: Session, **changes: object) -> None:
    values: dict[str, object] = {
        "person_id": a_person(db).id,
        "course": "guidelines",
        "kind": "waiver",
        "reason": "Back from leave in January.",
        "since": TODAY,
        "until": TODAY + timedelta(days=1),
        "given_at": NOW,
    }
    db.add(Arrangement(**(values | changes)))
    db.flush()


def _wish(db: Session, **changes: object) -> TimeRequest:
    values: dict[str, object] = {
        "person_id": changes.get("person_id") or a_person(db).id,
        "course": "guidelines",
        "wanted_on": TODAY,
        "asked_at": NOW,
    }
    row = TimeRequest(**(values | changes))
    db.add(row)
    db.flush()
    return row


def _ask(db: Session, **changes: object) -> Assignment:
    values: dict[str, object] = {
        "audience": "everyone",
        "audience_key": "everyone",
        "course": "guidelines",
        "due_on": TODAY,
        "why": "We open our doors.",
        "created_at": NOW,
    }
    row = Assignment(**(values | changes))
    db.add(row)
    db.flush()
    return row


def _line(db: Session, **changes: object) -> AssignmentLine:
    values: dict[str, object] = {"number": 1, "about": "language", "how": "is", "text": "fi"}
    if "assignment_id" not in changes:
        values["assignment_id"] = _ask(db).id
    row = AssignmentLine(**(values | changes))
    db.add(row)
    db.flush()
    return row


def _invitation(team: Team, person: Person, why: str = "I learnt too.") -> Invitation:
    return Invitation(team_id=team.id, person_id=person.id, why=why, opened_at=NOW, changed_at=NOW)


def _play(person: Person) -> ScenarioPlay:
    return ScenarioPlay(person_id=person.id, course="c", scenario="s", token="0" * 32, begun_at=NOW)


def _card(db: Session, person: Person | None = None, **changes: object) -> RecallCard:
    values: dict[str, object] = {
        "person_id": (person or a_person(db)).id,
        "course": "c",
        "question": "q",
        "stability": 1.0,
        "difficulty": 5.0,
        "asked_on": TODAY,
        "due_on": TODAY + timedelta(days=1),
        "times": 1,
        "given": "a",
    }
    return RecallCard(**(values | changes))


def _inbox_message(person: Person, **changes: object) -> InboxMessage:
    values: dict[str, object] = {
        "kind": "slip",
        "token": "0" * 32,
        "sender_id": person.id,
        "words": b"sealed",
        "language": "en",
        "sent_at": NOW,
    }
    return InboxMessage(**(values | changes))


def _choice_at_step_0(db: Session) -> None:
    play = _play(a_person(db))
    db.add(play)
    db.flush()
    db.add(ScenarioChoice(play_id=play.id, step=0, scene="start", letter="a", chosen_at=NOW))


def _draft(person: Person, token: str = "0" * 32) -> PracticeDraft:
    return PracticeDraft(
        person_id=person.id,
        token=token,
        audience="network",
        text="A draft.",
        begun_at=NOW,
        changed_at=NOW,
    )


def _asks(db: Session, *places: int, **same: object) -> None:
    """Colleagues asked about one draft, one for each place."""
    writer = a_person(db)
    draft = _draft(writer)
    db.add(draft)
    db.flush()
    for number, place in enumerate(places):
        values: dict[str, object] = {
            "person_id": a_person(db).id,
            "writer_id": writer.id,
            "token": f"{number:032x}",
        }
        if same.get("person_id") == "writer":
            same["person_id"] = writer.id
        db.add(PracticeAsk(draft_id=draft.id, place=place, asked_at=NOW, **(values | same)))


def _said_twice(db: Session) -> None:
    writer = a_person(db)
    draft = _draft(writer)
    db.add(draft)
    db.flush()
    for _ in range(2):
        db.add(
            PracticeComment(
                draft_id=draft.id,
                person_id=writer.id,
                writer_id=writer.id,
                token="1" * 32,
                words="Kind.",
                said_at=NOW,
            )
        )


VIOLATIONS: dict[str, Callable[[Session], object]] = {
    "uq_practice_draft_person_id_token": lambda db: db.add_all(
        [_draft(person) for person in [a_person(db)] for _ in range(2)]
    ),
    "ck_practice_ask_two_at_most": lambda db: _asks(db, 3),
    "ck_practice_ask_somebody_else": lambda db: _asks(db, 1, person_id="writer"),
    "uq_practice_ask_draft_id_place": lambda db: _asks(db, 1, 1),
    "uq_practice_ask_draft_id_person_id": lambda db: _asks(db, 1, 2, person_id=a_person(db).id),
    "uq_practice_ask_token": lambda db: _asks(db, 1, 2, token="2" * 32),
    "uq_practice_comment_person_id_token": _said_twice,
    "ck_inbox_keeper_kind": lambda db: db.add(
        InboxKeeper(kind="gossip", person_id=a_person(db).id, place=1)
    ),
    "ck_inbox_keeper_place_from_one": lambda db: db.add(
        InboxKeeper(kind="slip", person_id=a_person(db).id, place=0)
    ),
    "ck_inbox_message_kind": lambda db: db.add(_inbox_message(a_person(db), kind="gossip")),
    "uq_inbox_message_token": lambda db: db.add_all(
        [_inbox_message(person) for person in [a_person(db)] for _ in range(2)]
    ),
    "ck_recall_card_asked_once": lambda db: db.add(_card(db, times=0)),
    "ck_recall_card_in_order": lambda db: db.add(_card(db, due_on=TODAY)),
    "ck_recall_card_stability_positive": lambda db: db.add(_card(db, stability=0.0)),
    "uq_recall_card_person_id_course_question": lambda db: db.add_all(
        [_card(db, person) for person in [a_person(db)] for _ in range(2)]
    ),
    "ck_scenario_choice_step_from_one": _choice_at_step_0,
    "uq_scenario_play_person_id_token": lambda db: db.add_all(
        [_play(person) for person in [a_person(db)] for _ in range(2)]
    ),
    "uq_invitation_team_id_person_id": lambda db: db.add_all(
        [_invitation(team, person) for team, person in [(a_team(db), a_person(db))] for _ in "ab"]
    ),
    "ck_invitation_why_given": lambda db: db.add(_invitation(a_team(db), a_person(db), "")),
    "ck_people_import_in_order": lambda db: _people_import(db, 1),
    "ck_audit_seal_number_from_one": lambda db: _seal(db, 0),
    "ck_audit_seal_holds_something": lambda db: _seal(db, 1, entries=0),
    "uq_audit_seal_previous": lambda db: [_seal(db, n, previous=bytes(32)) for n in (1, 2)],
    "uq_audit_seal_digest": lambda db: [_seal(db, n, digest=bytes(32)) for n in (1, 2)],
    "uq_audit_entry_seal": lambda db: [_sealed_entry(db) for _ in range(2)],
    "ck_person_theme": lambda db: db.add(_person(theme="pink")),
    "ck_person_sign_in_name_given": lambda db: db.add(_person(sign_in_name="")),
    "ck_person_last_name_given": lambda db: db.add(_person(last_name="")),
    "uq_person_sign_in_name": lambda db: db.add_all([_person(), _person(email="two@example.test")]),
    "uq_person_email": lambda db: db.add_all([_person(), _person(sign_in_name="two")]),
    "ck_team_not_its_own_parent": lambda db: db.add(Team(id=5, slug="a", name="A", parent_id=5)),
    "uq_team_slug": lambda db: db.add_all([Team(slug="a", name="A"), Team(slug="a", name="B")]),
    "uq_team_name": lambda db: db.add_all([Team(slug="a", name="A"), Team(slug="b", name="A")]),
    "ck_membership_role": lambda db: db.add(
        Membership(person_id=a_person(db).id, team_id=a_team(db).id, role="x", since=TODAY)
    ),
    "ck_membership_in_order": lambda db: a_membership(
        db, a_person(db), a_team(db), since=TODAY, until=TODAY - timedelta(days=1)
    ),
    "uq_membership_open": lambda db: [
        a_membership(db, person, team)
        for person, team in [(a_person(db), a_team(db))]
        for _ in range(2)
    ],
    "ck_membership_deputy_until": lambda db: db.add(
        Membership(
            person_id=a_person(db).id,
            team_id=a_team(db).id,
            role="manager",
            since=TODAY,
            is_deputy=True,
        )
    ),
    "ck_team_place_in_order": lambda db: _place(db, until=TODAY),
    "ck_team_place_not_its_own_parent": lambda db: _place(db, parent_id=a_team(db).id, same=True),
    "uq_team_place_open": lambda db: [
        _place(db, team_id=team.id, since=TODAY + timedelta(days=days))
        for team in [a_team(db)]
        for days in (1, 2)
    ],
    "uq_team_place_team_id_since": lambda db: [
        _place(db, team_id=team.id, until=until)
        for team in [a_team(db)]
        for until in (TODAY + timedelta(days=1), None)
    ],
    "uq_sign_in_session_digest": lambda db: db.add_all(
        [_session(person, b"k" * 32) for person in [a_person(db)] for _ in range(2)]
    ),
    "uq_password_link_digest": lambda db: db.add_all(
        [_link(person, b"k" * 32) for person in [a_person(db)] for _ in range(2)]
    ),
    "ck_throttle_tries_positive": lambda db: db.add(Throttle(key=b"k", window=1, tries=0)),
    "uq_notice_person_id_kind_subject": lambda db: db.add_all(
        [_notice(person) for person in [a_person(db)] for _ in range(2)]
    ),
    "uq_enrolment_person_id_course_cycle": lambda db: [
        an_enrolment(db, person) for person in [a_person(db)] for _ in range(2)
    ],
    "ck_enrolment_cycle_from_one": lambda db: an_enrolment(db, a_person(db), cycle=0),
    "uq_module_read_person_id_course_module": lambda db: [
        a_module_read(db, person, "m") for person in [a_person(db)] for _ in range(2)
    ],
    "ck_sureness_three_steps": lambda db: db.add(
        Sureness(attempt_id=_attempt(db).id, position=1, sure=4)
    ),
    "ck_attempt_minutes_positive": lambda db: _attempt(db, minutes=0),
    "uq_outgoing_planned": lambda db: _repeated(_outgoing, db),
    "ck_note_kind": lambda db: _note(db, kind="chat"),
    "ck_note_not_to_oneself": _note_to_oneself,
    "ck_note_text_given": lambda db: _note(db, text=""),
    "ck_note_only_thanks_shared": lambda db: _note(db, kind="help", is_shared=True),
    "ck_help_reply_said": lambda db: _help_reply(db, said="may"),
    "uq_outgoing_day": _two_messages_a_day,
    "uq_reminder_person_id_course_about_on_day_step": lambda db: _repeated(_reminder, db),
    "ck_reminder_about": lambda db: _reminder(db, about="overdue"),
    "ck_reminder_step_before": lambda db: _reminder(db, step=0),
    "ck_reminder_choice_away_both": lambda db: _reminder_choice(db, away_from=TODAY),
    "ck_reminder_choice_away_in_order": lambda db: _reminder_choice(
        db, away_from=TODAY, away_until=TODAY - timedelta(days=1)
    ),
    "ck_accommodation_given_time": lambda db: _accommodation(db, given_time="long"),
    "ck_accommodation_own_time": lambda db: _accommodation(db, own_time="long"),
    "ck_accommodation_more_attempts": lambda db: _accommodation(db, more_attempts=21),
    "uq_practice_done_person_id_course_practice": lambda db: db.add_all(
        PracticeDone(person_id=person.id, course="c", practice="p", done_at=NOW)
        for person in [a_person(db)]
        for _ in range(2)
    ),
    "ck_assignment_why_given": lambda db: an_assignment(db, a_team(db), why=""),
    "ck_assignment_audience": lambda db: _ask(db, audience="friends", audience_key="x"),
    "ck_assignment_audience_told": lambda db: _ask(db, audience="everyone", audience_key=None),
    "ck_assignment_due": lambda db: _ask(db, due="soon", due_on=None, due_days=1),
    "ck_assignment_due_told": lambda db: _ask(db, due_days=1),
    "ck_arrangement_kind": lambda db: _arrange(db, kind="favour"),
    "ck_arrangement_reason_given": lambda db: _arrange(db, reason=""),
    "ck_arrangement_in_order": lambda db: _arrange(db, until=TODAY),
    "ck_arrangement_end_told": lambda db: _arrange(db, until=None),
    "ck_time_request_answer_whole": lambda db: _wish(db, answered_at=NOW),
    "uq_time_request_open": lambda db: [
        _wish(db, person_id=person.id) for person in [a_person(db)] for _ in range(2)
    ],
    "uq_assignment_open_key": lambda db: [_ask(db) for _ in range(2)],
    "ck_assignment_line_readable": lambda db: _line(db, about="joined", how="is"),
    "uq_assignment_line_assignment_id_number": lambda db: [
        _line(db, assignment_id=asked.id) for asked in [_ask(db)] for _ in range(2)
    ],
    "uq_assignment_open": lambda db: [
        an_assignment(db, team) for team in [a_team(db)] for _ in range(2)
    ],
    "uq_question_version_course_name_language_fingerprint": lambda db: _twice(db, _version),
    "uq_attempt_enrolment_id_number": lambda db: db.add(
        _again(_attempt(db, finished_at=NOW, points_num=1, points_den=1, passed=True))
    ),
    "uq_attempt_open": lambda db: db.add(_again(_attempt(db), number=2)),
    "ck_attempt_something_to_gain": lambda db: _attempt(db, points_of=0),
    "ck_attempt_result_when_finished": lambda db: _attempt(db, finished_at=NOW),
    "ck_attempt_question_position_from_one": lambda db: _attempt_question(db, position=0),
    "ck_answer_round": lambda db: db.add(_answer(_attempt(db), round=3)),
    "ck_answer_share": lambda db: db.add(_answer(_attempt(db), share_num=2)),
    "ck_certificate_dates_in_order": lambda db: a_certificate(
        db, a_person(db), issued_on=date(2026, 6, 1), expires_on=date(2026, 6, 1)
    ),
    "uq_certificate_code": lambda db: _second_certificate(db, code=None),
    "uq_certificate_enrolment_id": lambda db: _second_certificate(db, enrolment_id=None),
    "uq_certificate_attempt_id": _same_attempt_certificate,
    "ck_certificate_window_end_grace": lambda db: setattr(
        a_certificate(db, a_person(db)), "counts_until", date(2026, 1, 1)
    ),
    "ck_certificate_days_not_negative": lambda db: setattr(
        a_certificate(db, a_person(db)), "grace_days", -1
    ),
    "ck_certificate_term_all_days_or_none": lambda db: db.add(
        CertificateTerm(
            certificate_id=a_certificate(db, a_person(db)).id,
            ended_at=NOW,
            expires_on=TODAY,
            is_revoked=False,
        )
    ),
    "uq_replaced_code_code": lambda db: [_replaced_code(db) for _ in range(2)],
    "ck_replaced_code_cause": lambda db: _replaced_code(db, cause="because"),
    "ck_stale_person_one_of_both": lambda db: db.add(StalePerson(person_id=1, team_id=1)),
    "ck_counted_spell_kind": lambda db: db.add(_spell(kind="lost")),
    "ck_counted_spell_in_order": lambda db: db.add(_spell(until=TODAY)),
    "ck_tally_basis_one_row": lambda db: db.add(
        TallyBasis(id=2, counted_on=TODAY, decided_by="courses")
    ),
    "ck_answer_tally_meeting": lambda db: _tally(db, meeting="third"),
    "ck_answer_tally_share": lambda db: _tally(db, share_num=2),
    "ck_answer_tally_rest": lambda db: _tally(db, rest_num=1),
    "ck_answer_tally_people_positive": lambda db: _tally(db, people=0),
    "uq_reaction_person_id_key": lambda db: [
        a_reaction(db, person) for person in [a_person(db)] for _ in range(2)
    ],
    "ck_reaction_says_something": lambda db: a_reaction(db, a_person(db), words=""),
    "ck_reaction_reply_when_settled": lambda db: a_reaction(db, a_person(db), settled_at=NOW),
    "ck_regrade_why_given": lambda db: db.add(
        Regrade(course="c", name="n", at=NOW, why="", may_lower=False, versions={})
    ),
    "ck_publication_number_from_one": lambda db: db.add(
        Publication(number=0, at=NOW, by="tests", lock="")
    ),
    "ck_content_change_kind": lambda db: a_content_change(db, kind="minor"),
    "ck_content_change_material_asks_something": lambda db: a_content_change(db, within_days=None),
    "uq_content_change_course_name": lambda db: [a_content_change(db) for _ in range(2)],
    "uq_attempt_open_change": lambda db: db.add_all(
        [
            _again(attempt, number=number, change_id=change.id)
            for attempt, change in [(_attempt(db), a_content_change(db))]
            for number in (2, 3)
        ]
    ),
    "ck_certificate_change_attempt_when_done": lambda db: db.add(
        CertificateChange(
            certificate_id=a_certificate(db, a_person(db)).id,
            change_id=a_content_change(db).id,
            due_on=TODAY,
            attempt_id=_attempt(db).id,
        )
    ),
}


def _spell(**changes: object) -> CountedSpell:
    values: dict[str, object] = {
        "person_id": 1,
        "course": "c",
        "kind": "ready",
        "since": TODAY,
        "until": TODAY + timedelta(days=1),
    }
    return CountedSpell(**(values | changes))


def _tally(db: Session, **changes: object) -> AnswerTally:
    version = _version()
    db.add(version)
    db.flush()
    values: dict[str, object] = {
        "question_version_id": version.id,
        "meeting": "first",
        "waits": False,
        "chosen": "a",
        "share_num": 1,
        "share_den": 1,
        "rest_num": 0,
        "rest_den": 0,
        "people": 1,
    }
    tally = AnswerTally(**(values | changes))
    db.add(tally)
    db.flush()
    return tally


def _attempt_question(db: Session, *, position: int) -> None:
    attempt = _attempt(db)
    version = _version()
    db.add(version)
    db.flush()
    db.add(
        AttemptQuestion(
            attempt_id=attempt.id, position=position, question_version_id=version.id, shown=[]
        )
    )


def _barrier_summary(db: Session) -> None:
    db.add(BarrierPlace(place=1, batch=0))
    db.flush()
    db.add(BarrierSummary(place=1, reason="R1", step=5, trail=[]))


def _barrier_count(db: Session) -> None:
    db.add(BarrierPlace(place=1, batch=0))
    db.flush()
    db.add(BarrierCount(place=1, batch=0, reason="R1", said=-1))


VIOLATIONS |= {
    "ck_barrier_place_batch": lambda db: db.add(BarrierPlace(place=1, batch=-1)),
    "ck_barrier_count_said": _barrier_count,
    "ck_barrier_summary_step": _barrier_summary,
}


@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_the_constraint_holds(db: Session, name: str) -> None:
    with pytest.raises(IntegrityError):  # noqa: PT012 - either statement may be the refused one
        VIOLATIONS[name](db)
        db.flush()


def test_no_constraint_is_left_untried() -> None:
    known = set()
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, CheckConstraint | UniqueConstraint):
                known.add(str(constraint.name))
            assert isinstance(constraint, ForeignKeyConstraint) or constraint.name
        known |= {str(index.name) for index in table.indexes if index.unique}
    conventional = {
        f"uq_{table.name}_{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.unique
    }
    known = {name for name in known if not name.startswith("_unnamed")} | conventional

    assert sorted(known - set(VIOLATIONS)) == []


def test_an_ended_assignment_leaves_room_for_a_new_one(db: Session) -> None:
    team = a_team(db)
    an_assignment(db, team).ended_at = NOW
    db.flush()

    an_assignment(db, team)

    assert db.query(Assignment).count() == 2


__all__ = ["Enrolment", "ModuleRead"]
