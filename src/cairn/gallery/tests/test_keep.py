"""A team's own templates, at the HTTP edge."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.documents import from_markdown, named_sections, prompts_in, to_text
from cairn.gallery.access import can_edit_template, can_see_template
from cairn.gallery.definition import Definition
from cairn.gallery.known import known_to
from cairn.gallery.models import Template, TemplateUse, TemplateVersion
from cairn.gallery.operations import Keeping, keep_as_template
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import create_page, replace_body

TEXT = "## Why\n\nBecause of {reason}.\n\n## Risks\n\nRain.\n"
FORM: dict[str, Any] = {
    "name": "Crossing", "description": "Plans a crossing.", "when": "Before each.", "purpose": "plan",
    "title": "Crossing {number}: {reason}", "where": "MOSS", "required": ["risks"],
    "label-0": "Reason", "key-0": "reason", "type-0": "text", "must-0": "1",
}  # fmt: skip


@pytest.fixture
def page(cast: Cast) -> Page:
    return create_page(cast.moss, by=cast.ben, title="The crossing", body=from_markdown(TEXT).body)


def kept(cast: Cast, space: Any, name: str = "Crossing") -> Template:
    page = create_page(cast.moss, by=cast.ben, title="x", body=from_markdown(TEXT).body)
    by = cast.ada if space is None else cast.ben
    return keep_as_template(page, Keeping(Definition("", name, purpose="plan"), space), by=by)


def test_a_page_becomes_a_template_that_somebody_else_uses(cast: Cast, as_: SignIn, page: Page) -> None:
    ben = as_(cast.ben)
    shown = ben.get(f"/pages/{page.pk}/template/").content.decode()
    assert 'value="Reason"' in shown and "Risks" in shown
    answer = ben.post(f"/pages/{page.pk}/template/", FORM)
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/crossing/")
    sam = as_(cast.sam)
    assert "Crossing" in sam.get("/gallery/?q=crossing").content.decode()
    for number, reason in enumerate(("rain", "fog"), 1):
        sam.post("/gallery/crossing/pages/", {"space": "MOSS", "v-reason": reason})
        made = Page.objects.get(title=f"Crossing {number}: {reason}")
        assert made.template_use.version == Template.objects.get().latest
        assert made.template_use.number == number


def test_text_can_become_prompts_and_headings_get_keys(cast: Cast, as_: SignIn, page: Page) -> None:
    as_(cast.ben).post(f"/pages/{page.pk}/template/", {**FORM, "as_prompts": "1"})
    latest = Template.objects.get().latest
    assert latest
    assert prompts_in(latest.body) == ["Because of {reason}.", "Rain."]
    assert [each.key for each in named_sections(latest.body)] == ["why", "risks"]
    assert [each.required for each in latest.read().sections] == [False, True]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "A template needs a name."),
        ({"type-0": "choice"}, "name what can be chosen"),
        ({"label-1": "Other", "key-1": "reason"}, "Two questions are called"),
        ({"title": "{place}: {reason}"}, "The title names “{place}”, and no question"),
    ],
)
def test_what_is_refused_is_kept(cast: Cast, as_: SignIn, page: Page, wrong: dict[str, str], words: str) -> None:
    answer = as_(cast.ben).post(f"/pages/{page.pk}/template/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode() and "Plans a crossing." in answer.content.decode()
    assert not Template.objects.exists()


def test_changing_makes_a_version_and_never_writes_over_another(cast: Cast, as_: SignIn, page: Page) -> None:
    ben = as_(cast.ben)
    ben.post(f"/pages/{page.pk}/template/", FORM)
    ben.post("/gallery/crossing/pages/", {"space": "MOSS", "v-reason": "rain"})
    assert ben.get("/gallery/crossing/definition/").status_code == 200
    changed = {**FORM, "name": "Passage", "seen": "1"}
    assert ben.post("/gallery/crossing/definition/", changed).status_code == 302
    late = ben.post("/gallery/crossing/definition/", {**changed, "name": "Late"})
    assert late.status_code == 409 and 'value="Late"' in late.content.decode()
    template = Template.objects.get()
    assert str(template) == "Passage" and [each.number for each in template.versions.all()] == [2, 1]
    use = TemplateUse.objects.get()
    assert use.name == "Crossing" and use.version and use.version.number == 1
    # The text of a page made from it becomes the next version.
    made = use.page
    assert b"The next version of" in ben.get(f"/pages/{made.pk}/template/").content
    ben.post(f"/pages/{made.pk}/template/", {**changed, "as": "version", "seen": "2"})
    template.refresh_from_db()
    assert template.latest and template.latest.number == 3 and Template.objects.count() == 1


def test_its_text_is_written_on_a_page_of_its_own(cast: Cast, as_: SignIn, page: Page) -> None:
    ben = as_(cast.ben)
    ben.post(f"/pages/{page.pk}/template/", {**FORM, "as_prompts": "1", "as_example": "1"})
    opened = ben.post("/gallery/crossing/text/")["Location"]
    assert ben.post("/gallery/crossing/text/")["Location"] == opened
    text = Page.objects.get(title="Template: Crossing")
    assert opened == f"/pages/{text.pk}/edit/" and "[[Because of {reason}.]]" in to_text(draft_body(text))
    assert "Save as the next version" in ben.get(opened).content.decode()
    more = from_markdown("## Prices\n\n[[What does it cost?]]\n").body["content"]
    body = draft_body(text)
    replace_body(text, by=cast.ben, body={**body, "content": [*body["content"], *more]})
    sent = {**FORM, "as": "version", "seen": "1"}
    assert ben.post(f"/pages/{text.pk}/template/", sent)["Location"] == "/gallery/crossing/"
    latest = Template.objects.get().latest
    assert latest and latest.number == 2 and latest.example
    assert prompts_in(latest.body) == ["Because of {reason}.", "Rain.", "What does it cost?"]
    text.refresh_from_db()
    assert text.trashing is not None
    versions = ben.get("/gallery/crossing/versions/").content.decode()
    assert "From version 1 to version 2" in versions and "Prices" in versions and "Its text is the same" not in versions
    assert ben.get("/gallery/crossing/versions/?from=1&to=7").status_code == 404
    assert ben.get("/gallery/daci/versions/").status_code == 404
    assert as_(cast.gus).get("/gallery/crossing/versions/").status_code == 404


def test_who_owns_a_page_and_who_is_told_are_said_of_a_question(cast: Cast, as_: SignIn, page: Page) -> None:
    who = {"label-1": "Who leads?", "type-1": "person", "told-1": "1", "owns-1": "1", "labels": "sea, crew"}
    ben = as_(cast.ben)
    ben.post(f"/pages/{page.pk}/template/", {**FORM, **who, "review_days": "30"})
    definition = Template.objects.get().latest.read()  # type: ignore[union-attr]
    assert (definition.owner, definition.notify, definition.review_days) == ("who_leads", ("who_leads",), 30)
    empty = ben.post("/pages/", {"place": "MOSS"})["Location"].split("/")[2]
    ben.post("/gallery/crossing/pages/", {"page": empty, "v-reason": "fog", "v-who_leads": str(cast.cleo.pk)})
    made = Page.objects.get(pk=empty)
    assert made.owner == cast.cleo and set(made.labels.values_list("name", flat=True)) == {"sea", "crew"}
    assert (made.template_use.review_days, made.template_use.notify) == (30, [cast.cleo.pk])
    shown = ben.get("/gallery/crossing/definition/").content.decode()
    assert 'name="owns-1" value="1" checked' in shown and "sea, crew" in shown


def test_a_removed_template_leaves_its_pages(cast: Cast, as_: SignIn, page: Page) -> None:
    ben = as_(cast.ben)
    ben.post(f"/pages/{page.pk}/template/", FORM)
    ben.post("/gallery/crossing/pages/", {"space": "MOSS", "v-reason": "rain"})
    assert as_(cast.gus).post("/gallery/crossing/removal/").status_code == 404
    assert ben.post("/gallery/daci/removal/").status_code == 422
    assert ben.post("/gallery/crossing/removal/").status_code == 302
    gone = ben.get("/gallery/crossing/")
    assert gone.status_code == 410 and "Ben took it out of the gallery" in gone.content.decode()
    assert gone["Cache-Control"] == "no-store"
    late = as_(cast.sam).post("/gallery/crossing/pages/", {"space": "MOSS", "v-reason": "much fog"})
    assert late.status_code == 410 and "No page was made. What you typed:" in late.content.decode()
    assert "much fog" in late.content.decode()
    made = Page.objects.get(title="Crossing 1: rain")
    assert made.template_use.name == "Crossing"
    assert ben.get(f"/pages/{made.pk}/edit/").status_code == 200
    assert "1 removed template" in ben.get("/gallery/").content.decode()
    assert as_(cast.cleo).delete("/gallery/crossing/removal/").status_code == 303  # an editor of MOSS
    assert ben.get("/gallery/crossing/").status_code == 200


def test_who_sees_and_changes_which(cast: Cast) -> None:
    """Each right twice: the sentence and the query agree for everybody."""
    everything = [kept(cast, space, f"T{n}") for n, space in enumerate((None, cast.stone, cast.moss))]
    for user in cast.all():
        seen, hers = set(Template.objects.visible_to(user)), set(Template.objects.editable_by(user))
        assert seen == {each for each in everything if can_see_template(user, each)}
        assert hers == {each for each in everything if can_edit_template(user, each)}
    workspace, stone, moss = everything
    assert set(Template.objects.editable_by(cast.ben)) == {stone, moss}
    assert set(Template.objects.editable_by(cast.ada)) == {workspace, stone, moss}
    assert set(Template.objects.visible_to(cast.sam)) == {workspace, moss}


def test_where_she_may_not_keep_one(cast: Cast, as_: SignIn, page: Page) -> None:
    url = f"/pages/{page.pk}/template/"
    assert as_(cast.ben).post(url, {**FORM, "where": ""}).status_code == 403
    assert as_(cast.cleo).post(url, {**FORM, "where": "STONE"}).status_code == 403
    assert as_(cast.sam).post(url, {**FORM, "where": "STONE"}).status_code == 404
    assert as_(cast.gus).get(url).status_code == 404
    assert as_(cast.ada).post(url, {**FORM, "where": ""}).status_code == 302


def test_an_organisation_arranges_its_gallery(cast: Cast, as_: SignIn) -> None:
    ada, ben = as_(cast.ada), as_(cast.ben)
    assert ben.post("/gallery/how-to/hiding/").status_code == 403
    assert ben.post("/gallery/policy/standard/").status_code == 403
    ada.post("/gallery/how-to/hiding/")
    ada.post("/gallery/policy/standard/")
    assert known_to(cast.ben)[0].slug == "policy"
    listed = ben.get("/gallery/").content.decode()
    assert "/gallery/how-to/" not in listed and "Standard here" in listed
    assert "/gallery/how-to/" in ada.get("/gallery/").content.decode()
    assert "standard for “Decision”" in ada.get("/gallery/consent/").content.decode()
    for slug in ("daci", "consent"):  # of one kind there is one, and it leaves those of the purposes alone
        ada.post(f"/gallery/{slug}/standard/")
    assert {each.slug for each in known_to(cast.ben) if each.is_standard} == {"consent", "policy"}
    ada.delete("/gallery/consent/standard/")
    ada.delete("/gallery/how-to/hiding/")
    ada.delete("/gallery/policy/standard/")
    listed = ben.get("/gallery/").content.decode()
    assert "/gallery/how-to/" in listed and "Standard here" not in listed


def test_two_hundred_templates_take_no_more_queries_than_two(cast: Cast, as_: SignIn) -> None:
    ben, addresses = as_(cast.ben), ("/gallery/", "/gallery/?q=plan&function=product", "/gallery/t0/", "/gallery/daci/")
    for template in (kept(cast, cast.moss, f"T{n}") for n in range(2)):
        ben.post(f"/gallery/{template.slug}/pages/", {"space": "MOSS", "title": "Made"})
    counts = [{address: _queries(ben, address) for address in addresses}]
    first = Template.objects.get(slug="t0")
    more = Template.objects.bulk_create(Template(space=cast.moss, slug=f"m{n}", by=cast.ben) for n in range(198))
    values, body = first.latest.definition, first.latest.body  # type: ignore[union-attr]
    made = [TemplateVersion(template=each, number=1, definition=values, body=body, by=cast.ben) for each in more]
    for template, version in zip(more, TemplateVersion.objects.bulk_create(made), strict=True):
        template.latest = version
    Template.objects.bulk_update(more, ["latest"])
    for n in range(6):
        ben.post("/gallery/t0/pages/", {"space": "MOSS", "title": f"More {n}"})
    counts.append({address: _queries(ben, address) for address in addresses})
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 14, counts[1]


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
