"""Two hosts run a session: who answers what, one draft of both, a question that was two, the live part and its sound."""

import io
import re
import wave
from textwrap import dedent

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product

SESSION = """
    from datetime import timedelta
    from cairn.core.clock import now
    from cairn.pages.operations import publish_page
    from cairn.people.models import User
    from cairn.questions.models import Host
    from cairn.questions.operations import ask_question, create_session
    from cairn.questions.writing import Asked
    from cairn.spaces.models import Space
    ines, mira, teo = (User.objects.get(name=name) for name in ("Ines Marlow", "Mira Castellan", "Teo Halvorsen"))
    made = create_session(Space.objects.get(key="HANDBOOK"), by=ines, title="Two hosts, one desk")
    publish_page(made.page, by=ines)
    made.opens_at, made.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    made.save()
    Host.objects.create(session=made, user=mira, position=2)
    for title in ("Who keeps the tools, and who pays for them?", "When do we open?"):
        ask_question(made, Asked(title), by=teo)
    print("session", made.pk, "page", made.page.pk)
"""
BOTH, TOOLS, PAYS, OPENS = (
    "Who keeps the tools, and who pays for them?",
    "Who keeps the tools?",
    "Who pays for the tools?",
    "When do we open?",
)


def test_two_hosts_at_one_desk(visit: Visit, product: Product) -> None:
    found = re.search(r"session (\d+) page (\d+)", product.run("shell", "-c", dedent(SESSION)))
    assert found
    desk, page = f"/ama/{found[1]}/desk/?show=open", f"/pages/{found[2]}/"
    ines, mira, teo = visit("Ines Marlow"), visit("Mira Castellan"), visit("Teo Halvorsen")
    host, other, asker = ines.open(desk), mira.open(desk), teo.open(page)
    _one_becomes_two(host)
    _is_given_to(host, PAYS, "Mira Castellan")
    ines.look("hosts-desk")
    _is_drafted_by_both(host, other, asker)
    _is_answered_live(host, other, asker, f"/ama/{found[1]}/live/", page)
    mira.look("hosts-live")
    _is_heard(host, asker, page)
    teo.look("hosts-heard")


def line(page: Page, title: str) -> Locator:
    return page.locator(".desk-line", has_text=title)


def choose(page: Page, title: str, item: str) -> None:
    line(page, title).get_by_role("button", name=re.compile("What to do with")).click()
    page.get_by_role("menuitem", name=item).click()


def _one_becomes_two(host: Page) -> None:
    choose(host, BOTH, "Split in two")
    dialog = host.get_by_role("dialog", name="Split it in two")
    lines = dialog.get_by_label("In one line")
    lines.nth(0).fill(TOOLS)
    lines.nth(1).fill(PAYS)
    dialog.get_by_role("button", name="Split").click()
    expect(dialog).to_have_count(0)
    for title in (TOOLS, PAYS, OPENS):
        expect(line(host, title)).to_have_count(1)


def _is_given_to(host: Page, title: str, name: str) -> None:
    choose(host, title, "Who answers it")
    dialog = host.get_by_role("dialog", name="Who answers it?")
    dialog.get_by_role("radio", name=re.compile(name)).check()
    dialog.get_by_role("button", name="Assign").click()
    expect(line(host, title)).to_contain_text(f"{name} answers this")


def _is_drafted_by_both(host: Page, other: Page, asker: Page) -> None:
    other.get_by_role("link", name=re.compile("Mine")).click()
    expect(line(other, TOOLS)).to_have_count(0)
    other.get_by_role("link", name=PAYS).click()
    expect(other.get_by_text("You answer this")).to_be_visible()
    other.get_by_role("button", name="Draft an answer together").click()
    _write(other, "The town pays half.")
    host.goto(other.url)
    expect(_draft(host)).to_contain_text("The town pays half.")
    _write(host, " The guild pays the rest.")
    expect(_draft(other)).to_contain_text("The guild pays the rest.")
    expect(other.locator("#draft .collaboration-carets__label, #draft [class*=caret]").first).to_be_attached()
    asker.goto(other.url)
    expect(asker.get_by_role("heading", name=PAYS)).to_be_visible()
    expect(asker.locator("cairn-editor")).to_have_count(0)
    expect(asker.get_by_text("The town pays")).to_have_count(0)
    other.get_by_role("button", name="Give this answer").click()
    for page in (host, other, asker):
        expect(page.locator(".answer", has_text="The town pays half. The guild pays the rest.")).to_be_visible()
    expect(asker.locator(".answer-with")).to_contain_text("Ines Marlow")
    expect(host.locator("cairn-editor")).to_have_count(0)


def _draft(page: Page) -> Locator:
    return page.locator("#draft cairn-editor[ready] .ed-text[contenteditable=true]")


def _write(page: Page, words: str) -> None:
    field = _draft(page)
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)
    expect(field).to_contain_text(words.strip())


def _is_answered_live(host: Page, other: Page, asker: Page, live: str, page: str) -> None:
    asker.goto(page)
    other.goto(live)
    other.get_by_role("button", name="Begin").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(OPENS)
    expect(asker.locator(".ama-live")).to_contain_text(OPENS)
    other.get_by_role("button", name="Answered", exact=True).click()
    expect(other.get_by_role("button", name="Not answered yet")).to_be_visible()
    host.goto(live)
    expect(host.get_by_role("heading", level=1)).to_have_text(OPENS)
    expect(host.locator("[data-questions]")).to_be_attached()
    host.get_by_role("button", name="Next").click()
    for each in (host, other):
        expect(each.get_by_role("heading", level=1)).to_have_text(TOOLS)
    expect(asker.locator(".ama-live")).to_contain_text(TOOLS)


def _is_heard(host: Page, asker: Page, page: str) -> None:
    host.goto(page)
    host.get_by_role("button", name="Run it").click()
    host.get_by_role("menuitem", name="Recording").click()
    dialog = host.get_by_role("dialog", name="Recording of the live part")
    dialog.get_by_label("Sound or film").set_input_files(
        {"name": "talk.wav", "mimeType": "audio/wav", "buffer": _silence(30)}
    )
    dialog.get_by_label(re.compile("Where the first question")).fill("00:07")
    dialog.get_by_role("button", name="Attach").click()
    expect(dialog.get_by_role("link", name="talk.wav")).to_be_visible()
    asker.locator(".question-card", has_text=OPENS).get_by_role("link", name=OPENS).click()
    expect(asker.locator(".answer")).to_contain_text("Answered live")
    asker.get_by_text("Hear the answer · 00:07").click()
    asker.wait_for_function("() => document.querySelector('.hear-player').currentTime >= 7")
    asker.get_by_label("Speed").select_option("1.5")
    asker.wait_for_function("() => document.querySelector('.hear-player').playbackRate === 1.5")


def _silence(seconds: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return file.getvalue()
