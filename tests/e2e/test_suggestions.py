"""Journey: somebody who may only comment suggests; somebody who edits says yes or no; readers see what was accepted."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Visit
from tests.e2e.test_phone_and_keyboard import PHONE
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor

TITLE = "Taking payments: what hurts"


def test_a_commenter_suggests_and_an_editor_rules(visit: Visit) -> None:
    dario, ines = visit("Dario Penn"), visit("Ines Marlow")
    address, his = _suggest_changes(dario)
    his.goes_to_the_end()
    his.types(" Ask the lines first.")
    his.is_told("Saved")
    expect(dario.page.get_by_role("button", name="Publish")).to_have_count(0)

    hers = open_editor(ines, address)
    hers.reads("Ask the lines first.")
    hers_list, his_list = _list(ines), _list(dario)
    expect(hers_list.get_by_role("listitem")).to_have_count(1)
    expect(hers_list).to_contain_text("Dario Penn")
    hers.goes_to_the_end()
    hers.types(" In May.")  # beside him, and no suggestion
    his.reads("In May.")
    his.goes_to_the_end()
    his.types(" Or in June.")
    hers.reads("Or in June.")
    expect(hers_list.get_by_role("listitem")).to_have_count(2)
    dario.look("suggesting")
    ines.look("suggestions")

    with ines.page.expect_response(re.compile("/acceptance/")) as accepted:
        hers_list.get_by_role("listitem").filter(has_text="Ask the lines").get_by_role("button", name="Accept").click()
    assert accepted.value.ok
    expect(his_list.get_by_role("listitem")).to_have_count(1)
    expect(dario.page.locator("#suggestion-rulings")).to_contain_text("Ines Marlow accepted")
    his.agrees_with(hers)
    hers.publishes("What Dario suggested")
    body = ines.page.locator("#page-body")
    expect(body).to_contain_text("Ask the lines first. In May.")
    assert "June" not in str(body.text_content())

    expect(his_list.get_by_role("button", name="Take back")).to_have_count(1)
    his_list.get_by_role("button", name="Take back").click()
    expect(his_list.get_by_role("listitem")).to_have_count(0)
    expect(his.surface).not_to_contain_text("June")


def test_on_a_phone_he_sees_what_he_may_do(visit: Visit) -> None:
    dario = visit("Dario Penn", **PHONE, color_scheme="dark")
    _, his = _suggest_changes(dario)
    his.goes_to_the_end()
    his.types(" From the phone.")
    his.is_told("Saved")
    words = dario.page.locator("ins.sg").last
    expect(words).to_have_text(re.compile("From the phone"))
    dario.look("suggesting-phone")
    dario.fits_the_screen()


def _suggest_changes(visitor: Visitor) -> tuple[str, Writer]:
    visitor.open("/spaces/PRODUCT/")
    visitor.page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(visitor.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    address = re.sub(r"^\w+://[^/]+|[#?].*$", "", visitor.page.url)
    visitor.page.get_by_role("link", name="Suggest changes").click()
    expect(visitor.page.locator("cairn-editor[ready]")).to_be_visible()
    return address, Writer(visitor)


def _list(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-suggestion-list]")
