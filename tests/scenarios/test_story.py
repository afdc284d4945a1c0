"""The story of a play: what was passed, where it stands, and when it breaks off."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.content.model import Choice, Grade, ScenarioText, Scene
from lms.scenarios.story import MOST_STEPS, Taken, follow


def a_scene(name: str, **ways: str) -> Scene:
    """A scene; each letter leads to a scene."""
    choices = tuple(
        Choice(letter, Grade.GOOD, f"Do {letter}", f"Do {letter}", letter, to, f"Came of {letter}")
        for letter, to in ways.items()
    )
    return Scene(name, f"<p>{name}</p>", choices, name.startswith("end-"))


TEXT = ScenarioText(
    lang="en",
    title="Adrift",
    lead="",
    scenes=(
        a_scene("start", a="quay", b="end-wet"),
        a_scene("quay", a="end-dry", b="start"),
        a_scene("end-dry"),
        a_scene("end-wet"),
    ),
    checked=None,
    stale=False,
    sense="1",
    words="1",
    path="knots/scenario-adrift.en.md",
)


def test_a_story_begins_at_the_start() -> None:
    story = follow(TEXT, [])
    assert story is not None
    assert (story.now.name, story.step, story.is_over) == ("start", 1, False)


def test_each_choice_leads_to_its_scene() -> None:
    story = follow(TEXT, [Taken("start", "a"), Taken("quay", "a")])
    assert story is not None
    assert [item.scene.name for item in story.passed] == ["start", "quay"]
    assert story.passed[1].choice.feedback == "Came of a"
    assert (story.now.name, story.step, story.is_over) == ("end-dry", 3, True)


def test_a_story_may_come_back_to_a_scene() -> None:
    story = follow(TEXT, [Taken("start", "a"), Taken("quay", "b"), Taken("start", "b")])
    assert story is not None
    assert story.now.name == "end-wet"


def test_a_scene_choice_or_way_that_is_gone_breaks_the_story_off() -> None:
    taken = [Taken("start", "a"), Taken("quay", "a")]
    gone = replace(TEXT, scenes=tuple(scene for scene in TEXT.scenes if scene.name != "quay"))
    assert follow(gone, taken) is None
    other = a_scene("start", a="end-dry", b="end-wet")
    led_elsewhere = replace(TEXT, scenes=(other, *TEXT.scenes[1:]))
    assert follow(led_elsewhere, taken) is None
    assert follow(TEXT, [Taken("start", "z")]) is None
    assert follow(TEXT, [Taken("start", "b"), Taken("end-wet", "a")]) is None
    assert follow(replace(TEXT, scenes=()), []) is None


def test_going_round_in_circles_has_an_end() -> None:
    loop = [Taken("start", "a"), Taken("quay", "b")] * MOST_STEPS
    assert follow(TEXT, loop) is None


@given(st.lists(st.sampled_from("ab"), max_size=30))
def test_every_way_of_choosing_is_followed_to_its_end(letters: list[str]) -> None:
    taken: list[Taken] = []
    for letter in letters:
        story = follow(TEXT, taken)
        assert story is not None
        assert story.step == len(taken) + 1
        if story.is_over:
            break
        taken.append(Taken(story.now.name, letter))
    final = follow(TEXT, taken)
    assert final is not None
    assert [Taken(item.scene.name, item.choice.letter) for item in final.passed] == taken
