"""For authors: which courses are served, in which languages, and what the linter says."""

from __future__ import annotations

from flask import Blueprint, render_template

from lms.authz import Permission
from lms.courses.shown import path_first, shown
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("authoring", __name__)


@bp.get("/author")
@requires(Permission.AUTHOR_READ)
def overview() -> str:
    """Every course with its languages, and each message with its place and the mend."""
    content = context.content()
    findings = context.state().content.findings
    return render_template(
        "authoring/overview.html",
        courses=[shown(course, context.language()) for course in path_first(content)],
        languages=content.programme.languages,
        findings=findings,
        errors=sum(finding.severity == "E" for finding in findings),
    )
