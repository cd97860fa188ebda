"""Journey 1: from the line in the terminal to a workspace with people in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.mailbox import Mailbox
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

PASSWORD = "four grey stones in the rain"
FOREIGN = "cairn.localhost"  # browsers take every name under .localhost for this machine


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[Product]:
    environment = {"CAIRN_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}", "CAIRN_ALLOWED_HOSTS": FOREIGN}
    running = Product(tmp_path_factory.mktemp("sample"), environment=environment).start()
    yield running
    running.stop()


@pytest.fixture
def empty_product(tmp_path: Path, mailbox: Mailbox) -> Iterator[Product]:
    environment = {"CAIRN_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}"}
    running = Product(tmp_path / "data", "--empty", environment=environment).start()
    yield running
    running.stop()


def test_the_address_opens_the_sample_and_one_click_signs_in(visit: Visit) -> None:
    visitor = visit(None)
    page = visitor.open("/")
    expect(page.get_by_role("heading", name="Sign in to Cairn sample")).to_be_visible()
    people = page.get_by_role("list", name="People of the sample").get_by_role("button")
    expect(people).to_have_count(6)
    visitor.look("login")
    people.filter(has_text="Mira Castellan").click()
    expect(page.get_by_role("heading", name="Hello, Mira Castellan")).to_be_visible()
    visitor.look("home-first-visit")


def test_one_click_is_refused_through_a_proxy_and_under_another_name(visit: Visit, product: Product) -> None:
    door = _door_of_the_sample(visit(None).open("/accounts/login/"))
    behind_a_proxy = visit(None, extra_http_headers={"X-Forwarded-For": "203.0.113.9"})
    _the_door_is_shut(behind_a_proxy, product.address, door)
    under_another_name = visit(None)
    _the_door_is_shut(under_another_name, f"http://{FOREIGN}:{product.port}", door)
    answer = visit(None).page.request.get(f"{product.address}/accounts/login/", headers={"Host": "elsewhere.example"})
    assert answer.status == 400


def test_the_first_account_is_made_with_the_link_of_the_terminal(browser: Browser, empty_product: Product) -> None:
    link = empty_product.shown(r"Make the first account \(this link works once\): (\S+)")
    visitor = Visitor(browser, empty_product.address, "founder")
    page = visitor.open("/")
    expect(page.get_by_role("heading", name="Sign in to")).to_be_visible()
    expect(page.get_by_role("list", name="People of the sample")).to_have_count(0)
    visitor.open(link)
    expect(page.get_by_role("heading", name="Lay the first stone")).to_be_visible()
    visitor.look("first-account")
    _fill_in_the_account(page, "Nora Field", "nora@example.org")
    page.get_by_role("button", name="Make the first account").click()
    expect(page.get_by_role("heading", name="Hello, Nora Field")).to_be_visible()
    visitor.look("home-empty")

    latecomer = Visitor(browser, empty_product.address, "latecomer")
    answer = latecomer.page.goto(link)
    assert answer and answer.status == 410
    expect(latecomer.page.get_by_text("This invitation has been used: a link works once.")).to_be_visible()
    latecomer.look("link-used")

    _invite_and_join(visitor, latecomer)
    _try_five_wrong_passwords(Visitor(browser, empty_product.address, "forgetful"))
    visitor.close()
    latecomer.close()


def _door_of_the_sample(page: Page) -> str:
    door = page.locator("form[action*='/accounts/sample/']").first.get_attribute("action")
    assert door
    return door


def _the_door_is_shut(visitor: Visitor, address: str, door: str) -> None:
    """No face to click on, and whoever knows the door's address finds nothing behind it."""
    page = visitor.open(f"{address}/accounts/login/")
    expect(page.get_by_role("heading", name="Sign in to Cairn sample")).to_be_visible()
    expect(page.get_by_role("list", name="People of the sample")).to_have_count(0)
    status = page.evaluate(
        """door => fetch(door, {method: "POST", headers: {
            "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value}}).then(answer => answer.status)""",
        door,
    )
    assert status == 404
    page.goto(f"{address}/")
    expect(page.get_by_role("heading", name="Sign in to Cairn sample")).to_be_visible()


def _fill_in_the_account(page: Page, name: str, email: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    expect(page.get_by_label("Your time zone")).to_have_value("Europe/Vienna")


def _invite_and_join(admin: Visitor, guest: Visitor) -> None:
    page = admin.page
    page.get_by_role("link", name="People", exact=True).click()
    admin.look("people")
    page.get_by_role("link", name="Invite").click()
    admin.look("invite")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link", exact=True).input_value()
    admin.look("invitation-made")

    guest.open(link)
    expect(guest.page.get_by_role("heading", name="Join")).to_be_visible()
    expect(guest.page.get_by_text("Nora Field invites you as a member.")).to_be_visible()
    guest.look("invitation")
    _fill_in_the_account(guest.page, "Omar Reed", "omar@example.org")
    guest.page.get_by_role("button", name="Join").click()
    expect(guest.page.get_by_role("heading", name="Hello, Omar Reed")).to_be_visible()
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("link", name="Omar Reed")).to_be_visible()


def _try_five_wrong_passwords(visitor: Visitor) -> None:
    page = visitor.open("/accounts/login/")
    page.get_by_label("E-mail").fill("omar@example.org")
    for number in range(5):
        page.get_by_label("Password", exact=True).fill(f"not the password {number}")
        with page.expect_response(lambda response: response.request.method == "POST") as answer:
            page.get_by_role("button", name="Sign in").click()
        assert answer.value.status == (422 if number < 4 else 429)
        expect(page.get_by_label("E-mail")).to_have_value("omar@example.org")
        if number < 4:
            expect(page.get_by_text("This e-mail and password don't belong together.")).to_be_visible()
    expect(page.get_by_text("Too many tries with this e-mail. Wait five minutes")).to_be_visible()
    visitor.look("too-many-tries")
    visitor.close()
