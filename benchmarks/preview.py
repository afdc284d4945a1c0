"""How long an author waits: from saving a file to the new page served by the preview."""

from __future__ import annotations

import http.cookiejar
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lms.demo.organisation import DOMAIN, PASSWORD

ROOT = Path(__file__).resolve().parents[1]
FILE = "confidentiality/10-three-tests.en.md"
STATE = "/author/preview/state"
PAGE = f"/author/{FILE}"
FRAME = f"/author/preview/{FILE}"
ASKS_EVERY = 0.5
"""The pause of static/js/preview.js between two questions."""
SAVES = 10

_FIRST_LINE = re.compile(r"^(# .+\n\n)(?:Saved as number \d+\.\n)?", re.MULTILINE)


def measure(folder: Path) -> dict[str, list[float]]:
    """Seconds of ten saves each: in `make dev` and with `lms author`, as the page's script asks.

    `at-once` are those of a reader who asks without a pause: the server's own part.
    """
    found: dict[str, list[float]] = {}
    lms = str(Path(sys.executable).parent / "lms")
    for name, command, extra in (
        ("dev", [lms, "serve"], {"LMS_RELOAD": "1", "LMS_SERVER_TIMING": "1"}),  # as make dev does
        ("author", [lms, "author"], {}),
    ):
        courses = Path(shutil.copytree(ROOT / "course_content", folder / name / "courses"))
        with _running(command, extra, courses, folder / name / "instance") as (url, browser):
            if name == "dev":
                _sign_in(url, browser)
            found[name] = [_save(courses, url, browser, ASKS_EVERY) for _ in range(SAVES)]
            found[f"{name}-at-once"] = [_save(courses, url, browser, 0) for _ in range(SAVES)]
    return found


@contextmanager
def _running(
    command: list[str], extra: Mapping[str, str], courses: Path, instance: Path
) -> Iterator[tuple[str, urllib.request.OpenerDirector]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept = ("PATH", "HOME", "PYTHONPATH")
    environ = {name: os.environ[name] for name in kept if name in os.environ}
    environ |= {"LMS_INSTANCE": str(instance), "LMS_CONTENT": str(courses), "PORT": str(port)}
    last = ["--port", str(port)] if command[-1] == "author" else []
    instance.mkdir(parents=True)
    with (instance / "output").open("wb") as output:
        process = subprocess.Popen(
            [*command, *last], env=environ | extra, stdout=output, stderr=output
        )
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                _get(browser, f"{url}/healthz")
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("the server did not answer")
        yield url, browser
    finally:
        process.send_signal(signal.SIGINT if "LMS_RELOAD" in extra else signal.SIGTERM)
        process.wait(40)


def _get(browser: urllib.request.OpenerDirector, address: str) -> str:
    with browser.open(address, timeout=20) as answer:
        return str(answer.read(), "utf-8")


def _sign_in(url: str, browser: urllib.request.OpenerDirector) -> None:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', _get(browser, f"{url}/sign-in"))
    assert token is not None
    form = {
        "csrf_token": token[1],
        "sign_in_name": f"kirsi@{DOMAIN}",
        "password": PASSWORD,
        "next": "",
    }
    browser.open(f"{url}/sign-in", urllib.parse.urlencode(form).encode(), timeout=20).close()


def _save(courses: Path, url: str, browser: urllib.request.OpenerDirector, pause: float) -> float:
    """Save a new sentence; seconds until the page and its frame are there and hold it."""
    known = _get(browser, url + STATE)
    _get(browser, url + PAGE)  # the page is open, as it is for the author
    sentence = f"Saved as number {random.getrandbits(60)}."
    text = (courses / FILE).read_text(encoding="utf-8")
    text = _FIRST_LINE.sub(rf"\g<1>{sentence}\n", text, count=1)
    time.sleep(random.random() * pause)  # noqa: S311 - a save falls anywhere between two questions
    saved = time.perf_counter()
    (courses / FILE).write_text(text, encoding="utf-8")
    asked = saved + random.random() * pause  # noqa: S311 - the same
    while True:
        time.sleep(max(0.0, asked - time.perf_counter()))
        if _get(browser, url + STATE) != known:
            _get(browser, url + PAGE)
            if sentence in _get(browser, url + FRAME):
                return time.perf_counter() - saved
        asked += pause
        if time.perf_counter() - saved > 30:
            raise SystemExit("the save did not appear")
