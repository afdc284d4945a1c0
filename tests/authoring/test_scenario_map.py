"""The map of a scenario: every scene once, no box on another, no line through a box."""

from __future__ import annotations

import time
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.scenario_map import Box, ScenarioMap, best_grades, draw, svg
from lms.content.model import Choice, Grade, Scene

WORDS = {
    "title": "Map",
    "start": "Start",
    "ending": "Ending",
    "missing": "No such scene",
    "dead-end": "Dead end",
    "unreached": "Never reached",
    **{grade.value: grade.value for grade in Grade},
    **{f"ending-{grade.value}": f"Ending, {grade.value}" for grade in Grade},
}


def a_scene(name: str, *ways: tuple[str, Grade]) -> Scene:
    """A scene with choices; a name with end- is an ending."""
    return Scene(
        name=name,
        html="<p>…</p>",
        choices=tuple(
            Choice("abcdefgh"[at], grade, "x", "x", "x", to, "")
            for at, (to, grade) in enumerate(ways)
        ),
        is_ending=name.startswith("end-"),
    )


SAMPLE = (
    a_scene("start", ("customer-calls", Grade.POOR), ("host-answers", Grade.GOOD),
            ("half-fixed", Grade.PASSABLE)),
    a_scene("host-answers", ("end-shared", Grade.GOOD), ("customer-calls", Grade.POOR)),
    a_scene("half-fixed", ("end-repaired", Grade.GOOD), ("customer-calls", Grade.PASSABLE)),
    a_scene("customer-calls", ("end-repaired", Grade.GOOD), ("end-silent", Grade.POOR)),
    a_scene("end-shared"),
    a_scene("end-repaired"),
    a_scene("end-silent"),
)  # fmt: skip


@st.composite
def scenarios(draw_from: st.DrawFn) -> tuple[Scene, ...]:
    """Up to thirty scenes with up to eight choices each, sound or not."""
    count = draw_from(st.integers(1, 30))
    names = ["start"] + [
        f"{'end-' if draw_from(st.booleans()) else ''}{'very-long-name-' * (at % 4)}{at}"
        for at in range(1, count)
    ]
    targets = st.sampled_from([*names, "nowhere"])
    ways = st.lists(st.tuples(targets, st.sampled_from(Grade)), max_size=8)
    return tuple(
        a_scene(name, *([] if name.startswith("end-") else draw_from(ways))) for name in names
    )


def points_of(made: ScenarioMap) -> list[tuple[int, float, float]]:
    """Places along every line, swings included, with the number of the line."""
    found = []
    for number, way in enumerate(made.ways):
        for (x, y), (next_x, next_y) in pairwise(way.points):
            half = (y + next_y) / 2
            for step in range(1, 20):
                t = step / 20
                if way.is_back or x == next_x:
                    found.append((number, x + (next_x - x) * t, y + (next_y - y) * t))
                else:
                    u = 1 - t
                    across = u**3 * x + 3 * u * u * t * x + 3 * u * t * t * next_x + t**3 * next_x
                    down = u**3 * y + 3 * u * u * t * half + 3 * u * t * t * half + t**3 * next_y
                    found.append((number, across, down))
    return found


def is_inside(box: Box, x: float, y: float) -> bool:
    """Strictly within a box."""
    return box.x + 0.5 < x < box.right - 0.5 and box.y + 0.5 < y < box.foot - 0.5


@given(scenarios())
@settings(deadline=None, max_examples=60)
def test_no_box_touches_another_and_no_line_runs_through_one(scenes: tuple[Scene, ...]) -> None:
    made = draw(scenes)

    for one, other in combinations(made.boxes, 2):
        apart = (
            one.right + 8 <= other.x
            or other.right + 8 <= one.x
            or one.foot + 8 <= other.y
            or other.foot + 8 <= one.y
        )
        assert apart, f"{one.name} and {other.name}"
    for number, x, y in points_of(made):
        inside = [box.name for box in made.boxes if is_inside(box, x, y)]
        assert not inside, f"line {number} of {made.ways[number].scene} runs through {inside}"


@given(scenarios())
@settings(deadline=None, max_examples=60)
def test_every_choice_has_a_line_from_its_cell_to_its_scene(scenes: tuple[Scene, ...]) -> None:
    made = draw(scenes)
    boxes = {box.name: box for box in made.boxes}

    assert set(boxes) == {scene.name for scene in scenes} | {
        choice.to for scene in scenes for choice in scene.choices
    }
    assert len(made.ways) == sum(len(scene.choices) for scene in scenes)
    for way in made.ways:
        cell = next(cell for cell in boxes[way.scene].cells if cell.letter == way.letter)
        assert way.points[0] == (cell.middle, boxes[way.scene].foot)
        x, y = way.points[-1]
        assert y == boxes[way.to].y
        assert boxes[way.to].x < x < boxes[way.to].right
    for box in made.boxes:
        assert box.x >= 0
        assert box.right <= made.width
        assert box.foot <= made.height
    for _number, x, y in points_of(made):
        assert 0 <= x <= made.width
        assert 0 <= y <= made.height


@given(scenarios())
@settings(deadline=None, max_examples=30)
def test_the_drawing_is_sound_xml_without_style_or_script_and_always_the_same(
    scenes: tuple[Scene, ...],
) -> None:
    made = str(svg(draw(scenes), WORDS))

    root = ET.fromstring(made)  # noqa: S314 - our own drawing
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "a", "g", "rect", "path", "circle", "text"}
    assert not any("style" in element.attrib for element in root.iter())
    assert made == str(svg(draw(scenes), WORDS))


def test_thirty_scenes_are_drawn_at_once() -> None:
    scenes = tuple(
        a_scene(name, *[(f"s{(at * 7 + step * 5) % 30}", Grade.GOOD) for step in range(8)])
        for at, name in enumerate(["start", *(f"s{at}" for at in range(1, 30))])
    )
    began = time.process_time()

    draw(scenes)

    assert time.process_time() - began < 0.5


def test_the_sample_stands_in_layers_with_all_lines_leading_down() -> None:
    made = draw(SAMPLE)
    tops = {box.name: box.y for box in made.boxes}

    assert not any(way.is_back for way in made.ways)
    assert tops["start"] < tops["host-answers"] < tops["customer-calls"] < tops["end-silent"]


def test_endings_are_told_apart_by_the_best_way_there() -> None:
    assert {
        name: best_grades(SAMPLE)[name].value for name in best_grades(SAMPLE) if "end-" in name
    } == {
        "end-shared": "good",
        "end-repaired": "passable",
        "end-silent": "poor",
    }
    drawn = str(svg(draw(SAMPLE), WORDS))
    for words in ("Ending, good", "Ending, passable", "Ending, poor"):
        assert f">{words}</text>" in drawn


def test_dead_ends_unreached_and_missing_scenes_are_named_in_words() -> None:
    scenes = (
        a_scene("start", ("stuck", Grade.POOR), ("end-well", Grade.GOOD), ("gone", Grade.GOOD)),
        a_scene("stuck"),
        a_scene("lonely", ("end-well", Grade.GOOD)),
        a_scene("end-well"),
    )

    made = draw(scenes)
    marks = {box.name: (box.kind, box.mark) for box in made.boxes}

    assert marks == {
        "start": ("start", ""),
        "stuck": ("scene", "dead-end"),
        "lonely": ("scene", "unreached"),
        "end-well": ("ending", ""),
        "gone": ("missing", ""),
    }
    drawn = str(svg(made, WORDS))
    for words in ("Start", "Dead end", "Never reached", "No such scene"):
        assert f">{words}</text>" in drawn


def test_a_way_back_goes_around_the_boxes() -> None:
    scenes = (
        a_scene("start", ("again", Grade.PASSABLE), ("end-well", Grade.GOOD)),
        a_scene("again", ("start", Grade.GOOD), ("again", Grade.POOR)),
        a_scene("end-well"),
    )

    made = draw(scenes)

    assert [way.to for way in made.ways if way.is_back] == ["start", "again"]


def test_no_scenes_make_an_empty_map() -> None:
    assert draw(()).boxes == ()
