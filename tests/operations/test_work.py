"""`lms work` writes each reminder once, sends it by a real mail server, and takes back the untrue.

Every test runs the whole way: rows, the plan, the letter, STARTTLS, the mail server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.clock import Clock
from lms.config import Settings
from lms.content.current import Current
from lms.database import Database, make_engine
from lms.enrolments.audiences import Audience, Wanted
from lms.notes import rules as rules_of_notes
from lms.notes import services as notes
from lms.notes.models import Kind, Note
from lms.notes.services import Draft, Words
from lms.operations import work
from lms.operations.mail import MailError, send_waiting
from lms.operations.work import Work
from lms.people import audit, sealing
from lms.people.models import Outgoing, Person, Team
from lms.practice.models import PracticeDraft
from lms.readiness import spells, tallies
from lms.reminders import services
from lms.reminders.letters import composing
from lms.reminders.models import Reminder
from lms.reminders.rules import Choice
from tests.factories import a_certificate, a_membership, a_person, a_team, an_assignment
from tests.smtp import HOST, Answer, MailServer, certificate_for, mail_server

DAY = date(2026, 12, 3)
"""A Thursday, 14 days before DUE."""
DUE = date(2026, 12, 17)
NINE = datetime(2026, 12, 3, 7, 0, tzinfo=UTC)


@dataclass
class Site:
    """A site with its mail server, and a clock that stands still until it is set."""

    work: Work
    server: MailServer
    moments: list[datetime]

    def at(self, moment: datetime) -> Site:
        """Set the clock."""
        self.moments[0] = moment
        return self

    def once(self) -> str:
        """`lms work --once`."""
        return work.once(self.work)

    def begin(self, write: Callable[[Session], object]) -> None:
        """Change rows in a transaction."""
        with self.work.database.begin() as db:
            write(db)

    def rows(self) -> list[Outgoing]:
        """All messages."""
        with self.work.database.reading() as db:
            return list(db.scalars(select(Outgoing).order_by(Outgoing.id)))

    def reminders(self) -> int:
        """How many dates were told of."""
        with self.work.database.reading() as db:
            return db.scalar(select(func.count(Reminder.id))) or 0


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, Path]:
    """The mail server's certificate."""
    return certificate_for(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def site(
    database_url: str,
    settings: Settings,
    content: Current,
    trust: tuple[object, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    """A site on a database of its own, sending to a real server on this machine."""
    tls, certificate = trust
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    database = Database(make_engine(database_url))
    moments = [NINE]
    with mail_server(tls) as server:  # type: ignore[arg-type]
        sending = replace(
            settings,
            database_url=database_url,
            mail_folder=None,
            smtp_url=f"smtp://{HOST}:{server.port}",
            mail_from="learning@example.test",
            public_url="https://learning.example.test",
        )
        app = create_app(sending, database=database, content=content)
        made = Work(
            database,
            sending,
            Clock(ZoneInfo("Europe/Helsinki"), lambda: moments[0]),
            content.get,
            lambda: composing(app),
        )
        yield Site(made, server, moments)
    database.engine.dispose()


def asked(site: Site, *, people: int = 1, language: str | None = None) -> list[str]:
    """People of a team of whom a course is asked by DUE; their addresses."""
    addresses = [f"v{number}@example.test" for number in range(people)]

    def write(db: Session) -> None:
        team = a_team(db, parent=(above := a_team(db)))
        an_assignment(db, above, due_on=DUE, why="Ovet avataan keväällä.")
        for address in addresses:
            a_person(db, "Väinö", "Näyte", email=address, team=team, language=language)

    site.begin(write)
    return addresses


def test_a_reminder_is_written_once_and_sent_once_with_starttls(site: Site) -> None:
    [address] = asked(site)

    assert site.once() == "Reminders written: 1. Sent: 1."
    assert site.once() == "Reminders written: 0. No message waits."

    assert site.server.recipients == [address]
    assert site.server.were_encrypted == [True]
    assert site.reminders() == 1


def test_a_newcomer_is_told_of_the_later_date_of_what_was_asked_before(site: Site) -> None:
    def write(db: Session) -> None:
        wanted = Wanted(
            Audience.EVERYONE,
            "guidelines",
            due_on=date(2026, 8, 14),
            asked_on=date(2026, 7, 1),
        )
        an_assignment(db, None, wanted=wanted)
        new, old = (a_person(db, email=f"{name}@example.test") for name in ("new", "old"))
        a_membership(db, new, a_team(db), since=DAY)
        a_membership(db, old, a_team(db), since=date(2025, 1, 1))

    site.begin(write)

    site.once()

    assert [one.split("@")[0].strip("<") for one in site.server.recipients] == ["new"]


def test_the_message_is_in_the_persons_language_as_text_and_as_html(site: Site) -> None:
    asked(site, language="fi")

    site.once()

    [message] = site.server.messages
    text = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "17.12.2026" in message["Subject"]
    assert message["Auto-Submitted"] == "auto-generated"
    for part in (text.get_content(), html.get_content()):
        assert "Hei Väinö Näyte" in part
        assert "Ovet avataan keväällä." in part
        assert "https://learning.example.test/courses/confidentiality" in part
        assert "https://learning.example.test/account/reminders" in part
        assert "/reminders/stop/" not in part  # nothing in it is voluntary
    assert 'lang="fi"' in html.get_content()


def test_a_voluntary_date_carries_the_link_that_stops_it(site: Site) -> None:
    site.begin(
        lambda db: a_certificate(
            db, a_person(db), site.work.content().path.courses[0], expires_on=DUE
        )
    )

    site.once()

    [message] = site.server.messages
    text = message.get_body(("plain",))
    assert text is not None
    assert "https://learning.example.test/reminders/stop/" in text.get_content()


def test_a_certificate_of_a_course_that_nobody_asks_for_is_not_mentioned(site: Site) -> None:
    content = site.work.content()
    free = next(slug for slug in content.courses if slug not in content.path.courses)
    site.begin(lambda db: a_certificate(db, a_person(db), free, expires_on=DUE))

    assert site.once() == "Reminders written: 0. No message waits."


def test_who_has_no_address_or_has_left_or_is_away_gets_nothing(site: Site) -> None:
    def write(db: Session) -> None:
        team = a_team(db)
        an_assignment(db, team, due_on=DUE)
        a_person(db, team=team).email = None
        a_person(db, team=team, left_on=DAY)
        services.choose(
            db,
            person_id=a_person(db, team=team).id,
            choice=Choice(away_from=DAY, away_until=DAY),
        )

    site.begin(write)

    assert site.once() == "Reminders written: 0. No message waits."


@pytest.mark.parametrize(
    "moment",
    [
        NINE.replace(hour=5, minute=59),
        NINE.replace(hour=15),
        datetime(2026, 12, 5, 9, tzinfo=UTC),
    ],
)
def test_outside_working_hours_nothing_is_written(site: Site, moment: datetime) -> None:
    asked(site)

    assert site.at(moment).once() == "Reminders written: 0. No message waits."


def test_what_waited_too_long_is_taken_back_and_planned_anew_on_the_next_day(site: Site) -> None:
    asked(site)
    site.server.answers = [Answer.LATER]
    with pytest.raises(MailError):
        site.once()

    assert site.at(NINE + timedelta(hours=9)).once() == "Reminders written: 0. No message waits."
    assert site.rows() == []
    assert site.at(NINE + timedelta(days=1)).once() == "Reminders written: 1. Sent: 1."
    assert len(site.server.taken) == 1


def test_a_course_finished_after_the_plan_stops_the_message(site: Site) -> None:
    asked(site)
    work.plan(site.work)

    def finish(db: Session) -> None:
        person = db.scalars(select(Person)).one()
        a_certificate(db, person, issued_on=DAY, expires_on=DAY + timedelta(days=365))

    site.begin(finish)

    assert work.send(site.work) == "No message waits."
    assert site.server.taken == []
    assert site.reminders() == 0


def test_mail_send_leaves_reminders_alone(site: Site) -> None:
    asked(site)
    work.plan(site.work)

    told = send_waiting(site.work.database, site.work.settings, clock=lambda: NINE)

    assert told == "No message waits."
    assert [row.tries for row in site.rows()] == [0]


def test_three_steps_of_a_date_are_three_messages(site: Site) -> None:
    asked(site)

    for number in range(60):
        site.at(datetime(2026, 11, 1, 9, tzinfo=UTC) + timedelta(days=number)).once()

    dates = [message["Date"].datetime.date() for message in site.server.messages]
    assert dates == [date(2026, 11, 17), date(2026, 12, 3), date(2026, 12, 16)]


def test_several_copies_send_each_message_once(site: Site) -> None:
    addresses = asked(site, people=25)

    def run() -> None:
        with suppress(MailError):  # what another copy has just claimed counts as waiting
            site.once()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(run) for _ in range(3)]:
            done.result()
    with suppress(MailError):
        site.once()

    assert sorted(site.server.recipients) == sorted(addresses)
    assert [row.sent_at is not None for row in site.rows()] == [True] * 25
    assert site.reminders() == 25


def test_a_line_that_breaks_before_the_message_loses_nothing(site: Site) -> None:
    asked(site, people=3)
    site.server.answers = [Answer.TAKE, Answer.BREAK]

    with pytest.raises(MailError, match="broke off"):
        site.once()
    site.at(NINE + timedelta(minutes=10)).once()

    assert sorted(site.server.recipients) == [f"v{number}@example.test" for number in range(3)]


def test_a_yes_that_is_lost_sends_again_the_same_day_under_the_same_number(site: Site) -> None:
    asked(site)
    site.server.answers = [Answer.TAKE_AND_BREAK]

    with pytest.raises(MailError, match="broke off"):
        site.once()
    with pytest.raises(MailError, match="put off: 1"):
        site.at(NINE + timedelta(minutes=9)).once()
    site.at(NINE + timedelta(minutes=10)).once()

    assert len(site.server.messages) == 2
    assert len({message["Message-ID"] for message in site.server.messages}) == 1


def test_a_yes_that_is_lost_is_not_said_again_on_another_day(site: Site) -> None:
    asked(site)
    site.server.answers = [Answer.TAKE_AND_BREAK]
    with pytest.raises(MailError):
        site.once()

    assert site.at(NINE + timedelta(days=1)).once() == "Reminders written: 0. No message waits."

    assert len(site.server.taken) == 1
    [row] = site.rows()
    assert row.given_up_at is not None


def test_a_refused_message_does_not_hold_up_the_others(site: Site) -> None:
    asked(site, people=3)
    site.server.answers = [Answer.REFUSE, Answer.LATER]

    with pytest.raises(MailError, match=r"Sent: 1\. Refused or put off: 2"):
        site.once()
    site.at(NINE + timedelta(minutes=10)).once()

    assert len(site.server.taken) == 3


def other_work_waits(site: Site) -> None:
    """An entry of the log to seal, an old draft to forget, and units that were never counted."""

    def write(db: Session) -> None:
        person = a_person(db, email="d@example.test")
        long_ago = NINE - timedelta(days=31)
        draft = PracticeDraft(person_id=person.id, token="0" * 32, audience="public", text="Hei.")
        draft.begun_at = draft.changed_at = long_ago
        db.add(draft)
        record = audit.Record("person_changed", f"person:{person.id}")
        audit.record(db, [record], actor_id=None, now=NINE)

    site.begin(write)


def what_waits(site: Site) -> tuple[int, int, tallies.Source]:
    """Entries without a seal, drafts, and where the numbers of units come from."""
    with site.work.database.reading() as db:
        basis = spells.basis(site.work.content())
        return (
            sealing.waiting(db),
            db.scalar(select(func.count(PracticeDraft.id))) or 0,
            tallies.source(db, basis, DAY).source,
        )


@pytest.mark.parametrize(
    "server_says", [Answer.LATER, Answer.REFUSE, Answer.BREAK], ids=lambda answer: answer.name
)
def test_mail_that_cannot_go_holds_up_no_other_work(site: Site, server_says: Answer) -> None:
    asked(site)
    other_work_waits(site)
    site.server.answers = [server_says]

    with pytest.raises(MailError):
        site.once()

    assert what_waits(site) == (0, 0, tallies.Source.KEPT)


def test_a_site_without_a_mail_server_does_its_other_work(site: Site) -> None:
    asked(site)
    work.plan(site.work)
    other_work_waits(site)
    nowhere = replace(site.work, settings=replace(site.work.settings, smtp_url=""))

    with pytest.raises(MailError, match="LMS_SMTP_URL"):
        work.once(nowhere)

    assert what_waits(site) == (0, 0, tallies.Source.KEPT)


def test_a_refused_message_lets_the_next_round_come_as_soon_as_ever(site: Site) -> None:
    asked(site)
    site.server.answers = [Answer.LATER]
    paused = list[float]()

    class Stop(Event):
        """Notes the pauses, and stops after the second."""

        def wait(self, timeout: float | None = None) -> bool:
            paused.append(timeout or 0)
            if len(paused) == 2:
                self.set()
            return self.is_set()

    work.forever(site.work, stop=Stop(), say=lambda _: None, pause=0.05)

    assert paused == [0.05, 0.05]
    assert what_waits(site)[2] is tallies.Source.KEPT


def test_without_starttls_nothing_is_handed_over(site: Site) -> None:
    asked(site)
    with mail_server() as plain:
        settings = replace(site.work.settings, smtp_url=f"smtp://{HOST}:{plain.port}")
        with pytest.raises(MailError, match="cannot be used"):
            work.once(replace(site.work, settings=settings))
        assert plain.taken == []


def test_where_nothing_could_be_sent_nothing_is_planned(site: Site) -> None:
    asked(site)
    nowhere = replace(site.work, settings=replace(site.work.settings, smtp_url=""))

    assert work.plan(nowhere) == 0


def test_it_works_on_until_it_is_told_to_stop(site: Site) -> None:
    stop, said = Event(), list[str]()
    thread = Thread(
        target=work.forever,
        args=(site.work,),
        kwargs={"stop": stop, "say": said.append, "pause": 0.05},
    )
    asked(site, people=2)
    site.server.answers = [Answer.BREAK]
    thread.start()
    waited = Event()
    for _ in range(100):
        if len(site.server.taken) == 1:
            break
        waited.wait(0.05)
    site.at(NINE + timedelta(minutes=10))
    for _ in range(100):
        if len(site.server.taken) == 2:
            break
        waited.wait(0.05)
    stop.set()
    thread.join(5)

    assert not thread.is_alive()
    assert len(set(site.server.recipients)) == 2
    assert said[0] == "Reminders written: 2."


def test_planning_costs_the_same_statements_for_one_and_for_fifty(site: Site) -> None:
    def statements() -> int:
        from sqlalchemy import event

        count = 0

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        engine = site.work.database.engine
        event.listen(engine, "before_cursor_execute", note)
        site.at(NINE + timedelta(days=1))  # no reminder falls on this day
        work.plan(site.work)
        event.remove(engine, "before_cursor_execute", note)
        return count

    asked(site)
    site.once()
    few = statements()
    site.begin(
        lambda db: [
            a_person(db, team=db.scalars(select(Team).order_by(Team.id.desc())).first())
            for _ in range(49)
        ]
    )
    site.at(NINE).once()

    assert statements() == few


def a_note(site: Site, *, kind: Kind = Kind.THANKS, **more: object) -> str:
    """A note that somebody has written, with its message; the address it goes to."""
    address = "ada@example.test"
    stop = "https://learning.example.test/reminders/stop/" + "x" * 60

    def write(db: Session) -> None:
        receiver = a_person(db, "Ada", "Näyte", email=address)
        sender = a_person(db, "Max", "Malli")
        if more:
            services.choose(db, person_id=receiver.id, choice=Choice(**more))  # type: ignore[arg-type]
        draft = Draft(
            kind=kind,
            sender_id=sender.id,
            receiver_id=receiver.id,
            about="confidentiality" if kind is Kind.REMINDER else "helping",
            text="Kiitos.",
            turn=rules_of_notes.HELP_TURN,
            words=Words("Thanks", "Max wrote: Kiitos.\n", "<p>Kiitos.</p>", stop),
        )
        now = site.work.clock.now()
        notes.write(db, draft, now=now, today=site.work.clock.day_of(now))

    site.begin(write)
    return address


def test_a_note_goes_once_in_working_hours_with_a_way_to_stop_in_one_click(site: Site) -> None:
    site.at(NINE - timedelta(hours=3))
    address = a_note(site)

    assert site.once() == "Reminders written: 0. No message waits."  # six in the morning
    assert site.at(NINE).once() == "Reminders written: 0. Sent: 1."
    assert site.once() == "Reminders written: 0. No message waits."

    assert site.server.recipients == [address]
    assert site.server.were_encrypted == [True]
    [message] = site.server.messages
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = "https://learning.example.test/reminders/stop/" + "x" * 60
    assert message["List-Unsubscribe"] == f"<{stop}>"
    assert stop.encode() in site.server.taken[0].replace(b"\r\n", b"")
    assert [row.day for row in site.rows()] == [DAY]


def test_voluntary_reminders_have_the_header_and_other_mail_has_none(site: Site) -> None:
    course = site.work.content().path.courses[0]
    site.begin(lambda db: a_certificate(db, a_person(db), course, expires_on=DUE))
    asked(site)
    site.begin(
        lambda db: db.add(
            Outgoing(person_id=a_person(db).id, subject="A link", body="x", created_at=NINE)
        )
    )

    site.once()

    found = {message["Subject"]: message["List-Unsubscribe"] for message in site.server.messages}
    assert len(found) == 3
    assert [bool(header) for header in found.values()].count(True) == 1
    assert next(header for header in found.values() if header).startswith(
        "<https://learning.example.test/reminders/stop/"
    )
    assert found["A link"] is None


def test_a_note_waits_for_the_end_of_leave_and_for_the_hours_of_ones_own_clock(site: Site) -> None:
    a_note(site, away_from=DAY, away_until=DAY, time_zone="Asia/Tokyo")

    assert site.once() == "Reminders written: 0. No message waits."
    assert site.at(NINE + timedelta(hours=12)).once() == "Reminders written: 0. No message waits."
    next_morning = datetime(2026, 12, 3, 23, 5, tzinfo=UTC)  # five past eight there
    assert site.at(next_morning).once() == "Reminders written: 0. Sent: 1."
    assert [row.day for row in site.rows()] == [date(2026, 12, 4)]
    assert [row.tries for row in site.rows()] == [1]


def test_dates_go_before_notes_and_a_day_brings_one_message(site: Site) -> None:
    a_note(site)

    def ask(db: Session) -> None:
        team = a_team(db)
        an_assignment(db, team, due_on=DUE)
        receiver = db.scalars(select(Person).where(Person.email == "ada@example.test")).one()
        a_membership(db, receiver, team)

    site.begin(ask)

    assert site.once() == "Reminders written: 1. Sent: 1."
    assert "17" in site.server.messages[0]["Subject"]
    assert site.at(NINE + timedelta(hours=5)).once() == "Reminders written: 0. No message waits."
    assert site.at(NINE + timedelta(days=1)).once() == "Reminders written: 0. Sent: 1."
    assert site.server.messages[1]["Subject"] == "Thanks"


def test_a_note_taken_back_unwanted_or_done_is_not_mailed(site: Site) -> None:
    a_note(site, wants_notes=False)
    assert site.once() == "Reminders written: 0. No message waits."
    assert site.rows() == []

    def withdraw(db: Session) -> None:
        for note in db.scalars(select(Note.id)).all():
            notes.remove(db, note_id=note)

    site.begin(withdraw)
    site.begin(lambda db: db.execute(delete(Person)))
    a_note(site, kind=Kind.REMINDER)  # about a course that nobody asks for any more
    assert site.once() == "Reminders written: 0. No message waits."
    assert site.rows() == []
    assert site.server.taken == []


def test_a_note_whose_yes_was_lost_is_not_sent_on_another_day(site: Site) -> None:
    a_note(site)
    site.server.answers = [Answer.TAKE_AND_BREAK]
    with pytest.raises(MailError):
        site.once()

    assert site.at(NINE + timedelta(hours=9)).once() == "Reminders written: 0. No message waits."
    assert len(site.server.taken) == 1
    assert [row.given_up_at is not None for row in site.rows()] == [True]


def test_people_elsewhere_are_told_in_their_own_hours_while_the_office_sleeps(site: Site) -> None:
    asked(site, people=2)
    site.begin(
        lambda db: services.choose(
            db,
            person_id=db.scalars(select(Person.id).order_by(Person.id)).first() or 0,
            choice=Choice(time_zone="Asia/Tokyo"),
        )
    )

    night = datetime(2026, 12, 3, 0, 30, tzinfo=UTC)  # half past nine in the morning there
    assert site.at(night).once() == "Reminders written: 1. Sent: 1."
    assert site.server.recipients == ["v0@example.test"]
    assert site.at(NINE).once() == "Reminders written: 1. Sent: 1."


def test_a_server_killed_while_notes_go_out_loses_and_doubles_none(site: Site) -> None:
    a_note(site)
    asked(site, people=3)
    site.server.answers = [Answer.BREAK, Answer.TAKE, Answer.LATER]

    for number in range(6):
        with suppress(MailError):
            site.at(NINE + timedelta(minutes=30 * number)).once()

    assert sorted(site.server.recipients) == sorted(
        ["ada@example.test", *(f"v{number}@example.test" for number in range(3))]
    )
