"""New sections of a template come into a document at their place, and nothing that stands there changes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlFragment

from ..markdown import from_markdown, to_markdown
from ..types import Adf
from ..validation import validate
from ..yjs import adf_from_doc, give_back, read_tree, section_keys, take_over, update_from_adf
from .strategies import documents, quick

TEMPLATE = from_markdown("""\
Words in front.

## Goal <!-- section: goal -->

Why?

## Risks <!-- section: risks -->

- one

### Chances <!-- section: chances -->

Which?

## Money <!-- section: money -->

How much?
""").body
KEYS = ["goal", "risks", "chances", "money"]


def live(body: Adf) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(update_from_adf(body))
    return doc


def page(markdown: str) -> Doc[Any]:
    return live(from_markdown(markdown).body)


def heads(doc: Doc[Any]) -> list[str]:
    lines = to_markdown(adf_from_doc(doc)).text.split("\n")
    return [line.split(" <")[0].strip("# ") for line in lines if line.startswith("#")]


def test_each_comes_to_its_place() -> None:
    doc = page(
        "## Goal <!-- section: goal -->\n\nHers.\n\n### Mine\n\nx\n\n## Also mine\n\n## Money <!-- section: money -->\n"
    )
    assert take_over(doc, TEMPLATE, KEYS) == ["risks", "chances"]
    assert heads(doc) == ["Goal", "Mine", "Risks", "Chances", "Also mine", "Money"]
    assert take_over(doc, TEMPLATE, KEYS) == []
    doc = page("## Risks <!-- section: risks -->\n\n### Mine\n\nx\n")
    assert take_over(doc, TEMPLATE, ["chances", "goal"]) == ["goal", "chances"]
    assert heads(doc) == ["Goal", "Risks", "Chances", "Mine"]
    doc = page("Only words.\n")
    assert take_over(doc, TEMPLATE, ["money"]) == ["money"] and heads(doc) == ["Money"]


def test_what_nobody_wrote_in_can_be_taken_out_again() -> None:
    doc = page("## Goal <!-- section: goal -->\n\nHers.\n")
    before = adf_from_doc(doc)
    take_over(doc, TEMPLATE, ["risks", "money"])
    body: Any = doc.get("body", type=XmlFragment)
    list(body.children)[-1].children[0].insert(0, "Much. ")
    assert give_back(doc, TEMPLATE, ["risks", "money"]) == ["risks"]
    assert heads(doc) == ["Goal", "Money"]
    assert adf_from_doc(doc)["content"][:2] == before["content"]


def test_who_types_at_that_moment_loses_nothing() -> None:
    here = page("## Goal <!-- section: goal -->\n\nHers.\n")
    there: Doc[Any] = Doc()
    there.apply_update(here.get_update())
    text: Any = there.get("body", type=XmlFragment)
    text.children[1].children[0].insert(0, "Now ")
    take_over(here, TEMPLATE, ["risks"])
    here.apply_update(there.get_update())
    there.apply_update(here.get_update())
    assert adf_from_doc(here) == adf_from_doc(there)
    assert "Now Hers." in to_markdown(adf_from_doc(here)).text and heads(here) == ["Goal", "Risks"]


@st.composite
def with_some_sections(draw: st.DrawFn) -> Adf:
    body = deepcopy(draw(documents()))
    for key in draw(st.lists(st.sampled_from([*KEYS, "other"]), max_size=4)):
        heading: Adf = {
            "type": "heading",
            "attrs": {"level": draw(st.integers(1, 4)), "localId": f"section-{key}"},
            "content": [{"type": "text", "text": key}],
        }
        body["content"].insert(draw(st.integers(0, len(body["content"]))), heading)
    return body


@quick
@given(with_some_sections(), st.lists(st.sampled_from(KEYS)))
def test_every_block_of_any_page_stays_as_it_was_and_where_it_was(body: Adf, keys: list[str]) -> None:
    doc = live(body)
    before, had = read_tree(doc), section_keys(doc)
    put = take_over(doc, TEMPLATE, keys)
    after = read_tree(doc)
    assert set(put) == set(keys) - had and section_keys(doc) == had | set(keys)
    rest = iter(after)
    assert all(any(block == each for each in rest) for block in before)
    assert len(after) == len(before) + sum({"goal": 2, "risks": 2, "chances": 2, "money": 2}[key] for key in put)
    validate(adf_from_doc(doc))
    assert sorted(give_back(doc, TEMPLATE, put)) == sorted(put) and read_tree(doc) == before
