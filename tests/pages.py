"""A client that inspects each page it gets, as a careful reader of its HTML would."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from lms.people.models import Person, SignInSession
from lms.welcome.services import open_box
from tests.databases import SharedConnection
from tests.factories import NOW, digest

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "use",
        "path",
        "circle",
        "rect",
        "line",
        "polyline",
        "polygon",
        "ellipse",
    ]
)


class Reader(HTMLParser):
    """Collects what the checks need."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.problems: list[str] = []
        self.words: list[str] = []
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as in SVG."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Tags must close in order."""
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data
        elif not self.open or self.open[-1] not in {"script", "style"}:
            self.words.append(data)


class Seen:
    """One answer of the application, read."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.html = response.get_data(as_text=True) if "html" in response.content_type else ""
        self.reader = Reader()
        self.reader.feed(self.html)

    @property
    def text(self) -> str:
        """All words of the page, spaces folded."""
        return " ".join(" ".join(self.reader.words).split())

    @property
    def links(self) -> list[str]:
        """Where the page leads, without repeats."""
        found = (values.get("href", "") for tag, values in self.reader.tags if tag == "a")
        return list(dict.fromkeys(link for link in found if link))

    @property
    def csrf(self) -> str:
        """The token of the first form."""
        for tag, values in self.reader.tags:
            if tag == "input" and values.get("name") == "csrf_token":
                return values["value"]
        return ""

    def fields(self, name: str) -> list[dict[str, str]]:
        """The attributes of every control of a name."""
        return [
            values
            for tag, values in self.reader.tags
            if tag in {"input", "select", "textarea", "button"} and values.get("name") == name
        ]


def problems(seen: Seen) -> list[str]:
    """What is wrong with a page's HTML; an empty list means nothing was found."""
    tags = seen.reader.tags
    found = list(seen.reader.problems)
    if not seen.html.lower().startswith("<!doctype html>"):
        found.append("no doctype")
    if not any(tag == "html" and values.get("lang") for tag, values in tags):
        found.append("no lang")
    if not seen.reader.title.strip():
        found.append("no title")
    if sum(tag == "h1" for tag, _ in tags) != 1:
        found.append(f"{sum(tag == 'h1' for tag, _ in tags)} h1")
    ids = Counter(values["id"] for _, values in tags if "id" in values)
    found.extend(f"id {name} is there {count} times" for name, count in ids.items() if count > 1)
    if any(tag == "style" or "style" in values for tag, values in tags):
        found.append("inline style")
    for tag, values in tags:
        if tag == "script" and not values.get("src"):
            found.append("inline script")
        if any(name.startswith("on") for name in values):
            found.append(f"inline handler on <{tag}>")
        if tag == "img" and "alt" not in values:
            found.append("picture without text alternative")
    labels = {values["for"] for tag, values in tags if tag == "label" and "for" in values}
    for tag, values in tags:
        if tag in {"input", "select", "textarea"} and values.get("type") not in {
            "hidden",
            "submit",
        }:
            named = (
                values.get("id") in labels or "aria-label" in values or "aria-labelledby" in values
            )
            if not named:
                found.append(f"<{tag} name={values.get('name')}> has no label")
        for name in ("aria-describedby", "aria-labelledby", "for"):
            found.extend(
                f"{name} points to missing id {wanted}"
                for wanted in values.get(name, "").split()
                if wanted not in ids
            )
    for form in re.findall(r"<form\b.*?</form>", seen.html, flags=re.DOTALL):
        if 'method="post"' in form[:400].lower() and "csrf_token" not in form:
            found.append("form without token")
    return found


class Page:
    """Gets and posts as somebody, checking every HTML answer."""

    def __init__(self, app: Flask, database: SharedConnection) -> None:
        self.app = app
        self.database = database
        self.client = app.test_client()
        self.statements: list[str] = []

    def sign_in(self, person: Person, *, language: str = "en") -> Page:
        """Sign a person in without the password page; gives itself back."""
        token = secrets.token_urlsafe(32)
        with self.database.begin() as db:
            session = SignInSession(
                digest=digest(token),
                person_id=person.id,
                created_at=NOW,
                expires_at=NOW + timedelta(days=3650),
            )
            db.add(session)
            db.flush()
            open_box(
                db,
                person_id=person.id,
                session_id=session.id,
                token=token,
                salt=b"the salt of test",
                password_key=b"the key that every tester's pass",
            )
        self.client = self.app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
            cookie["lang"] = language
        return self

    def get(self, address: str, *, status: int = 200, **options: Any) -> Seen:
        """Get a page and check it."""
        return self._read(self.client.get(address, **options), status, address)

    def post(
        self,
        address: str,
        data: Mapping[str, Any] | None = None,
        *,
        status: int = 303,
        token_from: str | None = None,
        **options: Any,
    ) -> Seen:
        """Post a form with its token (taken from a page that shows one) and check the answer."""
        form = dict(data or {})
        form.setdefault("csrf_token", self._token(token_from))
        return self._read(self.client.post(address, data=form, **options), status, address)

    def follow(self, seen: Seen, *, status: int = 200) -> Seen:
        """Go where a redirect points."""
        assert seen.status in {302, 303}, seen.status
        return self.get(seen.location, status=status)

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """Count the statements sent to the database in a block, savepoints left out."""
        statements: list[str] = []

        def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
            if not statement.upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
                statements.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)

    def csrf_token(self) -> str:
        """A token that fits the client's cookie."""
        return self._token(None)

    def _token(self, address: str | None) -> str:
        if address:
            return Seen(self.client.get(address)).csrf
        with self.client.session_transaction() as cookie:
            if "csrf_token" in cookie:
                from itsdangerous import URLSafeTimedSerializer

                key = self.app.config["SECRET_KEY"]
                signer = URLSafeTimedSerializer(key, salt="wtf-csrf-token")
                return str(signer.dumps(cookie["csrf_token"]))
        return Seen(self.client.get("/sign-in")).csrf or Seen(self.client.get("/account")).csrf

    def _read(self, response: TestResponse, status: int, address: str) -> Seen:
        seen = Seen(response)
        assert seen.status == status, (
            f"{address}: {seen.status} instead of {status} {seen.location} {seen.text[:600]}"
        )
        if seen.html and seen.status not in {301, 302, 303, 308}:
            wrong = problems(seen)
            assert not wrong, f"{address}: {wrong}"
        return seen
