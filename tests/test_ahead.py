"""Parts are made ahead of their reader, in order, and what they hold open is closed."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from lms.ahead import ahead


def test_the_parts_come_in_their_order() -> None:
    assert list(ahead(part for part in range(5))) == [0, 1, 2, 3, 4]


def test_no_parts_are_none() -> None:
    assert list(ahead(part for part in range(0))) == []


def test_the_next_part_is_made_while_the_one_before_is_used() -> None:
    made = [threading.Event() for _ in range(3)]

    def parts() -> Generator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    found = ahead(parts())
    next(found)

    assert made[1].wait(5), "nobody asked for the second part, yet it is there"
    assert not made[2].is_set(), "no more than one part is made ahead"
    assert list(found) == [1, 2]


def test_one_thread_makes_all_parts_and_closes_what_they_hold_open() -> None:
    seen: list[int] = []

    def parts() -> Generator[int]:
        try:
            for number in range(100):
                seen.append(threading.get_ident())
                yield number
        finally:
            seen.append(threading.get_ident())
            closed.set()

    closed = threading.Event()
    found = ahead(parts())
    next(found)
    found.close()  # the browser went away

    assert closed.is_set()
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()
    assert len(seen) < 5, "the rest was not made"


def test_an_error_comes_where_its_part_would() -> None:
    def parts() -> Generator[int]:
        yield 1
        raise LookupError("gone")

    found = ahead(parts())

    assert next(found) == 1
    with pytest.raises(LookupError, match="gone"):
        next(found)
