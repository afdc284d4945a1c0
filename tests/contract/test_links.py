"""A crawl as each role finds no dead link, writes nothing, and stays within its statements."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.database import Base
from tests.contract.world import ROLES, build
from tests.databases import SharedConnection
from tests.pages import Page

MOST_STATEMENTS = 12
MOST_AT_HOME = 17  # My learning gathers what each part has for the person
MOST_OF_OWN = 13  # one's own page reads all that managers see, team by team
WHOLE_RECORD = ("/account/data.json", "/account/record")  # one statement a table
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_no_link_is_dead_and_no_page_writes(
    app: Flask,
    page: Page,
    db: Session,
    database: SharedConnection,
    content: Current,
    role: str,
    language: str,
) -> None:
    world = build(db, content.get())
    if role != "anonymous":
        page.sign_in(world.people[role], language=language)
    waiting = ["/", "/learn", "/sign-in"] if role != "anonymous" else ["/sign-in", "/help", "/v"]
    seen: dict[str, str] = {}
    paths: Counter[str] = Counter()
    anchors: list[tuple[str, str, str]] = []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        with page.counting() as statements:
            response = page.client.get(address)
        is_page = "html" in response.content_type
        seen[address] = response.get_data(as_text=True) if is_page else ""
        assert response.status_code in {200, 302, 303}, f"{address}: {response.status_code}"
        # Opening a person's page is noted in the access log, which may be written by a GET.
        written = [text for text in statements if WRITES.match(text) and "access_entry" not in text]
        assert written == [], address
        most = MOST_AT_HOME if address == "/learn" else MOST_STATEMENTS
        if address.startswith("/account/privacy"):
            most = MOST_OF_OWN
        if address.startswith(WHOLE_RECORD):
            most = len(Base.metadata.tables)
        assert len(statements) <= most, f"{address}: {len(statements)} statements"
        if not is_page:
            continue
        for link in re.findall(r'(?:href|src)="([^"]+)"', seen[address]):
            target, anchor = urldefrag(link.replace("&amp;", "&"))
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or "/static/" in target:
                continue
            if target and not target.startswith("/"):
                target = f"{urlsplit(address).path.rsplit('/', 1)[0]}/{target}"
            if target.startswith("?") or not target:
                target = address if not target else urlsplit(address).path + target
            if anchor:
                anchors.append((address, target, unquote(anchor)))
            path = urlsplit(target).path
            # A file of a course looks the same whichever width and colours it is shown in.
            variants = 1 if path.startswith("/author/") else 6
            if target not in seen and target not in waiting and paths[path] < variants:
                paths[path] += 1
                waiting.append(target)

    for source, target, anchor in anchors:
        if target in seen and "sprite" not in target:
            assert f'id="{anchor}"' in seen[target], f"{source} points to {target}#{anchor}"
    assert len(seen) > 3
