"""Group 4: scenarios."""

from __future__ import annotations

from lms.content.codes.record import SCENARIO, Code, Example

_JUMP = "- [ ] (c) Jump into the water. [Jump](#cold-water)\n"
_SPARE = "\n## spare\n\nNobody comes here.\n\n- [x] (a) Go on. [Go on](#end-held)\n  > Yes.\n"
_LOOP = "\n## round\n\nThe current turns.\n\n- [x] (a) Row. [Row](#round)\n  > Round again.\n"

CODES = (
    Code(
        "E401",
        "A choice that leads nowhere",
        "End the choice with a link to a scene.",
        Example(SCENARIO, wrong="- [ ] (c) Jump into the water.\n", right=_JUMP),
    ),
    Code(
        "E402",
        "A scenario without a start",
        "Add a scene `## start`.",
        Example(SCENARIO, wrong="## beginning\n", right="## start\n"),
    ),
    Code(
        "E403",
        "A choice that leads to an unknown scene",
        "Mend the link or write the scene.",
        Example(SCENARIO, wrong=_JUMP.replace("#cold-water", "#cold-watter"), right=_JUMP),
    ),
    Code(
        "E404",
        "A scene without choices that is not an ending",
        "Add choices, or begin the scene's name with `end-`.",
        Example(
            SCENARIO,
            wrong="## held\n\nThe boat lies still",
            right="## end-held\n\nThe boat lies still",
            wrong_edits=((SCENARIO, "[Tie](#end-held)", "[Tie](#held)"),),
        ),
    ),
    Code(
        "E405",
        "A scene without a good way out",
        "Tick one choice with `[x]`.",
        Example(
            SCENARIO,
            wrong="- [ ] (a) Climb out and call for help. [Call](#end-helped)\n",
            right="- [x] (a) Climb out and call for help. [Call](#end-helped)\n",
        ),
    ),
    Code(
        "E406",
        "A scene that is never reached",
        "Link to it, or take it out.",
        Example(
            SCENARIO,
            wrong=f"{_SPARE}\n## end-held\n",
            right="\n## end-held\n",
        ),
    ),
    Code(
        "E407",
        "No ending can be reached",
        "Let a way lead to a scene `## end-…`.",
        Example(
            SCENARIO,
            wrong=f"{_LOOP}\n## end-held\n",
            right="\n## end-held\n",
            wrong_edits=((SCENARIO, "[Jump](#cold-water)", "[Jump](#round)"),),
        ),
    ),
    Code(
        "W408",
        "A good ending in fewer than two choices",
        "Let the learner choose at least twice on the good way.",
        Example(
            SCENARIO,
            wrong="throw a line. [Call](#end-held)\n",
            right="throw a line. [Call](#line-out)\n",
        ),
    ),
)
