"""Take the pictures of the documentation from the running product: docs/images/*.png."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from lms.demo.organisation import DOMAIN, PASSWORD

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
MODULE = "confidentiality/10-three-tests.en.md"
PICTURES = (
    ("my-learning.png", "aino", "/learn", 1200, 860),
    ("team.png", "riitta", "/team/service-north", 1200, 1080),
    ("preview.png", "kirsi", f"/author/{MODULE}", 1280, 1080),
    ("preview-phone.png", "kirsi", f"/author/{MODULE}", 390, 1500),
    ("scenario-map.png", "kirsi", "/author/preview/confidentiality/{scenario}", 1000, 900),
)
"""File, who is signed in, address, width and height in pixels."""
FAULTS = (
    (
        "## In short",
        "![](media/four-posts.svg)\n\n[Click here](course.en.md) for more.\n\n## In short",
    ),
)
"""What is spoilt in the module, so that the preview has something to tell."""


@contextmanager
def demo() -> Iterator[str]:
    """The product with a fresh demo organisation; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as instance:
        courses = shutil.copytree(ROOT / "course_content", Path(instance) / "courses")
        own = {"LMS_MODE": "demo", "LMS_INSTANCE": instance, "LMS_CONTENT": str(courses)}
        running = subprocess.Popen(
            [str(Path(sys.executable).parent / "lms"), "serve"],
            env=os.environ | own | {"PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{url}/readyz")
            _spoil(courses / MODULE)
            yield url
        finally:
            running.terminate()
            running.wait(30)


def _spoil(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    for old, new in FAULTS:
        text = text.replace(old, new, 1)
    module.write_text(text, encoding="utf-8")


def _scenario() -> str:
    """A scenario that is there, to be drawn."""
    found = sorted((ROOT / "course_content" / "confidentiality").glob("scenario-*.en.md"))
    return found[0].name if found else "course.en.md"


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def main() -> None:
    """Sign in as each person and photograph the page."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        raise SystemExit(f"There is no Chromium at {chromium}: sudo apt-get install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, person, path, width, height in PICTURES:
            context = browser.new_context(
                locale="en-GB", viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{url}/sign-in")
            page.fill("#sign_in_name", f"{person}@{DOMAIN}")
            page.fill("#password", PASSWORD)
            page.click("main form button[type=submit]")
            page.goto(url + path.format(scenario=_scenario()))
            page.evaluate("document.fonts.ready")
            page.screenshot(path=IMAGES / name)
            print(f"docs/images/{name}")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
