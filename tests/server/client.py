"""A plain HTTP client with cookies and form tokens, for many learners at once."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from lms.demo.organisation import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the server."""

    status: int
    location: str
    text: str


class Client:
    """One person's browser; each request has a connection of its own."""

    def __init__(self, port: int, *, seconds: float = 20) -> None:
        self.port = port
        self.seconds = seconds
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> Answered:
        """Get a page; the token of its form is kept for the next post."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields = ()) -> Answered:
        """Post a form with the token of the last page; OSError when no answer came whole."""
        return self._ask("POST", path, [*fields, ("csrf_token", self.token)])

    def sign_in(self, name: str, password: str = PASSWORD) -> Answered:
        """Sign in with the password page, and take the token that belongs to the new session."""
        self.get("/sign-in")
        answered = self.post("/sign-in", [("sign_in_name", name), ("password", password)])
        self.get("/account")
        return answered

    def _ask(self, method: str, path: str, fields: Fields | None) -> Answered:
        headers = {"Connection": "close", "Accept-Language": "en"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(list(fields))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", errors="replace")
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        found = TOKEN.search(text)
        if found:
            self.token = unescape(found[1])
        return Answered(response.status, response.headers.get("Location", ""), text)
