"""The list of addresses for docs/routes.md, made from the routes and the permission table."""

from __future__ import annotations

from flask import Flask

from lms.authz import POLICY, WHO, Permission
from lms.web.guard import PUBLIC, declared

HEAD = """\
# Addresses

Made by `make routes` from the routes and the permission table; a test compares. An address about a
thing that you may not see answers 404, as if there were no such thing.

| method | address | permission | who may | what it does |
| --- | --- | --- | --- | --- |
"""


def table(app: Flask) -> str:
    """Every address as a Markdown table: method, address, permission, who may, what it does."""
    rows: list[tuple[str, str, str]] = []
    for rule in app.url_map.iter_rules():
        permission, who = _permission(app, rule.endpoint)
        said = (app.view_functions[rule.endpoint].__doc__ or "").strip().split("\n")[0]
        what = said.replace("|", "\\|")
        rows.extend(
            (rule.rule, method, f"| {method} | `{rule.rule}` | {permission} | {who} | {what} |\n")
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        )
    return HEAD + "".join(row for _address, _method, row in sorted(rows))


def _permission(app: Flask, endpoint: str) -> tuple[str, str]:
    name = declared(app, endpoint)
    if name is None:
        return "none", "nobody"
    if name == PUBLIC:
        return "public", "anyone"
    permission = Permission(name)
    return f"`{permission.value}`", WHO[POLICY[permission]]
