"""Requests to one process without a server, for counting the instructions of each.

`python -m benchmarks.driver FOLDER COUNT VARIANT...` sends COUNT requests of each variant through
WSGI. Under callgrind every os.getppid() ends a stretch of counting (`--dump-before=getppid`). The
marks come in pairs, so every second stretch holds requests and nothing else, and one process
measures all variants.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog

from benchmarks import site as sites
from benchmarks.floor import create_floor
from benchmarks.site import COURSE, LEARNERS, MANAGER, Site

WARM_UP = 6
READING = ("floor-read", "module", "course", "learn", "team-200", "team-10000")
WRITING = ("floor-write", "mark", "answer")
QUIZ = "quiz"
WARM_QUIZZES = 8
VARIANTS = (*READING, *WRITING, QUIZ)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as a server would hand it on."""

    method: str
    path: str
    cookie: str
    form: Sequence[tuple[str, str]] = ()

    def environ(self) -> dict[str, Any]:
        """The WSGI environment, made before anything is counted."""
        body = urlencode(self.form).encode()
        parts = urlsplit(self.path)
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_ACCEPT": "text/html",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @property
    def location(self) -> str:
        """Where a redirect points."""
        return dict(self.headers).get("Location", "")


def send(app: Any, environ: dict[str, Any]) -> Answer:
    """One request from beginning to end."""
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]], *_error: object) -> None:
        answer.status, answer.headers = status, headers

    parts = app(environ, start)
    answer.body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return answer


class Driver:
    """The applications and the requests of each variant."""

    def __init__(self, folder: Path) -> None:
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.processors.JSONRenderer(),
            ],
            logger_factory=structlog.WriteLoggerFactory(Path(os.devnull).open("w")),  # noqa: SIM115
        )
        self.folder = folder
        self.site = sites.open_site(folder / "200")
        self.large = sites.open_site(folder / "10000")
        first = self.site.content.courses[COURSE].modules[0]
        self.module = f"/courses/{COURSE}/{first.slug}"
        text = first.texts["en"]
        (folder / "floor").mkdir(exist_ok=True)
        (folder / "floor" / "floor.db").unlink(missing_ok=True)
        self.floor = create_floor(folder / "floor", text.lead + text.body + text.closing)
        signed_in = send(self.floor, Request("GET", "/in", "").environ())
        self.floor_cookie = dict(signed_in.headers)["Set-Cookie"].split(";")[0]

    def requests(self, variant: str) -> Iterator[tuple[Any, dict[str, Any], str]]:
        """Endless requests of a variant: application, environment, expected status."""
        make: dict[str, Callable[[int], tuple[Any, Request]]] = {
            "floor-read": lambda _n: (self.floor, Request("GET", "/read", self.floor_cookie)),
            "floor-write": lambda _n: (
                self.floor,
                Request("POST", "/write", self.floor_cookie, [("token", "x")]),
            ),
            "module": lambda n: self._get(self.module, n),
            "course": lambda n: self._get(f"/courses/{COURSE}", n),
            "learn": lambda n: self._get("/learn", n),
            "team-200": lambda _n: self._team(self.site),
            "team-10000": lambda _n: self._team(self.large),
            "mark": self._mark,
            "answer": self._answer,
        }
        number = 0
        while True:
            app, request = make[variant](number)
            number += 1
            yield app, request.environ(), "303" if variant in WRITING else "200"

    def _get(self, path: str, number: int) -> tuple[Any, Request]:
        return self.site.app, Request("GET", path, self.site.cookie(1 + number % LEARNERS))

    @staticmethod
    def _team(site: Site) -> tuple[Any, Request]:
        return site.app, Request("GET", "/team/team-2", site.cookie(MANAGER))

    def _mark(self, number: int) -> tuple[Any, Request]:
        modules = self.site.content.courses[COURSE].modules
        person, module = number % LEARNERS + 1, modules[number // LEARNERS]
        path = f"/courses/{COURSE}/{module.slug}/read"
        return self.site.app, self._post(person, path, [])

    def _answer(self, number: int) -> tuple[Any, Request]:
        """Never the last question of an attempt: finishing belongs to the whole quiz."""
        course = self.site.content.courses[COURSE]
        size = (course.quiz.size if course.quiz else 0) - 1
        person, position = number // size + 1, number % size + 1
        question = sites.questions_of(self.site.database, person)[position]
        path = f"/courses/{COURSE}/quiz/{person}/{position}"
        return self.site.app, self._post(person, path, list(sites.right_form(question)))

    def _post(self, person: int, path: str, form: list[tuple[str, str]]) -> Request:
        return Request(
            "POST", path, self.site.cookie(person), [("csrf_token", self.site.csrf()), *form]
        )

    def run(self, variant: str, count: int) -> int:
        """Warm up, then send the requests between two marks; gives how many were counted."""
        if variant == QUIZ:
            for person in range(LEARNERS + 2, LEARNERS + 2 + WARM_QUIZZES):
                self._quiz(person)  # so that nearly every question of the bank was met once
            return self._quiz(LEARNERS + 2 + WARM_QUIZZES, count=True)
        source = self.requests(variant)
        work = [next(source) for _ in range(WARM_UP + count)]
        for app, environ, status in work[:WARM_UP]:
            _send(app, environ, status)
        os.getppid()
        for app, environ, status in work[WARM_UP:]:
            _send(app, environ, status)
        os.getppid()
        return count

    def _quiz(self, person: int, *, count: bool = False) -> int:
        """A whole quiz, from its start page to the result, every answer right."""
        sent = 0

        def step(request: Request) -> Answer:
            nonlocal sent
            sent += 1
            environ = request.environ()
            status = "303" if request.method == "POST" else "200"
            if not count:
                return _send(self.site.app, environ, status)
            os.getppid()
            answer = _send(self.site.app, environ, status)
            os.getppid()
            return answer

        cookie, start = self.site.cookie(person), f"/courses/{COURSE}/quiz"
        step(Request("GET", start, cookie))
        began = step(self._post(person, start, []))
        attempt = began.location.rsplit("/", 1)[0]
        number = int(attempt.rsplit("/", 1)[1])
        for position, question in sites.questions_of(self.site.database, number).items():
            path = f"{attempt}/{position}"
            step(Request("GET", path, cookie))
            step(self._post(person, path, list(sites.right_form(question))))
            step(Request("GET", path, cookie))
        step(Request("GET", f"{attempt}/result", cookie))
        return sent


def _send(app: Any, environ: dict[str, Any], status: str) -> Answer:
    answer = send(app, environ)
    if not answer.status.startswith(status):
        raise SystemExit(f"{answer.status} instead of {status} for {environ['PATH_INFO']}")
    return answer


def main() -> None:
    """Run the variants of the command line."""
    folder, count, *variants = sys.argv[1:]
    driver = Driver(Path(folder))
    for variant in variants or VARIANTS:
        counted = driver.run(variant, int(count))
        print(f"{variant} {counted}", flush=True)


if __name__ == "__main__":
    main()
