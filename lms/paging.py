"""Pages of a long list: how many there are, and the one to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


def page_count(total: int, size: int) -> int:
    """How many pages hold so many rows; an empty list has one."""
    return max(-(-total // size), 1)


def nearest(page: int, total: int, size: int) -> int:
    """The page asked for, or the first or last when there is none of that number."""
    return min(max(page, 1), page_count(total, size))


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a long list, of so many rows on all pages together."""

    lines: tuple[T, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return page_count(self.total, self.size)

    @property
    def first(self) -> int:
        """The number of the first line, counted over all pages."""
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last line, counted over all pages."""
        return self.first + len(self.lines) - 1
