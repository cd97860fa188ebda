"""Journey 4, the main job: a folder of records comes in, and a real decision is made about one without a meeting."""

import base64
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conventions.source import ROOT
from tests.e2e.conftest import Visit
from tests.e2e.mailbox import Mailbox
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, select_words

REASON = "The winter store wins because a pontoon would have to be lifted before every gale."
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
RECORD = """---
title: Where the buoys winter
tags: [buoys, winter]
---
# Where the buoys winter

|Metadata|Value|
|--------|-----|
|Date    |2024-10-02|
|Status  |Proposed|

## Context

Fourteen buoys lie in open water until the first ice. Lifting one takes *two hours* and a calm day.

![The mole](mole.png)

## Consequences

See [how we lift](how-we-lift.md) for what it takes.
"""
NEIGHBOUR = "# How we lift\n\nWith the crane of the northern line, see [the record](ADR-1.md).\n"


def test_a_record_is_imported_and_decided_without_a_meeting(
    visit: Visit, product: Product, mailbox: Mailbox, tmp_path: Path
) -> None:
    teo = visit("Teo Halvorsen")
    _make_a_space(teo)
    _import(product, tmp_path)
    record = _the_record_stands_in_the_tree(teo)
    address = _two_clicks_make_a_daci(teo, record)
    _starting_is_refused_with_reasons(teo)
    _set_up(teo)
    _lay_out_the_options(teo)
    _start(teo)

    ines, mira, kofi, yuna = (
        visit(name) for name in ("Ines Marlow", "Mira Castellan", "Kofi Brandt", "Yuna Sato-Reid")
    )
    _everyone_tagged_is_asked(ines, mira, yuna, mailbox)
    _a_passage_is_discussed(mira, teo, address)
    _positions_are_taken(mira, kofi, address)
    _a_cost_changes_and_is_looked_at(teo, mira, kofi, address)
    _the_approver_speaks_and_decides(ines, address)
    _it_is_locked_and_logged(teo, address)
    _everyone_tagged_is_told((mira, kofi, yuna), mailbox)
    _the_outcome_is_amended(teo, yuna, address)
    _it_is_found_by_its_reason(yuna)
    _its_link_becomes_a_card(teo, address)
    _at_the_review_its_driver_says_whether_it_came(teo, product, address)


def test_a_folder_of_real_records_becomes_pages(visit: Visit, product: Product) -> None:
    folder = ROOT.parent / "shared" / "data" / "adr-nats"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    said = product.run("import-markdown", str(folder), "--space", "PRODUCT", "--as", "teo@sample.invalid")
    assert re.search(r"5\d pages made, 0 changed", said), said
    teo = visit("Teo Halvorsen")
    page = teo.open("/spaces/PRODUCT/")
    page.get_by_role("main").get_by_role("link", name=re.compile("JetStream")).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("JetStream"))).to_be_visible()
    teo.look("page-of-a-real-record")
    again = product.run("import-markdown", str(folder), "--space", "PRODUCT", "--as", "teo@sample.invalid")
    assert re.search(r"\b0 pages made, 0 changed", again), again


def _make_a_space(teo: Visitor) -> None:
    page = teo.open("/spaces/new/")
    page.get_by_label("Name", exact=True).fill("Depot")
    page.get_by_role("button", name="Make the space").click()
    expect(page.get_by_role("heading", level=1, name="Depot")).to_be_visible()


def _import(product: Product, folder: Path) -> None:
    records = folder / "records" / "adr"
    records.mkdir(parents=True)
    (records / "ADR-1.md").write_text(RECORD)
    (records / "how-we-lift.md").write_text(NEIGHBOUR)
    (records / "mole.png").write_bytes(PIXEL)
    words = ("import-markdown", str(folder / "records"), "--space", "DEPOT", "--as", "teo@sample.invalid")
    said = product.run(*words)
    assert re.search(r"\b[23] pages made, 0 changed", said), said
    assert re.search(r"\b0 pages made, 0 changed", product.run(*words))


def _the_record_stands_in_the_tree(teo: Visitor) -> str:
    page = teo.open("/spaces/DEPOT/")
    page.get_by_role("main").get_by_role("link", name="Where the buoys winter", exact=True).last.click()
    expect(page.get_by_role("heading", level=1, name="Where the buoys winter")).to_be_visible()
    expect(page.get_by_role("list", name="Labels").get_by_text("buoys")).to_be_visible()
    picture = page.locator("#page-body img")
    expect(picture).to_have_js_property("naturalWidth", 1)
    link = page.locator("#page-body").get_by_role("link", name="how we lift")
    expect(link).to_have_attribute("href", re.compile(r"^/pages/\d+/"))
    teo.look("page-imported")
    return page.url.replace(teo.address, "")


def _two_clicks_make_a_daci(teo: Visitor, record: str) -> str:
    page = teo.open(record)
    page.get_by_role("button", name="More for this page").click()  # one
    page.get_by_role("menuitem", name="Make a decision").click()  # two
    expect(page.get_by_role("heading", level=1, name="Decide: Where the buoys winter")).to_be_visible()
    expect(page.get_by_role("region", name="The decision")).to_be_visible()
    expect(page.get_by_text("Fourteen buoys lie in open water")).to_be_visible()  # the background …
    expect(page.locator("#page-body img")).to_have_js_property("naturalWidth", 1)  # … with its picture
    return page.url.replace(teo.address, "")


def _starting_is_refused_with_reasons(teo: Visitor) -> None:
    page = teo.page
    page.get_by_role("button", name="Start the decision").click()
    expect(page.get_by_text("Nobody could decide. Choose at least one Approver.")).to_be_visible()
    expect(page.get_by_text("Without an end nobody knows when to answer.")).to_be_visible()
    teo.look("decision-start-refused")


def _set_up(teo: Visitor) -> None:
    page = teo.page
    _choose(page, "Approvers", "Ines Marlow")
    _choose(page, "Contributors", "Mira Castellan")
    _choose(page, "Contributors", "Kofi Brandt")
    _choose(page, "Informed", "Yuna Sato-Reid")
    page.get_by_label("Due").fill(f"{datetime.now(UTC) + timedelta(days=5):%Y-%m-%dT17:00}")
    page.get_by_text("More settings").click()
    page.get_by_label("Hide positions until one has taken one’s own").check()


def _choose(page: Page, role: str, person: str) -> None:
    page.get_by_role("combobox", name=role, exact=True).fill(person.split()[0])
    page.get_by_role("option", name=re.compile(person)).click()
    expect(page.locator(".chip", has_text=person)).to_be_visible()


def _lay_out_the_options(teo: Visitor) -> None:
    page = teo.page
    grid = page.get_by_role("grid", name="Options")
    _write_in(grid, grid.get_by_role("rowheader", name=re.compile("^Option A")), "Winter store")
    _write_in(grid, grid.get_by_role("rowheader", name=re.compile("^Option B")), "Pontoon")
    for row, words in (
        ("Winter store", ("€9,000", "Dry", "No gale reaches it")),
        ("Pontoon", ("€4,000", "Near", "Quick")),
    ):
        cells = grid.get_by_role("row", name=re.compile(row)).get_by_role("gridcell")
        for number, value in enumerate(words):
            _write_in(grid, cells.nth(number), value)
    page.get_by_label("Name of another option").fill("Leave them out")
    page.get_by_role("button", name="Add option").click()
    expect(grid.get_by_role("rowheader", name=re.compile("Leave them out"))).to_be_visible()
    teo.look("decision-draft")


def _write_in(grid: Locator, cell: Locator, value: str) -> None:
    """Enter opens a cell, and again saves it."""
    page = grid.page
    cell.focus()
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    field = grid.locator(".is-open").get_by_role("textbox").first
    expect(field).to_be_focused()
    field.fill(value)
    with page.expect_response(lambda response: response.request.method == "POST") as saved:
        page.keyboard.press("Enter")
    assert saved.value.ok
    expect(grid.get_by_text(value, exact=True).first).to_be_visible()


def _start(teo: Visitor) -> None:
    page = teo.page
    page.get_by_role("button", name="Start the decision").click()
    facts = page.get_by_role("region", name="The decision")
    expect(facts.get_by_text("Running")).to_be_visible()
    expect(facts.get_by_text("Ines Marlow")).to_be_visible()
    expect(facts.get_by_text("Yuna Sato-Reid")).to_be_visible()
    teo.look("decision-running")


def _everyone_tagged_is_asked(ines: Visitor, mira: Visitor, yuna: Visitor, mailbox: Mailbox) -> None:
    asked = {
        ines: "Teo Halvorsen asks you to decide, as Approver",
        mira: "Teo Halvorsen asks what you think, as Contributor",
        yuna: "Teo Halvorsen started a decision and keeps you informed",
    }
    for visitor, words in asked.items():
        visitor.open("/inbox/")
        visitor.reload_until_seen(_item_about_the_buoys(visitor.page, words))
        first = visitor.name.split()[0].lower()
        mail = mailbox.wait_for(f"{first}@sample.invalid", words, "Where the buoys winter")
        assert re.fullmatch(r"<http://127\.0\.0\.1:\d+/unsubscriptions/[^>]+>", mail["List-Unsubscribe"].strip())
        assert mail["List-Unsubscribe-Post"].strip() == "List-Unsubscribe=One-Click"
        assert mail["Subject"].strip() == f"{words}: Decide: Where the buoys winter"
    ines.look("inbox-approver")


def _item_about_the_buoys(page: Page, words: str) -> Locator:
    group = page.get_by_role("region", name=re.compile("Where the buoys winter"))
    return group.get_by_role("article").filter(has_text=words).first


def _a_passage_is_discussed(mira: Visitor, teo: Visitor, address: str) -> None:
    page = mira.open(address)
    select_words(page, "Lifting one takes")
    page.locator(".selection-comment").click()
    page.get_by_label("Your comment").fill("Is that with the new crane?")
    page.get_by_role("button", name="Comment", exact=True).last.click()
    thread = page.get_by_role("article", name=re.compile("Comments on “Lifting one takes"))
    expect(thread.get_by_text("Is that with the new crane?")).to_be_visible()
    mira.look("decision-comment")

    his = teo.page.get_by_role("article", name=re.compile("Comments on “Lifting one takes"))
    expect(his.get_by_text("Is that with the new crane?")).to_be_visible()  # brought by the live connection
    his.get_by_text("Is that with the new crane?").click()
    his.get_by_label("Your reply").fill("With the old one. The new one needs half of that.")
    his.get_by_role("button", name="Reply").click()
    expect(thread.get_by_text("The new one needs half of that.")).to_be_visible()
    thread.get_by_role("button", name="Resolve").click()
    expect(thread).to_have_count(0)
    page.get_by_role("navigation", name="Which comments").get_by_role("link", name=re.compile("Resolved")).click()
    expect(page.get_by_text("Resolved by Mira Castellan")).to_be_visible()


def _positions_are_taken(mira: Visitor, kofi: Visitor, address: str) -> None:
    page = mira.page
    page.get_by_text("Worth knowing").click()
    page.get_by_role("button", name="Take this position").click()
    expect(page.get_by_text("Say what concerns you, so that others can answer.")).to_be_visible()
    page.get_by_label(re.compile("^Why")).fill("The store has one door, and it is narrow.")
    page.get_by_role("button", name="Take this position").click()
    expect(page.get_by_role("button", name="Change my position")).to_be_visible()

    page = kofi.open(address)
    hidden = page.get_by_role("region", name="Positions")
    expect(hidden.get_by_text("Has answered", exact=True)).to_be_visible()
    expect(hidden.get_by_text("The store has one door, and it is narrow.")).to_have_count(0)
    kofi.look("decision-hidden")
    page.get_by_text("Go ahead").click()
    page.get_by_role("button", name="Take this position").click()
    expect(page.get_by_role("button", name="Change my position")).to_be_visible()
    positions = page.get_by_role("region", name="Positions")
    expect(positions.get_by_text("The store has one door, and it is narrow.")).to_be_visible()
    kofi.look("decision-positions")


def _a_cost_changes_and_is_looked_at(teo: Visitor, mira: Visitor, kofi: Visitor, address: str) -> None:
    page = teo.open(address)
    grid = page.get_by_role("grid", name="Options")
    cells = grid.get_by_role("row", name=re.compile("Pontoon")).get_by_role("gridcell")
    _write_in(grid, cells.first, "€7,500")
    for visitor in (mira, kofi):
        changed = visitor.page.get_by_role("group", name="This changed after you took your position")
        expect(changed.get_by_text("€4,000")).to_be_visible()  # brought by the live connection
        expect(changed.get_by_text("€7,500")).to_be_visible()
    mira.look("decision-changed")
    changed = mira.page.get_by_role("group", name="This changed after you took your position")
    changed.get_by_role("button", name="Still my position").click()
    expect(changed).to_have_count(0)
    expect(mira.page.get_by_role("region", name="Positions").get_by_text("confirmed on version")).to_be_visible()


def _the_approver_speaks_and_decides(ines: Visitor, address: str) -> None:
    page = ines.open(address)
    expect(page.get_by_text("Take your own position first.")).to_be_visible()
    page.get_by_text("Go ahead").click()
    page.get_by_role("button", name="Take this position").click()
    expect(page.get_by_role("button", name="Change my position")).to_be_visible()
    page = ines.open(address)
    expect(page.get_by_text("Kofi Brandt did not confirm since something changed.")).to_be_visible()
    page.get_by_label(re.compile("^Chosen option")).select_option(label="Winter store")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("Write what was decided and why.")).to_be_visible()
    expect(page.get_by_label(re.compile("^Chosen option")).locator("option:checked")).to_have_text("Winter store")
    ines.look("decision-outcome-refused")
    page.get_by_label("What is decided, and why").fill(f"The buoys winter in the store.\n{REASON}")
    page.get_by_label(re.compile("^What it should bring")).fill("No buoy is lost to the ice.")
    page.get_by_label(re.compile("^How we will see it")).fill("Kofi counts them in March.")
    review = datetime.now(UTC) + timedelta(days=120)
    page.get_by_label(re.compile("^Look at it again on")).fill(f"{review:%Y-%m-%d}")
    page.get_by_role("button", name="Record the decision").click()
    facts = page.get_by_role("region", name="The decision")
    expect(facts.get_by_role("link", name="D-1", exact=True)).to_be_visible()
    expect(facts.get_by_text(REASON)).to_be_visible()
    expect(facts.get_by_text("No buoy is lost to the ice.")).to_be_visible()
    expect(facts.get_by_text(f"{review.day} {review:%B %Y}")).to_be_visible()
    expect(facts.get_by_text("The store has one door, and it is narrow.")).to_be_visible()  # said against it
    ines.look("decision-decided")


def _it_is_locked_and_logged(teo: Visitor, address: str) -> None:
    answer = teo.page.goto(f"{address}edit/")
    assert answer and answer.status in (403, 409)
    expect(teo.page.get_by_text("This was decided as D-1, so its text no longer changes.")).to_be_visible()
    page = teo.open(address)
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    expect(page.get_by_label("Name of another option")).to_have_count(0)  # a table to read and to ask about
    page.get_by_role("region", name="The decision").get_by_role("link", name="D-1", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Decisions")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="D-1")
    expect(row.get_by_role("link", name="Decide: Where the buoys winter")).to_be_visible()
    expect(row.get_by_text("The buoys winter in the store.")).to_be_visible()
    teo.look("decision-log")


def _everyone_tagged_is_told(visitors: tuple[Visitor, ...], mailbox: Mailbox) -> None:
    words = "Ines Marlow recorded the decision D-1"
    for visitor in visitors:
        visitor.open("/inbox/")
        visitor.reload_until_seen(_item_about_the_buoys(visitor.page, words))
        mailbox.wait_for(f"{visitor.name.split()[0].lower()}@sample.invalid", words, "Where the buoys winter")


def _the_outcome_is_amended(teo: Visitor, yuna: Visitor, address: str) -> None:
    page = teo.open(address)
    page.get_by_role("button", name="Amend", exact=True).click()
    page.get_by_label("What is different from now on").fill("Two of the fourteen stay out as a trial.")
    page.get_by_role("button", name="Add the amendment").click()
    expect(page.get_by_text("Say why, for those who relied on the original.")).to_be_visible()
    page.get_by_label("Why", exact=True).fill("The store holds twelve.")
    page.get_by_role("button", name="Add the amendment").click()
    amendments = page.get_by_role("list", name="Amendments")
    expect(amendments.get_by_text("Two of the fourteen stay out as a trial.")).to_be_visible()
    teo.look("decision-amended")
    yuna.open("/inbox/")
    yuna.reload_until_seen(_item_about_the_buoys(yuna.page, "Teo Halvorsen amended the decision D-1"))


def _it_is_found_by_its_reason(yuna: Visitor) -> None:
    page = yuna.open("/search/?q=pontoon+gale")
    hit = page.locator(".search-result").filter(has_text="Decide: Where the buoys winter")
    yuna.reload_until_seen(hit)
    titles = page.locator(".search-result h2").all_inner_texts()[:3]
    assert any("Decide: Where the buoys winter" in title and "D-1" in title for title in titles), titles
    expect(hit.locator(".search-outcome")).to_contain_text("The buoys winter in the store.")
    yuna.look("search")


def _its_link_becomes_a_card(teo: Visitor, address: str) -> None:
    page = teo.open("/spaces/DEPOT/")
    page.get_by_role("navigation", name="Workspace").get_by_role("link", name="Write a page", exact=True).click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(teo)
    writer.titles_it("This autumn")
    writer.pastes("text/plain", f"{teo.address}{address}")
    card = writer.surface.locator(".card-block, .card-inline")
    expect(card).to_contain_text("D-1 Decide: Where the buoys winter")
    expect(card).to_contain_text("Decided")
    expect(card).to_contain_text("The buoys winter in the store.")
    teo.look("editor-card")
    writer.publishes("")
    shown = page.locator("#page-body").get_by_role("link", name=re.compile("Where the buoys winter"))
    expect(shown).to_be_visible()
    expect(page.locator("#page-body")).to_contain_text("Decided")
    teo.look("page-card")


def _at_the_review_its_driver_says_whether_it_came(teo: Visitor, product: Product, address: str) -> None:
    """The day is moved to yesterday, and what comes round every five minutes is done at once."""
    code = (
        "from datetime import timedelta; from cairn.core.clock import now; from cairn.decisions.models import Outcome; "
        "from cairn.decisions.after.jobs import look_again; Outcome.objects.filter(expected_effect__contains='ice')"
        ".update(review_at=now().date() - timedelta(days=1)); look_again.func()"
    )
    product.run("shell", "--no-imports", "-c", code)
    teo.open("/inbox/")
    teo.reload_until_seen(_item_about_the_buoys(teo.page, "Did what D-1 should bring come?"))
    page = teo.open(address)
    page.get_by_role("radio", name="Partly", exact=True).check()
    page.get_by_label("What we learnt").fill("One buoy stayed in the ice, its chain was old.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("It came in part")).to_be_visible()
    page = teo.open("/spaces/DEPOT/decisions/")
    expect(page.get_by_text("Yes 0 · partly 1 · no 0")).to_be_visible()
