"""A host, two who ask and one who does so without a name: from the announcement to the compiled page."""

import re
from textwrap import dedent

from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

SESSION = """
    from cairn.documents import from_markdown
    from cairn.pages.operations import publish_page
    from cairn.people.models import User
    from cairn.questions.operations import create_session
    from cairn.spaces.models import Space
    ines = User.objects.get(name="Ines Marlow")
    body = from_markdown("I said no to two lines. **Ask me.**").body
    made = create_session(Space.objects.get(key="HANDBOOK"), by=ines, title="Ask Ines anything", body=body)
    publish_page(made.page, by=ines)
    print("page", made.page.pk)
"""
MONTHS = "How many months do we last if both lines leave?"
ALONE = "Did you decide that alone?"
SLIP = "What does Ines earn?"
NEXT = "Which line would you drop next?"
SECRET = "Who told you that they would leave?"


def test_from_the_announcement_to_the_compiled_page(visit: Visit, product: Product) -> None:
    found = re.search(r"page (\d+)", product.run("shell", "-c", dedent(SESSION)))
    assert found
    address = f"/pages/{found[1]}/"
    ines, mira, teo, yuna = (visit(who) for who in ("Ines Marlow", "Mira Castellan", "Teo Halvorsen", "Yuna Sato-Reid"))
    host = ines.open(address)
    _plans_it(host)
    _announces_it(host)
    asker, other, nobody = _comes_by_the_inbox(mira), teo.open(address), yuna.open(address)
    _asks_with_her_name(asker, host)
    _votes_for_one_like_his(other, asker)
    _asks_another(other, host)
    _asks_without_her_name(nobody, host, asker)
    ines.look("ama-host")
    _is_answered(host, asker, address)
    mira.look("ama-question")
    _closes_it(host, other, nobody, address)
    teo.look("ama-closed")
    _compiles_it(host, asker, address)
    mira.look("ama-compiled")


def card(page: Page, title: str) -> Locator:
    return page.locator(".question-card", has_text=title)


def vote(page: Page, title: str) -> Locator:
    return card(page, title).get_by_role("button", name=re.compile("Vote for"))


def _plans_it(page: Page) -> None:
    page.get_by_role("button", name="Run it").click()
    page.get_by_role("menuitem", name="Plan and rules").click()
    plan = page.get_by_role("dialog", name="Plan and rules")
    plan.get_by_label("Questions from").fill("2026-01-05 09:00")
    plan.get_by_label("Questions until").fill("12 October 2099, EST")
    plan.get_by_role("button", name="Save").click()
    expect(plan.get_by_text("can mean 2 instants")).to_be_visible()
    plan.get_by_role("radio", name=re.compile("23:59 EDT")).check()
    plan.get_by_role("button", name="Save").click()
    expect(plan).to_have_count(0)
    expect(page.get_by_role("region", name="The session")).to_contain_text("October 2099")
    expect(page.get_by_role("listitem").filter(has_text="Open for questions")).to_have_attribute("aria-current", "step")


def _announces_it(page: Page) -> None:
    page.get_by_role("button", name="Announce").click()
    dialog = page.get_by_role("dialog", name="Announce the session")
    dialog.get_by_role("button", name="Announce", exact=True).click()
    expect(dialog.get_by_role("status")).to_contain_text("people were told")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def _comes_by_the_inbox(asked: Visitor) -> Page:
    page = asked.open("/inbox/")
    notice = page.get_by_role("link", name="Ask Ines anything").first
    asked.reload_until_seen(notice)
    with page.expect_navigation():
        notice.click()
    expect(page.get_by_role("region", name="The session")).to_contain_text("October 2099")
    return page


def _asks_with_her_name(asker: Page, host: Page) -> None:
    asker.get_by_label("Your question, in one line").fill(MONTHS)
    asker.get_by_label("Details").fill("The deck says **26**.")
    asker.get_by_role("button", name="Ask", exact=True).click()
    for page in (asker, host):
        expect(card(page, MONTHS)).to_contain_text("Mira Castellan")
    expect(card(host, MONTHS).locator("strong")).to_have_text("26")


def _votes_for_one_like_his(other: Page, asker: Page) -> None:
    field = other.get_by_label("Your question, in one line")
    similar = other.locator("#ask-similar")
    expect(async_offered := similar.get_by_role("link", name=MONTHS)).to_have_count(0)
    for _turn in range(20):  # the worker writes the question into the index a moment after it was asked
        field.fill("")
        field.press_sequentially("How many months left when lines leave", delay=5)
        try:
            expect(async_offered).to_be_visible(timeout=2_000)
            break
        except AssertionError:
            continue
    similar.get_by_role("button", name=re.compile("Vote for")).click()
    expect(vote(other, MONTHS)).to_have_attribute("aria-pressed", "true")
    for page in (other, asker):
        expect(vote(page, MONTHS)).to_contain_text("1")
    expect(vote(asker, MONTHS)).to_have_attribute("aria-pressed", "false")


def _asks_another(other: Page, host: Page) -> None:
    other.get_by_label("Your question, in one line").fill(NEXT)
    other.get_by_role("button", name="Ask", exact=True).click()
    expect(card(host, NEXT)).to_contain_text("Teo Halvorsen")


def _asks_without_her_name(other: Page, host: Page, asker: Page) -> None:
    sent: list[Request] = []
    other.on("request", lambda request: sent.append(request) if "/anonymous/" in request.url else None)
    other.get_by_label("Your question, in one line").fill(ALONE)
    nameless = other.get_by_role("checkbox", name="Without my name")
    expect(nameless).to_be_enabled()
    nameless.check()
    expect(other.get_by_text("Nobody can find out who asked")).to_be_visible()
    other.get_by_role("button", name="Ask", exact=True).click()
    for page in (host, asker, other):
        expect(card(page, ALONE)).to_contain_text("Anonymous")
    assert sent and not [request for request in sent if "cookie" in request.all_headers()]
    expect(card(other, ALONE).get_by_text("yours, seen by you alone")).to_be_visible()
    expect(card(host, ALONE).get_by_text("yours, seen by you alone")).to_be_hidden()
    expect(other.get_by_text("Asked from this browser without your name")).to_be_visible()
    _takes_one_back(other, host)


def _takes_one_back(other: Page, host: Page) -> None:
    """With one press, though the field above folds up as soon as she leaves it; and the hosts read nothing of it."""
    other.get_by_label("Your question, in one line").fill(SLIP)
    other.get_by_role("checkbox", name="Without my name").check()
    other.get_by_role("button", name="Ask", exact=True).click()
    expect(card(host, SLIP)).to_be_visible()
    other.locator("#nameless li", has_text=SLIP).get_by_role("button", name="Take back").click()
    for page in (host, other):
        expect(card(page, SLIP)).to_have_count(0)


def _is_answered(host: Page, asker: Page, address: str) -> None:
    asker.get_by_role("link", name=MONTHS).click()
    host.get_by_role("link", name=MONTHS).click()
    host.get_by_label("Your answer").fill("Nineteen. I checked it twice.")
    host.get_by_role("button", name="Answer", exact=True).click()
    answer = asker.locator(".answer", has_text="Nineteen")
    expect(answer).to_contain_text("Host")
    answer.get_by_role("button", name="Accept").click()
    expect(answer).to_contain_text("Accepted")
    host.goto(address)
    expect(card(host, MONTHS)).to_contain_text("Nineteen")


def _closes_it(host: Page, other: Page, nobody: Page, address: str) -> None:
    other.get_by_label("Your question, in one line").fill("One more?")
    nobody.get_by_label("Your question, in one line").fill(SECRET)
    nobody.get_by_role("checkbox", name="Without my name").check()
    host.get_by_role("button", name="Run it").click()
    host.get_by_role("menuitem", name="Close for questions now").click()
    host.get_by_role("dialog").get_by_role("button", name="Close for questions now").click()
    expect(vote(other, ALONE)).to_be_disabled()
    other.get_by_role("button", name="Ask", exact=True).click()
    expect(other.get_by_text("Questions were taken until")).to_be_visible()
    expect(other.get_by_label("Your question, in one line")).to_have_value("One more?")
    with other.expect_navigation():
        other.get_by_role("button", name="Ask it in Handbook instead").click()
    expect(other.get_by_role("heading", name="One more?")).to_be_visible()
    other.goto(address)
    expect(vote(other, MONTHS)).to_contain_text("1")
    expect(other.get_by_role("region", name="The session")).to_contain_text("3 questions")
    expect(card(nobody, ALONE).get_by_text("yours, seen by you alone")).to_be_visible()
    _is_not_named_by_the_close(nobody)


def _is_not_named_by_the_close(nobody: Page) -> None:
    """What she typed without her name goes nowhere under it by itself."""
    nobody.get_by_role("button", name="Ask", exact=True).click()
    expect(nobody.get_by_text("nobody can ask without a name")).to_be_visible()
    nobody.get_by_role("button", name="Ask it there under my name").click()
    expect(nobody.get_by_role("dialog")).to_contain_text("as Yuna Sato-Reid?")
    nobody.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(nobody.get_by_role("checkbox", name="Without my name")).to_be_checked()
    expect(nobody.get_by_label("Your question, in one line")).to_have_value(SECRET)


def _compiles_it(host: Page, asker: Page, address: str) -> None:
    host.goto(address)
    host.get_by_role("button", name="Run it").click()
    host.get_by_role("menuitem", name="Close the session").click()
    expect(host.get_by_text("Closed since")).to_be_visible()
    with host.expect_navigation():
        host.get_by_role("region", name="The session").get_by_role("link", name="Compile into a page").click()
    with host.expect_navigation():
        host.get_by_role("button", name="Make and publish the page").click()
    asker.goto(address)
    with asker.expect_navigation():
        asker.locator(".ama-compiled").get_by_role("link").click()
    text = asker.get_by_role("article")
    expect(asker.get_by_role("heading", name=MONTHS)).to_be_visible()
    expect(text).to_contain_text("Nineteen. I checked it twice.")
    expect(text).not_to_contain_text(SECRET)
    for open_point in (NEXT, ALONE):
        expect(text).to_contain_text(open_point)
    expect(text).not_to_contain_text("Yuna")
