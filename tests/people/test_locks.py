"""What is locked opens with its key alone, says nothing by its length, and cannot be changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.people import locks

KEY = bytes(range(32))


@given(st.binary(max_size=3000), st.binary(max_size=40))
def test_what_is_sealed_opens_with_the_same_key_and_owner(plain: bytes, whose: bytes) -> None:
    sealed = locks.seal(KEY, plain, about=whose)

    assert locks.unseal(KEY, sealed, about=whose) == plain
    assert locks.unseal(KEY, sealed, about=whose + b"x") is None
    assert locks.unseal(bytes(32), sealed, about=whose) is None


@given(st.binary(min_size=8, max_size=200), st.data())
def test_one_changed_bit_is_seen(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(locks.seal(KEY, plain, about=b"me"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    assert locks.unseal(KEY, bytes(sealed), about=b"me") is None


def test_the_same_content_never_looks_the_same_and_does_not_show() -> None:
    plain = b"I keep work and my public face apart." * 3
    one, other = (locks.seal(KEY, plain, about=b"me") for _ in range(2))

    assert one != other
    assert plain[:8] not in one
    assert locks.unseal(KEY, b"", about=b"me") is None


@given(st.binary(max_size=5000))
def test_filled_content_comes_back_and_has_whole_blocks(plain: bytes) -> None:
    filled = locks.fill_up(plain)

    assert locks.content_of(filled) == plain
    assert len(filled) % locks.BLOCK == 0


def test_short_answers_are_as_long_as_none() -> None:
    assert len(locks.fill_up(b"")) == len(locks.fill_up(b"x" * 900))


def test_a_password_gives_one_key_with_a_salt_and_another_with_another() -> None:
    salt, other = b"a" * 16, b"b" * 16

    assert locks.key_of_password("pitkä salasana", salt) == locks.key_of_password(
        "pitkä salasana", salt
    )
    assert locks.key_of_password("pitkä salasana", salt) != locks.key_of_password(
        "pitkä salasana", other
    )
    assert locks.key_of_token("a") != locks.key_of_token("b")
