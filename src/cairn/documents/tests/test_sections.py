"""Sections keep their names through everything that happens to a document."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from pycrdt import Doc

from ..ids import ensure_local_ids
from ..markdown import from_markdown, to_markdown
from ..sections import Section, named_sections, says_something, section_key
from ..types import Adf
from ..yjs import adf_from_doc, assign_local_ids, merge_doc, update_from_adf
from .strategies import documents, quick

POSTER = """\
## Goal <!-- section: goal -->

Everybody finds the path.

## Risks & worries <!-- section: risks -->

It may rain.

### In winter

Snow.

## Money <!-- section: money -->
"""


def poster() -> Adf:
    return from_markdown(POSTER).body


def live(body: Adf) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(update_from_adf(body))
    return doc


def keys(body: Adf) -> list[str]:
    return [each.key for each in named_sections(body)]


def test_a_section_goes_to_the_next_heading_of_its_level() -> None:
    goal, risks, money = named_sections(poster())
    assert (goal.key, goal.heading, goal.level, len(goal.content)) == ("goal", "Goal", 2, 1)
    assert (risks.heading, len(risks.content)) == ("Risks & worries", 3)
    assert money == Section("money", "Money", 2, ())
    assert says_something(risks.content) and not says_something(money.content)


def test_markdown_keeps_the_names() -> None:
    text = to_markdown(poster()).text
    assert "## Risks & worries <!-- section: risks -->" in text
    assert named_sections(from_markdown(text).body) == named_sections(poster())
    assert keys(from_markdown("## Risks <!-- section: A/b -->\n\n## Risks <!-- another -->\n").body) == []


def test_the_live_document_keeps_them_and_a_version_brings_them_back() -> None:
    doc = live(poster())
    assign_local_ids(doc)
    assert keys(ensure_local_ids(adf_from_doc(doc))) == ["goal", "risks", "money"]
    typed_anew = from_markdown(POSTER.replace(" <!-- section: risks -->", "").replace("It may rain.", "Sun.")).body
    merge_doc(doc, typed_anew)
    merge_doc(doc, poster())
    assert keys(adf_from_doc(doc)) == ["goal", "risks", "money"]


def test_of_a_key_used_twice_the_first_counts() -> None:
    body = from_markdown(POSTER + "\n## Risks <!-- section: risks -->\n\nPasted.\n").body
    assert [(each.key, each.again) for each in named_sections(body)][-1] == ("risks", True)
    assert sum(each.key == "risks" and not each.again for each in named_sections(body)) == 1


def test_what_says_nothing() -> None:
    prompt = {"type": "paragraph", "content": [{"type": "placeholder", "attrs": {"text": "What could go wrong?"}}]}
    sub = {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "Who"}]}
    table = from_markdown("| Risk | Chance |\n| --- | --- |\n|  |  |\n").body["content"]
    assert not says_something([prompt, sub, *table, {"type": "paragraph"}])
    assert says_something([{"type": "paragraph", "content": [{"type": "mention", "attrs": {"id": "3"}}]}])


@quick
@given(documents())
def test_any_document_can_be_read(body: Adf) -> None:
    for each in named_sections(body):
        assert section_key(f"section-{each.key}") == each.key
