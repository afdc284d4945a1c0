"""Playing a scenario in the browser's way, without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from json import loads
from types import MappingProxyType

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.content.model import ScenarioText
from lms.operations.tidy import forget
from lms.people.models import Person
from lms.scenarios import queries, services
from lms.scenarios.models import ScenarioChoice, ScenarioPlay
from lms.scenarios.story import Taken
from tests.factories import NOW, a_person
from tests.pages import Page

COURSE = "/courses/confidentiality"
STORY = f"{COURSE}/scenarios/open-day"


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner."""
    person = a_person(db)
    db.commit()
    return person


@pytest.fixture
def learner(page: Page, ada: Person) -> Page:
    """The learner's client."""
    return page.sign_in(ada)


def text(content: Current, lang: str = "en") -> ScenarioText:
    """The scenario as the courses have it."""
    found = content.get().courses["confidentiality"].scenario("open-day")
    assert found is not None
    return found.texts[lang]


def token_at(page: Page, address: str) -> str:
    """The token of the first form on a page that begins a play."""
    return page.get(address).fields("token")[0]["value"]


def begin(page: Page) -> str:
    """Begin a play; gives the address of its first scene."""
    return page.post(STORY, {"token": token_at(page, STORY)}).location


def play(page: Page, *letters: str) -> str:
    """Choose these letters one after the other; gives the address where the play stands then."""
    place = begin(page)
    for letter in letters:
        page.post(place, {"choice": letter})
        stem, _, step = place.rpartition("/")
        place = f"{stem}/{int(step) + 1}"
    return place


def test_the_course_page_leads_to_its_stories(learner: Page, content: Current) -> None:
    seen = learner.get(COURSE)
    assert text(content).title in seen.text
    assert STORY in seen.links


def test_a_choice_shows_what_came_of_it_and_leads_on(learner: Page, content: Current) -> None:
    start = text(content).scene("start")
    assert start is not None
    place = begin(learner)
    seen = learner.get(place)
    assert start.html in seen.html
    assert all(choice.feedback not in seen.html for choice in start.choices)

    sent = learner.post(place, {"choice": "b"})
    assert sent.location == place
    seen = learner.follow(sent)
    chosen = start.choice("b")
    assert chosen is not None
    assert chosen.feedback in seen.html
    following = place[:-1] + "2"
    assert following in seen.links
    after = text(content).scene(chosen.to)
    assert after is not None
    assert after.html in learner.get(following).html


def test_at_the_end_the_way_is_told_back(learner: Page, content: Current) -> None:
    seen = learner.get(play(learner, "c", "b", "a"))
    told = text(content)
    for name, letter in (("start", "c"), ("long-faces", "b"), ("second-wish", "a")):
        scene = told.scene(name)
        choice = scene.choice(letter) if scene else None
        assert scene is not None
        assert choice is not None
        assert scene.html in seen.html
        assert choice.feedback in seen.html
    ending = told.scene("end-shown")
    assert ending is not None
    assert ending.html in seen.html
    for word in ("point", "score", "fail", "%"):
        assert word not in seen.html.split("<main")[1].split("</main>")[0].lower().replace(
            "reset", ""
        )


def test_another_way_begins_where_it_is_asked_and_leaves_the_first_play(
    learner: Page, db: Session
) -> None:
    end = play(learner, "b", "a")
    token = token_at(learner, end)
    sent = learner.post(f"{end[:-1]}2/again", {"token": token})
    assert sent.location != f"{end[:-1]}2"
    assert sent.location.endswith("/2")
    learner.post(sent.location, {"choice": "b"})
    ways = [
        [choice["choice"] for choice in item["choices"]]
        for item in queries.own_plays(db, db.scalars(select(Person.id)).one())
    ]
    assert ways == [["b", "a"], ["b", "b"]]


def test_sending_twice_has_one_effect(learner: Page, db: Session) -> None:
    token = token_at(learner, STORY)
    places = {learner.post(STORY, {"token": token}).location for _ in range(3)}
    assert len(places) == 1
    place = places.pop()
    for letter in ("b", "a", "c"):
        learner.post(place, {"choice": letter})
    assert db.scalars(select(ScenarioChoice.letter)).all() == ["b"]
    assert db.scalar(select(func.count()).select_from(ScenarioPlay)) == 1


def test_without_a_choice_the_page_asks_for_one(learner: Page) -> None:
    place = begin(learner)
    for form in ({}, {"choice": "z"}, {"choice": ""}):
        seen = learner.post(place, form, status=422)
        assert "Choose what you do" in seen.text


def test_a_step_that_is_not_there_yet_leads_to_the_one_that_is(learner: Page) -> None:
    place = play(learner, "b")
    for step in (0, 3, 99):
        assert learner.get(f"{place[:-1]}{step}", status=303).location == place
    learner.post(f"{place[:-1]}9", {"choice": "a"})
    assert "What do you do?" in learner.get(place).text
    learner.get(f"{place[:-1]}{2**31}", status=404)


def test_a_play_goes_on_from_another_device(page: Page, ada: Person) -> None:
    place = play(page.sign_in(ada), "c")
    page.client = page.client.application.test_client()
    assert place in page.sign_in(ada).get(STORY).links


def test_nobody_else_finds_a_play(page: Page, ada: Person, db: Session) -> None:
    place = begin(page.sign_in(ada))
    other = a_person(db, is_author=True, is_administrator=True)
    db.commit()
    page.client = page.client.application.test_client()
    page.sign_in(other)
    page.get(place, status=404)
    page.post(place, {"choice": "a"}, status=404)
    page.post(f"{place}/again", status=404)


def test_a_story_that_has_changed_begins_again_with_a_kind_line(
    learner: Page, content: Current, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = play(learner, "c")
    now = content.get()
    course = now.courses["confidentiality"]
    scenario = course.scenario("open-day")
    assert scenario is not None
    texts = {
        lang: replace(
            item, scenes=tuple(scene for scene in item.scenes if scene.name != "long-faces")
        )
        for lang, item in scenario.texts.items()
    }
    changed = replace(course, scenarios=(replace(scenario, texts=MappingProxyType(texts)),))
    without = replace(course, scenarios=())
    with monkeypatch.context() as patch:
        patch.setattr(
            content, "get", lambda: replace(now, courses={**now.courses, course.slug: changed})
        )
        sent = learner.get(place, status=303)
        assert sent.location.startswith(STORY)
        assert "This story has changed" in learner.follow(sent).text
        assert "This story has changed" in learner.get(STORY).text
        assert learner.post(place, {"choice": "a"}).location.startswith(STORY)
        assert begin(learner).endswith("/1")
    with monkeypatch.context() as patch:
        patch.setattr(
            content, "get", lambda: replace(now, courses={**now.courses, course.slug: without})
        )
        assert learner.get(place, status=303).location == COURSE
        learner.get(STORY, status=404)
    assert "long-faces" not in learner.get(place).text


def test_in_finnish_the_same_play_goes_on_in_finnish(
    page: Page, ada: Person, content: Current
) -> None:
    place = play(page.sign_in(ada, language="fi"), "b")
    scene = text(content, "fi").scene("second-wish")
    assert scene is not None
    assert scene.html in page.get(place).html


def test_own_plays_are_in_the_download(learner: Page) -> None:
    play(learner, "b", "c")
    data = loads(learner.get("/account/attempts.json").response.get_data())
    assert [
        [(choice["step"], choice["scene"], choice["choice"]) for choice in item["choices"]]
        for item in data["scenarios"]
    ] == [[(1, "start", "b"), (2, "second-wish", "c")]]
    everything = loads(learner.get("/account/data.json").response.get_data())["tables"]
    assert len(everything["scenario_choice"]) == 2


def a_play(db: Session, person: Person, *, days_ago: int) -> int:
    """A play with one choice, begun some days ago."""
    return services.begin(
        db,
        person_id=person.id,
        course="confidentiality",
        scenario="open-day",
        token=f"{days_ago:032x}",
        now=NOW - timedelta(days=days_ago),
        taken=[Taken("start", "a")],
    )


def test_plays_are_forgotten_after_ninety_days(db: Session, ada: Person) -> None:
    a_play(db, ada, days_ago=91)
    kept = a_play(db, ada, days_ago=89)
    forget(db, now=NOW, answers_kept_days=90)
    assert db.scalars(select(ScenarioPlay.id)).all() == [kept]
    assert db.scalars(select(ScenarioChoice.play_id)).all() == [kept]


def test_plays_of_an_erased_person_are_gone(db: Session, ada: Person) -> None:
    other = a_person(db)
    a_play(db, ada, days_ago=1)
    kept = a_play(db, other, days_ago=1)
    services.erase_plays(db, person_id=ada.id)
    assert db.scalars(select(ScenarioChoice.play_id)).all() == [kept]


def test_every_form_of_an_ending_begins_a_play_of_its_own(learner: Page) -> None:
    html = learner.get(play(learner, "c", "b", "a")).html
    tokens = re.findall(r'name="token" value="([0-9a-f]{32})"', html)
    assert len(tokens) == len(set(tokens)) == 3
