"""Journey: pictures, files and links to other pages, from the first paste to the reader."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor


@pytest.fixture(scope="module")
def product(sample: Path) -> Iterator[Product]:
    """Takes files up to 1 MB, so that a refusal is quick."""
    running = Product(sample, environment={"CAIRN_MAX_UPLOAD_MB": "1"}).start()
    yield running
    running.stop()


def picture(name: str, width: int, height: int) -> FilePayload:
    out = BytesIO()
    Image.new("RGB", (width, height), (90, 140, 110)).save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


def test_pictures_and_links(visit: Visit) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    told = _begin(mira, "What the buoys weigh")
    told.types("Forty kilos each. Weighed //")
    day = mira.page.get_by_role("dialog", name="Date")
    day.get_by_label("Day").fill("30 nov 2025")
    day.get_by_label("Day").press("Enter")
    told.is_back_in_the_text()
    told.types("by hand :tada: ")
    told.reads("30 November 2025 by hand 🎉")
    told.publishes("")
    weights = mira.page.url.replace(mira.address, "")
    writer = _begin(mira, "Moving the buoys")
    _puts_in_pictures_and_a_file(writer)
    _is_refused_and_loses_nothing(writer)
    _describes_and_narrows_the_first(writer)
    _embeds_the_other_page(writer, weights)
    mira.look("editor-media")
    writer.publishes("")
    moved = mira.page.url.replace(mira.address, "")
    _reads(teo, moved)
    _talk_about_the_pictures(teo, mira, moved)


def _begin(visitor: Visitor, title: str) -> Writer:
    page = visitor.open("/")
    page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Product").click()
    page.get_by_role("button", name=re.compile("New page")).first.click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    writer = Writer(visitor)
    writer.titles_it(title)
    writer.goes_to_the_end()
    return writer


def _choose(writer: Writer, *files: FilePayload) -> None:
    writer.types("/picture")
    expect(writer.page.get_by_role("listbox", name="Insert").get_by_role("option").first).to_contain_text("Picture")
    with writer.page.expect_file_chooser() as chooser:
        writer.presses("Enter")
    chooser.value.set_files(list(files))


def _puts_in_pictures_and_a_file(writer: Writer) -> None:
    page = writer.page
    page.on("filechooser", lambda _chooser: None)
    plan: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 " + b"x" * 3000}
    _choose(writer, picture("berth.png", 1200, 600), picture("crane.png", 300, 300), plan)
    expect(writer.surface.locator("figure img")).to_have_count(2)
    expect(writer.surface.locator(".file-card")).to_have_text("plan.pdf")
    # In the order they came, with their measures.
    shown = writer.surface.locator("figure img")
    assert [shown.nth(at).get_attribute("width") for at in (0, 1)] == ["1200", "300"]


def _is_refused_and_loses_nothing(writer: Writer) -> None:
    writer.goes_to_the_end()
    large: FilePayload = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"\0" * 1_100_000}
    _choose(writer, large)
    refused = writer.surface.locator(".ed-upload")
    expect(refused).to_contain_text("up to 1.0 MB can be kept here")
    expect(refused.get_by_role("button", name="Try again")).to_be_visible()
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)


def _describes_and_narrows_the_first(writer: Writer) -> None:
    page = writer.page
    writer.surface.locator("figure img").first.click()
    bar = page.get_by_role("toolbar", name="Picture")
    bar.get_by_role("button", name="Describe this picture").click()
    form = page.get_by_role("dialog", name="Description of this picture")
    form.get_by_label("What does it show?").fill("The berth in spring")
    form.get_by_role("button", name="Save").click()
    expect(writer.surface.get_by_role("img", name="The berth in spring")).to_be_visible()
    slider = writer.surface.get_by_role("slider", name="Width of this picture").nth(1)
    slider.focus()
    slider.press("End")
    slider.press("Shift+ArrowLeft")
    expect(slider).to_have_attribute("aria-valuenow", "672")
    slider.press("Escape")
    bar.get_by_role("button", name="Caption").click()
    expect(writer.surface).to_be_focused()
    writer.types("Where they lie")


def _embeds_the_other_page(writer: Writer, address: str) -> None:
    writer.goes_to_the_end()
    writer.pastes("text/plain", f"{writer.visitor.address}{address}")
    expect(writer.surface.locator(".card-inline")).to_contain_text("What the buoys weigh")
    bar = writer.page.get_by_role("toolbar", name="Smart link")
    bar.get_by_role("button", name="Show the page itself").click()
    expect(writer.surface.locator(".page-embed")).to_contain_text("Forty kilos each.")


def _reads(reader: Visitor, address: str) -> None:
    page = reader.open(address)
    body = page.locator("#page-body")
    berth = body.get_by_role("button", name="The berth in spring")
    expect(berth).to_have_attribute("width", "672")
    expect(body).to_contain_text("Where they lie")
    expect(body.locator(".page-embed")).to_contain_text("Forty kilos each. Weighed 30 November 2025 by hand 🎉")
    expect(body.get_by_role("link", name=re.compile("plan.pdf"))).to_contain_text("PDF")
    berth.press("Enter")
    box = page.get_by_role("dialog", name="Picture")
    expect(box).to_contain_text("Where they lie")
    expect(box).to_contain_text("1 / 2")
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("2 / 2")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    reader.look("page-media")
    page.set_viewport_size({"width": 390, "height": 800})
    reader.fits_the_screen()


def _talk_about_the_pictures(reader: Visitor, writer: Visitor, address: str) -> None:
    """One thread from the page that is read, one from the editor; both people see both at once."""
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    page = reader.open(address)
    editor = open_editor(writer, address)
    picture_read = page.locator("#page-body").get_by_role("button", name="The berth in spring")
    expect(picture_read).to_be_visible()
    picture_read.press("c")
    _says(page, "Is this before the dredging?")
    about = "Comments on “The berth in spring”"
    for seen in (page, editor.page):
        expect(seen.get_by_role("article", name=about)).to_contain_text("Is this before the dredging?")
    expect(page.locator("#page-body figure mark[data-thread] img")).to_have_count(1)

    editor.surface.locator("figure img").nth(1).click()
    editor.page.get_by_role("toolbar", name="Picture").get_by_role("button", name="Comment").click()
    _says(editor.page, "The old crane, or the new one?")
    for seen in (editor.page, page):
        expect(seen.get_by_text("The old crane, or the new one?", exact=True)).to_be_visible()
    writer.look("editor-picture-thread")
    reader.look("page-picture-thread")


def _says(page: Page, words: str) -> None:
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Comment", exact=True).last.click()
