"""Making the next part of something long while the one before is sent."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(parts: Generator[T]) -> Generator[T]:
    """The parts in their order; one thread makes them all, one part ahead of the reader.

    A database works while the parts it gave are written: what takes turns otherwise overlaps. At
    most two parts are held. An error comes where its part would; whoever stops early ends the
    thread, and what the parts hold open is closed in it.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as worker:
        over = object()
        try:
            coming = worker.submit(next, parts, over)
            while (part := coming.result()) is not over:
                coming = worker.submit(next, parts, over)
                yield part  # type: ignore[misc]  # whatever is not `over` came out of the parts
        finally:
            worker.submit(parts.close).result()
