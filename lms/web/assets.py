"""Static files: read once at start, joined, named by their content and served from memory."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from lms.web.headers import HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

PREFIX = "/static/"
STYLESHEET = "css/site.css"
STYLESHEET_PARTS = (
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/pages.css",
    "css/print.css",
)
PAPER = "css/paper.css"
"""The rules for paper as rules for the screen too, for looking at paper before printing."""
SERVED = frozenset({".css", ".ico", ".js", ".png", ".svg", ".webp", ".woff2"})
COMPRESSED = frozenset({".css", ".js", ".svg"})
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it leaves the server, with the name that changes when its content does."""

    name: str
    hashed_name: str
    content: bytes
    compressed: bytes | None
    content_type: str

    @property
    def etag(self) -> str:
        return f'"{PurePosixPath(self.hashed_name).suffixes[-2].lstrip(".")}"'


class StaticFiles:
    """Every file of the static folder that a browser may ask for."""

    def __init__(self, root: Path, *, watch: bool = False) -> None:
        self._root = root
        self._watch = watch
        self._stamp = 0.0
        self._by_name: Mapping[str, StaticFile] = MappingProxyType({})
        self._by_path: Mapping[str, StaticFile] = MappingProxyType({})
        self._read()

    def url(self, name: str) -> str:
        """The address of a file, with its content's hash; an unknown name is a mistake of ours."""
        if self._watch:
            self._read_again_when_changed()
        return PREFIX + self._by_name[name].hashed_name

    def find(self, path: str) -> StaticFile | None:
        """The file at this path below the prefix, under its plain or its hashed name."""
        return self._by_path.get(path)

    def names(self) -> Iterable[str]:
        return self._by_name.keys()

    def _read_again_when_changed(self) -> None:
        if _newest_change(self._root) != self._stamp:
            self._read()

    def _read(self) -> None:
        self._stamp = _newest_change(self._root)
        by_name: dict[str, StaticFile] = {}
        for path in sorted(self._root.rglob("*")):
            name = path.relative_to(self._root).as_posix()
            if path.suffix in SERVED and name not in STYLESHEET_PARTS and path.is_file():
                by_name[name] = _static_file(name, path.read_bytes())
        joined = "\n".join((self._root / part).read_text("utf-8") for part in STYLESHEET_PARTS)
        stylesheet = _with_hashed_addresses(_without_comments(joined), by_name)
        by_name[STYLESHEET] = _static_file(STYLESHEET, stylesheet.encode())
        paper = (self._root / STYLESHEET_PARTS[-1]).read_text("utf-8")
        paper = _without_comments(paper).replace("@media print", "@media all")
        by_name[PAPER] = _static_file(PAPER, paper.encode())
        self._by_name = MappingProxyType(by_name)
        self._by_path = MappingProxyType(
            by_name | {file.hashed_name: file for file in by_name.values()}
        )


class StaticMiddleware:
    """Answers requests below the prefix before the application sees them."""

    def __init__(
        self, application: "WSGIApplication", files: StaticFiles, *, secure: bool = False
    ) -> None:
        self._application = application
        self._files = files
        self._headers = HEADERS | {"Content-Security-Policy": POLICY}
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not path.startswith(PREFIX):
            return self._application(environ, start_response)
        file = self._files.find(path.removeprefix(PREFIX))
        if file is None:
            return self._application(environ, start_response)
        return self._respond(file, environ, start_response)

    def _respond(
        self, file: StaticFile, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        for_ever = environ["PATH_INFO"] == PREFIX + file.hashed_name
        headers = [
            *self._headers.items(),
            ("ETag", file.etag),
            ("Cache-Control", FOR_EVER if for_ever else "no-cache"),
            ("Vary", "Accept-Encoding"),
        ]
        if file.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", headers)
            return []
        body = file.content
        if file.compressed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = file.compressed
            headers.append(("Content-Encoding", "gzip"))
        headers += [("Content-Type", file.content_type), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def install(app: "Flask", root: Path) -> StaticFiles:
    """Serve the folder and give every template `asset_url(name)`."""
    files = StaticFiles(root, watch=bool(app.config.get("TEMPLATES_AUTO_RELOAD")))
    secure = bool(app.config.get("SESSION_COOKIE_SECURE"))
    app.jinja_env.globals["asset_url"] = files.url
    app.wsgi_app = StaticMiddleware(app.wsgi_app, files, secure=secure)  # type: ignore[method-assign]
    return files


def _static_file(name: str, content: bytes) -> StaticFile:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
    compressed = gzip.compress(content, 9, mtime=0) if path.suffix in COMPRESSED else None
    hashed_name = path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()
    return StaticFile(name, hashed_name, content, compressed, kind or "application/octet-stream")


def _without_comments(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", css).strip() + "\n"


def _with_hashed_addresses(css: str, files: Mapping[str, StaticFile]) -> str:
    """Addresses in the stylesheets are written as seen from static/css."""

    def hashed(match: re.Match[str]) -> str:
        return f'url("{PREFIX}{files[match[1]].hashed_name}")'

    return re.sub(r'url\("\.\./([^"#]+)"\)', hashed, css)


def _newest_change(root: Path) -> float:
    return max(path.stat().st_mtime for path in root.rglob("*"))
