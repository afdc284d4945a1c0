"""The linter's checks that need more than one file, all of them."""

from __future__ import annotations

from lms.content.checks.asked import AskedChecks
from lms.content.checks.changes import ChangeChecks
from lms.content.checks.languages import LanguageChecks
from lms.content.checks.links import LinkChecks
from lms.content.checks.overlay import OverlayChecks
from lms.content.checks.pages import PageChecks
from lms.content.checks.settings import SettingsChecks
from lms.content.parts import Parts

KINDS = (
    SettingsChecks,
    PageChecks,
    LinkChecks,
    LanguageChecks,
    ChangeChecks,
    OverlayChecks,
    AskedChecks,
)


def run(parts: Parts) -> None:
    """Add what is wrong between the files to the findings."""
    for kind in KINDS:
        kind(parts).run()
