"""Waivers, extensions, equivalents and wishes for more time: what they do, and who sees them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import arrangements, calendar, queries
from lms.enrolments.audiences import Audience, Wanted
from lms.enrolments.models import Arrangement, TimeRequest
from lms.errors import Conflict, Invalid
from lms.operations.services import erase_person
from lms.people.models import AuditDifference, AuditEntry, Person, Role
from lms.readiness import queries as readiness
from lms.readiness.rules import Columns
from lms.reminders import queries as reminders
from lms.reminders.rules import Office
from lms.standing import Proof, State, longest, state
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_person,
    a_team,
    an_assignment,
)
from tests.pages import Page

COURSE = "confidentiality"
FOR_EVERYONE = Wanted(
    audience=Audience.EVERYONE,
    course=COURSE,
    due_on=TODAY + timedelta(days=20),
    why="We open in spring.",
)
LATER = TODAY + timedelta(days=60)


def give(db: Session, person: Person, kind: str, last_day: date = LATER, **more: str) -> int:
    return arrangements.give(
        db,
        person_id=person.id,
        course=COURSE,
        kind=kind,
        last_day=last_day,
        reason=more.get("reason", "Back from leave in January."),
        path=(),
        actor_id=None,
        now=NOW,
        today=TODAY,
    )


def ask(db: Session, person: Person, course: str = COURSE, *, words: str = "") -> None:
    arrangements.ask_for_time(
        db, person_id=person.id, course=course, wanted_on=LATER, words=words, now=NOW, today=TODAY
    )


def the_wish(db: Session, person: Person, course: str = COURSE) -> str:
    """The number of a wish that waits, as a form sends it."""
    wish = select(TimeRequest.id).where(
        TimeRequest.person_id == person.id,
        TimeRequest.course == course,
        TimeRequest.answered_at.is_(None),
    )
    return str(db.scalars(wish).one())


def told(db: Session, person: Person) -> list[str]:
    """What the open notices about wishes say to somebody."""
    found = queries.open_notices(db, person.id)
    return [one.subject for one in found if one.kind == arrangements.NOTICE]


def due(db: Session, person: Person, day: date = TODAY) -> date | None:
    found = queries.asked_of(db, person_id=person.id, path=(), today=day)
    return found[COURSE].due_on if COURSE in found else None


def stands(db: Session, content: Current, person: Person, day: date = TODAY) -> State:
    learning = queries.learning(db, person_id=person.id, path=content.get().path.courses, today=day)
    return state(learning.standing(content.get().courses[COURSE]), day)


def test_an_extension_moves_the_date_and_never_brings_it_forward(db: Session) -> None:
    team = a_team(db)
    person, other = a_person(db, team=team), a_person(db, team=team)
    an_assignment(db, team, due_on=TODAY + timedelta(days=20))
    for days in (5, 20):
        with pytest.raises(Invalid) as refused:
            give(db, person, "extension", TODAY + timedelta(days=days))
        assert (refused.value.field, refused.value.code) == ("last_day", "last_day_not_later")
    assert queries.open_notices(db, person.id) == []

    give(db, person, "extension")

    assert due(db, person) == LATER
    assert due(db, other) == TODAY + timedelta(days=20)
    with pytest.raises(Invalid):
        give(db, person, "extension", LATER - timedelta(days=1))


def test_a_waiver_asks_nothing_until_its_last_day_is_over(db: Session, content: Current) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    an_assignment(db, team, due_on=TODAY - timedelta(days=1))
    assert stands(db, content, person) is State.OVERDUE

    give(db, person, "waiver")

    assert due(db, person, LATER) is None
    assert stands(db, content, person) is State.NOT_STARTED
    assert due(db, person, LATER + timedelta(days=1)) == TODAY - timedelta(days=1)


def test_other_training_counts_as_ready_until_its_last_day_is_over(
    db: Session, content: Current
) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    an_assignment(db, team, due_on=TODAY - timedelta(days=1))
    give(db, person, "equivalent", TODAY + timedelta(days=90))

    assert stands(db, content, person) is State.READY
    assert stands(db, content, person, TODAY + timedelta(days=90)) is State.EXPIRING
    assert stands(db, content, person, TODAY + timedelta(days=91)) is State.OVERDUE


@pytest.mark.parametrize("ends", [None, LATER + timedelta(days=90), TODAY + timedelta(days=20)])
def test_whichever_lasts_longer_counts_certificate_or_other_training(
    db: Session, content: Current, ends: date | None
) -> None:
    person = a_person(db)
    a_certificate(db, person, COURSE, expires_on=ends)
    give(db, person, "equivalent")

    learning = queries.learning(db, person_id=person.id, path=(), today=TODAY)

    longest_end = ends if ends is None or ends > LATER else LATER + timedelta(days=1)
    assert learning.proofs[COURSE].expires_on == longest_end


def test_the_longest_of_two_proofs_has_the_later_day_of_each_kind() -> None:
    one = Proof(date(2026, 1, 1), date(2026, 6, 1), date(2026, 5, 20))
    other = Proof(date(2026, 2, 1), date(2026, 6, 2), date(2026, 4, 1), date(2026, 7, 1))

    assert longest(one, other) == longest(other, one)
    assert longest(one, other) == Proof(
        date(2026, 2, 1), date(2026, 6, 2), date(2026, 5, 20), date(2026, 7, 1)
    )


@pytest.mark.parametrize("kind", ["waiver", "equivalent", "extension", "ended waiver"])
def test_managers_reminders_and_calendar_follow(db: Session, content: Current, kind: str) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    late = TODAY - timedelta(days=3)
    soon = TODAY + timedelta(days=14)
    an_assignment(db, team, due_on=late)
    number = give(db, person, kind.removeprefix("ended "), soon if kind == "extension" else LATER)
    if kind == "ended waiver":
        arrangements.end(db, arrangement_id=number, actor_id=None, now=NOW)
    served = content.get()
    expected = stands(db, content, person)
    columns = Columns.of(served, [COURSE])

    facts = readiness.facts_of(db, person_id=person.id, columns=columns, today=TODAY)

    assert state(facts.standings[columns.courses.index(COURSE)], TODAY) is expected
    assert (
        expected
        is {
            "waiver": State.NOT_STARTED,
            "equivalent": State.READY,
            "extension": State.NOT_STARTED,
            "ended waiver": State.OVERDUE,
        }[kind]
    )
    (known,) = reminders.addressees(
        db, [person.id], content=served, moment=NOW, office=Office(ZoneInfo("Europe/Helsinki"))
    )
    days = {matter.on for matter in known.recipient.matters if matter.course == COURSE}
    assert (
        days
        == {
            "waiver": set(),
            "equivalent": {LATER},
            "extension": {soon},
            "ended waiver": {late},
        }[kind]
    )
    asked = reminders.candidates(db, path=served.path.courses, today=TODAY)
    assert (person.id in asked) is (kind == "extension")
    learning = queries.learning(db, person_id=person.id, path=served.path.courses, today=TODAY)
    entries = [one.on for one in calendar.entries([served.courses[COURSE]], learning, TODAY)]
    assert (
        entries
        == {
            "waiver": [],
            "equivalent": [LATER],
            "extension": [soon],
            "ended waiver": [late],
        }[kind]
    )


@pytest.mark.parametrize(
    ("last_day", "reason", "field", "code"),
    [
        (TODAY, "", "reason", "why_missing"),
        (TODAY - timedelta(days=1), "Because.", "last_day", "last_day_over"),
        (TODAY + timedelta(days=2000), "Because.", "last_day", "last_day_far"),
    ],
)
def test_what_cannot_be_arranged_is_refused(
    db: Session, last_day: date, reason: str, field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        give(db, a_person(db), "waiver", last_day, reason=reason)

    assert (refused.value.field, refused.value.code) == (field, code)


def test_what_is_arranged_is_written_down_and_told_and_goes_with_the_person(
    db: Session,
) -> None:
    person = a_person(db, left_on=TODAY)
    number = give(db, person, "waiver", reason="A long illness.")
    arrangements.end(db, arrangement_id=number, actor_id=None, now=NOW)
    with pytest.raises(Conflict):
        arrangements.end(db, arrangement_id=number, actor_id=None, now=NOW)
    arrangements.ask_for_time(
        db, person_id=person.id, course=COURSE, wanted_on=LATER, words="Please.", now=NOW,
        today=TODAY,
    )  # fmt: skip

    actions = list(db.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions == ["arrangement_given", "arrangement_ended"]
    assert [one.kind for one in queries.open_notices(db, person.id)] == ["arrangement"]
    erase_person(db, person_id=person.id, actor_id=None, now=NOW, today=TODAY)
    for table in (Arrangement, TimeRequest, AuditDifference):
        assert db.scalar(select(func.count()).select_from(table)) == 0


def test_more_time_takes_two_clicks_and_the_answer_comes_back(page: Page, db: Session) -> None:
    team = a_team(db, "Service North")
    person = a_person(db, "Ada", "Malli", team=team)
    manager = a_person(db, "Max", "Johto", manages=team)
    an_assignment(db, team, due_on=TODAY + timedelta(days=7))
    db.commit()

    page.sign_in(person)
    assert "/courses/confidentiality/more-time" in page.get("/courses/confidentiality").html
    page.get("/courses/confidentiality/more-time")
    day = (TODAY + timedelta(days=22)).isoformat()  # a Monday
    for _twice in range(2):
        page.follow(
            page.post("/courses/confidentiality/more-time", {"wanted_on": day, "words": "Sorry."})
        )
    assert db.scalar(select(func.count()).select_from(TimeRequest)) == 1
    assert (
        "You asked for more time, until 14 Dec 2026." in page.get("/courses/confidentiality").text
    )

    page.sign_in(manager)
    here = f"/team/{team.slug}/people/{person.id}/time"
    wish = the_wish(db, person)
    assert f"{here}?wish={wish}" in page.get("/learn").links
    assert "Sorry." in page.get(here).text
    page.post(here + "/answer", {"wish": wish, "answer": "no"}, status=422)
    yes = {"wish": wish, "answer": "yes", "new_day": day, "because": "Of course."}
    page.follow(page.post(here + "/answer", yes))
    assert here not in page.get("/learn").html
    page.post(here + "/answer", {"wish": wish, "answer": "no", "because": "No."}, status=409)

    page.sign_in(person)
    seen = page.get("/courses/confidentiality")
    assert "By 14 Dec 2026" in seen.text
    assert "Of course." in seen.text
    assert "Max Johto" in seen.text
    assert due(db, person) == TODAY + timedelta(days=22)


def test_a_no_is_kept_with_its_reason_and_closes_nothing(page: Page, db: Session) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    manager = a_person(db, manages=team)
    an_assignment(db, team, due_on=TODAY - timedelta(days=7))
    db.commit()
    page.sign_in(person)
    day = (TODAY + timedelta(days=15)).isoformat()  # a Monday
    page.follow(page.post("/courses/confidentiality/more-time", {"wanted_on": day}))

    page.sign_in(manager)
    here = f"/team/{team.slug}/people/{person.id}/time"
    no = {"wish": the_wish(db, person), "answer": "no", "because": "We open on Monday."}
    page.follow(page.post(here + "/answer", no))
    assert "declined" in page.get(here).text

    page.sign_in(person)
    seen = page.get("/courses/confidentiality")
    assert "The answer was no." in seen.text
    assert "We open on Monday." in seen.text
    assert due(db, person) == TODAY - timedelta(days=7)
    page.get("/courses/confidentiality/quiz")
    page.get("/courses/confidentiality/more-time")  # one may ask again


def test_an_answer_goes_to_the_wish_that_was_read_and_to_no_other(page: Page, db: Session) -> None:
    team = a_team(db)
    person, manager = a_person(db, team=team), a_person(db, manages=team)
    for course in (COURSE, "guidelines"):
        an_assignment(db, team, course)
    ask(db, person, words="About the first.")
    db.commit()
    page.sign_in(manager)
    here = f"/team/{team.slug}/people/{person.id}/time"
    read = page.get(here).fields("wish")[0]["value"]
    ask(db, person, "guidelines", words="About the second.")
    db.commit()
    assert len(told(db, manager)) == 2

    yes = {"wish": read, "answer": "yes", "new_day": LATER.isoformat()}
    page.follow(page.post(here + "/answer", yes))

    assert due(db, person) == LATER
    assert the_wish(db, person, "guidelines")
    (subject,) = told(db, manager)  # the other wish still waits
    assert subject.endswith(the_wish(db, person, "guidelines"))
    page.post(here + "/answer", yes, status=409)
    for garbled in ({}, {"wish": ""}, {"wish": "x"}, {"wish": "0"}):
        page.post(here + "/answer", garbled | {"answer": "no", "because": "No."}, status=409)
    assert due(db, person) == LATER
    assert the_wish(db, person, "guidelines")


def test_each_of_several_wishes_can_be_chosen(page: Page, db: Session) -> None:
    team = a_team(db)
    person, manager = a_person(db, team=team), a_person(db, manages=team)
    for course in (COURSE, "guidelines"):
        an_assignment(db, team, course)
        ask(db, person, course)
    db.commit()
    page.sign_in(manager)
    here = f"/team/{team.slug}/people/{person.id}/time"
    first, second = the_wish(db, person), the_wish(db, person, "guidelines")

    seen = page.get(here)
    assert seen.fields("wish")[0]["value"] == first
    other = f"{here}?wish={second}"
    assert other in seen.links
    assert page.get(other).fields("wish")[0]["value"] == second
    for strange in ("x", "0", "", "²"):
        assert page.get(f"{here}?wish={strange}").fields("wish")[0]["value"] == first


def test_more_time_that_gives_none_is_refused_and_the_wish_waits(page: Page, db: Session) -> None:
    team = a_team(db)
    person, manager = a_person(db, team=team), a_person(db, manages=team)
    an_assignment(db, team, due_on=TODAY + timedelta(days=30))
    ask(db, person)
    db.commit()
    page.sign_in(manager)
    here, early = f"/team/{team.slug}/people/{person.id}/time", TODAY + timedelta(days=3)
    wish = the_wish(db, person)

    yes = {"wish": wish, "answer": "yes", "new_day": early.isoformat(), "because": "Fine."}
    seen = page.post(here + "/answer", yes, status=422)
    assert "Choose a day after it." in seen.text
    assert seen.reader.title.startswith("Error: ")
    assert seen.fields("wish")[0]["value"] == wish
    give_early = {"course": COURSE, "last_day": early.isoformat(), "reason": "Busy."}
    assert "Choose a day after it." in page.post(here, give_early, status=422).text

    assert the_wish(db, person) == wish
    assert due(db, person) == TODAY + timedelta(days=30)
    assert db.scalar(select(func.count()).select_from(Arrangement)) == 0


@pytest.mark.parametrize(
    ("where", "who"),
    [
        ("led", "own"),
        ("led by two", "own and deputy"),
        ("leaderless", "above"),
        ("led by herself", "above"),
        ("nobody at all", "root"),
        ("no team", "root"),
        ("leader has left", "above"),
    ],
)
def test_a_wish_is_told_to_the_nearest_who_leads_or_else_to_administrators(
    page: Page, db: Session, where: str, who: str
) -> None:
    company = a_team(db, "Company")
    middle = a_team(db, "Middle", parent=company)
    team = a_team(db, "Service North", parent=middle)
    person = a_person(db, "Ada", team=None if where == "no team" else team)
    others = {
        "top": a_person(db, "Top", manages=None if where == "nobody at all" else company),
        "root": a_person(db, "Root", is_administrator=True),
        "gone": a_person(db, "Gone", is_administrator=True, left_on=TODAY - timedelta(days=1)),
    }
    if where != "nobody at all":
        others["above"] = a_person(db, "Above", manages=middle)
    if where.startswith("led by two") or where == "led":
        others["own"] = a_person(db, "Own", manages=team)
    if where == "led by two":
        others["deputy"] = a_person(db, "Deputy", manages=team)
    if where == "led by herself":
        a_membership(db, person, team, role=Role.MANAGER)
    if where == "leader has left":
        others["own"] = a_person(db, "Own", manages=team, left_on=TODAY)
    an_assignment(db, None, wanted=FOR_EVERYONE)
    db.commit()
    page.sign_in(person)
    asks = page.get(f"/courses/{COURSE}/more-time")
    day = (TODAY + timedelta(days=36)).isoformat()
    sent = page.follow(page.post(f"/courses/{COURSE}/more-time", {"wanted_on": day}))

    expected = set(who.split(" and "))
    assert {name for name, one in others.items() if told(db, one)} == expected
    assert told(db, person) == []
    is_root = who == "root"
    assert ("Nobody leads your team today" in asks.text) is is_root
    assert ("The administrators see it" in sent.text) is is_root
    for name in expected:
        page.sign_in(others[name])
        (link,) = (link for link in page.get("/learn").links if "wish=" in link)
        assert page.get(link).fields("wish")[0]["value"] == the_wish(db, person)


def test_administrators_find_every_wish_that_waits(page: Page, db: Session) -> None:
    root = a_person(db, "Root", "Root", is_administrator=True)
    people = [a_person(db, "Ada", f"Number{number:02}") for number in range(27)]
    for person in people:
        ask(db, person)
    gone = a_person(db, "Gone", "Away", left_on=TODAY)
    ask(db, gone)
    db.commit()
    page.sign_in(root)
    assert "/admin/more-time" in page.get("/admin/people").links

    first = page.get("/admin/more-time")
    second = page.get("/admin/more-time?page=2")

    assert "Number24" in first.text
    assert "Number25" not in first.text
    assert "Number26" in second.text
    assert "Gone" not in first.text + second.text
    link = f"/admin/people/{people[0].id}/arrangements?wish={the_wish(db, people[0])}"
    assert link in first.links
    no = {"wish": the_wish(db, people[0]), "answer": "no", "because": "We open on Monday."}
    page.follow(page.post(f"/admin/people/{people[0].id}/arrangements/answer", no))
    assert "Number00" not in page.get("/admin/more-time").text
    for strange in ("0", "-1", "x", "²", "99999"):
        page.get(f"/admin/more-time?page={strange}")


def test_nobody_gives_time_to_themselves(page: Page, db: Session) -> None:
    team = a_team(db)
    manager = a_person(db, manages=team)
    a_membership(db, manager, team)
    an_assignment(db, team)
    ask(db, manager)
    db.commit()
    page.sign_in(manager)
    here = f"/team/{team.slug}/people/{manager.id}/time"
    fields = {"course": COURSE, "last_day": "2030-01-01", "reason": "Because."}
    yes = {"wish": the_wish(db, manager), "answer": "yes", "new_day": "2030-01-01"}

    page.get(here, status=404)
    page.post(here, fields, status=404)
    page.post(here + "/answer", yes, status=404)

    assert here not in page.get(f"/team/{team.slug}/people/{manager.id}").links
    assert db.scalar(select(func.count()).select_from(Arrangement)) == 0


def test_a_manager_gives_time_only_to_own_people_and_nothing_else(page: Page, db: Session) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    an_assignment(db, team)
    give(db, person, "waiver", reason="A long illness.")
    manager, other = a_person(db, manages=team), a_person(db, manages=a_team(db))
    db.commit()
    here = f"/team/{team.slug}/people/{person.id}/time"
    fields = {"course": COURSE, "last_day": LATER.isoformat(), "reason": "Busy.", "kind": "waiver"}

    page.sign_in(other)
    page.get(here, status=404)
    page.post(here, fields, status=404)
    page.sign_in(manager)
    assert "A long illness." not in page.get(here).text
    page.get(f"/admin/people/{person.id}/arrangements", status=404)
    page.follow(page.post(here, fields))

    assert db.scalars(select(Arrangement.kind).order_by(Arrangement.id.desc())).first() == (
        "extension"
    )


def test_an_administrator_arranges_and_takes_back(page: Page, db: Session) -> None:
    person = a_person(db, "Ada", "Malli")
    root = a_person(db, "Root", "Root", is_administrator=True)
    db.commit()
    page.sign_in(root)
    here = f"/admin/people/{person.id}/arrangements"
    fields = {"course": COURSE, "kind": "equivalent", "last_day": LATER.isoformat()}

    page.post(here, fields, status=422)
    page.follow(page.post(here, fields | {"reason": "A course at the university."}))
    assert "A course at the university." in page.get(here).text
    assert "Something arranged" in page.get(f"/admin/people/{person.id}").text
    number = db.scalars(select(Arrangement.id)).one()
    page.follow(page.post(f"/admin/arrangements/{number}/end"))

    assert "Taken back." in page.get(here).text
    page.post(f"/admin/arrangements/{number}/end", status=409)
    page.sign_in(person)
    seen = page.get("/courses/confidentiality")
    assert "A course at the university." in seen.text
    assert "Taken back." in seen.text


@pytest.mark.parametrize("has_left", [False, True])
def test_the_page_of_a_person_leads_to_what_is_asked_and_arranged(
    page: Page, db: Session, has_left: bool
) -> None:
    root = a_person(db, "Root", "Root", is_administrator=True)
    person = a_person(db, left_on=TODAY - timedelta(days=3) if has_left else None)
    db.commit()
    page.sign_in(root)

    links = page.get(f"/admin/people/{person.id}").links

    assert f"/admin/people/{person.id}/arrangements" in links
    page.get(f"/admin/people/{person.id}/arrangements")


def test_an_administrator_sees_why_somebody_is_asked(page: Page, db: Session) -> None:
    root = a_person(db, "Root", "Root", is_administrator=True)
    team = a_team(db, "Service North")
    person = a_person(db, team=team)
    an_assignment(db, team, created_by=root.id)
    db.commit()
    page.sign_in(root)

    seen = page.get(f"/admin/people/{person.id}/arrangements")

    for words in ("What is asked, and why", "asked of the team Service North", "Asked by Root"):
        assert words in seen.text


def test_more_time_is_only_for_what_is_asked_by_a_day(page: Page, db: Session) -> None:
    page.sign_in(a_person(db))

    page.get("/courses/confidentiality/more-time", status=404)
    page.get("/courses/none-such/more-time", status=404)
