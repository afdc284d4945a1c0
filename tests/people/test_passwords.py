"""Passwords are hashed with the chosen profile, and the easily guessed ones are refused."""

from __future__ import annotations

from typing import Literal

import pytest
from argon2 import PasswordHasher

from lms.people import passwords

GOOD = "valo järven yllä"


def test_a_password_is_right_only_for_its_hash() -> None:
    stored = passwords.hash_password(GOOD)

    assert passwords.verify(stored, GOOD)
    assert not passwords.verify(stored, GOOD + ".")
    assert "m=19456,t=2,p=1" in stored


def test_nobody_has_a_password_and_still_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Watching(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            seen.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Watching(2, 19 * 1024, 1))

    assert not passwords.verify(None, GOOD)
    assert len(seen) == 1
    assert "m=19456,t=2,p=1" in seen[0]


def test_a_hash_of_another_profile_is_made_anew() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)

    assert passwords.verify(old, GOOD)
    assert passwords.needs_rehash(old)
    assert not passwords.needs_rehash(passwords.hash_password(GOOD))


def test_a_broken_hash_is_nobodys_password() -> None:
    assert not passwords.verify("not a hash", GOOD)


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        pytest.param("short words", "password_short", id="eleven characters"),
        pytest.param("x" * 300, "password_long", id="longer than is hashed"),
        pytest.param("aaaaaaaaaaaa", "password_obvious", id="one letter"),
        pytest.param("abcdefghijkl", "password_obvious", id="the alphabet"),
        pytest.param("password1234", "password_obvious", id="password and numbers"),
        pytest.param("Salasana2026!", "password_obvious", id="the Finnish word and the year"),
        pytest.param("Ada.Example-ada1", "password_own", id="the own name"),
        pytest.param("ada@example.test", "password_own", id="the own address"),
        pytest.param(GOOD, None, id="three words"),
        pytest.param("correct horse battery", None, id="words with spaces"),
        pytest.param("Ada reads by the lake", None, id="the own name in a sentence"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, weakness: str | None) -> None:
    own = ("Ada", "Example", "ada@example.test")

    assert passwords.weakness(password, own=own) == weakness
