"""A plain HTTP client with cookies and form tokens, for many learners at once."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterable, Sequence
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

    def hang_up(self, path: str, fields: Fields = (), *, part: float = 1.0) -> None:
        """Post a form, or only the first part of it, and close the line before the answer."""
        body, headers = self._form([*fields, ("csrf_token", self.token)])
        headers |= {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body))}
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
        whole = "\r\n".join([*lines, "", body]).encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=self.seconds) as line:
            line.sendall(whole[: max(1, int(len(whole) * part))])

    def send(self, path: str, fields: Fields = ()) -> http.client.HTTPConnection:
        """Post a form and leave the answer for `receive`."""
        return self._send("POST", path, [*fields, ("csrf_token", self.token)])

    def receive(self, connection: http.client.HTTPConnection) -> Answered:
        """The answer to what was sent; OSError when it did not come whole."""
        try:
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

    def post_at_once(
        self, path: str, fields: Sequence[tuple[str, str]], times: int
    ) -> list[Answered]:
        """The same post so many times in parallel; the answers that came whole."""
        sent, answers = [], []
        for _ in range(times):
            try:
                sent.append(self.send(path, fields))
            except OSError:
                continue
        for connection in sent:
            try:
                answers.append(self.receive(connection))
            except OSError:
                continue
        return answers

    def _form(self, fields: Fields | None) -> tuple[str, dict[str, str]]:
        headers = {"Connection": "close", "Accept-Language": "en"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields is None:
            return "", headers
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return urlencode(list(fields)), headers

    def _send(self, method: str, path: str, fields: Fields | None) -> http.client.HTTPConnection:
        body, headers = self._form(fields)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, path, body if fields is not None else None, headers)
        except BaseException:
            connection.close()
            raise
        return connection

    def _ask(self, method: str, path: str, fields: Fields | None) -> Answered:
        return self.receive(self._send(method, path, fields))
