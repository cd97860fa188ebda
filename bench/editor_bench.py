"""Opening the editor and typing in it, in Chromium slowed down four times.

editor_kb       scripts of the editor, compressed, without what every page loads; diagrams and formulas come when used
open_over_bare  click on Edit → first keystroke shown, 2,000 words ÷ the same in a page with TipTap and nothing else
key_ms_p95      keystroke → paint in the middle of 20,000 words
"""

import os
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

from bench.bare_site import bare_site
from bench.product import person, served, session_of, set_up

SLOWER, ROUNDS, KEYS = 4, 7, 120
SENTENCE = "A cairn is a heap of stones that travellers leave for those who come later. "
MARK = "§"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SAVED = "() => (document.querySelector('cairn-editor')?.dataset.saving ?? 'saved') === 'saved'"
SURFACE = '[contenteditable="true"]'

# Runs before the page's own scripts: when Edit was clicked, and when the first keystroke stood on the screen.
WATCH = """
addEventListener("click", (event) => {
  if (event.target.closest?.("[data-key=e]")) sessionStorage.clicked = String(Date.now());
}, true);
new MutationObserver((changes, observer) => {
  if (!changes.some(({ target }) => target.textContent.length < 2000 && target.textContent.includes("§"))) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.openedIn = Date.now() - Number(sessionStorage.clicked); }));
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
# From the time that the system gives the keystroke to the task after the frame that shows it.
KEY_TIMES = """
window.keyTimes = [];
addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
  port2.postMessage(0);
}), true);
"""


def measure() -> dict[str, object]:
    data = set_up()
    author = person()
    (short, short_body), (long, long_body) = _pages(author)
    session = session_of(author)
    with served(data, "--empty") as product, bare_site(short_body, long_body) as bare, sync_playwright() as playwright:
        signed_in = {"name": "sessionid", "value": session, "url": product.address}
        with _browser(playwright) as chromium:
            ours, floor = _slow_page(chromium, signed_in), _slow_page(chromium, signed_in)
            for page in (ours, floor):
                page.add_init_script(WATCH)
            loaded = _scripts(ours, product.address + short)
            opened = [(_open(ours, product.address + short), _open(floor, bare[0])) for _ in range(ROUNDS)][1:]
        keys = []
        for address in (product.address + long, bare[1]):  # each alone: what another page does would be counted too
            with _browser(playwright) as chromium:
                keys.append(_type(_slow_page(chromium, signed_in), address))
    return {
        "editor_kb": round(loaded, 1),
        "open_over_bare": round(median(own / bare for own, bare in opened), 2),
        "open_ms": round(median(own for own, _ in opened)),
        "bare_open_ms": round(median(bare for _, bare in opened)),
        "key_ms_p95": round(quantiles(keys[0], n=20)[-1], 1),
        "key_ms_p50": round(median(keys[0]), 1),
        "bare_key_ms_p95": round(quantiles(keys[1], n=20)[-1], 1),
        "bare_key_ms_p50": round(median(keys[1]), 1),
    }


def _pages(author: Any) -> list[tuple[str, dict[str, Any]]]:
    """The address and body of a page of 2,000 words and of one of 20,000."""
    from cairn.documents import from_markdown
    from cairn.pages.operations import create_page, publish_page
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name="Bench"), by=author, key="BENCH")
    made: list[tuple[str, Any]] = []
    for parts in (16, 160):
        text = "\n\n".join(f"## Part {n}\n\n{SENTENCE * 7}\n\n- {SENTENCE}\n- {SENTENCE}" for n in range(parts))
        body = from_markdown(text).body
        page = create_page(space, by=author, title=f"{parts} parts", body=body)
        publish_page(page, by=author)
        made.append((page.get_absolute_url(), body))
    return made


def _scripts(page: Page, address: str) -> float:
    """KiB of script, as sent, that editing loads beside what reading has loaded."""
    seen: dict[str, float] = {}

    def note(request: Request) -> None:
        if request.resource_type == "script" and request.url not in seen:
            seen[request.url] = request.sizes()["responseBodySize"] / 1024

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    reading = sum(seen.values())
    page.goto(f"{address}edit/", wait_until="networkidle")
    page.wait_for_selector(SURFACE)
    page.remove_listener("requestfinished", note)
    return sum(seen.values()) - reading


def _browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=os.environ.get("CAIRN_CHROMIUM", "/usr/bin/chromium"), args=FLAGS)


def _slow_page(chromium: Browser, cookie: Any) -> Page:
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.context.add_cookies([cookie])
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _open(page: Page, address: str) -> float:
    """Milliseconds from the click on Edit to the frame that shows the first keystroke."""
    page.goto(address, wait_until="networkidle")
    page.locator("[data-key=e]").click(no_wait_after=True)
    page.wait_for_url("**/edit/", wait_until="commit")
    page.wait_for_selector(SURFACE)
    page.locator(SURFACE).first.focus()
    page.keyboard.insert_text(MARK)
    page.wait_for_function("() => window.openedIn > 0")
    taken = float(page.evaluate("window.openedIn"))
    page.keyboard.press("Backspace")
    page.wait_for_function(SAVED)  # else leaving the page asks first
    return taken


def _type(page: Page, address: str) -> list[float]:
    """Milliseconds of each of KEYS keystrokes in the middle of the text."""
    page.goto(f"{address}edit/")
    page.wait_for_selector(SURFACE)
    page.locator(f"{SURFACE} p").nth(240).click()
    page.wait_for_timeout(2000)
    page.evaluate(KEY_TIMES)
    for key in range(KEYS):
        page.keyboard.press("abcdefgh "[key % 9])
        page.wait_for_timeout(40)
    page.wait_for_function(f"() => window.keyTimes.length >= {KEYS}")
    times: list[float] = page.evaluate("window.keyTimes")
    return times[10:]
