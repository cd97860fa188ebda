"""A person at a browser: what she opens is checked for accessibility, console errors and violated policies."""

import re
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.conventions.source import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text
PICTURES = ROOT / "test-results"
SERIOUS = ("serious", "critical")
# The browser says so itself when a request is refused; the product's answer is what the journeys check.
# htmx reports a request that the next page cut short as an error, and its end (afterRequest) beside every real one.
EXPECTED = re.compile(
    r"status of (403|404|409|410|413|422|429)|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|WebSocket"
    r"|htmx:(sendAbort|afterRequest)"
)


class Visitor:
    """One browser context: cookies, storage and a page of its own."""

    def __init__(self, browser: Browser, address: str, name: str, **options: Any) -> None:
        self.name, self.address = name, address
        self.context: BrowserContext = browser.new_context(
            base_url=address, locale="en-GB", timezone_id="Europe/Vienna", reduced_motion="reduce", **options
        )
        self.complaints: list[str] = []
        self.page: Page = self.open_a_tab()

    def open_a_tab(self) -> Page:
        """`page` is the new tab from now on."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._check_policy)
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _check_policy(self, response: Response) -> None:
        """Every document of ours comes with a policy that lets no inline script or style run."""
        if response.request.resource_type != "document" or "text/html" not in response.headers.get("content-type", ""):
            return
        policy = response.headers.get("content-security-policy", "")
        if policy.startswith("default-src 'none'") and policy.endswith("sandbox allow-scripts"):
            return  # the frame in which diagrams are drawn: an origin of its own, which reaches nothing
        if "script-src" not in policy or "style-src" not in policy or "unsafe" in policy:
            self.complaints.append(f"{response.url}: the policy is {policy!r}")

    def sign_in_as(self, person: str) -> None:
        """One click in the sample workspace."""
        self.page.goto("/accounts/login/")
        self.page.get_by_role("button", name=re.compile(person)).click()
        expect(self.page.get_by_role("heading", name=f"Hello, {person}")).to_be_visible()

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def reload_until_seen(self, what: Locator, seconds: float = 30) -> None:
        """What the worker brings a moment after the event: reads the page again until it is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                expect(what).to_be_visible(timeout=1_000)
                return
            except AssertionError:
                self.page.reload()
        expect(what).to_be_visible()

    def look(self, name: str) -> None:
        """Nothing serious for axe, no complaint in the console; a picture is kept in test-results."""
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        self.page.evaluate(AXE())  # evaluated by the test, so the page's own policy stays as strict as it is
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            f"{rule['id']}: {rule['help']}: {node['html'][:160]}"
            for rule in found["violations"]
            if rule["impact"] in SERIOUS
            for node in rule["nodes"]
        ]
        assert not serious, f"{name}: " + "\n".join(serious)
        assert not self.complaints, f"{name}: " + "\n".join(self.complaints)

    def fits_the_screen(self) -> None:
        """Nothing makes the page scroll sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"

    def close(self) -> None:
        self.context.close()
        assert not self.complaints, "\n".join(self.complaints)
