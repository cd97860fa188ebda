"""Journey: an inbox that two tabs agree on, by keys; done, undone, put off; and a page watched and muted."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

SOON = """item => {
    item.setAttribute("hx-vals", JSON.stringify({until: new Date(Date.now() + 5000).toISOString()}));
    item.click();
}"""


def rows(page: Page) -> int:
    return page.locator("[data-notification]").count()


def test_the_inbox_by_keys_in_two_tabs(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    other = mira.open("/inbox/?only=asks")
    text = re.compile("assigned an action item to you")
    last_to_come = other.locator("[data-notification]").filter(has_text=text)
    mira.reload_until_seen(last_to_come)
    page = mira.open_a_tab()
    page.goto("/inbox/?only=asks")
    row = page.locator("[data-notification]").filter(has_text=text)
    expect(row).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(\d+\) Inbox"))
    mira.look("inbox")
    before, pk = rows(page), row.get_attribute("data-notification")
    gone = page.locator(f'[data-notification="{pk}"]')
    page.keyboard.press("j")
    expect(page.locator("[data-notification].is-selected")).to_have_count(1)
    page.keyboard.press("k")
    expect(row).to_have_class(re.compile("is-selected"))
    page.keyboard.press("e")
    expect(gone).to_have_count(0)
    expect(other.locator(f'[data-notification="{pk}"]')).to_have_count(0)  # the other tab, by itself
    expect(page.locator("[data-notification].is-selected")).to_have_count(1)  # the mark has gone on
    page.get_by_role("button", name="Undo").click()
    expect(gone).to_have_count(1)
    expect(other.locator(f'[data-notification="{pk}"]')).to_have_count(1)
    assert rows(page) >= before  # others may arrive meanwhile

    gone.get_by_role("button", name="Snooze").click()
    menu = page.get_by_role("menu", name="Snooze until")
    expect(menu).to_be_visible()
    menu.get_by_role("menuitem").last.click()
    expect(gone).to_have_count(0)
    page.get_by_role("link", name="Snoozed").click()
    expect(gone).to_contain_text("comes back")
    mira.look("inbox-snoozed")
    gone.get_by_role("button", name="Back to the inbox").click()
    expect(gone).to_have_count(0)
    expect(page.get_by_role("heading", name="Nothing is put off")).to_be_visible()
    page.get_by_role("navigation", name="Where it is").get_by_role("link", name="Inbox").click()
    expect(gone).to_be_visible()


def test_what_is_put_off_comes_back_by_itself(visit: Visit) -> None:
    """Until an instant a few seconds ahead. Nothing is asked of the time between: a slow machine may miss it."""
    page = visit("Mira Castellan").open("/inbox/")
    row = page.locator("[data-notification]").last
    expect(row).to_be_visible()
    pk = row.get_attribute("data-notification") or ""
    page.locator(f'[data-notification="{pk}"]').get_by_role("button", name="Snooze").click()
    menu = page.get_by_role("menu", name="Snooze until")
    expect(menu).to_be_visible()
    with page.expect_response(re.compile("/inbox/snoozes/")) as put_off:
        menu.get_by_role("menuitem").first.evaluate(SOON)
    assert put_off.value.status == 204
    expect(page.get_by_text("Put off. It comes back by itself")).to_be_visible()
    first = page.locator("[data-notification]").first
    expect(first).to_have_attribute("data-notification", pk)  # on top, without reading the page again
    expect(first).to_have_class(re.compile("is-unread"))


def test_watching_says_which_and_why(visit: Visit) -> None:
    kofi = visit("Kofi Brandt")
    page = kofi.open("/spaces/HANDBOOK/")
    page.get_by_role("main").get_by_role("link", name="How we decide without meetings").first.click()
    expect(page.get_by_role("heading", level=1, name="How we decide without meetings")).to_be_visible()
    page.get_by_role("button", name="What to watch").click()
    menu = page.get_by_role("menu", name="What to watch")
    expect(menu.locator(".watch-why")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        menu.get_by_role("menuitemradio", name="This page and all pages below").click()
    expect(page.get_by_role("button", name="Watching")).to_be_visible()
    page.goto("/watches/")
    expect(page.get_by_role("link", name="How we decide without meetings").last).to_be_visible()
    expect(page.get_by_text("and all pages below", exact=True)).to_be_visible()
    kofi.look("watches")
    row = page.get_by_role("listitem").filter(has_text="and all pages below")
    row.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("and all pages below", exact=True)).to_have_count(0)
