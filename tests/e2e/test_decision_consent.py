"""A consent round in which somebody says nothing: silence means consent, the worker keeps it, nobody meets."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

TITLE = "Buoys stay in the harbour from November"


def test_consent_with_a_silent_approver(visit: Visit, product: Product) -> None:
    teo = visit("Teo Halvorsen")
    address = _starts(teo)
    mira = visit("Mira Castellan")
    _consents(mira, address)
    _let_its_time_pass(product, address)
    silent = teo.page.locator("#decision-positions").get_by_role("listitem").filter(has_text="Kofi Brandt")
    teo.reload_until_seen(silent.get_by_text("Consent", exact=True), seconds=40)
    teo.look("consent-silence")
    page = teo.page
    page.get_by_label("What is decided, and why").fill("They stay in the harbour.\nIce took two last year.")
    with page.expect_navigation():
        page.get_by_role("button", name="Record the decision").click()
    expect(page.locator("#outcome")).to_contain_text("They stay in the harbour.")
    kofi = visit("Kofi Brandt")
    kofi.open(address)
    expect(kofi.page.locator("#outcome")).to_contain_text("They stay in the harbour.")
    kofi.look("consent-decided")


def _starts(teo: Visitor) -> str:
    page = teo.open("/decisions/new/?space=PRODUCT")
    page.get_by_label("What is to be decided?").fill(TITLE)
    page.get_by_text("Change", exact=True).click()
    page.get_by_role("radio", name=re.compile("^Consent Good enough")).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Create decision").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    for person in ("Mira Castellan", "Kofi Brandt"):
        page.get_by_role("combobox", name="Circle", exact=True).fill(person.split()[0])
        page.get_by_role("option", name=re.compile(person)).click()
        expect(page.locator(".chip", has_text=person)).to_be_visible()
    page.get_by_label("Due", exact=True).fill(f"{datetime.now(UTC) + timedelta(days=5):%Y-%m-%dT17:00}")
    page.get_by_text("More settings").click()
    page.get_by_role("radio", name=re.compile("^Silence means consent")).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Start the decision").click()
    expect(page.locator(".decision-line")).to_contain_text("Running")
    return page.url.replace(teo.address, "")


def _consents(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    page.get_by_role("radio", name=re.compile("^Consent")).check()
    page.get_by_role("button", name="Take this position").click()
    expect(page.get_by_role("button", name="Change my position")).to_be_visible()


def _let_its_time_pass(product: Product, address: str) -> None:
    """Its due instant is moved into the past, as if the days had gone by."""
    code = (
        "from datetime import timedelta; from cairn.core.clock import now; from cairn.decisions.models import Decision; "
        f"Decision.objects.filter(page={address.strip('/').split('/')[-1]}).update(due_at=now() - timedelta(seconds=1))"
    )
    product.run("shell", "--no-imports", "-c", code)
