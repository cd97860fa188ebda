"""After the answer: other words are suggested and taken, a sign is put, a follow-up becomes a question answered there."""

import re
from textwrap import dedent

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product

ASKED = """
    from cairn.people.models import User
    from cairn.questions.operations import add_remark, ask_question, give_answer
    from cairn.questions.writing import Asked, Said
    from cairn.spaces.models import Space
    ines, mira = (User.objects.get(name=name) for name in ("Ines Marlow", "Mira Castellan"))
    question = ask_question(Space.objects.get(key="HANDBOOK"), Asked("Who greases the capstan?"), by=mira)
    answer = give_answer(question, said=Said("The harbour master, in spring."), by=ines)
    add_remark(answer, said=Said("Who greases the windlass?"), by=mira)
    print("question", question.pk)
"""


def test_what_becomes_of_an_answer(visit: Visit, product: Product) -> None:
    found = re.search(r"question (\d+)", product.run("shell", "-c", dedent(ASKED)))
    assert found
    address = f"/questions/{found[1]}/"
    teo = visit("Teo Halvorsen").open(address)
    teo.locator(".answer").get_by_role("button", name="Suggest an edit").click()
    dialog = teo.get_by_role("dialog", name="Suggest an edit")
    dialog.get_by_label("The answer").fill("The harbour master, in autumn.")
    dialog.get_by_role("button", name="Suggest it").click()
    expect(teo.locator(".suggested-edit")).to_contain_text("You suggest other words")

    ines = visit("Ines Marlow").open(address)
    waiting = ines.locator(".suggested-edit")
    expect(waiting.locator("ins")).to_have_text("autumn")
    waiting.get_by_role("button", name="Take these words").click()
    expect(waiting).to_have_count(0)
    ines.get_by_role("button", name="What was changed in this answer").click()
    expect(ines.get_by_role("dialog")).to_contain_text("took what Teo Halvorsen suggested")
    ines.get_by_role("dialog").get_by_role("button", name="Close").click()
    ines.locator(".answer > .answer-foot").get_by_role("button", name="React").click()
    ines.get_by_role("menuitem", name="Looking into it").click()
    expect(ines.get_by_role("button", name="Looking into it: Ines Marlow")).to_be_visible()

    ines.get_by_role("button", name="What to do with this remark").click()
    with ines.expect_navigation():
        ines.get_by_role("menuitem", name="Make it a question").click()
    expect(ines.get_by_role("link", name="Who greases the capstan?")).to_be_visible()
    ines.get_by_role("button", name="Answered in").click()
    place = ines.get_by_role("dialog").get_by_role("combobox")
    place.fill("capstan")
    option = ines.get_by_role("option", name=re.compile("Who greases the capstan"))
    for _turn in range(20):  # the worker writes the question into the index a moment after it was asked
        try:
            expect(option).to_be_visible(timeout=2_000)
            break
        except AssertionError:
            place.fill("")
            place.fill("capstan")
    option.click()
    ines.get_by_role("button", name="It is answered there").click()
    expect(ines.locator(".answered-in-banner")).to_contain_text("Who greases the capstan?")
