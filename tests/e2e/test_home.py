"""Journey 2: the home page says what needs her and what has changed, and leads everywhere."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

PAYMENTS = "How do we start taking payments?"


def test_home_shows_what_needs_her(visit: Visit) -> None:
    ines = visit("Ines Marlow")
    needs = ines.page.get_by_role("region", name="Needs you")
    expect(needs.get_by_role("link", name=PAYMENTS)).to_be_visible()
    expect(needs.get_by_text("It waits for your decision")).to_be_visible()
    ines.look("home-approver")

    teo = visit("Teo Halvorsen")
    needs = teo.page.get_by_role("region", name="Needs you")
    item = needs.get_by_role("link", name=re.compile("ships timetables that work offline"))
    teo.reload_until_seen(item)
    item.click()
    expect(teo.page.get_by_role("heading", level=1, name="This quarter")).to_be_visible()
    teo.look("page-with-action-items")


def test_what_she_has_read_is_no_longer_new(visit: Visit) -> None:
    kofi = visit("Kofi Brandt")
    page = kofi.page
    changed = page.get_by_role("region", name="Changed since you were last here")
    new = changed.get_by_role("listitem").get_by_role("link").first  # above the list stands its space
    title, address = new.inner_text(), new.get_attribute("href")  # two spaces may have pages of one name
    with page.expect_response(re.compile("/visits/")):
        new.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    kofi.look("page-read")
    page.get_by_role("link", name="Home", exact=True).first.click()
    expect(page.get_by_role("heading", name="Hello, Kofi Brandt")).to_be_visible()
    expect(changed.locator(f"a[href='{address}']")).to_have_count(0)
    expect(page.get_by_role("region", name="Where you were").get_by_role("link", name=title).first).to_be_visible()


def test_spaces_and_their_trees_lead_to_every_page(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = mira.page
    spaces = page.get_by_role("region", name="Your spaces")
    expect(spaces.get_by_role("link", name=re.compile("Product"))).to_be_visible()
    expect(spaces.get_by_role("link", name=re.compile("People"))).to_have_count(0)  # restricted, and not hers
    spaces.get_by_role("link", name=re.compile("Handbook")).click()
    expect(page.get_by_role("heading", level=1, name="Handbook")).to_be_visible()
    mira.look("space")
    tree = page.get_by_role("navigation", name="Workspace").locator("[data-tree]")
    tree.get_by_role("link", name="How we decide without meetings", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="How we decide without meetings")).to_be_visible()
    expect(tree.locator("[aria-current=page]")).to_contain_text("How we decide")
    mira.look("page-in-tree")
    _drags_in_the_tree(page)
    mira.open("/spaces/")
    mira.look("spaces")
    mira.open("/inbox/")
    mira.look("inbox")


def _drags_in_the_tree(page: Page) -> None:
    """A page onto the one above it, and back by "Undo"."""
    tree = page.locator("[data-tree-of]")
    top = tree.locator(".tree > .tree-item > .tree-row > .tree-link")
    titles = top.all_inner_texts()
    with page.expect_response(re.compile(r"/place/$")) as moved:
        top.nth(1).drag_to(top.nth(0))
    assert moved.value.status == 204
    expect(top).to_have_count(len(titles) - 1)
    with page.expect_response(re.compile(r"/place/$")):
        page.get_by_role("button", name="Undo").click()
    expect(top).to_have_text(titles)
