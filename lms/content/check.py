"""The linter's checks that need more than one file."""

from __future__ import annotations

from lms.content.parts import Parts


def run(parts: Parts) -> None:
    """Add what is wrong between the files to the findings."""
    del parts
