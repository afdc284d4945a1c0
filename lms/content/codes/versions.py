"""Group 8: versions."""

from __future__ import annotations

from lms.content.codes.record import COURSE, Code, Example

CHANGES = "changes.yml"
LOCK = "content.lock"

TOLD = """\
- on: 2026-11-20
  course: knots
  kind: material
  edition: 2
  covers: [which-loop]
  because: {en: The knot was wrong., fi: Solmu oli väärä.}
  relearn: {objectives: [C1], within: 60 days}
"""

CODES = (
    Code(
        "E801",
        "The meaning has changed and `changes.yml` is silent",
        "Tell in `changes.yml` what changed, of which kind, and why.",
        Example(
            CHANGES,
            wrong="# the tick moved in the question which-loop, and nothing is said here\n",
            right=TOLD,
            is_told=True,
        ),
    ),
    Code(
        "E802",
        "Declared a typo, or clarified without a reason, although what is right has changed",
        "Declare the change material, or call it clarified and give the reason.",
        Example(
            CHANGES,
            wrong="- on: 2026-11-20\n  course: knots\n  kind: typo\n  edition: 1\n"
            "  covers: [which-loop]\n",
            right=TOLD,
            is_told=True,
        ),
    ),
    Code(
        "E803",
        "The edition and the material changes in `changes.yml` do not fit",
        "Raise `edition` in `course.yml` by one with every material change, and only then.",
        Example(COURSE, wrong="edition: 1\n", right="edition: 2\n", is_told=True),
    ),
    Code(
        "E804",
        "The edition is lower than the published one",
        "Put the edition back.",
        Example(COURSE, wrong="edition: 1\n", right="edition: 3\n", is_told=True),
    ),
    Code(
        "E805",
        "`content.lock` is out of date, or cannot be read",
        "Run `lms content lock`, and commit what it wrote.",
        Example(
            LOCK,
            wrong="# the words of a module are others than when this was written\n",
            right="# written by lms content lock after the last change\n",
            is_told=True,
        ),
    ),
)
