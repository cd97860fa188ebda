"""From a thread, an action item and the editor to a draft decision, with what it came from."""

import pytest
from tests.cast import Cast, SignIn

from cairn.action_items.operations import sync_action_items
from cairn.comments.operations import start_thread
from cairn.decisions.models import Decision
from cairn.documents import Adf, from_markdown, prompts_in, to_text
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, restrict_page
from cairn.people.models import User, WorkspaceRole

HTMX = {"HX-Request": "true"}


@pytest.fixture
def source(cast: Cast) -> Page:
    body = from_markdown("The roof leaks at the north end.\n\n- [ ] Choose the slates\n").body
    page = create_page(cast.stone, by=cast.ben, title="Roof", body=body)
    publish_page(page, by=cast.ben)
    sync_action_items(page)
    return page


def draft() -> Decision:
    return Decision.objects.select_related("page", "source").get()


def test_from_a_thread(cast: Cast, as_: SignIn, source: Page) -> None:
    thread = start_thread(source, by=cast.cleo, body="Slate or tin?\nTin is louder.", quote="leaks at the north end")
    assert as_(cast.sam).post("/decisions/", {"thread": thread.pk}).status_code == 404
    made = as_(cast.ben).post("/decisions/", {"thread": thread.pk}, headers=HTMX)
    decision = draft()
    assert (made.status_code, made["HX-Redirect"]) == (204, decision.get_absolute_url())
    assert (decision.page.title, decision.page.parent, decision.source) == ("Decide: Slate or tin?", source, source)
    assert decision.status == "draft"
    shown = as_(cast.ben).get(decision.get_absolute_url()).content.decode()
    assert f"/pages/{source.pk}/#thread-{thread.pk}" in shown
    assert "leaks at the north end" in shown and "Open question" in shown and "Tin is louder." in shown
    asked = headings(draft_body(decision.page))
    assert asked[:2] == ["Background", "Open question"] and "If we do nothing" in asked
    assert asked.count("Background") == 1 and "If we do nothing" in shown


def test_who_may_not_write_there_chooses_another_space(cast: Cast, as_: SignIn, source: Page) -> None:
    thread = start_thread(source, by=cast.cleo, body="Slate or tin?")
    answer = as_(cast.cleo).post("/decisions/", {"thread": thread.pk}, headers=HTMX)
    assert answer["HX-Redirect"] == f"/decisions/new/?thread={thread.pk}"
    assert not Decision.objects.exists()


def test_from_an_action_item(cast: Cast, as_: SignIn, source: Page) -> None:
    item = source.action_items.get()
    form = as_(cast.ben).get(f"/decisions/new/?item={item.pk}").content.decode()
    assert "Decide: Choose the slates" in form and f'name="item" value="{item.pk}"' in form
    assert as_(cast.ben).post("/decisions/", {"item": item.pk}).status_code == 302
    assert draft().page.title == "Decide: Choose the slates"
    assert as_(cast.sam).get(f"/decisions/new/?item={item.pk}").status_code == 404


def test_from_the_editor(cast: Cast, as_: SignIn, source: Page) -> None:
    asked = {"from": source.pk, "about": "Slate or tin"}
    made = as_(cast.ben).post("/decisions/", asked, headers={"Accept": "application/json"})
    assert made.status_code == 201
    assert made.json() == {"url": draft().get_absolute_url(), "title": "Decide: Slate or tin"}


def test_a_restricted_passage_stays_where_it_is(cast: Cast, as_: SignIn, source: Page) -> None:
    thread = start_thread(source, by=cast.ben, body="Who pays?", quote="leaks at the north end")
    restrict_page(source, by=cast.ada, action="view", users=[cast.ben], teams=[])
    restrict_page(source, by=cast.ada, action="edit", users=[], teams=[])
    assert as_(cast.ben).post("/decisions/", {"thread": thread.pk}).status_code == 302
    decision = draft()
    shown = as_(cast.ben).get(decision.get_absolute_url()).content.decode()
    assert decision.page.parent is None and "leaks at the north end" not in shown


def test_the_sections_of_its_framework_and_nothing_of_those_that_stay_empty(cast: Cast, as_: SignIn) -> None:
    as_(cast.ben).post("/decisions/", {"title": "Slate?", "space": "STONE", "framework": "consent"})
    decision = draft()
    body = draft_body(decision.page)
    assert headings(body)[0] == "What makes us want a change" and prompts_in(body)
    assert "{until}" not in to_text(body)
    shown = as_(cast.ben).get(decision.get_absolute_url()).content.decode()
    assert "No background is written yet." in shown and "The proposal" in shown  # with what to write there, in grey
    assert "decision-bare" not in shown
    fields = {"role_proposer": cast.ben.pk, "role_circle": cast.cleo.pk, "due_at": "2126-01-05T10:00"}
    assert as_(cast.ben).post(f"/decisions/{decision.pk}/start/", fields).status_code == 302
    decision.page.refresh_from_db()
    assert decision.page.published and headings(decision.page.published.body) == []


def test_a_start_says_which_sections_of_its_template_have_to_be_written(cast: Cast, as_: SignIn) -> None:
    as_(cast.ben).post("/gallery/daci/pages/", {"v-question": "Slate?", "space": "STONE"})
    decision = draft()
    fields = {"role_driver": cast.ben.pk, "role_approver": cast.ada.pk, "due_at": "2126-01-05T10:00"}
    refused = as_(cast.ben).post(f"/decisions/{decision.pk}/start/", fields)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "What must be true of a good answer" in shown
    assert "have to be filled" in shown and f"/pages/{decision.page_id}/edit/#section-" in shown


def headings(body: Adf) -> list[str]:
    return [node["content"][0]["text"] for node in body["content"] if node["type"] == "heading"]


@pytest.mark.django_db
def test_the_first_person_of_an_empty_workspace_is_led_to_a_space(as_: SignIn) -> None:
    lena = as_(User.objects.create_user("lena@example.org", "Lena", None, role=WorkspaceRole.ADMIN))
    assert "/spaces/new/" in lena.get("/decisions/").content.decode()
    led = lena.get("/decisions/new/", follow=True)
    assert led.redirect_chain == [("/spaces/new/", 302)]
    assert "A decision stands in a space" in led.content.decode()
    gus = as_(User.objects.create_user("gus@example.org", "Gus", None, role=WorkspaceRole.GUEST))
    assert gus.get("/decisions/new/").status_code == 403
