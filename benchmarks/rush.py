"""A thousand signed-in learners start a quiz within ten seconds, on two processes and PostgreSQL.

The learners are in a process of their own with one thread, so that they take little from the
server: `python -m benchmarks.rush PORT`, which reads the form's token and then a cookie a line.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks import server
from benchmarks import site as sites
from benchmarks.site import COURSE, LEARNERS
from tests.databases import fresh_name, postgresql_cluster

COUNT = 1_000
SECONDS = 10
PATIENCE = 60


def measure(folder: Path) -> dict[str, float]:
    """Seconds from the press of the button until the first question is there, and the errors."""
    with postgresql_cluster(durable=True) as url:
        address = url(fresh_name())
        sites.prepare(folder, company=LEARNERS + COUNT, DATABASE_URL=address)
        site = sites.open_site(folder, DATABASE_URL=address)
        people = range(LEARNERS + 1, LEARNERS + COUNT + 1)  # the others have an open attempt
        plan = "\n".join([site.csrf(), *map(site.cookie, people)])
        site.database.engine.dispose()
        folder_of_database = Path(address.rsplit("host=", 1)[1])
        postmaster = int((folder_of_database / "data" / "postmaster.pid").read_text().split()[0])
        with server.running(folder, DATABASE_URL=address) as (port, master):
            _warm_up(port, site)
            before = _processor(master), _processor(postmaster)
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.rush", str(port)],
                input=plan,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            after = _processor(master), _processor(postmaster)
    found: dict[str, float] = json.loads(done.stdout)
    return found | {"server": after[0] - before[0], "database": after[1] - before[1]}


def _processor(master: int) -> float:
    """Seconds of processor time of a process and its children, those that ended included."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    ticks = 0
    for process in (str(master), *children):
        ticks += sum(
            map(int, Path(f"/proc/{process}/stat").read_text().rsplit(")")[1].split()[11:15])
        )
    return ticks / os.sysconf("SC_CLK_TCK")


def _warm_up(port: int, site: sites.Site) -> None:
    """Some pages for each process, as a server that has run for a minute has served them."""
    cookies = [site.cookie(person) for person in range(1, 9)]
    asyncio.run(_visit(port, cookies))


async def _visit(port: int, cookies: Sequence[str]) -> None:
    for _ in range(10):
        await asyncio.gather(*(_ask(port, f"/courses/{COURSE}/quiz", one) for one in cookies))


async def _ask(
    port: int, path: str, cookie: str, fields: dict[str, str] | None = None
) -> tuple[int, str]:
    """One request on a connection of its own; status and where a redirect points."""
    body = urlencode(fields).encode() if fields is not None else b""
    form = "Content-Type: application/x-www-form-urlencoded\r\n" if fields is not None else ""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"{'POST' if fields is not None else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Accept: text/html\r\nAccept-Language: en\r\nCookie: {cookie}\r\n{form}"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
        + body
    )
    answer = await reader.read()
    writer.close()
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    location = next(
        (line[10:] for line in head.split("\r\n") if line.lower().startswith("location: ")), ""
    )
    return int(head.split(" ", 2)[1]) if head else 0, location


async def _learner(port: int, cookie: str, token: str, wait: float) -> tuple[float, float, bool]:
    """Press the button at one's own moment; seconds to the redirect and to the first question."""
    await asyncio.sleep(wait)
    began = time.perf_counter()
    try:
        status, location = await _ask(
            port, f"/courses/{COURSE}/quiz", cookie, {"csrf_token": token}
        )
        started = time.perf_counter() - began
        page, _ = await _ask(port, urlsplit(location).path or "/", cookie)
    except OSError:
        return PATIENCE, PATIENCE, False
    is_good = status == 303 and page == 200 and f"/{COURSE}/quiz/" in location
    return started, time.perf_counter() - began, is_good


async def _rush(port: int, token: str, cookies: Sequence[str]) -> dict[str, float]:
    began = time.perf_counter()
    waits = [SECONDS * number / len(cookies) for number in range(len(cookies))]
    tasks = [_learner(port, one, token, wait) for one, wait in zip(cookies, waits, strict=True)]
    done = await asyncio.gather(*tasks)
    whole = [item[1] for item in done]
    return {
        "learners": len(done),
        "errors": sum(not item[2] for item in done),
        "start-p95": statistics.quantiles([item[0] for item in done], n=20)[-1],
        "median": statistics.median(whole),
        "p95": statistics.quantiles(whole, n=20)[-1],
        "slowest": max(whole),
        "clock": time.perf_counter() - began,
        "client": time.process_time(),
    }


def main() -> None:
    """The learners' process."""
    token, *cookies = sys.stdin.read().split("\n")
    print(json.dumps(asyncio.run(_rush(int(sys.argv[1]), token, cookies))))


if __name__ == "__main__":
    main()
