"""Using a template, at the HTTP edge."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils.html import escape
from tests.at_once import at_once
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.documents import from_markdown, prompts_in, to_text, validate
from cairn.gallery.answers import Answers
from cairn.gallery.definition import Definition, Variable, from_json
from cairn.gallery.filling import fill_body, fill_title
from cairn.gallery.known import Known
from cairn.gallery.library import templates
from cairn.gallery.models import TemplateUse
from cairn.gallery.source import read_source
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, replace_body


def answers_to(cast: Cast, definition: Definition) -> dict[str, str]:
    """An answer to each variable."""
    answers = {"text": "Rain", "person": str(cast.cleo.pk), "team": f"team:{cast.crew.pk}", "date": "2126-12-05"}
    return {f"v-{each.key}": each.choices[0] if each.choices else answers[each.type] for each in definition.variables}


def test_the_gallery_and_a_template_are_drawn(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    listed = ben.get("/gallery/").content.decode()
    assert all(template.name in listed for template in templates().values())
    shown = ben.get("/gallery/proposal/?space=STONE&v-idea=Paint").content.decode()
    assert 'value="Paint"' in shown and 'class="placeholder"' in shown


def test_who_may_use_one(cast: Cast, as_: SignIn) -> None:
    url = "/gallery/blank/pages/"
    assert as_(None).post(url, {"title": "x"}).status_code == 302  # to sign in
    guest = as_(cast.gus).post(url, {"title": "x", "space": "STONE"})
    assert (guest.status_code, b"Ask an admin" in guest.content) == (422, True)
    # A commenter of STONE is an editor of MOSS.
    assert as_(cast.cleo).post(url, {"title": "Cleo’s", "space": "STONE"}).status_code == 403
    assert as_(cast.cleo).post(url, {"title": "Cleo’s", "space": "MOSS"}).status_code == 302
    hidden = as_(cast.ben).post(url, {"title": "Parent", "space": "STONE"})
    parent = hidden["Location"].split("/")[2]
    assert as_(cast.sam).post(url, {"title": "x", "parent": parent}).status_code == 404
    assert as_(cast.sam).post(url, {"title": "x", "page": parent}).status_code == 404


def test_what_is_refused_keeps_what_was_typed_and_makes_nothing(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    long = ben.post("/gallery/proposal/pages/", {"title": "x" * 10_000, "space": "STONE", "v-idea": "Paint"})
    assert long.status_code == 422
    assert "x" * 10_000 in long.content.decode() and 'value="Paint"' in long.content.decode()
    missing = ben.post("/gallery/proposal/pages/", {"title": "Kept", "space": "STONE"})
    assert missing.status_code == 422
    words = missing.content.decode()
    assert "“What do you propose?” is missing." in words and 'value="Kept"' in words
    assert not Page.objects.exists() and not TemplateUse.objects.exists()
    assert ben.get("/gallery/no-such/").status_code == 404


def test_an_empty_page_takes_a_template_and_a_written_one_does_not(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    pk = ben.post("/pages/", {"place": "STONE"})["Location"].split("/")[2]
    sent = {"page": pk, **answers_to(cast, templates()["proposal"]), "v-idea": "Paint the door"}
    assert b"your empty page" in ben.get(f"/gallery/proposal/?page={pk}").content
    assert ben.post("/gallery/proposal/pages/", sent).status_code == 302
    page = Page.objects.get(pk=pk)
    assert page.title == "Proposal: Paint the door" and "In one sentence" in to_text(draft_body(page))
    below = ben.post("/gallery/how-to/pages/", {"page": pk, **answers_to(cast, templates()["how-to"])})
    assert Page.objects.get(parent=page).get_absolute_url() in below["Location"]
    assert as_(cast.cleo).post("/gallery/how-to/pages/", {"page": pk, "v-task": "paint"}).status_code == 404


BODY = """
## For {who} of {team}, {day} {#who required}

{what} in `{what}`: {level}. [[What is {what} for {who}?]] {nothing}
"""


def definition(**more: Any) -> Definition:
    variables = [
        {"key": "who", "type": "person"}, {"key": "team", "type": "team"}, {"key": "day", "type": "date"},
        {"key": "what", "required": True}, {"key": "level", "type": "choice", "choices": ["low", "high"]},
    ]  # fmt: skip
    source = read_source(BODY)
    return from_json({"slug": "t", "name": "T", "variables": variables, **more}, source.body)


def test_answers_stand_in_title_and_text(cast: Cast) -> None:
    mine = definition()
    sent = QueryDict(mutable=True)
    sent.update({**answers_to(cast, mine), "v-level": "high"})
    answers = Answers.of(cast.ben, mine, sent).checked()
    body = validate(fill_body(mine, answers))
    assert to_text(body).splitlines() == [
        "For @Cleo of Crew, 5 December 2126",
        "Rain in Rain: high.  {nothing}",
    ]
    assert prompts_in(body) == ["What is Rain for Cleo?"]
    assert fill_title("ADR {number}: {what} ({who})", {**answers.words(), "number": "7"}) == "ADR 7: Rain (Cleo)"
    some = Answers.of(cast.ben, mine, QueryDict("v-what=Rain"))
    assert prompts_in(fill_body(mine, some.checked()))[:3] == ["who", "team", "day"]


def test_whoever_is_named_is_told_and_answers_for_the_page(
    cast: Cast, as_: SignIn, run_jobs: Any, monkeypatch: Any
) -> None:
    mine = definition(owner="who", notify=["who", "team"])
    monkeypatch.setattr("cairn.gallery.views.using.template_for", lambda user, slug: Known(mine))
    answer = as_(cast.ben).post("/gallery/t/pages/", {"space": "MOSS", "title": "Plan", **answers_to(cast, mine)})
    assert answer.status_code == 302
    page = Page.objects.get()
    assert page.owner == cast.cleo
    assert Event.objects.get(name="template.used").data["notify"] == [cast.cleo.pk]
    run_jobs()
    assert "named you" in as_(cast.cleo).get("/inbox/").content.decode()


@pytest.mark.parametrize("wrong", [{"type": "number"}, {"type": "choice"}, {"key": "not a key"}])
def test_a_variable_that_can_not_be_one_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="variable"):
        definition(variables=[{"key": "a", **wrong}])


def test_a_section_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="used twice"):
        read_source("## A {#risks}\n\n## B {#risks required}\n")
    assert Variable("a", "A").type == "text"


def test_a_required_section_is_named_before_publishing(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    sent = {"space": "STONE", **answers_to(cast, templates()["proposal"])}
    pk = ben.post("/gallery/proposal/pages/", sent)["Location"].split("/")[2]
    assert b"To be filled before it is published" in ben.get(f"/pages/{pk}/publication/").content
    refused = ben.post(f"/pages/{pk}/publication/", {}, headers={"HX-Request": "true"})
    said = refused.content.decode()
    assert refused.status_code == 422 and "In one sentence" in said
    assert f'href="/pages/{pk}/edit/#section-sentence"' in said, "each empty section is a link to where it is filled"
    page = Page.objects.get(pk=pk)
    assert page.published is None
    example = templates()["proposal"].example
    assert example
    replace_body(page, by=cast.ben, body=example)
    ben.post(f"/pages/{pk}/publication/", {})
    page.refresh_from_db()
    assert page.published is not None


def test_what_a_published_page_lacked_before_refuses_nothing(cast: Cast, as_: SignIn) -> None:
    """Its template may ask for more than it did when the page was written."""
    ben = as_(cast.ben)
    sent = {"space": "STONE", **answers_to(cast, templates()["proposal"])}
    page = Page.objects.get(pk=ben.post("/gallery/proposal/pages/", sent)["Location"].split("/")[2])
    publish_page(page, by=cast.ben)
    page.refresh_from_db()
    assert page.published
    more = from_markdown("Other words.").body["content"]
    replace_body(page, by=cast.ben, body={**page.published.body, "content": [*page.published.body["content"], *more]})
    dialog = ben.get(f"/pages/{page.pk}/publication/").content.decode()
    assert "To be filled before" not in dialog
    assert "Still empty, and published all the same:" in dialog and ">Why now</a>" in dialog
    ben.post(f"/pages/{page.pk}/publication/", {})
    page.refresh_from_db()
    assert "Other words." in page.published.text


def test_no_reader_sees_a_prompt(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    sent = {"space": "STONE", **answers_to(cast, templates()["weekly-update"])}
    pk = ben.post("/gallery/weekly-update/pages/", sent)["Location"].split("/")[2]
    page = Page.objects.get(pk=pk)
    words = [each[:40] for each in prompts_in(draft_body(page))]
    assert words
    draft = ben.get(f"/pages/{pk}/").content.decode()  # only those see it who may write it
    assert not [each for each in words if escape(each) not in draft]
    changes = ben.get(f"/pages/{pk}/comparison/?from=0&to=draft").content.decode()
    version = publish_page(page, by=cast.ben)
    for shown in (changes, ben.get(f"/pages/{pk}/").content.decode()):
        assert not [each for each in words if escape(each) in shown]
    assert not prompts_in(version.body)
    for text in (version.html, version.text, ben.get(f"/pages/{pk}/export.md").content.decode()):
        assert not [each for each in words if each in text or escape(each) in text]


@pytest.mark.django_db(transaction=True)
def test_a_numbered_series_has_no_twins(cast: Cast, as_: SignIn) -> None:
    sent = {"space": "MOSS", **answers_to(cast, templates()["adr"])}
    browsers = [as_(cast.ben) for _n in range(4)]
    pressed = at_once(*(lambda browser=browser: browser.post("/gallery/adr/pages/", sent) for browser in browsers))  # type: ignore[misc]
    assert [answer.status_code for answer in pressed] == [302] * 4
    assert set(TemplateUse.objects.values_list("number", flat=True)) == {1, 2, 3, 4}
    assert set(Page.objects.values_list("title", flat=True)) == {f"ADR {n}: Rain" for n in (1, 2, 3, 4)}
