"""A small organisation that has one of everything, for tests of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content.model import ContentSet
from lms.enrolments import arrangements
from lms.inbox.models import InboxMessage
from lms.notes.models import Note
from lms.people.models import Membership, Notice, Person
from lms.practice import services as practice
from lms.practice.models import PracticeAsk, PracticeDraft
from lms.practice.services import Written
from lms.publishing import services as publishing
from lms.quizzes import services as quizzes
from lms.recall import services as recall
from lms.recall.models import RecallCard
from lms.scenarios import services as scenarios
from lms.scenarios.story import Taken
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_content_change,
    a_module_read,
    a_people_import,
    a_person,
    a_reaction,
    a_team,
    an_assignment,
)

SHARED = "e" * 32
"""The address of the learner's draft for the colleague who is asked about it."""


@dataclass(frozen=True, slots=True)
class World:
    """The people, and the values that addresses need."""

    people: dict[str, Person]
    values: dict[str, object]


ROLES = ("anonymous", "learner", "colleague", "manager", "other manager", "author", "administrator")
"""Whom the access matrix tries; things belong to the learner, the manager manages her team."""


def build(db: Session, content: ContentSet) -> World:
    """Fill a database; the learner owns an attempt, a certificate and a notice."""
    company = a_team(db, "Company")
    team = a_team(db, "Service North", parent=company)
    elsewhere = a_team(db, "Sales South", parent=company)
    people = {
        "learner": a_person(db, "Ada", "Malli", team=team),
        "colleague": a_person(db, "Odd", "Testi", team=elsewhere),
        "manager": a_person(db, "Max", "Johto", team=company, manages=team),
        "other manager": a_person(db, "Una", "Toinen", team=company, manages=elsewhere),
        "author": a_person(db, "Aku", "Kirjoittaja", team=elsewhere, is_author=True),
        "administrator": a_person(db, "Eve", "Hoitaja", team=elsewhere, is_administrator=True),
    }
    learner = people["learner"]
    assignment = an_assignment(db, team, due_on=TODAY + timedelta(days=10))
    arrangement = arrangements.give(
        db,
        person_id=learner.id,
        course="guidelines",
        kind="extension",
        last_day=TODAY + timedelta(days=30),
        reason="Back from leave in January.",
        path=(),
        actor_id=None,
        now=NOW,
        today=TODAY,
    )
    arrangements.ask_for_time(
        db,
        person_id=learner.id,
        course="confidentiality",
        wanted_on=TODAY + timedelta(days=24),
        words="We move house.",
        now=NOW,
        today=TODAY,
    )
    certificate = a_certificate(db, learner, "guidelines")
    module = content.courses["confidentiality"].modules[0]
    a_module_read(db, learner, module.slug)
    notice = Notice(person_id=learner.id, kind="certificate", subject="guidelines", created_at=NOW)
    db.add(notice)
    attempt = quizzes.start(
        db,
        person_id=learner.id,
        course=content.courses["confidentiality"],
        language="en",
        now=NOW,
        today=TODAY,
        seed=1,
    )
    reaction = a_reaction(db, learner)
    play = scenarios.begin(
        db,
        person_id=learner.id,
        course="confidentiality",
        scenario="open-day",
        token="0" * 32,
        now=NOW,
        taken=[Taken("start", "b")],
    )
    message = InboxMessage(
        kind="slip",
        token="2" * 32,
        sender_id=learner.id,
        words=b"sealed elsewhere",
        language="en",
        sent_at=NOW,
    )
    db.add(message)
    bank = content.courses["confidentiality"].quiz
    assert bank is not None
    recalled = min(name for name, item in bank.questions["en"].items() if not item.retired)
    recall.turn_on(db, person_id=learner.id, now=NOW)
    db.add(
        RecallCard(
            person_id=learner.id,
            course="confidentiality",
            question=recalled,
            stability=1.0,
            difficulty=5.0,
            asked_on=TODAY - timedelta(days=9),
            due_on=TODAY,
            times=1,
            given="a",
        )
    )
    publishing.publish(db, content, by="tests", now=NOW, today=TODAY)
    offer = Note(
        kind="help",
        sender_id=people["manager"].id,
        receiver_id=learner.id,
        about="chat",
        text="A coffee?",
        written_at=NOW,
        written_on=TODAY,
    )
    db.add(offer)
    import_id = a_people_import(db, added=1, detail="new 1")
    change = a_content_change(db, "confidentiality")
    practice_draft = "d" * 32  # the colleague is asked about it, under SHARED
    practice.begin(
        db,
        person_id=learner.id,
        token=practice_draft,
        task="",
        written=Written(audience="network", text="A small moment from work."),
        now=NOW,
    )
    db.add(
        PracticeAsk(
            draft_id=db.scalars(select(PracticeDraft.id)).one(),
            place=1,
            person_id=people["colleague"].id,
            writer_id=learner.id,
            token=SHARED,
            asked_at=NOW,
        )
    )
    db.flush()
    db.commit()
    values: dict[str, object] = {
        "course": "confidentiality",
        "module": module.slug,
        "file": module.texts["en"].path.rpartition("/")[2],
        "name": module.texts["en"].checks[0].name,
        "attempt": attempt.id,
        "n": 1,
        "number": 2,
        "notice": notice.id,
        "note": offer.id,
        "reaction": reaction.id,
        "scenario": "open-day",
        "question": recalled,
        "message": message.id,
        "play": play,
        "step": 1,
        "change": change.id,
        "draft": practice_draft,
        "publication": 1,
        "lang": "en",
        "certificate_id": certificate.id,
        "code": certificate.code,
        "slug": team.slug,
        "team": team.slug,
        "person": learner.id,
        "person_id": learner.id,
        "team_id": team.id,
        "assignment_id": assignment.id,
        "arrangement_id": arrangement,
        "import_id": import_id,
        "membership_id": db.scalars(
            select(Membership.id).where(Membership.person_id == learner.id)
        ).one(),
        "token": "no-such-token",
        "upload": "no-such-upload",
    }
    return World(people=people, values=values)
