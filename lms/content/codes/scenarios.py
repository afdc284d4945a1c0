"""Group 4: scenarios."""

from __future__ import annotations

from lms.content.codes.record import Code

CODES = (
    Code("E401", "A choice that leads nowhere", "End the choice with a link to a scene."),
    Code("E402", "A scenario without a start", "Add a scene `## start`."),
    Code("E403", "A choice that leads to an unknown scene", "Mend the link or write the scene."),
    Code(
        "E404",
        "A scene without choices that is not an ending",
        "Add choices, or begin the scene's name with `end-`.",
    ),
    Code("E405", "A scene without a good way out", "Tick one choice with `[x]`."),
    Code("E406", "A scene that is never reached", "Link to it, or take it out."),
    Code("E407", "No ending can be reached", "Let a way lead to a scene `## end-…`."),
    Code(
        "W408",
        "A good ending in fewer than two choices",
        "Let the learner choose at least twice on the good way.",
    ),
)
