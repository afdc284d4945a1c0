"""Pages of a long list: how many there are, and the one to show."""

from __future__ import annotations


def page_count(total: int, size: int) -> int:
    """How many pages hold so many rows; an empty list has one."""
    return max(-(-total // size), 1)


def nearest(page: int, total: int, size: int) -> int:
    """The page asked for, or the first or last when there is none of that number."""
    return min(max(page, 1), page_count(total, size))
