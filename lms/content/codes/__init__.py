"""Every code of the linter, once: its meaning, what to do, and a wrong and a right example."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lms.content.codes import (
    ethos,
    facts,
    languages,
    links,
    questions,
    scenarios,
    settings,
    shape,
    versions,
)
from lms.content.codes.record import GROUPS, Code, Example

_PARTS = (shape, settings, questions, scenarios, links, languages, facts, versions, ethos)

CODES: Mapping[str, Code] = MappingProxyType(
    {code.name: code for part in _PARTS for code in part.CODES}
)
"""The register: a finding with any other code cannot be made."""

__all__ = ["CODES", "GROUPS", "Code", "Example"]
