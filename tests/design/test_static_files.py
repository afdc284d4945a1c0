"""What browsers are given: files of others as they came, icons that exist, small and hashed."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from lms.web.assets import STYLESHEET, StaticFiles, StaticMiddleware

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
ROW = re.compile(r"^\| (\S+) \| .+ \| .+\((licences/\S+)\) \| ([0-9a-f]{64}) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def files() -> StaticFiles:
    return StaticFiles(STATIC)


@pytest.fixture(scope="module")
def browser(files: StaticFiles) -> Client:
    return Client(StaticMiddleware(Response("beyond", status=404), files, secure=True))


def test_files_of_others_are_what_the_manifest_says() -> None:
    rows = ROW.findall((VENDOR / "MANIFEST.md").read_text("utf-8"))
    present = {
        path.relative_to(VENDOR).as_posix()
        for folder in ("fonts", "fonts-pdf")
        for path in (VENDOR / folder).iterdir()
    }
    assert {name for name, _licence, _digest in rows} == present
    for name, licence, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
        assert (VENDOR / licence).is_file()


def test_every_icon_in_templates_and_code_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "sprite.svg").read_text("utf-8")))
    wanted: set[str] = set()
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in {".html", ".md"}:
            text = path.read_text("utf-8")
            wanted |= set(re.findall(r'\bicon\("([a-z0-9-]+)"', text))
            wanted |= set(re.findall(r'icon_(?:before|after)="([a-z0-9-]+)"', text))
            wanted |= set(re.findall(r'sprite\.svg"\) \}\}#([a-z0-9_-]+)"', text))
    assert wanted - drawn == set()


def test_masks_stand_where_the_stylesheet_looks_for_them() -> None:
    column = re.findall(
        r'<use href="#([a-z0-9-]+)" y="(\d+)"', (STATIC / "sprite.svg").read_text("utf-8")
    )
    assert column[:7] == [
        (name, str(24 * row))
        for row, name in enumerate(
            ("lightbulb", "sparkles", "scale", "undo-2", "triangle-alert", "check", "chevron-down")
        )
    ]


def test_the_stylesheet_is_one_file_that_asks_only_us(files: StaticFiles) -> None:
    stylesheet = files.find(STYLESHEET)
    assert stylesheet is not None
    text = stylesheet.content.decode()
    addresses = re.findall(r"url\(([^)]+)\)", text)
    assert addresses
    assert all(address.startswith('"/static/') for address in addresses)
    assert all(files.find(address.strip('"')[len("/static/") :]) for address in addresses)
    assert "data:" not in text
    assert "@import" not in text


def test_budgets(files: StaticFiles) -> None:
    """A first page loads two fonts; with them it may weigh 180 kB, without 40, scripts 6."""

    def weight(name: str) -> int:
        file = files.find(name)
        assert file is not None
        return len(file.compressed or file.content)

    scripts = sum(weight(name) for name in files.names() if name.endswith(".js"))
    ours = scripts + weight(STYLESHEET) + weight("sprite.svg") + weight("icon.svg")
    fonts = weight("vendor/fonts/source-sans-3-latin-wght-normal.woff2") + weight(
        "vendor/fonts/schibsted-grotesk-latin-wght-normal.woff2"
    )
    assert scripts < 6_000
    assert ours < 26_000
    assert ours + fonts < 110_000


def test_hashed_names_are_kept_for_ever(files: StaticFiles, browser: Client) -> None:
    address = files.url("sprite.svg")
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" in answer.headers
    assert address.split(".")[1] in answer.headers["ETag"]


def test_plain_names_are_asked_again(browser: Client) -> None:
    first = browser.get("/static/sprite.svg")
    assert first.headers["Cache-Control"] == "no-cache"
    again = browser.get("/static/sprite.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_compressed_for_those_who_take_it(files: StaticFiles, browser: Client) -> None:
    address = files.url(STYLESHEET)
    plain = browser.get(address)
    small = browser.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert browser.head(address).data == b""


@pytest.mark.parametrize(
    "path",
    [
        "/static/css/tokens.css",
        "/static/vendor/fonts-pdf/NotoSans_400Regular.ttf",
        "/static/../pyproject.toml",
        "/static//etc/passwd",
        "/static/",
        "/static/%00",
        "/learn",
    ],
)
def test_everything_else_goes_to_the_application(browser: Client, path: str) -> None:
    assert browser.get(path).data == b"beyond"


def test_a_form_sent_to_a_file_goes_to_the_application(browser: Client) -> None:
    assert browser.post("/static/sprite.svg").data == b"beyond"


def test_an_unknown_name_is_a_mistake_of_ours(files: StaticFiles) -> None:
    with pytest.raises(KeyError):
        files.url("js/unknown.js")


def test_a_change_is_seen_when_watching(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    for part in ("tokens", "base", "components", "pages", "print"):
        (tmp_path / "css" / f"{part}.css").write_text("p { color: red }")
    watching = StaticFiles(tmp_path, watch=True)
    before = watching.url(STYLESHEET)
    (tmp_path / "css" / "base.css").write_text("p { color: blue }")
    assert watching.url(STYLESHEET) != before
