"""Scenarios: what their files say, what is wrong in them, and where their ways lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content import scenario
from lms.content.model import Choice, Grade, Scene
from lms.content.scenes import ScenesReader, sense
from lms.content.source import Findings, lines_of, split
from tests.content.sample import SCENARIO_EN, SCENARIO_FI, a_folder, load

S = "knots/scenario-adrift.en.md"
SF = "knots/scenario-adrift.fi.md"


def findings_of(root: Path) -> list[str]:
    """Everything that is said about a folder."""
    return [str(finding) for finding in load(root).findings]


def line_of(text: str, part: str) -> int:
    """The line on which a part stands."""
    return text[: text.index(part)].count("\n") + 1


def test_a_scenario_says_what_its_file_says(tmp_path: Path) -> None:
    made = load(a_folder(tmp_path)).courses["knots"].scenario("adrift")
    assert made is not None
    assert (made.slug, made.teaches) == ("adrift", ("C1",))
    text = made.texts["en"]
    assert (text.title, text.lead) == (
        "Adrift", "<p>You are on the quay when a boat comes loose.</p>",
    )  # fmt: skip
    assert [scene.name for scene in text.scenes] == [
        "start", "line-out", "cold-water", "end-held", "end-helped",
    ]  # fmt: skip
    start = text.scene("start")
    assert start is not None
    assert start.html == "<p>The boat drifts towards the bridge.</p>"
    choice = start.choice("b")
    assert choice == Choice(
        letter="b",
        grade=Grade.PASSABLE,
        html="Throw a line first and call later.",
        text="Throw a line first and call later.",
        label="Throw",
        to="line-out",
        feedback="The line helps; two people would have been faster.",
    )
    ending = text.scene("end-held")
    assert ending is not None
    assert ending.is_ending
    assert not ending.choices


def test_the_sense_is_the_same_in_both_languages_and_the_words_are_not(tmp_path: Path) -> None:
    made = load(a_folder(tmp_path)).courses["knots"].scenarios[0]
    assert made.texts["en"].sense == made.texts["fi"].sense
    assert made.texts["en"].words != made.texts["fi"].words


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("- [~] (b) Throw", "- [x] (b) Throw", True),
        ("[Jump](#cold-water)", "[Jump](#line-out)", True),
        ("(c) Jump", "(d) Jump", True),
        ("drifts towards", "drifts under", False),
        ("[Jump]", "[Leap]", False),
    ],
)
def test_the_sense_follows_the_graph_only(old: str, new: str, moved: bool, tmp_path: Path) -> None:
    before = load(a_folder(tmp_path / "a")).courses["knots"].scenarios[0].texts["en"]
    after = load(a_folder(tmp_path / "b", (S, old, new))).courses["knots"].scenarios[0].texts["en"]
    assert (before.sense != after.sense) is moved
    assert (before.words != after.words) is (not moved or "(d)" in new)


def test_drafts_are_not_among_the_scenarios_of_a_course(tmp_path: Path) -> None:
    draft = ("status: ready", "status: draft")
    root = a_folder(tmp_path, (S, *draft), (SF, *draft))
    assert load(root).courses["knots"].scenarios == ()
    assert findings_of(root) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("(c) Jump into", "(c)Jump into", "E304 the choice cannot be read"),
        ("- [~] (b) Throw", "- [o] (b) Throw", "E304 the choice cannot be read"),
        ("[Jump](#cold-water)", "[Jump](#cold-watter)", "did you mean #cold-water"),
        ("[Jump](#cold-water)", "[Jump](10-one-loop.en.md)", "E401 choice (c) leads nowhere"),
        ("## line-out", "## Line out", "E303"),
        ("## cold-water", "## line-out", "E316"),
        ("The boat drifts towards the bridge.\n", "", "E305"),
        ("  > You get there, shivering.\n", "", "E311 choice (b) has no feedback"),
        ("(b) Swim", "(a) Swim", "E310"),
        ("Tie a bowline round the post.", "Hold the rope in your hands.", "E322"),
        ("the crew waves.", "the crew waves.\n\n- [x] (a) Go. [Go](#start)\n  > Hm.", "E304 "),
        ("teaches: [C1]", "teaches: [C7]", "E207"),
    ],
)
def test_mistakes_are_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    found = findings_of(a_folder(tmp_path, (S, old, new)))
    assert any(said in finding for finding in found), found


def test_a_broken_choice_brings_up_no_follow_up(tmp_path: Path) -> None:
    found = load(a_folder(tmp_path, (S, "[Tie](#end-held)", "[Tie](#end-hold)"))).findings
    assert [finding.code for finding in found] == ["E403"]
    assert (found[0].line, found[0].fix) == (
        line_of(SCENARIO_EN, "[Tie]"), "did you mean #end-held",
    )  # fmt: skip


def test_names_of_scenes_are_not_translated(tmp_path: Path) -> None:
    found = load(a_folder(tmp_path, (SF, "## start", "## alku"))).findings
    assert [(finding.code, finding.line, finding.column) for finding in found] == [
        ("E603", line_of(SCENARIO_FI, "## start"), 4)
    ]


def test_a_link_in_a_scene_stays_in_its_language(tmp_path: Path) -> None:
    text = "The boat drifts towards the bridge.\n"
    link = f"{text}A [bowline](../glossary.fi.md#bowline) would help.\n"
    found = load(a_folder(tmp_path, (S, text, link))).findings
    assert [finding.code for finding in found] == ["E604"]


def test_scenes_and_choices_are_the_same_in_both_languages(tmp_path: Path) -> None:
    scene = SCENARIO_FI[SCENARIO_FI.index("## end-helped") :]
    edits = ((SF, scene, ""), (SF, "[Soita](#end-helped)", "[Soita](#end-held)"))
    found = findings_of(a_folder(tmp_path, *edits))
    assert any('E605 the scene "end-helped" stands only in this language' in one for one in found)
    assert any('E605 the ways of "cold-water" differ' in one for one in found)


def test_teaching_is_the_same_in_both_languages(tmp_path: Path) -> None:
    root = a_folder(tmp_path, (SF, "teaches: [C1]", "teaches: [C1, C1]"))
    assert "E609" in {finding.code for finding in load(root).findings}


def test_a_scenario_may_stand_in_one_language_while_the_other_is_written(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / SF).unlink()
    assert {finding.code for finding in load(root).findings} == {"W610"}


# The graph


def scene(name: str, *ways: str) -> Scene:
    """A scene with ways such as `x line-out`, lettered in their order."""
    grades = {"x": Grade.GOOD, "~": Grade.PASSABLE, "-": Grade.POOR}
    choices = tuple(
        Choice(letter, grades[way[0]], "", "", "", way[2:], "")
        for letter, way in zip("abcdefgh", ways, strict=False)
    )
    return Scene(name, "", choices, is_ending=name.startswith("end-"))


BOAT = (
    scene("start", "x line", "- water"),
    scene("line", "x end-held", "- water"),
    scene("water", "x end-helped", "~ line"),
    scene("round", "x round"),
    scene("end-held"),
    scene("end-helped"),
)


def test_reached_and_unreached_scenes() -> None:
    assert scenario.reached(BOAT) == {"start", "line", "water", "end-held", "end-helped"}
    assert scenario.unreached(BOAT) == ("round",)


def test_a_loop_without_an_ending_is_a_dead_end() -> None:
    trap = (scene("start", "x round", "- end-held"), BOAT[3], BOAT[4])
    assert scenario.dead_ends(trap) == ("round",)
    assert scenario.dead_ends(BOAT) == ()


def test_ways_to_every_ending_are_told_the_shortest_first() -> None:
    found = scenario.ways(BOAT)
    assert found["end-held"][0] == (("start", "a"), ("line", "a"))
    assert found["end-held"][1] == (("start", "b"), ("water", "b"), ("line", "a"))
    assert found["end-helped"][0] == (("start", "b"), ("water", "a"))
    assert scenario.good_steps(BOAT) == 2


names = st.sampled_from(["start", "one", "two", "three", "end-a", "end-b", "gone"])
graphs = st.lists(
    st.builds(
        lambda name, ways: scene(name, *([] if name.startswith("end-") else ways)),
        st.sampled_from(["start", "one", "two", "three", "end-a", "end-b"]),
        st.lists(st.builds(lambda mark, to: f"{mark} {to}", st.sampled_from("x~-"), names),
                 max_size=4),
    ),
    max_size=6,
    unique_by=lambda scene: scene.name,
)  # fmt: skip


@given(graphs)
def test_every_told_way_leads_there_and_dead_ends_have_none(scenes: list[Scene]) -> None:
    by_name = {scene.name: scene for scene in scenes}
    for ending, held in scenario.ways(scenes).items():
        for way in held:
            here = "start"
            for name, letter in way:
                assert name == here
                choice = by_name[name].choice(letter)
                assert choice is not None
                here = choice.to
            assert here == ending
    there = scenario.reached(scenes)
    assert set(scenario.unreached(scenes)) == set(by_name) - there
    told = {name for name, held in scenario.ways(scenes).items() if held}
    assert told == {name for name in there if by_name[name].is_ending}
    assert set(scenario.dead_ends(scenes)) <= there
    if "start" in by_name:
        assert ("start" in scenario.dead_ends(scenes)) is not bool(told)


@given(st.lists(st.text(max_size=50), max_size=30))
def test_any_text_can_be_read_as_scenes(rows: list[str]) -> None:
    text = "\n".join(row.replace("\n", " ") for row in rows)
    found = Findings(S)
    _, sections = split(lines_of(text), 2)
    read = ScenesReader(S, "en", found).read(sections)
    assert sense(read.scenes)
    assert all(finding.line >= 1 for finding in found.items)
