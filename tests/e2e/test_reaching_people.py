"""Journey: what is said reaches people: by mail and back, on a page that was closed to them, from a train without a
connection."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.mailbox import Mailbox
from tests.e2e.product import Product, free_port
from tests.e2e.visitor import Visitor

PAGE = "This quarter: the missing six per cent"
IN = free_port()


@pytest.fixture(scope="module")
def product(sample: Path, mailbox: Mailbox) -> Iterator[Product]:
    """One that sends mail, and takes answers."""
    mail = {
        "CAIRN_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "CAIRN_MAIL_IN": f"smtp://127.0.0.1:{IN}",
        "CAIRN_MAIL_REPLY_TO": "reply@cairn.example.org",
    }
    running = Product(sample, environment=mail).start()
    yield running
    running.stop()


def _opens(visitor: Visitor) -> Page:
    visitor.page.get_by_role("link", name=PAGE).first.click()
    expect(visitor.page.get_by_role("heading", level=1, name=PAGE)).to_be_visible()
    return visitor.page


def _says(page: Page, words: str) -> None:
    page.get_by_role("button", name="Comment", exact=True).first.click()
    page.get_by_label("Your comment").fill(words)
    _sends(page)


def _sends(page: Page) -> None:
    page.locator("#thread-composer").get_by_role("button", name="Comment", exact=True).click()


def test_a_mention_is_mailed_as_he_chose_and_his_answer_stands_on_the_page(visit: Visit, mailbox: Mailbox) -> None:
    teo, ines = visit("Teo Halvorsen"), visit("Ines Marlow")
    page = teo.open("/mail-preference/")
    page.get_by_label("Mentions", exact=True).select_option(label="At once")
    page.get_by_label("Mentions and asks may come at any time").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Mentions and asks may come at any time")).to_be_checked()
    teo.look("mail-preferences")

    hers = _opens(ines)
    _says(hers, "@Teo Halvorsen is the harbour dry by now?")
    thread = hers.get_by_role("article", name="Comments on the page").filter(has_text="is the harbour dry")
    expect(thread).to_be_visible()
    mail = mailbox.wait_for("teo", "is the harbour dry")
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = str(mail["To"]), str(mail["Reply-To"]), f"Re: {mail['Subject']}"
    answer["Message-ID"], answer["In-Reply-To"] = "<1@home.example>", str(mail["Message-ID"])
    answer.set_content("Since Monday.\n\nOn Mon, 23 Nov 2026 at 10:00, Ines wrote:\n> is the harbour dry by now?\n")
    with smtplib.SMTP("127.0.0.1", IN, timeout=30) as server:
        server.send_message(answer)
    expect(thread.get_by_text("Since Monday.", exact=True)).to_be_visible()  # brought by the live connection
    expect(thread.get_by_text("Teo Halvorsen").last).to_be_visible()


def test_who_could_not_see_the_page_is_let_in_by_whoever_named_him(visit: Visit) -> None:
    ines, kofi = visit("Ines Marlow"), visit("Kofi Brandt")
    page = _opens(ines)
    address = page.url
    page.get_by_role("button", name="More for this page").click()
    page.get_by_role("menuitem", name="Who may view").click()
    dialog = page.get_by_role("dialog", name="Who may view this page")
    dialog.get_by_role("combobox", name="People and teams").fill("Mira")
    page.get_by_role("option", name="Mira Castellan").click()
    with page.expect_navigation():
        dialog.get_by_role("button", name="Restrict").click()
    _says(page, "@Kofi Brandt have a look, please")
    expect(page.get_by_role("article", name="Comments on the page").filter(has_text="have a look")).to_be_visible()

    page = ines.open("/inbox/?only=asks")
    told = page.locator("[data-notification]").filter(has_text="Your mention has not reached Kofi Brandt")
    ines.reload_until_seen(told)
    assert (answer := kofi.page.goto(address)) and answer.status == 404
    told.get_by_role("button", name="Let them see this page").click()
    expect(told).to_have_count(0)
    his = kofi.open("/inbox/")
    kofi.reload_until_seen(his.locator("[data-notification]").filter(has_text="have a look, please"))
    assert (answer := his.goto(address)) and answer.ok


def test_what_was_said_without_a_connection_is_sent_once(visit: Visit) -> None:
    mira = visit("Mira Castellan")
    page = _opens(mira)
    words = "From the train: the bridge first."
    page.get_by_role("button", name="Comment", exact=True).first.click()
    page.get_by_label("Your comment").fill(words)
    mira.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/threads/")):
        _sends(page)
    expect(page.get_by_label("Your comment")).to_have_value(words)
    mira.context.set_offline(False)
    mira.complaints = [each for each in mira.complaints if "htmx:sendError" not in each]  # that was on purpose
    _sends(page)
    said = page.get_by_role("article", name="Comments on the page").filter(has_text=words)
    expect(said).to_have_count(1)
    expect(page.get_by_label("Your comment")).to_have_value("")
