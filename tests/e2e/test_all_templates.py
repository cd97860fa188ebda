"""Every template that comes with Cairn is found, filled and published with both hands on the keyboard."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from cairn.documents import prompts_in
from cairn.gallery.definition import Definition, Variable
from cairn.gallery.library import templates
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer

WRITER, OTHER, TEAM = "Ines Marlow", "Kofi Brandt", "Engineering"
DAY_TYPED, DAY_SHOWN = "05082027", re.compile("8 May 2027|5 August 2027")
FOR_TWO = ("one-on-one", "career-plan")  # begun as a series, whose page only the two of them see
MADE = re.compile(r"/pages/\d+/(edit/)?(#.*)?$")
READ = re.compile(r"/pages/\d+/(#.*)?$")
DECIDER = {"daci": "Approvers", "rapid": "Decide", "consent": "Circle"}
MOST_STEPS = 60
AT_A_PROMPT = """() => {
    const editor = document.querySelector('cairn-editor')?.editor;
    return editor?.isFocused && editor.state.selection.$from.nodeAfter?.type.name === 'placeholder';
}"""
PROMPTS = "cairn-editor .placeholder"
ANY_LEFT = "prompts => document.querySelector(prompts) !== null"
IS_CALLED = """where => {
    const at = document.activeElement, named = document.getElementById(at.getAttribute('aria-labelledby'));
    return RegExp(where).test((at.ariaLabel || (named ?? at.labels?.[0] ?? at).textContent).trim());
}"""
SOUGHT = ("rapid", "project-poster", "retrospective", "incident-review", "handover", "policy")  # one for each purpose
# In the everyday run what differs and has no journey of its own. CAIRN_ALL_TEMPLATES=1 goes through all.
EVERYDAY = {*SOUGHT, "daci", "ama", "one-on-one", "weekly-update"}
EVERY = "CAIRN_ALL_TEMPLATES" in os.environ
SHIPPED = [each for each in templates().values() if not each.is_blank and (EVERY or each.slug in EVERYDAY)]


@pytest.fixture(scope="module")
def hand(browser: Browser, product: Product) -> Iterator[Visitor]:
    visitor = Visitor(browser, product.address, WRITER)
    visitor.sign_in_as(WRITER)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("template", [pytest.param(each, id=each.slug) for each in SHIPPED])
def test_one_is_filled_by_keyboard_and_published(hand: Visitor, template: Definition) -> None:
    page = hand.page
    if template.slug in FOR_TWO:
        _begins_talks(hand, template)
    else:
        _finds(hand, template)
        _answers(page, template)
        if template.kind != "page":
            _goes_on_to_write(page)
    typed = _fills_every_prompt(hand, template)
    if template.kind == "decision":  # starting it publishes its page
        _closes(page)
        _starts(page, template)
    else:
        _publishes(page)
    _is_published(page, template, typed)


def _finds(hand: Visitor, template: Definition) -> None:
    """By its name in the gallery: the search has the focus, three steps further stands the first card."""
    if template.slug not in SOUGHT:
        hand.open(f"/gallery/{template.slug}/?space=PRODUCT")
        return
    page = hand.open("/gallery/?space=PRODUCT")
    expect(page.get_by_role("searchbox", name="Find a template")).to_be_focused()
    first = page.locator(".gallery-card .card-cover").first
    words = template.name.split(" (")[0]
    page.keyboard.type(words)
    page.wait_for_function("words => new URL(location).searchParams.get('q') === words", arg=words)
    expect(first).to_have_text(template.name)
    _tabs_to(page, "^" + re.escape(template.name) + "$")
    with page.expect_navigation(url=re.compile(f"/gallery/{template.slug}/")):
        page.keyboard.press("Enter")


def _answers(page: Page, template: Definition) -> None:
    # The browser gives the focus when it draws, a moment after the page is there.
    page.wait_for_function(IS_CALLED, arg="^" + re.escape(template.variables[0].label))
    for number, variable in enumerate(template.variables):
        if number:
            _tabs_to(page, "^" + re.escape(variable.label))
        _answers_one(page, variable)
    _tabs_to(page, "^Title")
    with page.expect_navigation(url=MADE):
        page.keyboard.press("Enter")


def _answers_one(page: Page, variable: Variable) -> None:
    if variable.type in ("person", "team"):
        _chooses(page, OTHER if variable.type == "person" else TEAM)
    elif variable.type == "date":
        page.keyboard.type(DAY_TYPED)
    elif variable.type == "choice":
        page.keyboard.type(variable.choices[0])
    else:
        page.keyboard.type(f"Buoys {variable.key}")


def _fills_every_prompt(hand: Visitor, template: Definition) -> list[str]:
    page = hand.page
    Writer(hand)
    page.wait_for_function(AT_A_PROMPT)
    assert page.locator(PROMPTS).count() >= len(prompts_in(template.body))
    typed = ["a0"]
    page.keyboard.type(typed[0])
    while page.evaluate(ANY_LEFT, PROMPTS):  # Tab stops at empty cells of tables too
        typed.append(f"{chr(97 + len(typed) // 10)}{len(typed) % 10}")
        page.keyboard.press("Tab")
        page.keyboard.type(typed[-1])
    return typed


def _begins_talks(hand: Visitor, template: Definition) -> None:
    """With whom, and the page of the first talk at once; she is whose talk it is."""
    page = hand.open(f"/gallery/{template.slug}/")
    _skips_to_the_page(page)
    _tabs_to(page, "^Use this template$")
    with page.expect_navigation(url=re.compile("/series/new/")):
        page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="With whom?")).to_be_focused()
    _chooses(page, OTHER)
    _tabs_to(page, "^Begin$")
    with page.expect_navigation(url=re.compile(r"/series/\d+/")):
        page.keyboard.press("Enter")
    _skips_to_the_page(page)
    _tabs_to(page, "^Make the page now$")
    with page.expect_navigation(url=MADE):
        page.keyboard.press("Enter")
    _goes_on_to_write(page)


def _goes_on_to_write(page: Page) -> None:
    """What is more than a text, or is live, opens as it will be read."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    with page.expect_navigation(url=re.compile(r"/edit/")):
        page.keyboard.press("e")


def _publishes(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog", name="Publish").get_by_label(re.compile("^What changed"))).to_be_focused()
    with page.expect_navigation(url=READ):
        page.keyboard.press("Enter")


def _closes(page: Page) -> None:
    """Esc and Shift+Tab lead out of the text, back to what stands above it."""
    expect(page.locator(".ed-state")).to_have_text(re.compile("^Saved"))
    page.keyboard.press("Escape")
    _tabs_to(page, "^Close$", "Shift+Tab")
    with page.expect_navigation(url=READ):
        page.keyboard.press("Enter")


def _starts(page: Page, template: Definition) -> None:
    _skips_to_the_page(page)
    _tabs_to(page, f"^{DECIDER[template.framework]}$")
    _chooses(page, OTHER)
    _tabs_to(page, "^Due$")
    page.keyboard.type(DAY_TYPED)
    page.keyboard.press("ArrowRight")
    page.keyboard.type("0500P")
    _tabs_to(page, "^Start the decision$")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".decision-line")).to_contain_text("Running")


def _is_published(page: Page, template: Definition, typed: list[str]) -> None:
    """What was typed, in its order, none of the prompts; the title, owner and labels that the template names."""
    main = page.get_by_role("main")
    title = page.get_by_role("heading", level=1)
    for variable in template.variables:
        if f"{{{variable.key}}}" in template.title and template.slug not in FOR_TWO:
            expect(title).to_contain_text(_shown(variable))
    body = page.locator("#page-body")
    text = str(body.text_content())
    places = [text.find(words) for words in typed]
    assert -1 not in places and places == sorted(places), text
    assert not [prompt for prompt in prompts_in(template.body) if len(prompt) > 12 and prompt in text]
    expect(body.locator(".placeholder")).to_have_count(0)
    expect(main.get_by_text("Draft", exact=True)).to_have_count(0)
    for label in template.labels:
        expect(page.locator(".page-foot").get_by_text(label, exact=True)).to_be_visible()
    owner = WRITER if template.owner == "writer" or template.slug in FOR_TWO else OTHER
    expect(page.get_by_role("complementary").locator("dl", has_text="Owner")).to_contain_text(owner)


def _shown(variable: Variable) -> re.Pattern[str]:
    """An answer of `_answers_one` as a reader sees it."""
    said = {"person": OTHER, "team": TEAM, "choice": (variable.choices or ("",))[0]}
    return DAY_SHOWN if variable.type == "date" else re.compile(said.get(variable.type, f"Buoys {variable.key}"))


def _chooses(page: Page, name: str) -> None:
    page.keyboard.type(name.split()[0])
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text=name).last).to_be_visible()


def _skips_to_the_page(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def _tabs_to(page: Page, where: str, key: str = "Tab") -> None:
    """Until the focus is on what is called `where` (a pattern of its words or its label)."""
    for _step in range(MOST_STEPS):
        page.keyboard.press(key)
        if page.evaluate(IS_CALLED, where):
            return
    raise AssertionError(f"{MOST_STEPS} steps of {key} do not reach {where!r} on {page.url}.")
