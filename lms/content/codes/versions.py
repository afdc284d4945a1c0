"""Group 8: versions."""

from __future__ import annotations

from lms.content.codes.record import Code

CODES = (
    Code(
        "E801",
        "The meaning has changed and `changes.yml` is silent",
        "Tell in `changes.yml` what changed, of which kind, and why.",
    ),
    Code(
        "E802",
        "Declared minor although the answer key has changed",
        "Give the reason in `changes.yml`, or declare the change material.",
    ),
    Code(
        "E803",
        "The edition is not raised for a material change",
        "Raise `edition` in `course.yml` by one.",
    ),
    Code("E804", "The edition is lower than the published one", "Put the edition back."),
    Code(
        "E805",
        "`content.lock` is out of date",
        "Run the tool that writes it, and commit what it wrote.",
    ),
)
