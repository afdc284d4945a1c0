"""Figures of the real server: memory after many requests, and a cold page in a real browser."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import site as sites
from benchmarks.site import COURSE, MANAGER

MODULE_SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"]


@contextmanager
def running(instance: Path, *, workers: int = 2, **more: str) -> Iterator[tuple[int, int]]:
    """`lms serve` on a prepared folder; gives the port and the master's process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ |= {
        "LMS_MODE": "test",
        "LMS_INSTANCE": str(instance),
        "PORT": str(port),
        "LMS_WORKERS": str(workers),
    } | more
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "lms"), "serve"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(3_000):
            try:
                _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz", "")
            except OSError:
                time.sleep(0.02)
            else:
                break
        else:
            raise SystemExit("the server did not answer")
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def second_start(instance: Path) -> float:
    """Seconds from the command to the first answer, when data and courses are there already."""
    taken = []
    for _ in range(4):
        began = time.monotonic()
        with running(instance):
            taken.append(time.monotonic() - began)
    return statistics.median(taken[1:])


def memory(instance: Path, *, requests: int) -> dict[str, float]:
    """MiB of the worker processes after so many requests, and after as many again."""
    site = sites.open_site(instance)
    module = site.content.courses[COURSE].modules[0].slug
    paths = ("/learn", f"/courses/{COURSE}", f"/courses/{COURSE}/{module}", "/courses", "/glossary")
    cookies = [site.cookie(person) for person in range(1, 40)]
    site.database.engine.dispose()
    with running(instance) as (port, master):
        found: dict[str, float] = {"start": _mib(master, "Pss")}
        for stage in ("first", "second"):
            _load(port, paths, cookies, site.cookie(MANAGER), requests)
            found[stage] = _mib(master, "Pss")
            found[f"{stage}-rss"] = _mib(master, "Rss")
    return found


def _load(port: int, paths: tuple[str, ...], cookies: list[str], boss: str, count: int) -> None:
    """Requests over a few connections, as several browsers make them, so both workers serve."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for _ in range(8)]
    for number in range(count):
        connection = connections[number % len(connections)]
        if number % 10 == 9:
            path, cookie = "/team/team-2", boss
        else:
            path, cookie = paths[number % len(paths)], cookies[number % len(cookies)]
        if number % 20 < len(connections):  # browsers come and go, so both workers warm up
            connection.close()
        status = _get(connection, path, cookie)
        if status != 200:
            raise SystemExit(f"{status} for {path}")
    for connection in connections:
        connection.close()


def _mib(master: int, what: str) -> float:
    """The workers' memory: Pss shares what the processes share, Rss counts it in each."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    total = 0
    for child in children:
        for line in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{what}:"):
                total += int(line.split()[1])
    return total / 1024


def cold_page(instance: Path, path: str) -> dict[str, float]:
    """The longest module page in a browser that has nothing of ours yet."""
    from playwright.sync_api import sync_playwright

    site = sites.open_site(instance)
    name, value = site.cookie(1).split("=", 1)
    site.database.engine.dispose()
    with running(instance) as (port, _master), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=MODULE_SWITCHES
        )
        browser_context = browser.new_context(viewport={"width": 1280, "height": 900})
        origin = f"http://127.0.0.1:{port}"
        browser_context.add_cookies([{"name": name, "value": value, "url": origin}])
        page = browser_context.new_page()
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => { for (const entry of "
            "list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        sizes: dict[str, tuple[str, int]] = {}

        def note(request: Any) -> None:
            kind = "html" if request.resource_type == "document" else request.resource_type
            sizes[request.url] = (kind, request.sizes()["responseBodySize"])

        page.on("requestfinished", note)
        page.goto(origin + path, wait_until="networkidle")
        page.wait_for_timeout(500)
        shift = float(page.evaluate("window.shift"))
        browser.close()
    by_kind: dict[str, int] = {}
    for kind, size in sizes.values():
        by_kind[kind] = by_kind.get(kind, 0) + size
    total = sum(by_kind.values())
    return {
        "requests": len(sizes),
        "kB": total / 1000,
        "kB-without-fonts": (total - by_kind.get("font", 0)) / 1000,
        "html-kB": by_kind.get("html", 0) / 1000,
        "script-kB": by_kind.get("script", 0) / 1000,
        "shift": shift,
    }
