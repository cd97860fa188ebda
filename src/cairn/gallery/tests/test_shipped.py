"""The templates that come with Cairn: complete, valid, told the same way, and usable as they are."""

import re
from itertools import pairwise

import pytest
from pycrdt import Doc
from tests.cast import Cast, SignIn

from cairn.documents import adf_from_doc, ensure_local_ids, fill_doc, named_sections, prompts_in, to_text, validate
from cairn.gallery.definition import FUNCTIONS, PURPOSES, as_json, from_json
from cairn.gallery.library import FOLDER, definition_of, templates
from cairn.gallery.tests.test_use import answers_to
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.ui import icons

SLUGS = list(templates())
_LEFT_OVER = re.compile(r"\[\[|\]\]|\{#|\[!\]|cairn-|\ue000")


@pytest.mark.parametrize("slug", SLUGS)
def test_one_is_complete_and_says_what_it_promises(slug: str) -> None:
    template = templates()[slug]
    assert all((template.name, template.description, template.when, template.how_long))
    assert template.functions and template.kind in kinds()
    assert icons.svg(template.icon)
    assert template.description.endswith((".", "”")) and not re.search("[!]", template.description + template.when)
    words = to_text(template.body) + template.title
    asked, named = {each.key for each in template.variables}, set(re.findall(r"\{(\w+)\}", words))
    assert asked - {template.owner, *template.notify} <= named <= asked | {"number"}
    assert len(asked) <= 3
    for prompt in prompts_in(template.body):
        assert "{" not in prompt and not _LEFT_OVER.search(prompt)


@pytest.mark.parametrize("slug", SLUGS)
def test_body_and_example_are_whole(slug: str) -> None:
    template = templates()[slug]
    assert template.example is not None
    for body in (template.body, template.example):
        validate(ensure_local_ids(body))
        assert not _LEFT_OVER.search(to_text(body))
    assert _headings(template.example) == _headings(template.body)
    assert not prompts_in(template.example) and not re.search(r"\{\w+\}", to_text(template.example))
    assert not template.unfilled(template.example)
    assert template.is_blank or len(prompts_in(template.body)) >= len(template.sections)


@pytest.mark.parametrize("slug", SLUGS)
def test_one_comes_back_the_same_from_its_row_and_from_a_live_document(slug: str) -> None:
    template = templates()[slug]
    assert from_json(as_json(template), template.body, template.example) == template
    body = ensure_local_ids(template.body)
    doc: Doc[object] = Doc()
    fill_doc(doc, body)
    if not template.is_blank:
        assert adf_from_doc(doc) == body


def test_there_is_one_for_every_purpose_and_every_function() -> None:
    shipped = list(templates().values())
    assert len(shipped) >= 26
    assert {each.purpose for each in shipped} == set(PURPOSES)
    assert all(sum(name in each.functions for each in shipped) >= 5 for name in FUNCTIONS)
    assert len({each.name for each in shipped}) == len({each.icon for each in shipped}) == len(shipped)
    assert all(before.order < after.order for before, after in pairwise(shipped))


def test_each_can_be_seen_and_used(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    gallery = ben.get("/gallery/").content.decode()
    for slug, template in templates().items():
        assert template.name in gallery
        shown = ben.get(f"/gallery/{slug}/")
        assert shown.status_code == 200, slug
        answer = ben.post(
            f"/gallery/{slug}/pages/", {"title": f"From {slug}", "space": "STONE", **answers_to(cast, template)}
        )
        assert answer.status_code == 302, slug
        if template.begins:  # a series, which makes its pages itself
            begin = f"/series/new/?template={slug}"
            assert answer["Location"] == begin and begin in shown.content.decode()
            assert f'value="{slug}" checked' in ben.get(begin).content.decode()
            continue
        page = Page.objects.get(title=f"From {slug}")
        assert (page.kind, page.template_use.slug) == (template.kind, slug)
        assert page.owner == (cast.ben if template.owner == "writer" else cast.cleo), slug
        assert set(template.labels) == set(page.labels.values_list("name", flat=True))
        assert answer["Location"].startswith(page.get_absolute_url())


def test_what_an_answer_means_to_a_kind_is_what_the_kind_takes() -> None:
    assert templates()["ama"].sets == {"host": "host", "closes": "until"}
    broken = {"sets: {host: host": "sets: {host: subject", "closes: until": "opens: until"}
    text = (FOLDER / "ama.md").read_text(encoding="utf-8")
    for right, wrong in broken.items():
        with pytest.raises(ValueError, match="takes no"):
            definition_of("ama", text.replace(right, wrong))


def _headings(body: dict[str, object]) -> list[tuple[str, str]]:
    return [(each.key, each.heading) for each in named_sections(body)]
