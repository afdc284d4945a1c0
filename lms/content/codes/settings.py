"""Group 2: front matter and settings files."""

from __future__ import annotations

from lms.content.codes.record import (
    ASKED,
    COURSE,
    COURSE_PAGE,
    MODULE,
    MODULE_FI,
    PROGRAMME,
    Code,
    Example,
)

_ASKED = "one-loop:\n  the-loop:\n    - how do I tie up a boat\n"

CODES = (
    Code(
        "E201",
        "The front matter is missing",
        "Begin the file with `---`, its settings and `---`.",
        Example(MODULE, wrong="minutes: 3\n", right="---\nminutes: 3\n"),
    ),
    Code(
        "E202",
        "The front matter is not closed",
        "Add a line `---` after the settings.",
        Example(
            MODULE,
            wrong="checked_by: legal\n\n# One loop\n",
            right="checked_by: legal\n---\n\n# One loop\n",
        ),
    ),
    Code(
        "E203",
        "Minutes outside 2 to 10",
        "Write whole minutes from 2 to 10; make two modules of a longer text.",
        Example(MODULE, wrong="minutes: 30\n", right="minutes: 3\n"),
    ),
    Code(
        "W204",
        "Minutes far from the length of the text",
        "Change the minutes or the length.",
        Example(
            MODULE,
            wrong="minutes: 10\n",
            right="minutes: 3\n",
            wrong_edits=((MODULE_FI, "minutes: 3", "minutes: 10"),),
        ),
    ),
    Code(
        "E205",
        "Unknown key, with a guess",
        "Mend the spelling or take the key out.",
        Example(MODULE, wrong="cheked_by: legal\n", right="checked_by: legal\n"),
    ),
    Code(
        "E206",
        "A day that cannot be read, or one in the future",
        "Write the day on which a person checked, as `2026-11-22`.",
        Example(MODULE, wrong="checked: 20.11.2026\n", right="checked: 2026-11-20\n"),
    ),
    Code(
        "E207",
        "Unknown objective",
        "Use one of the objectives of `course.yml`, or add it there.",
        Example(MODULE, wrong="teaches: [C9]\n", right="teaches: [C1]\n"),
    ),
    Code(
        "E208",
        "An objective that no ready module teaches, or no question asks about",
        "Write one, or take the objective out.",
        Example(COURSE, wrong="objectives: [C1, C2]\n", right="objectives: [C1]\n"),
    ),
    Code(
        "E209",
        "The draw is larger than the bank",
        "Write more questions or draw fewer.",
        Example(COURSE, wrong="  draw: {C1: 9}\n", right="  draw: {C1: 2}\n"),
    ),
    Code(
        "W210",
        "The bank is smaller than three times the draw",
        "Write more questions: three times the draw keeps a second attempt fresh.",
        Example(COURSE, wrong="  draw: {C1: 3}\n", right="  draw: {C1: 2}\n"),
    ),
    Code(
        "E211",
        "Pass mark outside 50 to 100",
        "Choose a score from 50 to 100.",
        Example(
            COURSE,
            wrong="pass: {score: 40, critical: all}\n",
            right="pass: {score: 80, critical: all}\n",
        ),
    ),
    Code(
        "E212",
        "A policy word such as `{{contact.comms}}` that is not defined",
        "Define it in `policy.yml` or mend the spelling.",
        Example(
            MODULE,
            wrong="Ask {{contact.coms}} for a rope to try with.\n",
            right="Ask {{contact.comms}} for a rope to try with.\n",
        ),
    ),
    Code(
        "E213",
        "The course page has no promise",
        "Add `promise:` and one line on what is in it for the learner.",
        Example(
            COURSE_PAGE,
            wrong="checked: 2026-11-20\n",
            right="checked: 2026-11-20\npromise: You tie one knot that holds.\n",
        ),
    ),
    Code(
        "E214",
        "A course that requires itself, at once or round about",
        "Take one of the requirements out.",
        Example(
            COURSE, wrong="edition: 1\nrequires: [knots]\n", right="edition: 1\nrequires: []\n",
            instead="edition: 1\n",
        ),
    ),
    Code(
        "E215",
        "A key or a settings file is missing, or a value cannot be what it is",
        "Write what is missing, or one of the values that are named.",
        Example(MODULE, wrong="status: done\n", right="status: ready\n"),
    ),
    Code(
        "E216",
        "YAML that cannot be read, a key that stands twice, an anchor, an alias or a tag",
        "Look at the colons, quotes and indentation there, and write every value out.",
        Example(
            COURSE,
            wrong="pass: {{score: 80, critical: all}\n",
            right="pass: {score: 80, critical: all}\n",
        ),
    ),
    Code(
        "W217",
        "A course of a path is a draft, so people see the path without it",
        "Leave it so while the course is being written; it counts once its status is ready.",
        Example(
            PROGRAMME,
            wrong="    courses: [knots, hitches]\n",
            right="    courses: [knots]\n",
            files={
                "hitches/course.yml": "id: hitches\nedition: 1\npass: {score: 80}\n"
                "objectives: [D1]\n",
                "hitches/course.en.md": "---\nstatus: draft\npromise: You tie a hitch.\n---\n\n"
                "# Hitches\n\n## What you will be able to do\n\n- **D1** Tie a hitch\n",
            },
        ),
    ),
    Code(
        "E218",
        "An overlay sets a pass mark outside 60 to 100",
        "Choose a score from 60 to 100 in the overlay's `course.yml`.",
        Example(
            COURSE,
            wrong="pass: {score: 55, critical: all}\n",
            right="pass: {score: 80, critical: all}\n",
            is_overlay=True,
        ),
    ),
    Code(
        "E219",
        "An overlay drops what is critical",
        "Keep `critical: all`, and keep every critical question of the file that is replaced.",
        Example(
            COURSE,
            wrong="pass: {score: 80}\n",
            right="pass: {score: 80, critical: all}\n",
            is_overlay=True,
        ),
    ),
    Code(
        "W220",
        "Phrases for a page, heading or term that is not there, so that no search finds them",
        "Copy the heading's address, in lower case and with hyphens, or take the phrases out.",
        Example(ASKED, wrong=_ASKED.replace("the-loop", "the-lop"), right=_ASKED),
    ),
    Code(
        "W221",
        "The same phrase twice, for one section or for two",
        "Leave it where it is answered best, or say it in another way.",
        Example(
            ASKED,
            wrong=f"{_ASKED}  in-short:\n    - How do I tie up a boat?\n",
            right=f"{_ASKED}  in-short:\n    - boat on a mooring\n",
        ),
    ),
    Code(
        "W222",
        "A section without phrases, or a phrase without words",
        "Write how people ask for it, or take the line out.",
        Example(ASKED, wrong=f"{_ASKED}  in-short: []\n", right=_ASKED),
    ),
    Code(
        "W223",
        "A phrase longer than 100 characters",
        "Write it as somebody would type it: a few words, one situation.",
        Example(
            ASKED,
            wrong=_ASKED.replace("a boat", "a boat" + " that is far too long" * 5),
            right=_ASKED,
        ),
    ),
)  # fmt: skip
