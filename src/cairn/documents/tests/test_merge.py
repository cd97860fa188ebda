"""A live document becomes another body, and whoever writes in it meanwhile loses nothing of what stays."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from ..diff import key_of
from ..markdown import from_markdown
from ..suggestions import suggestions_in
from ..text import to_text
from ..types import Adf
from ..yjs import adf_from_doc, annotate, merge_doc, read_tree, update_from_adf
from ..yjs.hashing import mark_key
from .strategies import documents
from .test_diff_any import edited, few


def live(body: Adf) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(update_from_adf(body))
    return doc


def first_text(doc: Doc[Any], block: int) -> Any:
    node: Any = doc.get("body", type=XmlFragment).children[block]
    while isinstance(node, XmlElement):
        node = node.children[0]
    return node


@few
@given(edited() | st.tuples(documents(), documents()))
def test_any_document_becomes_any_other(pair: tuple[Adf, Adf]) -> None:
    old, new = pair
    doc = live(old)
    merge_doc(doc, new)
    assert key_of(adf_from_doc(doc)) == key_of(new)


def test_words_typed_meanwhile_stay() -> None:
    before = from_markdown("Stones are **heavy**\n\nMoss grows\n\n- one\n- two\n").body
    after = from_markdown("Stones are **very heavy** here\n\n- one\n- two and a half\n").body
    here, there = live(before), Doc()
    there.apply_update(here.get_update())
    words = first_text(there, 0)
    words.insert(len("Stones"), " and boulders")
    merge_doc(here, after)
    here.apply_update(there.get_update())
    assert to_text(adf_from_doc(here)) == "Stones and boulders are very heavy here\none\ntwo and a half"


def test_passages_of_comments_stay_on_what_is_the_same() -> None:
    doc = live(from_markdown("Stones mark the way\n\nMoss grows\n").body)
    assert annotate(doc, quote="mark the way", prefix="", suffix="", annotation_id="t")
    merge_doc(doc, from_markdown("Stones mark the way\n\nLichen\n").body)
    assert "annotation" in str(adf_from_doc(doc)["content"][0])


def test_open_suggestions_stay_where_their_words_stay() -> None:
    doc = live(from_markdown("Stones mark the way\n\nMoss grows\n\nRain falls\n").body)
    stamp = {"id": "7-1", "user": "7", "at": "2026-11-20T09:00:00Z"}
    words = first_text(doc, 0)
    words.insert(6, " and boulders", {"insertion": stamp})
    words.format(20, 24, {mark_key({"type": "deletion", "attrs": stamp}): stamp})  # "mark"
    block = XmlElement("paragraph", {"suggestedInsertion": json.dumps({**stamp, "id": "7-2"})}, [XmlText("Ants pass")])
    doc.get("body", type=XmlFragment).children.insert(1, block)
    words = first_text(doc, 3)
    words.insert(4, " and snow", {"insertion": {**stamp, "id": "7-3"}})

    new = from_markdown("Heavy stones mark the long way\n\nLichen grows\n\nSun\n").body
    merge_doc(doc, new)
    assert key_of(adf_from_doc(doc)) == key_of(new)
    found = suggestions_in(read_tree(doc))
    assert {one.id: (one.added, one.removed) for one in found.values()} == {
        "7-1": (" and boulders", "mark"), "7-2": ("Ants pass", ""),
    }  # fmt: skip
