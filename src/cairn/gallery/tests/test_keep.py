"""A team's own templates, at the HTTP edge."""

from typing import Any

import pytest
from tests.cast import Cast, SignIn

from cairn.documents import from_markdown, named_sections, prompts_in
from cairn.gallery.access import can_edit_template, can_see_template
from cairn.gallery.definition import Definition
from cairn.gallery.known import known_to
from cairn.gallery.models import Template, TemplateUse
from cairn.gallery.operations import Keeping, keep_as_template
from cairn.pages.models import Page
from cairn.pages.operations import create_page

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


def test_a_removed_template_leaves_its_pages(cast: Cast, as_: SignIn, page: Page) -> None:
    ben = as_(cast.ben)
    ben.post(f"/pages/{page.pk}/template/", FORM)
    ben.post("/gallery/crossing/pages/", {"space": "MOSS", "v-reason": "rain"})
    assert as_(cast.gus).post("/gallery/crossing/removal/").status_code == 404
    assert ben.post("/gallery/daci/removal/").status_code == 422
    assert ben.post("/gallery/crossing/removal/").status_code == 302
    assert ben.get("/gallery/crossing/").status_code == 404
    made = Page.objects.get(title="Crossing 1: rain")
    assert made.template_use.name == "Crossing"
    assert ben.get(f"/pages/{made.pk}/edit/").status_code == 200


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
    ada.delete("/gallery/how-to/hiding/")
    ada.delete("/gallery/policy/standard/")
    listed = ben.get("/gallery/").content.decode()
    assert "/gallery/how-to/" in listed and "Standard here" not in listed
