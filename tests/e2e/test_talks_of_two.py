"""Two people begin talks: both write on the page, what is open comes along to the next, and a third never sees it."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def test_two_begin_talks_and_a_third_sees_nothing(visit: Visit) -> None:
    teo, ines, kofi = visit("Teo Halvorsen"), visit("Ines Marlow"), visit("Kofi Brandt")
    page = teo.open("/people/")
    page.get_by_role("link", name="Talks of two").click()
    page.get_by_role("link", name="Begin talks").first.click()
    other = page.get_by_role("combobox", name="With whom?")
    expect(other).to_be_focused()
    other.fill("Ines")
    page.get_by_role("option", name=re.compile("Ines Marlow")).click()
    expect(page.locator(".chip", has_text="Ines Marlow")).to_be_visible()
    teo.look("talks-begin")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="1:1 talk")).to_be_visible()
    series = page.url.replace(teo.address, "")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the page now").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Teo Halvorsen and Ines Marlow, "))).to_be_visible()
    talk = page.url.replace(teo.address, "").split("#")[0]
    teo.look("talks-page")
    hers = ines.open(series)
    hers.get_by_role("link", name="Write").click()
    expect(hers.get_by_text("What we actually talked about")).to_be_visible()
    for door in (series, talk):
        answer = kofi.page.goto(kofi.address + door)
        assert answer and answer.status == 404, door
