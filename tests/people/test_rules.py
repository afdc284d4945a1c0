"""Small decisions: where a sign-in may lead, what a device is called, how a team is spelt."""

from __future__ import annotations

import pytest

from lms.people import rules


@pytest.mark.parametrize(
    "address",
    ["/learn", "/courses/a/b?x=1&y=ä", "/", "/team/x?find=m%20m"],
)
def test_paths_of_this_site_are_followed(address: str) -> None:
    assert rules.own_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None, "", "learn", "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil",
        "/a\\b", "/\t/evil.example", "/ /evil", "javascript:alert(1)", "/" + "a" * 1001, "/\n",
    ],
)  # fmt: skip
def test_other_addresses_are_not(address: str | None) -> None:
    assert rules.own_address(address) is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537.36 Edg/140", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140) Gecko/2010 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/18 Safari/604.1", "Safari · iPhone"),
        ("curl/8", ""),
    ],
)
def test_devices_have_words(agent: str, words: str) -> None:
    assert rules.device_words(agent) == words


def test_teams_get_words_for_their_addresses() -> None:
    assert rules.slug_for("Myynti & Länsi", []) == "myynti-lansi"
    assert rules.slug_for("Myynti", ["myynti", "myynti-2"]) == "myynti-3"
    assert rules.slug_for("営業", []) == "team"
