"""Every code of the linter has a mistake that brings it up, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from lms.content.source import lines_of, name_of
from lms.content.translation import blocks_of, record_of
from tests.content.sample import CLEAN, MODULE_EN, PICTURE, QUIZ_EN, QUIZ_FI, a_folder, load

Edit = tuple[str, str, str]
M = "knots/10-one-loop.en.md"
F = "knots/10-one-loop.fi.md"
Q = "knots/quiz.en.md"
QF = "knots/quiz.fi.md"
C = "knots/course.yml"
CE = "knots/course.en.md"


class Mistake(NamedTuple):
    """A code, what brings it up, and where the finding must stand."""

    code: str
    edits: tuple[Edit, ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    at: str = ""


def line_of(text: str, part: str) -> int:
    """The line of a text on which a part stands."""
    return text[: text.index(part)].count("\n") + 1


def recorded(path: str, changed: str, *, asks: bool = False) -> str:
    """Front matter of a translation made when one block of the original was another."""
    name, text = name_of(path), str(CLEAN[path])
    assert name is not None
    before, _, body = text.partition("\n---\n")
    lines = lines_of(body, before.count("\n") + 3)
    record = record_of(blocks_of(name, lines, objective="C1"))
    shape, _, words = record[changed].partition("-")
    record[changed] = f"{'0' * 8}-{words}" if asks else f"{shape}-{'0' * 8}"
    rows = "".join(f"\n    {key}: {mark}" for key, mark in record.items())
    return f"translates:\n  lang: en\n  blocks:{rows}"


LONG_EN = "word " * 25 + "word."
LOOP = "A [bowline](../glossary.en.md#bowline) holds without slipping.\n"

MISTAKES = [
    Mistake("E101", ((M, "# One loop\n", ""),), at=M),
    Mistake("E101", ((M, "## The loop\n", "# The loop\n"),),
            at=f"{M}:{line_of(MODULE_EN, '## The loop')}:1"),
    Mistake("E102", ((M, "## In short", "## At the end"),), at=M),
    Mistake("E103", ((M, "## The loop\n", "### The loop\n"),), at=M),
    Mistake("E104", ((M, "[!IMPORTANT]", "[!IMPORTENT]"),),
            at=f"{M}:{line_of(MODULE_EN, '[!IMP')}:3"),
    Mistake("E104", ((M, "[!IMPORTANT]\n> ", "[!IMPORTANT] "),), at=M),
    Mistake("W105", ((M, LOOP, LOOP + "\n> [!TIP]\n> One.\n\n> [!NOTE]\n> Two.\n\nText.\n"),),
            at=M),
    Mistake("E106", ((M, "- It holds under load.", "- It holds.\n    > [!TIP]\n    > Do."),), at=M),
    Mistake("E107", ((M, LOOP, "<b>Bold</b> knots.\n"),), at=M),
    Mistake("E107", ((M, "</details>", ""),), at=M),
    Mistake("E107", ((M, "<details><summary>", "<details open><summary>"),), at=M),
    Mistake("E108", ((M, LOOP, "<script>alert(1)</script>\n"),), at=M),
    Mistake("E108", ((M, LOOP, '<b onclick="x()">b</b>\n'),), at=M),
    Mistake("E108", ((M, LOOP, "[A bowline](javascript:alert) holds.\n"),), at=M),
    Mistake("E108", more=(("knots/media/loop.svg", "<svg viewBox='0 0 1 1'>\n<script/></svg>"),),
            at="knots/media/loop.svg:2:1"),
    Mistake("E108", more=(("knots/media/loop.svg", "<svg onload='x()' viewBox='0 0 1 1'/>"),)),
    Mistake("E108", more=(("knots/media/loop.svg", "<svg><image href='https://a.example/x'/></svg>"),)),
    Mistake("E109", more=(("knots/One loop.md", "x"),), at="knots/One loop.md:1:1"),
    Mistake("E109", more=(("knots/10-one-loop.sv.md", MODULE_EN),)),
    Mistake("E110", more=(("knots/10-other.en.md", MODULE_EN),)),
    Mistake("E110", more=(("knots/20-one-loop.en.md", MODULE_EN),)),
    Mistake("E113", ((M, "# One loop", "# One \ue000loop"),), at=M),
    Mistake("E113", more=(("knots/media/loop.svg", "no picture"),)),
    Mistake("E201", ((M, "---\nminutes", "minutes"),), at=f"{M}:1:1"),
    Mistake("E202", ((M, "legal\n---\n", "legal\n"),), at=f"{M}:1:1"),
    Mistake("E203", ((M, "minutes: 3", "minutes: 30"),), at=f"{M}:2:1"),
    Mistake("W204", ((M, "minutes: 3", "minutes: 10"), (F, "minutes: 3", "minutes: 10")),
            at=f"{M}:2:1"),
    Mistake("E205", ((M, "checked_by", "cheked_by"),), at=f"{M}:6:1"),
    Mistake("E205", ((C, "pass: {score", "pass: {skore"),), at=f"{C}:5:8"),
    Mistake("E206", ((M, "2026-11-20", "20.11.2026"),), at=f"{M}:5:1"),
    Mistake("E206", ((M, "2026-11-20", "2026-11-23"),), at=f"{M}:5:1"),
    Mistake("E206", (("sources.yml", "2026-11-01", "2027-01-01"),)),
    Mistake("E207", ((M, "[C1]", "[C9]"),), at=f"{M}:3:11"),
    Mistake("E207", ((Q, "## C1", "## C9"),), at=Q),
    Mistake("E207", ((Q, "## C1 Tie", "## Tie"),), at=Q),
    Mistake("E207", ((CE, "**C1**", "**C2**"),), at=CE),
    Mistake("E207", ((C, "{C1: 2}", "{C2: 2}"),), at=f"{C}:11:10"),
    Mistake("E208", ((C, "[C1]", "[C1, C2]"),), at=f"{C}:9:18"),
    Mistake("E209", ((C, "{C1: 2}", "{C1: 9}"),), at=f"{C}:11:10"),
    Mistake("W210", ((C, "{C1: 2}", "{C1: 3}"),), at=f"{C}:11:10"),
    Mistake("E211", ((C, "score: 80", "score: 40"),), at=f"{C}:5:8"),
    Mistake("E212", ((M, "{{contact.comms}}", "{{contact.coms}}"),), at=M),
    Mistake("E213", ((CE, "promise: You tie one knot that holds.\n", ""),), at=CE),
    Mistake("E214", ((C, "edition: 1", "edition: 1\nrequires: [knots]"),), at=C),
    Mistake("E215", ((C, "id: knots", "id: ropes"),), at=f"{C}:1:1"),
    Mistake("E215", ((C, "[everyone]", "[everybody]"),), at=f"{C}:4:16"),
    Mistake("E215", ((C, "edition: 1\n", ""),), at=C),
    Mistake("E215", ((M, "status: ready", "status: done"),), at=f"{M}:4:1"),
    Mistake("E215", (("programme.yml", "  fi: Sataman äänet\n", ""),), at="programme.yml:1:1"),
    Mistake("E215", ((C, "before_review: 2", "most: 3"),), at=f"{C}:6:1"),
    Mistake("E215", ((C, "before_review: 2", "wait: 1 day, why: {en: So.}"),), at=f"{C}:6:25"),
    Mistake("E215", ((C, "before_review: 2", "wait: a day"),), at=f"{C}:6:12"),
    Mistake("E215", ((C, "before_review: 2", "wait: 15 days"),), at=f"{C}:6:12"),
    Mistake("E215", ((C, "{C1: 2}", "{C1: 2}\n  minutes: 30"),), at=f"{C}:10:1"),
    Mistake("E215", ((C, "{C1: 2}", "{C1: 6}\n  minutes: 5\n  why: {en: So., fi: Noin.}"),),
            at=f"{C}:12:3"),
    Mistake("E216", ((C, "pass: {", "pass: {{"),), at=C),
    Mistake("E216", ((C, "mark: anchor", "id: again"),), at=f"{C}:2:1"),
    Mistake("E216", ((C, "[everyone]", "&a [everyone]"),), at=f"{C}:4:15"),
    Mistake("E216", ((C, "mark: anchor", "mark: !!python/name:os.system"),), at=f"{C}:2:7"),
    Mistake("E301", ((Q, "### single `evening-wind`", "### single evening-wind"),), at=Q),
    Mistake("E301", ((Q, "critical", "critcal"),), at=Q),
    Mistake("E302", ((Q, "### truefalse", "### trufalse"),),
            at=f"{Q}:{line_of(QUIZ_EN, '### truefalse')}:5"),
    Mistake("E303", ((Q, "`jams`", "`Jams now`"),), at=Q),
    Mistake("E303", (("glossary.en.md", "## bowline", "## The bowline"),), at="glossary.en.md:8:1"),
    Mistake("E304", ((Q, "- [ ] (a) A slip knot", "- [] (a) A slip knot"),), at=Q),
    Mistake("E304", ((Q, "1. (a) Make", "1. Make"),), at=Q),
    Mistake("E304", ((Q, "| (a) long |", "| long |"),), at=Q),
    Mistake("E305", ((Q, "A bowline jams under load.\n", ""),), at=Q),
    Mistake("E306", ((Q, "- [ ] (a) A slip", "- [x] (a) A slip"),), at=Q),
    Mistake("E306", ((Q, "- [x] (a) bowline\n", "- [ ] (a) bowline\n  > No.\n"),), at=Q),
    Mistake("E307", ((Q, "- [ ] (c) A frayed", "- [x] (c) A frayed"),), at=Q),
    Mistake("E308", ((Q, "(t) True", "(a) True"),), at=Q),
    Mistake("E309", ((M, "- [ ] (b) It slips.\n  > Another loop does that.\n", ""),), at=M),
    Mistake("E310", ((Q, "(c) Two half", "(b) Two half"),),
            at=f"{Q}:{line_of(QUIZ_EN, '(c) Two')}:1"),
    Mistake("E310", ((Q, "(q) working", "(p) working"),), at=Q),
    Mistake("E311", ((Q, "  > Dry fibre grips.\n", ""),),
            at=f"{Q}:{line_of(QUIZ_EN, '(a) A dry')}:1"),
    Mistake("W312", ((Q, "Sand cuts fibre.", "Dry fibre grips."),), at=Q),
    Mistake("E313", ((Q, "3. (c) Go round and down.\n", ""),), at=Q),
    Mistake("E314", ((Q, "**Why:** The eye comes first.\n", ""),), at=Q),
    Mistake("E315", ((M, "**Review:** [The loop](10-one-loop.en.md#the-loop)\n", ""),), at=M),
    Mistake("E316", ((Q, "`jams`", "`good-rope`"),), at=f"{Q}:{line_of(QUIZ_EN, '`jams`')}:1"),
    Mistake("W319", ((Q, "(b) A bowline",
            "(b) A bowline, tied slowly around the post so that it holds"),),
            at=Q),
    Mistake("W320", ((Q, "Two half hitches", "All of the above"),), at=Q),
    Mistake("W320", ((Q, "Two half hitches", "A knot that does not never hold"),), at=Q),
    Mistake("E322", ((Q, "Two half hitches", "a slip knot"),), at=Q),
    Mistake("E501", ((M, "A rope laid in a loop on a wooden deck", "A rope"),), at=M),
    Mistake("E501", ((M, "A rope laid in", "Image of a rope laid in"),), at=M),
    Mistake("E502", ((M, "../glossary.en.md#bowline", "../glosary.en.md"),), at=M),
    Mistake("E502", ((M, "media/loop.svg", "media/lop.svg"),), at=M),
    Mistake("E502", ((M, "../glossary.en.md#bowline", "../../../etc/passwd"),), at=M),
    Mistake("E502", ((M, "../glossary.en.md#bowline", "mailto:you"),), at=M),
    Mistake("E502", (("programme.yml", "[knots]", "[knots, sails]"),), at="programme.yml:9:22"),
    Mistake("E502", ((C, "critical: all", "practice: [tie]"),), at=C),
    Mistake("E503", ((Q, "#the-loop", "#the-lop"),), at=Q),
    Mistake("E503", ((M, "#bowline", "#bowlines"),), at=M),
    Mistake("E504", more=(("knots/media/licences.yml", ""),), at="knots/media/loop.svg:1:1"),
    Mistake("E505", ((M, LOOP, "A [short film of it](media/knot.mp4) helps.\n"),),
            (("knots/media/knot.mp4", "x"),), at=M),
    Mistake("W506", ((M, "[bowline](../", "[here](../"),), at=M),
    Mistake("W507", ((M, "| Part | Name |", "| | |"),), at=M),
    Mistake("W508", ((M, LOOP, LOOP + "Find more under #ropesandknotsatsea there.\n"),), at=M),
    Mistake("E510", more=(("knots/media/spare.svg", PICTURE),), at="knots/media/spare.svg:1:1"),
    Mistake("E601", ((Q, "`its-name`", "`the-name`"),), at=Q),
    Mistake("E601", (("glossary.fi.md", "## bowline", "## knot"),)),
    Mistake("E602", ((QF, "[x] (b) Paalu", "[ ] (b) Paalu"),
            (QF, "[ ] (a) Juoksu", "[x] (a) Juoksu")),
            at=QF),
    Mistake("E602", ((QF, "`evening-wind` critical", "`evening-wind`"),), at=QF),
    Mistake("E602", ((QF, "1. (a) Tee", "1. (b) Tee"), (QF, "2. (b) Nouse", "2. (a) Nouse")),
            at=QF),
    Mistake("E611", ((F, "minutes: 3", "minutes: 4"),), at=f"{F}:2:1"),
    Mistake("E603", ((QF, "**Miksi:**", "**Why:**"),), at=QF),
    Mistake("E603", ((F, "## Lyhyesti", "## In short"),), at=F),
    Mistake("E604", ((F, "../glossary.fi.md", "../glossary.en.md"),), at=F),
    Mistake("W607", ((F, "2026-11-20", "2026-11-19"),), at=f"{F}:7:1"),
    Mistake("W607", ((F, "translates: en", "translates: en 0123456789abcdef"),), at=f"{F}:7:1"),
    Mistake("W607", ((F, "translates: en", recorded(M, "the-loop")),), at=f"{F}:25:1"),
    Mistake("E606", ((QF, "translates: en", recorded(Q, "evening-wind", asks=True)),),
            at=f"{QF}:{line_of(QUIZ_FI, '### single') + 10}:1"),
    Mistake("W608", ((F, "Vene ajelehtii laiturin ohi iltatuulessa.",
                      "A boat drifts past the quay in the evening wind."),), at=f"{F}:12:1"),
    Mistake("E609", ((CE, "- **C1** Tie a loop that holds\n", ""),), at=CE),
    Mistake("E701", ((M, LOOP, "It holds.[^tests]\n"),), at=f"{M}:{line_of(MODULE_EN, LOOP)}:10"),
    Mistake("E702", ((M, "marked.[^act]", "marked."),), at=M),
    Mistake("E703", ((M, "www.finlex.fi/fi/rope", "www.finlex.fi/fi/roap"),), at=M),
    Mistake("W704", (("sources.yml", "2027-05-01", "2026-11-02"),), at="sources.yml:5:3"),
    Mistake("E705", ((M, "marked.[^act]", "marked."), (M, LOOP, "It holds.[^act]\n")), at=M),
    Mistake("W706", ((M, LOOP, LOOP + "It held for 300 years.\n"),), at=M),
    Mistake("W707", ((M, "checked_by: legal\n", ""),), at=M),
    Mistake("W708", ((M, LOOP, LOOP + "Studies show that it holds.\n"),), at=M),
    Mistake("W901", ((M, LOOP, LOOP + "You must post about it.\n"),), at=M),
    Mistake("W902", ((M, LOOP, LOOP + "Be an ambassador of ropes.\n"),), at=M),
    Mistake("W903", ((M, LOOP, LOOP + "Post at least weekly.\n"),), at=M),
    Mistake("W905", ((M, LOOP, LOOP + LONG_EN + "\n"),), at=M),
    Mistake("W905", ((F, "Vene ajelehtii", "sana " * 20 + "vene ajelehtii"),), at=f"{F}:12:1"),
    Mistake("W902", ((F, "Vene ajelehtii", "Lähettiläs tuli. Vene ajelehtii"),), at=F),
    Mistake("W901", ((F, "Vene ajelehtii", "Sinun pitää jakaa tämä."),), at=F),
    Mistake("W906", ((M, LOOP, LOOP + "One is here. Two is there.\n"),), at=M),
    Mistake("W907", ((M, LOOP, LOOP + "It holds!\n"),), at=M),
    Mistake("E908", ((M, LOOP, LOOP + "Write to ada@harbour.example today.\n"),), at=M),
    Mistake("E908", ((M, LOOP, LOOP + "Ring 040 123 4567 today.\n"),), at=M),
    Mistake("E908", ((M, LOOP, LOOP + "She is 010190-123A there.\n"),), at=M),
    Mistake("W909", ((Q, "Dry fibre grips.", "Obviously it grips."),), at=Q),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.code)
def test_a_mistake_is_found_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    content = load(a_folder(tmp_path, *mistake.edits, **dict(mistake.more)))
    found = [finding for finding in content.findings if finding.code == mistake.code]
    assert found, "\n".join(str(finding) for finding in content.findings) or "no findings"
    places = [f"{finding.path}:{finding.line}:{finding.column}" for finding in found]
    assert any(place.startswith(mistake.at) for place in places), places
    assert all(finding.what and finding.fix for finding in found)


def test_the_clean_folder_has_no_findings(tmp_path: Path) -> None:
    content = load(a_folder(tmp_path))
    assert [str(finding) for finding in content.findings] == []


def test_the_same_letter_is_right_too_often(tmp_path: Path) -> None:
    single = QUIZ_EN[QUIZ_EN.index("### single") : QUIZ_EN.index("### multiple")]
    more = "".join(single.replace("evening-wind", f"wind-{number}") for number in "abcd")
    edit = (Q, "### multiple", more + "### multiple")
    codes = {finding.code for finding in load(a_folder(tmp_path, edit)).findings}
    assert "W321" in codes


def test_a_text_in_one_language_only_is_a_warning(tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / F).unlink()
    (root / QF).unlink()
    findings = load(root).findings
    assert {finding.code for finding in findings} == {"W610"}


@pytest.mark.parametrize("old", ["### single `evening-wind`", "### truefalse"])
def test_a_broken_question_brings_up_no_follow_up(old: str, tmp_path: Path) -> None:
    new = old.replace("single", "singel").replace("truefalse", "trufalse")
    findings = load(a_folder(tmp_path, (Q, old, new))).findings
    assert [finding.code for finding in findings if finding.code != "W210"] == ["E302"]


def test_links_to_unfinished_modules_are_found(tmp_path: Path) -> None:
    content = load(a_folder(tmp_path, (M, "status: ready", "status: draft")))
    assert {"E502"} <= {finding.code for finding in content.findings}


@pytest.mark.parametrize(
    ("path", "old", "new", "guess"),
    [
        (M, "checked_by", "cheked_by", '"checked_by"'),
        (M, "status: ready", "status: redy", '"ready"'),
        (M, "status: ready", "status: READY", '"ready"'),
        (M, "[!IMPORTANT]", "[!IMPORTENT]", "[!IMPORTANT]"),
        (M, "{{contact.comms}}", "{{contact.coms}}", "{{contact.comms}}"),
        (M, "#bowline", "#bowlin", "#bowline"),
        (M, "../glossary.en.md", "../glosary.en.md", "../glossary.en.md"),
        (M, "media/loop.svg", "media/lop.svg", "media/loop.svg"),
        (M, "marked.[^act]", "marked.[^acts]", "[^act]"),
        (M, "fi/rope)", "fi/roap)", "https://www.finlex.fi/fi/rope"),
        (Q, "### truefalse", "### trufalse", '"truefalse"'),
        (Q, "critical", "critcal", '"critical"'),
        (Q, "**Why:** The eye", "**Wy:** The eye", '"Why"'),
        (Q, "#the-loop", "#the-lop", "#the-loop"),
        ("programme.yml", "[knots]", "[knot]", '"knots"'),
        (C, "[everyone]", "[everybody]", '"everyone"'),
        (C, "critical: all", "practice: [tie-i]", '"tie-it"'),
        (C, "attempts:", "atempts:", '"attempts"'),
        ("knots/media/licences.yml", "loop.svg", "lop.svg", "loop.svg"),
    ],
)
def test_a_guess_helps(path: str, old: str, new: str, guess: str, tmp_path: Path) -> None:
    findings = load(a_folder(tmp_path, (path, old, new))).findings
    assert f"did you mean {guess}" in {finding.fix for finding in findings}


def test_no_guess_is_made_of_a_word_that_is_like_none(tmp_path: Path) -> None:
    findings = load(a_folder(tmp_path, (M, "checked_by", "zzz"))).findings
    assert not any(finding.fix.startswith("did you mean") for finding in findings)


@pytest.mark.parametrize(
    "line",
    [
        'She said "Hooray!" and left.',
        "Bring a rope, e.g. Manila rope, with you.",
        "See the [loop](10-one-loop.en.md#the-loop) again.",
        "It holds in rain.[^act]",
    ],
)
def test_good_lines_bring_up_nothing(line: str, tmp_path: Path) -> None:
    content = load(a_folder(tmp_path, (M, LOOP, f"{LOOP}{line}\n")))
    assert [str(finding) for finding in content.findings] == []
