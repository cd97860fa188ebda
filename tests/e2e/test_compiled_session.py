"""The session is over: its host makes a page of it, a reader reads it, it follows until somebody edits it."""

import re
from textwrap import dedent

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product

SESSION = """
    from datetime import timedelta
    from cairn.core.clock import now
    from cairn.pages.operations import publish_page
    from cairn.people.models import User
    from cairn.questions.operations import ask_question, create_session, give_answer, vote_for_question
    from cairn.questions.writing import Asked, Said
    from cairn.spaces.models import Space
    ines, mira, teo = (User.objects.get(name=name) for name in ("Ines Marlow", "Mira Castellan", "Teo Halvorsen"))
    made = create_session(Space.objects.get(key="HANDBOOK"), by=ines, title="Ask Ines about money")
    publish_page(made.page, by=ines)
    made.opens_at = now() - timedelta(days=2)
    made.save()
    for title, label, answer in (
        ("How long does the money last?", "money", "Nineteen months."),
        ("Where do we save money?", "money", "On rent."),
        ("Who may hire?", "people", "Mira may."),
        ("Do we move?", "", ""),
    ):
        question = ask_question(made, Asked(title, "", (label,)), by=mira)
        if answer:
            give_answer(question, by=ines, said=Said(answer))
    made.closes_at, made.answers_until = now() - timedelta(hours=2), now() - timedelta(hours=1)
    made.save()
    print("page", made.page.pk)
"""
# What the worker does once the session has been quiet for a while.
QUIET = """
    from cairn.people.actors import SYSTEM
    from cairn.questions.models import Compilation
    from cairn.questions.operations import bring_in_step
    for each in Compilation.objects.all():
        bring_in_step(each, by=SYSTEM)
"""
LATER = """
    from cairn.people.models import User
    from cairn.questions.models import Question
    from cairn.questions.operations import give_answer
    from cairn.questions.writing import Said
    question = Question.objects.get(title="{title}")
    give_answer(question, by=User.objects.get(name="Ines Marlow"), said=Said("{answer}"))
"""
BY_HAND = """
    from functools import partial
    from cairn.documents import adf_from_doc, from_markdown, merge_doc
    from cairn.livedocs.log import edit, load
    from cairn.people.models import User
    from cairn.questions.models import Compilation
    page = Compilation.objects.get().page
    body = adf_from_doc(load(page.document_id))
    body = {**body, "content": [*body["content"], *from_markdown("Ask the bank, too.").body["content"]]}
    edit(page.document_id, partial(merge_doc, body=body), by=User.objects.get(name="Mira Castellan"))
"""


def test_from_the_closed_session_to_a_page_that_follows(visit: Visit, product: Product) -> None:
    def run(*scripts: str) -> str:
        return product.run("shell", "-c", "\n".join(dedent(each) for each in scripts))

    found = re.search(r"page (\d+)", run(SESSION))
    assert found
    ines, teo = visit("Ines Marlow"), visit("Teo Halvorsen")
    host = ines.open(f"/pages/{found[1]}/")
    _compiles_it(host)
    ines.look("compiled-page")
    address = host.url.removeprefix(product.address)
    reader = teo.open(address)
    _reads_it(reader)
    first = LATER.format(title="Do we move?", answer="Not this year.")
    second = LATER.format(title="Who may hire?", answer="And Kofi may.")
    run(first, QUIET, BY_HAND, second, QUIET)
    reader.goto(address)
    expect(reader.locator("#page-body")).to_contain_text("Not this year.")
    host.goto(address)
    _takes_later_answers_in(host)


def _compiles_it(host: Page) -> None:
    with host.expect_navigation():
        host.get_by_role("link", name="Compile into a page").first.click()
    money = host.get_by_role("group", name="Money")
    expect(money.get_by_text("How long does the money last?")).to_be_visible()
    money.get_by_label("Name of the theme").fill("Our money")
    expect(host.get_by_text("1 question without an answer")).to_be_visible()
    with host.expect_navigation():
        host.get_by_role("button", name="Make and publish the page").click()
    expect(host.get_by_role("heading", name="Our money")).to_be_visible()
    expect(host.get_by_text("follows the session")).to_be_visible()


def _reads_it(reader: Page) -> None:
    body = reader.locator("#page-body")
    expect(body).to_contain_text("4 questions · 3 answered · 1 open")
    expect(body.get_by_role("heading", name="Open points")).to_be_visible()
    expect(body).to_contain_text("Asked by Mira Castellan")
    expect(reader.get_by_role("link", name="Arrange themes")).to_have_count(1)


def _takes_later_answers_in(host: Page) -> None:
    origin = host.get_by_role("region", name="Where this page comes from")
    expect(origin).to_contain_text("since Mira Castellan changed it")
    expect(origin).to_contain_text("Ines Marlow answered: Who may hire?")
    expect(host.locator("#page-body")).not_to_contain_text("And Kofi may.")
    with host.expect_navigation():
        origin.get_by_role("button", name="Take them into the draft").click()
    editor = host.locator(".ProseMirror")
    expect(editor).to_contain_text("And Kofi may.")
    expect(editor).to_contain_text("Ask the bank, too.")
