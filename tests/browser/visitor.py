"""Somebody at a browser: with a mouse or a keyboard, and hearing every complaint of the page."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

LISTEN = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});"""
MOST_TABS = 250


class Visitor:
    """A page and what its user does; controls are named by selectors, so by no language."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.add_init_script(LISTEN)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._complain(f"script: {error}"))
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)

    def _complain(self, what: str) -> None:
        self.complaints.append(f"{self.page.url.removeprefix(self.url)}: {what}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A refused page is judged by its status below; the browser's own line adds nothing.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self._complain(message.text)

    def _on_failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"{request.url} {request.failure}")

    def _on_response(self, response: Response) -> None:
        # A form that is refused is judged by the page that follows; an answer is sent by a script.
        is_form = response.request.is_navigation_request() or (
            response.request.method == "POST" and response.status == 422
        )
        if response.status >= 400 and not is_form:
            self._complain(f"{response.url} answered {response.status}")

    @property
    def path(self) -> str:
        """The address of the page without the host."""
        return self.page.url.removeprefix(self.url)

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.url + path, wait_until="domcontentloaded")

    def find(self, selector: str) -> Locator:
        """The first control that a selector names."""
        return self.page.locator(selector).first

    def press(self, selector: str) -> None:
        """Follow a link or push a button, and wait for the page it leads to."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self._activate(self.find(selector))

    def sign_in(self, address: str, password: str, *, then: str = "/learn") -> None:
        """Sign in at the page for it, where the visitor may already be."""
        if not self.path.startswith("/sign-in"):
            self.go("/sign-in")
        self.write("#sign_in_name", address)
        self.write("#password", password)
        self.press("main form:not(.lang-switch) button[type=submit]")
        assert self.path == then, self.page.locator("main").inner_text()

    def _activate(self, control: Locator) -> None:
        control.click()

    def choose(self, selector: str) -> None:
        """Choose a radio button or tick a box."""
        self.find(selector).check()

    def pick(self, selector: str, value: str) -> None:
        """Pick from a list."""
        self.find(selector).select_option(value)

    def write(self, selector: str, text: str) -> None:
        """Write into a field."""
        self.find(selector).fill(text)


class KeyboardVisitor(Visitor):
    """The same with Tab, Space, Enter and the arrow keys only."""

    def _is_focused(self, control: Locator) -> bool:
        return bool(control.evaluate("control => control === document.activeElement"))

    def _tab_to(self, control: Locator) -> None:
        control.wait_for()
        for _ in range(MOST_TABS):
            if self._is_focused(control):
                self._look_at(control)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.path}: {control} is out of the keyboard's reach")

    def _look_at(self, control: Locator) -> None:
        """The focused control can be seen, and its focus too."""
        seen = control.evaluate(
            """control => {
              const box = control.getBoundingClientRect();
              const ring = getComputedStyle(control), row = control.closest("label");
              const outlined = ring.outlineStyle !== "none"
                || (row && getComputedStyle(row).outlineStyle !== "none");
              return outlined && box.bottom > 0 && box.top < innerHeight;
            }"""
        )
        assert seen, f"{self.path}: the focus on {control} cannot be seen"

    def _activate(self, control: Locator) -> None:
        self._tab_to(control)
        self.page.keyboard.press("Enter")

    def choose(self, selector: str) -> None:
        """Space ticks a box; the arrow keys move within a group of radio buttons."""
        control = self.find(selector)
        if control.get_attribute("type") == "checkbox":
            self._tab_to(control)
            self.page.keyboard.press("Space")
        else:
            group = self.page.locator(f"input[name='{control.get_attribute('name')}']")
            self._tab_to(group.first)
            self.page.keyboard.press("Space")
            for _ in range(group.count()):
                if control.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        assert control.is_checked()

    def pick(self, selector: str, value: str) -> None:
        """The arrow keys move through a list."""
        control = self.find(selector)
        self._tab_to(control)
        for _ in range(control.locator("option").count()):
            if control.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.path}: {value} cannot be picked")

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self._tab_to(self.find(selector))
        self.page.keyboard.type(text)
