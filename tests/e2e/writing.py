"""A person at the editor: what she types, what she chooses from its menus, and what it tells her."""

import json
import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.visitor import Visitor

# The text surface restores its own caret a moment after it gets the focus; a person is never that fast.
AT_THE_END = """() => {
    const {doc, selection} = document.querySelector('cairn-editor').editor.state;
    return selection.empty && selection.eq(selection.constructor.atEnd(doc));
}"""
MOVES = re.compile("Arrow|Home|End|Page")
TEXT = "document.querySelector('cairn-editor')?.getText() ?? ''"


class Writer:
    """`visitor` on the editing page of a page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.surface: Locator = self.page.get_by_role("textbox", name=re.compile("^Text of"))
        expect(self.surface).to_have_attribute("contenteditable", "true")
        self.page.evaluate(
            "window.told = []; document.addEventListener('cairn:state', (event) => told.push(event.detail.state))"
        )

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            if MOVES.search(key):  # the browser tells the editor where the caret is before it draws, not at once
                self.page.evaluate(
                    "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
                )

    def goes_to_the_end(self) -> None:
        self.surface.focus()
        for _attempt in range(20):
            self.presses("Control+End")
            if self.page.evaluate(AT_THE_END):
                return
        raise AssertionError("The caret does not reach the end of the text.")

    def begins_a_new_line(self) -> None:
        self.goes_to_the_end()
        self.presses("Enter")

    def inserts(self, query: str, block: str) -> None:
        """`/query`, and Enter once `block` is offered first."""
        self.types(f"/{query}")
        expect(self.page.get_by_role("listbox", name="Insert").get_by_role("option").first).to_contain_text(block)
        self.presses("Enter")

    def mentions(self, query: str, person: str) -> None:
        self.types(f"@{query}")
        offered = self.page.get_by_role("listbox", name="Mention a person").get_by_role("option").first
        expect(offered).to_contain_text(person)
        self.presses("Enter")

    def picks_the_day(self, words: str) -> None:
        """From the popover that a new date opens."""
        popover = self.page.get_by_role("dialog", name="Date")
        popover.get_by_role("button", name=words).click()
        self.is_back_in_the_text()

    def pastes(self, kind: str, text: str) -> None:
        """Through the real clipboard, as another program fills it: unread by the browser; `kind` is "text/plain" …"""
        self.page.evaluate(
            """([kind, text]) => document.addEventListener("copy", (event) => {
                event.clipboardData.setData(kind, text);
                event.preventDefault();
                event.stopImmediatePropagation();
            }, {capture: true, once: true})""",
            [kind, text],
        )
        self.surface.focus()
        self.presses("Control+C", "Control+V")

    def reads(self, words: str) -> None:
        """The words stand in her text."""
        self.page.wait_for_function(f"words => ({TEXT}).includes(words)", arg=words)

    def text(self) -> str:
        return str(self.page.evaluate(TEXT))

    def agrees_with(self, other: "Writer") -> None:
        """Both have the same text, as soon as what is on its way has come."""
        self.is_told("Saved")
        other.is_told("Saved")
        other.reads(self.text())
        self.reads(other.text())
        assert self.text() == other.text()

    def is_back_in_the_text(self) -> None:
        """What floated is closed, and what she types is text again."""
        expect(self.page.locator(".ed-popover, .ed-menu")).to_have_count(0)
        expect(self.surface).to_be_focused()

    def is_told(self, state: str) -> None:
        expect(self.page.locator(".ed-state")).to_have_text(re.compile(f"^{state}"))

    def was_told(self) -> list[str]:
        """Every state since she came, in order: "saving", "saved", "offline" …"""
        return list(json.loads(self.page.evaluate("JSON.stringify(told)")))

    def titles_it(self, title: str) -> None:
        field = self.page.get_by_label("Title", exact=True)
        with self.page.expect_response(re.compile("/title/")) as renamed:
            field.fill(title)
            field.press("Enter")
        assert renamed.value.ok
        tree = self.page.get_by_role("navigation", name="Workspace").locator("[data-tree]")
        expect(tree.get_by_role("link", name=re.compile(title)).first).to_be_attached()

    def publishes(self, message: str) -> None:
        self.is_told("Saved")
        self.page.get_by_role("button", name="Publish").click()
        dialog = self.page.get_by_role("dialog", name="Publish")
        dialog.get_by_label(re.compile("^What changed")).fill(message)
        with self.page.expect_navigation(url=re.compile(r"/pages/\d+/$")):
            dialog.get_by_role("button", name="Publish", exact=True).click()


def open_editor(visitor: Visitor, address: str) -> Writer:
    visitor.open(f"{address}edit/")
    return Writer(visitor)


def select_words(page: Page, words: str) -> None:
    """As with the mouse: marks `words` in the text that is being read."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("page-body"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const start = node.data.indexOf(words);
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(node, start);
                range.setEnd(node, start + words.length);
                node.parentElement.scrollIntoView({block: "center"});
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
            throw new Error(`"${words}" is not in the text`);
        }""",
        words,
    )
