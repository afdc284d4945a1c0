"""For authors: which texts wait to be translated, and which follow an older original."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from lms.authoring import addresses
from lms.authz import Permission
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("translations", __name__)


@bp.get("/author/translations")
@requires(Permission.AUTHOR_READ)
def overview() -> str:
    """Every file in a second language with its state, the blocks to do and since when."""
    preview = context.state().previews().get()
    everything = request.args.get("show") == "all"
    left = [row for row in preview.translations if not row.is_done]
    return render_template(
        "authoring/translations.html",
        rows=preview.translations if everything else left,
        files=preview.files,
        left=len(left),
        total=len(preview.translations),
        everything=everything,
        address=addresses.of_file,
    )
