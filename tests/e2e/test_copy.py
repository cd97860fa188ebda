"""A guide with all below it is copied into another space, and reads as one of its own; another copy is called off."""

import re
from textwrap import dedent

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

GUIDE = """
    from cairn.documents import from_markdown
    from cairn.pages.operations import create_page, publish_page, replace_body
    from cairn.people.models import User
    from cairn.spaces.models import Space
    ines = User.objects.get(name="Ines Marlow")
    def written(title, parent=None, text="Words."):
        page = create_page(Space.objects.get(key="PRODUCT"), by=ines, title=title, parent=parent)
        replace_body(page, by=ines, body=from_markdown(text).body)
        return page
    root = written("Field guide")
    rope = written("The rope", root, "## Knots\\n\\nTwo are enough.\\n\\n- [x] Buy a rope\\n")
    rest = [written("The stones", root, f"After [the rope](/pages/{rope.pk}/)."), written("Notes", rope)]
    text = f"Begin with [the knots](/pages/{rope.pk}/#knots), as [this page](/pages/{root.pk}/) says."
    replace_body(root, by=ines, body=from_markdown(text).body)
    for page in (root, rope, rest[0]):
        publish_page(page, by=ines)
    print("guide", root.pk)
"""
# Pages without words, which cost nothing to make, and many: copying them takes longer than looking at it.
LARGE = """
    from cairn.livedocs.models import LiveDocument
    from cairn.pages.models import Page
    from cairn.pages.operations import create_page
    from cairn.people.models import User
    from cairn.spaces.models import Space
    ines = User.objects.get(name="Ines Marlow")
    root = create_page(Space.objects.get(key="HANDBOOK"), by=ines, title="Log book")
    documents = LiveDocument.objects.bulk_create(LiveDocument() for _ in range(1200))
    Page.objects.bulk_create(
        Page(space=root.space, parent=root, path=root.path_below, position=at, title=f"Day {at}", document=each,
             owner=ines, created_by=ines, kind="page")
        for at, each in enumerate(documents)
    )
    print("log", root.pk)
"""


def made(product: Product, script: str) -> str:
    found = re.search(r"(?:guide|log) (\d+)", product.run("shell", "-c", dedent(script)))
    assert found
    return f"/pages/{found[1]}/"


def asks_for_a_copy(ines: Visitor, address: str) -> Page:
    page = ines.open(address)
    page.get_by_role("button", name="More for this page").click()
    page.get_by_role("menuitem", name="Copy page").click()
    expect(page.get_by_role("dialog", name="Copy this page").get_by_label("Title of the copy")).to_be_focused()
    return page


def test_a_copy_reads_as_one_of_its_own(visit: Visit, product: Product) -> None:
    address = made(product, GUIDE)
    ines = visit("Ines Marlow")
    page = asks_for_a_copy(ines, address)
    ines.look("copy-dialog")
    page.keyboard.type("Guide of the valley")  # the title that was proposed is selected
    page.get_by_role("combobox", name=re.compile("Under which page")).fill("Handb")
    page.get_by_role("option", name=re.compile("Handbook")).click()
    page.get_by_role("radio", name=re.compile("With the 3 pages below it")).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("heading", name="Guide of the valley", level=1)).to_be_visible(timeout=30_000)
    assert address not in page.url
    expect(page.get_by_label("Breadcrumbs").or_(page.locator(".breadcrumbs")).first).to_contain_text("Handbook")
    knots = page.get_by_role("link", name="the knots")
    assert not str(knots.get_attribute("href")).startswith(address)
    knots.click()
    expect(page.get_by_role("heading", name="The rope", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"#knots$"))
    expect(page.locator(".breadcrumbs")).to_contain_text("Guide of the valley")
    expect(page.get_by_role("main").get_by_text("Buy a rope")).to_be_visible()
    page.goto(page.url.split("#")[0] + "versions/")
    expect(page.get_by_role("link", name=re.compile("It began as a copy of “The rope”"))).to_be_visible()
    ines.look("copied-history")


def test_called_off_it_was_never_there(visit: Visit, product: Product) -> None:
    """While the worker copies, pages come slowly: what counts is what she sees, not when the last byte of it came."""
    address = made(product, LARGE)
    ines = visit("Ines Marlow", viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = asks_for_a_copy(ines, address)
    ines.look("copy-dialog-phone")
    page.get_by_role("radio", name=re.compile("With the 1200 pages below it")).check()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("heading", name="Copying “Log book”")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("progressbar", name="How far the copy is")).not_to_have_attribute(
        "value", "0", timeout=60_000
    )
    ines.look("copy-progress-phone")
    ines.fits_the_screen()
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_role("heading", name="The copy was called off")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Back to the page").click()
    expect(page.get_by_role("heading", name="Log book", level=1)).to_be_visible(timeout=60_000)
    page.goto("/spaces/HANDBOOK/", wait_until="domcontentloaded", timeout=60_000)
    tree = page.get_by_role("main").get_by_role("link", name="Log book").filter(has_text="Log book")
    expect(tree).to_have_text(["Log book Draft"], timeout=60_000)
