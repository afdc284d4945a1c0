"""What my manager sees: the very bytes of the manager's pages, and everybody who opened them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.enrolments import arrangements
from lms.notes.models import Kind, Note
from lms.people.models import AccessEntry, Membership, Person, Role, Team, TeamPlace
from lms.readiness import looks
from lms.readiness.looks import Place, Stay, above
from lms.readiness.rules import TABLE_AT_MOST
from tests.factories import (
    NOW,
    TODAY,
    a_certificate,
    a_membership,
    a_module_read,
    a_person,
    a_team,
    an_assignment,
    an_enrolment,
)
from tests.pages import Page

ZONE = ZoneInfo("Europe/Helsinki")

WAYS = ("nothing", "begun", "ready", "expiring", "grace", "expired", "overdue", "further", "all")
ROW = re.compile(r"<tr>\n<th scope=\"row\">.*?</tr>", re.DOTALL)
LINK = re.compile(r"<a href=\"/team/[^\"]*\">(.*?)</a>", re.DOTALL)
PERSON = re.compile(r"<article class=\"seen\">.*?</article>", re.DOTALL)
TIME = re.compile(r"<article class=\"seen-time stack\">.*?</article>", re.DOTALL)
A_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}/\d{4}\b")


@dataclass(frozen=True)
class House:
    """Max leads a team; people stand in it in every way there is."""

    max: Person
    team: Team
    second: Team
    people: dict[str, Person]


@pytest.fixture(name="house")
def everybody(db: Session, content: Current) -> House:
    """One person for each way to stand, and one who is in two teams."""
    company = a_team(db, "Company")
    team = a_team(db, "Customer service North", parent=company)
    second = a_team(db, "Fire wardens & first aid", parent=company)
    max_ = a_person(db, "Max", "Malli", manages=team)
    a_membership(db, max_, second, role=Role.MANAGER)
    people = {way: a_person(db, way.capitalize(), "O'Tester <x>", team=team) for way in WAYS}
    for way, person in people.items():
        person.job_title = f"Fitter & {way}"
    an_assignment(db, company, "channel-basics", due_on=TODAY - timedelta(days=3))
    an_assignment(db, team, "guidelines", due_on=TODAY + timedelta(days=20))
    an_enrolment(db, people["begun"], "confidentiality")
    a_module_read(db, people["begun"], "three-tests")
    a_certificate(db, people["ready"], "guidelines", expires_on=date(2028, 9, 1))
    a_certificate(db, people["expiring"], "guidelines", expires_on=TODAY + timedelta(days=9))
    a_certificate(db, people["expired"], "guidelines", expires_on=TODAY - timedelta(days=40))
    ended = a_certificate(db, people["grace"], "guidelines", expires_on=TODAY - timedelta(days=2))
    ended.counts_until = TODAY + timedelta(days=12)
    further = next(s for s in content.get().courses if s not in content.get().path.courses)
    an_assignment(db, second, further, due_on=TODAY + timedelta(days=5))
    a_membership(db, people["further"], second)
    for slug in content.get().courses:
        a_certificate(db, people["all"], slug, expires_on=date(2028, 9, 1))
    db.commit()
    return House(max_, team, second, people)


def rows(html: str) -> list[str]:
    """The lines of people in a page, without the way to a person's page, which is the manager's."""
    return [LINK.sub(r"\1", row) for row in ROW.findall(html) if "matrix-next" in row]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_person_sees_the_very_bytes_that_the_managers_see(
    house: House, page: Page, language: str
) -> None:
    for way, person in house.people.items():
        teams = [house.team, *([house.second] if way == "further" else [])]
        page.sign_in(house.max, language=language)
        lines, bodies = [], []
        for team in teams:
            listed = rows(page.get(f"/team/{team.slug}?find={way}").html)
            assert len(listed) == 1, way
            lines += listed
            html = page.get(f"/team/{team.slug}/people/{person.id}").html
            bodies += PERSON.findall(html)

        own = page.sign_in(person, language=language).get("/account/privacy").html

        assert len(bodies) == len(teams)
        assert rows(own) == lines, way
        assert PERSON.findall(own) == bodies, way


@pytest.mark.parametrize("language", ["en", "fi"])
def test_with_many_courses_a_person_sees_the_very_bytes_that_the_managers_see(
    db: Session, house: House, page: Page, content: Current, language: str
) -> None:
    path, courses = content.get().path.courses, content.get().courses
    assert len(courses) > TABLE_AT_MOST
    for course in courses:
        if course not in path:
            an_assignment(db, house.team, course)
    db.commit()
    for way, person in house.people.items():
        page.sign_in(house.max, language=language)
        lines, bodies = [], []
        for team in [house.team, *([house.second] if way == "further" else [])]:
            lines += rows(page.get(f"/team/{team.slug}?find={way}").html)
            bodies += PERSON.findall(page.get(f"/team/{team.slug}/people/{person.id}").html)

        own = page.sign_in(person, language=language).get("/account/privacy")

        assert {line.count('class="matrix-state"') for line in lines} == {len(path)}, way
        assert rows(own.html) == lines, way
        assert PERSON.findall(own.html) == bodies, way
        said = "A manager may choose" if language == "en" else "Esihenkilö voi valita"
        assert own.text.count(said) == len(lines)


def test_with_few_courses_nothing_is_said_of_other_columns(house: House, page: Page) -> None:
    assert (
        "A manager may choose" not in page.sign_in(house.people["all"]).get("/account/privacy").text
    )


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_frame_of_the_managers_page_tells_nothing_of_the_person_but_the_name(
    house: House, page: Page, content: Current, language: str
) -> None:
    words = {course.texts[language].title for course in content.get().courses.values()}
    page.sign_in(house.max, language=language)

    for way, person in house.people.items():
        html = page.get(f"/team/{house.team.slug}/people/{person.id}").html
        frame = PERSON.sub("", html)

        assert frame != html
        assert "Fitter" not in frame, way
        assert "status-" not in frame, way
        assert not A_DAY.findall(frame), (way, A_DAY.findall(frame))
        assert [word for word in words if word in frame] == [], way


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_person_sees_the_very_bytes_that_managers_see_about_more_time(
    db: Session, house: House, page: Page, content: Current, language: str
) -> None:
    ada, none = house.people["further"], house.people["nothing"]
    path, root = content.get().path.courses, a_person(db, "Root", is_administrator=True)
    by_choice = [slug for slug in content.get().courses if slug not in path][-1]
    for number, (kind, course) in enumerate(
        [
            ("extension", "guidelines"),
            ("waiver", "channel-basics"),
            ("equivalent", "confidentiality"),
        ]
    ):
        arrangements.give(
            db,
            person_id=ada.id,
            course=course,
            kind=kind,
            last_day=TODAY + timedelta(days=40 + number),
            reason=f"A long illness, {kind}.",
            path=path,
            actor_id=house.max.id,
            now=NOW,
            today=TODAY,
        )
    for course, words in (
        ("guidelines", "We <move> house."),
        ("channel-basics", "Private words."),
        (by_choice, "By choice."),
    ):
        arrangements.ask_for_time(
            db,
            person_id=ada.id,
            course=course,
            wanted_on=TODAY + timedelta(days=60),
            words=words,
            now=NOW,
            today=TODAY,
        )
    (wish,) = (
        one
        for one in arrangements.wishes_of(db, person_id=ada.id)
        if one.course == "channel-basics"
    )
    arrangements.answer(
        db,
        wish=wish,
        granted_on=None,
        reason="We open on Monday.",
        path=path,
        actor_id=root.id,
        now=NOW,
        today=TODAY,
    )
    db.commit()
    page.sign_in(house.max, language=language)
    listed = {
        person.id: TIME.findall(page.get(f"/team/{house.team.slug}/people/{person.id}/time").html)
        for person in (ada, none)
    }
    whole = page.get(f"/team/{house.team.slug}/people/{ada.id}/time").html

    for person in (ada, none):
        own = page.sign_in(person, language=language).get("/account/privacy").html
        assert len(listed[person.id]) == 1
        assert TIME.findall(own) == listed[person.id]

    (told,) = listed[ada.id]
    assert "We &lt;move&gt; house." in told
    assert told.count("<li>") == 2  # a later day given, another one declined
    for private in ("illness", "Monday", "Private words", "By choice"):
        assert private not in whole
    assert not re.search(r"<(form|button|input|a)\b", told)


def test_opening_the_page_about_more_time_is_written_down(
    db: Session, house: House, page: Page
) -> None:
    ada = house.people["begun"]
    page.sign_in(house.max)
    here = f"/team/{house.team.slug}/people/{ada.id}/time"
    page.get(here)
    page.post(here, {"course": "guidelines"}, status=422)

    text = page.sign_in(ada).get("/account/privacy").text.split("Who has looked")[1]

    assert text.count("Max Malli opened the page about more time for you") == 2
    assert db.scalars(select(AccessEntry.what)).all() == ["time", "time"]


def test_forms_and_buttons_of_the_manager_stand_outside(house: House, page: Page) -> None:
    html = (
        page.sign_in(house.max)
        .get(f"/team/{house.team.slug}/people/{house.people['overdue'].id}")
        .html
    )
    (body,) = PERSON.findall(html)

    assert not re.search(r"<(form|button|input|a)\b", body)


def a_note(db: Session, sender: Person, receiver: Person, kind: Kind, **more: object) -> Note:
    """Something one person wrote to another."""
    note = Note(
        kind=kind.value,
        sender_id=sender.id,
        receiver_id=receiver.id,
        about={Kind.THANKS: "helping", Kind.HELP: "chat"}.get(kind, "guidelines"),
        text="Well done with the valve.",
        written_at=NOW,
        written_on=TODAY - timedelta(days=3),
    )
    for name, value in more.items():
        setattr(note, name, value)
    db.add(note)
    db.commit()
    return note


@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_a_manager_sent_stands_in_that_managers_timeline_alone(
    db: Session, house: House, page: Page, language: str
) -> None:
    ada = house.people["further"]
    company = db.scalars(select(Team).where(Team.name == "Company")).one()
    dora, deputy = a_person(db, "Dora", "Alku", manages=company), a_person(db, "Dep", "Uty")
    a_membership(db, deputy, house.team, role=Role.MANAGER)
    for kind in Kind:
        a_note(db, house.max, ada, kind)
    a_note(db, dora, ada, Kind.HELP, written_on=TODAY)
    managers = {
        manager: [
            PERSON.findall(
                page.sign_in(manager, language=language)
                .get(f"/team/{team.slug}/people/{ada.id}")
                .html
            )[0]
            for team in teams
        ]
        for manager, teams in {
            house.max: (house.team, house.second),
            dora: (house.team, house.second),
            deputy: (house.team,),
        }.items()
    }

    own = page.sign_in(ada, language=language).get("/account/privacy").html

    shown = PERSON.findall(own)
    assert len(shown) == len(set(shown)) == 6  # of each team: as anybody sees it, as Dora and Max
    assert all(body in shown for bodies in managers.values() for body in bodies)
    for manager, bodies in managers.items():
        for body in bodies:
            assert ("Max Malli" in body) == (manager is house.max)
            assert ("Dora Alku" in body) == (manager is dora)
            assert "valve" not in body
    assert len(re.findall(r"<li>.*Max Malli", managers[house.max][0])) == 3
    assert f"{TODAY - timedelta(days=3):%-d}" in managers[house.max][0]


def test_the_timeline_tells_what_was_sent_and_of_which_course(
    db: Session, house: House, page: Page, content: Current
) -> None:
    ada = house.people["nothing"]
    *_, beside = (s for s in content.get().courses if s not in content.get().path.courses)
    a_note(db, house.max, ada, Kind.THANKS)
    a_note(db, house.max, ada, Kind.HELP)
    a_note(db, house.max, ada, Kind.REMINDER)
    a_note(db, house.max, ada, Kind.REMINDER, about=beside)  # no longer asked
    title = content.get().courses["guidelines"].texts["en"].title

    text = page.sign_in(house.max).get(f"/team/{house.team.slug}/people/{ada.id}").text

    for told in (
        "Max Malli said thank you 19 Nov 2026",
        "Max Malli offered help 19 Nov 2026",
        f"Max Malli wrote about the date of {title} 19 Nov 2026",
        "Max Malli wrote about a date 19 Nov 2026",
    ):
        assert told in text
    assert content.get().courses[beside].texts["en"].title not in text


def test_what_was_sent_stays_for_ninety_days_and_goes_with_its_note(
    db: Session, house: House, page: Page
) -> None:
    ada = house.people["nothing"]
    last = a_note(db, house.max, ada, Kind.THANKS, written_on=TODAY - timedelta(days=89))
    a_note(db, house.max, ada, Kind.HELP, written_on=TODAY - timedelta(days=90))
    here = f"/team/{house.team.slug}/people/{ada.id}"
    page.sign_in(house.max)

    assert "said thank you" in page.get(here).text
    assert "offered help" not in page.get(here).text
    earlier = page.get(f"{here}?on={TODAY - timedelta(days=90)}").text
    assert "offered help" in earlier
    assert "said thank you" not in earlier  # was not sent yet
    db.delete(last)  # the sender takes it back
    db.commit()
    assert "said thank you" not in page.get(here).text


def test_thanks_of_colleagues_and_of_former_managers_are_in_no_managers_page(
    db: Session, house: House, page: Page
) -> None:
    ada, leo = house.people["nothing"], house.people["ready"]
    former = a_person(db, "Former", "Boss")
    a_membership(db, former, house.team, role=Role.MANAGER, until=TODAY)
    gone = a_person(db, "Gone", "Boss", manages=house.team, left_on=TODAY)
    for sender in (leo, former, gone):
        a_note(db, sender, ada, Kind.THANKS)

    own = page.sign_in(ada).get("/account/privacy")

    assert "said thank you" not in own.text
    assert len(PERSON.findall(own.html)) == 1


STORED = {
    "More time, waivers, other training": "more time: days, and your words while a wish waits",
    "In which team you were": "those of the day shown",
    "Who opened or exported": "their own looks",
    "Thanks, offers of help": "what they sent themselves",
    "Messages to chosen colleagues": "only as a chosen reader",
    "Drafts in Practice": "never, unless you ask",
    "Questions that come back": "never",
    "An address for your calendar": "never",
}


def test_the_page_names_each_kind_of_thing_that_is_stored_and_what_managers_see(
    db: Session, page: Page
) -> None:
    loner = a_person(db, "Loner")
    db.commit()
    html = page.sign_in(loner).get("/account/privacy").html
    rows_of = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td>", html)

    for words, manager in STORED.items():
        (found,) = (row for row in rows_of if row[0].startswith(words))
        assert found[1:] == ("yes", manager)


def test_nobody_is_told_of_managers_who_is_in_no_team(db: Session, page: Page) -> None:
    loner = a_person(db, "Loner")
    db.commit()

    assert "no manager sees you" in page.sign_in(loner).get("/account/privacy").text


def test_every_look_and_every_export_is_listed_newest_first(
    db: Session, house: House, page: Page
) -> None:
    ada = house.people["begun"]
    page.sign_in(house.max)
    page.get(f"/team/{house.team.slug}")
    page.get(f"/team/{house.team.slug}/people/{ada.id}")
    page.get(f"/team/{house.team.slug}/people/{house.people['ready'].id}")
    page.get(f"/team/{house.second.slug}")
    page.post(
        f"/team/{house.team.slug}/export",
        {"why": "Planning the week", "shape": "sheet"},
        status=200,
        token_from=f"/team/{house.team.slug}/export",
    )

    text = page.sign_in(ada).get("/account/privacy").text.split("Who has looked")[1]

    lines = re.findall(r"Max Malli (.*?) (?=22 Nov 2026)", text)
    assert lines == [
        "exported the list of Customer service North: Planning the week",
        "opened your page",
        "opened the page of Customer service North",
    ]
    assert db.scalar(select(func.count()).select_from(AccessEntry)) == 5


def test_a_look_at_a_team_is_one_row_however_many_people(
    db: Session, house: House, page: Page
) -> None:
    page.sign_in(house.max).get(f"/team/{house.team.slug}")

    (entry,) = db.scalars(select(AccessEntry))
    assert (entry.what, entry.team_id, entry.person_id) == ("team", house.team.id, None)
    assert entry.day == TODAY


def test_one_is_not_told_of_ones_own_looks(db: Session, house: House, page: Page) -> None:
    a_membership(db, house.max, house.team)
    db.commit()
    page.sign_in(house.max).get(f"/team/{house.team.slug}")

    assert "Nobody has opened" in page.get("/account/privacy").text


def test_only_looks_at_days_in_the_team_are_ones_own(db: Session, house: House) -> None:
    person = house.people["nothing"]
    membership = db.scalars(select(Membership).where(Membership.person_id == person.id)).one()
    membership.since, membership.until = date(2026, 3, 1), date(2026, 6, 1)
    for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1), None):
        db.add(
            AccessEntry(at=NOW, viewer_id=house.max.id, team_id=house.team.id, what="team", day=day)
        )
    db.add(  # before days were kept, the day of the look was the day that was shown
        AccessEntry(
            at=datetime.fromisoformat("2026-04-01T10:00+00:00"),
            viewer_id=house.max.id,
            team_id=house.team.id,
            what="export",
        )
    )
    db.flush()

    found = looks.looks(db, person_id=person.id, zone=ZONE)

    assert [(look.what, look.day) for look in found.lines] == [
        ("team", date(2026, 5, 31)),
        ("team", date(2026, 3, 1)),
        ("export", None),
    ]


def test_a_look_after_midnight_is_a_look_of_the_new_day(db: Session, house: House) -> None:
    midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past one on the second, in Helsinki
    for day in (date(2026, 7, 1), date(2026, 7, 2)):
        db.add(
            AccessEntry(
                at=midnight, viewer_id=house.max.id, team_id=house.team.id, what="team", day=day
            )
        )
    db.flush()

    found = looks.looks(db, person_id=house.people["ready"].id, zone=ZONE)

    assert [look.day for look in found.lines] == [None, date(2026, 7, 1)]


def test_a_list_of_the_teams_below_is_a_look_at_everybody_there_on_that_day(
    db: Session, house: House
) -> None:
    company = db.scalars(select(Team).where(Team.name == "Company")).one()
    place = db.scalars(select(TeamPlace).where(TeamPlace.team_id == house.team.id)).first()
    if place is None:
        place = TeamPlace(team_id=house.team.id, since=date(2000, 1, 1))
        db.add(place)
    place.parent_id, place.since = company.id, date(2026, 10, 1)
    for day, is_below in ((TODAY, True), (TODAY, False), (date(2026, 9, 30), True)):
        db.add(
            AccessEntry(
                at=NOW,
                viewer_id=house.max.id,
                team_id=company.id,
                what="below",
                day=day,
                is_below=is_below,
            )
        )
    db.flush()

    found = looks.looks(db, person_id=house.people["ready"].id, zone=ZONE)

    assert [(look.team, look.day) for look in found.lines] == [("Company", None)]


def test_an_evidence_pack_of_a_course_is_told_to_those_who_take_it(
    db: Session, house: House, page: Page
) -> None:
    db.add(
        AccessEntry(
            at=NOW + timedelta(hours=1),
            viewer_id=house.max.id,
            what="course_evidence",
            course="confidentiality",
            why="Yearly audit",
        )
    )
    db.commit()

    assert looks.looks(db, person_id=house.people["begun"].id, zone=ZONE).total == 1
    assert looks.looks(db, person_id=house.people["nothing"].id, zone=ZONE).total == 0
    text = page.sign_in(house.people["begun"]).get("/account/privacy").text
    assert "made an evidence pack about a course you take: Yearly audit" in text


def test_many_looks_are_paged(db: Session, house: House, page: Page) -> None:
    person = house.people["begun"]
    for minute in range(45):
        db.add(
            AccessEntry(
                at=NOW + timedelta(minutes=minute),
                viewer_id=house.max.id,
                person_id=person.id,
                what="person",
            )
        )
    db.commit()
    page.sign_in(person)

    assert "1 to 20 of 45" in page.get("/account/privacy").text
    assert "41 to 45 of 45" in page.get("/account/privacy?page=3").text
    for strange in ("99", "0", "x", "-1", "²", "9" * 40):
        page.get(f"/account/privacy?page={strange}")


DAYS = st.integers(0, 40).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
SPANS = st.tuples(DAYS, st.none() | DAYS).filter(lambda span: span[1] is None or span[1] > span[0])


@given(
    st.lists(st.tuples(st.integers(1, 4), SPANS), max_size=3),
    st.dictionaries(
        st.integers(1, 4), st.lists(st.tuples(st.none() | st.integers(1, 4), SPANS), max_size=3)
    ),
    DAYS,
)
def test_teams_above_are_those_reached_on_that_very_day(
    stays: list[tuple[int, tuple[date, date | None]]],
    places: dict[int, list[tuple[int | None, tuple[date, date | None]]]],
    day: date,
) -> None:
    found = above(
        [Stay(team, *span) for team, span in stays],
        {team: [Place(parent, *span) for parent, span in many] for team, many in places.items()},
    )

    def covers(span: tuple[date, date | None]) -> bool:
        return span[0] <= day and (span[1] is None or day < span[1])

    reached: set[int] = set()
    waiting = [team for team, span in stays if covers(span)]
    while waiting:
        team = waiting.pop()
        for parent, span in places.get(team, ()):
            if parent is not None and covers(span) and parent not in reached:
                reached.add(parent)
                waiting.append(parent)
    assert {stay.team_id for stay in found if covers((stay.since, stay.until))} == reached
