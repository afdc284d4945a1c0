"""Every address declares who may use it, and the list of addresses is reviewed."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from lms.authz import POLICY, WHO, Permission
from lms.operations.routes import table
from lms.web import guard
from lms.web.context import SAFE_METHODS

ROOT = Path(__file__).resolve().parents[2]


def test_every_endpoint_declares_a_permission_or_is_public(app: Flask) -> None:
    undeclared = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if guard.declared(app, rule.endpoint) is None
    ]

    assert undeclared == []


def test_every_permission_has_a_rule_and_is_used(app: Flask) -> None:
    used = {guard.declared(app, rule.endpoint) for rule in app.url_map.iter_rules()}

    assert set(POLICY) == set(Permission)
    assert [permission for permission in Permission if permission not in used] == []


def test_every_rule_is_told_in_words() -> None:
    assert [rule for rule in POLICY.values() if rule not in WHO] == []


def test_each_address_takes_either_safe_methods_or_post(app: Flask) -> None:
    both = {
        rule.endpoint: sorted(rule.methods or ())
        for rule in app.url_map.iter_rules()
        if not (rule.methods or set()) <= SAFE_METHODS | {"POST"}
    }

    assert both == {}


def test_the_list_of_addresses_is_the_one_in_the_documents(app: Flask) -> None:
    kept = (ROOT / "docs" / "routes.md").read_text(encoding="utf-8")

    assert kept == table(app), "run make routes and look at the difference"
