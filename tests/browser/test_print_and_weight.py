"""Paper, and what a cold module page costs a browser."""

from __future__ import annotations

import io

from pypdf import PdfReader

from lms.demo.organisation import DOMAIN, PASSWORD
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

MODULE = "/courses/confidentiality/three-tests"
A4 = (595, 842)
MOVED = """window.moved = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true })"""


def _signed_in(visit: Visit, name: str = "aino", **more: object) -> Visitor:
    visitor: Visitor = visit(**more)
    visitor.sign_in(f"{name}@{DOMAIN}", PASSWORD)
    return visitor


def test_a_certificate_prints_on_one_landscape_page(visit: Visit) -> None:
    visitor = _signed_in(visit, color_scheme="dark")
    visitor.go("/certificates")
    visitor.press("main a[href^='/certificates/']")
    name = visitor.find(".sheet-name").inner_text()
    for _ in range(2):  # the page as it is, then the page for printing
        sheets = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1
        assert (round(sheets[0].mediabox.width), round(sheets[0].mediabox.height)) == A4[::-1]
        assert name in sheets[0].extract_text()
        visitor.go(f"{visitor.path.removesuffix('/print')}/print")


def test_a_module_prints_without_the_interface_and_with_everything_open(visit: Visit) -> None:
    visitor = _signed_in(visit)
    visitor.go(f"{MODULE}?print=1")
    assert visitor.page.locator("details:not([open]):visible", has_text="").count() == (
        visitor.page.locator("header details").count()
    )
    title = visitor.find("h1").inner_text()
    read = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert (round(read.pages[0].mediabox.width), round(read.pages[0].mediabox.height)) == A4
    assert " ".join(title.split()) in " ".join(text.split())
    assert "https://" in text  # where links lead is written out
    for word in ("All courses", "Certificates", "Mark as read", "Check my answer"):
        assert word not in text, word


def test_a_cold_module_page_is_light_and_still(visit: Visit) -> None:
    signed_in = _signed_in(visit)
    state = signed_in.page.context.storage_state()
    visitor: Visitor = visit(storage_state=state)
    page = visitor.page
    page.add_init_script(MOVED)
    # Bodies as they cross the wire (texts compressed), from the browser's bookkeeping.
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, int] = {}
    kinds: dict[str, str] = {}
    wire.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]})
    )
    heads: dict[str, int] = {}
    wire.on(
        "Network.responseReceived",
        lambda event: heads.update(
            {event["requestId"]: int(event["response"]["encodedDataLength"])}
        ),
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(visitor.url + MODULE, wait_until="networkidle")

    weight: dict[str, int] = {}
    for request, size in sizes.items():
        kind = kinds.get(request, "Other")
        weight[kind] = weight.get(kind, 0) + size - heads.get(request, 0)
    fonts = weight.get("Font", 0)
    assert len(sizes) <= 8, kinds
    assert sum(weight.values()) <= 180_000, weight
    assert sum(weight.values()) - fonts <= 40_000, weight
    assert weight["Document"] <= 14_000, weight
    assert weight.get("Script", 0) <= 20_000, weight
    assert page.evaluate("window.moved") < 0.02
