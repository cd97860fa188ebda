from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from .. import (
    adf_from_doc,
    adf_from_doc_reported,
    adf_from_update,
    annotate,
    annotations,
    assign_local_ids,
    fill_doc,
    remove_annotation,
    set_node_attrs,
    update_from_adf,
    validate,
)
from ..marks import in_order
from ..walk import find_nodes, walk
from ..yjs.hashing import hash_of_json, mark_key, mark_type
from .strategies import documents, json_values, quick

ROOT = Path(__file__).parents[4]
SAMPLES = Path(os.environ.get("CAIRN_SHARED_DATA", ROOT.parent / "shared" / "data")) / "adf-samples"


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "type": "doc", "content": list(blocks)}


def paragraph(*content: Any) -> dict[str, Any]:
    nodes = [{"type": "text", "text": item} if isinstance(item, str) else item for item in content]
    return {"type": "paragraph", "content": nodes}


def strong(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "marks": [{"type": "strong"}]}


def live(*blocks: dict[str, Any]) -> Doc[Any]:
    ydoc: Doc[Any] = Doc()
    fill_doc(ydoc, doc(*blocks))
    return ydoc


def without_ids(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: without_ids(value) for key, value in node.items() if key != "localId"}
    return [without_ids(item) for item in node] if isinstance(node, list) else node


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"{SAMPLES} is not there")
def test_samples_of_a_live_confluence_page_come_back_exactly() -> None:
    files = sorted(SAMPLES.glob("*.json"))
    assert len(files) == 35
    for file in files:
        body = json.loads(file.read_text("utf-8"))
        assert adf_from_update(update_from_adf(validate(body))) == body, file.name


@quick
@given(documents())
def test_any_document_comes_back_exactly(body: dict[str, Any]) -> None:
    conversion = adf_from_doc_reported(live(*body["content"]))
    assert conversion.body == body
    assert conversion.dropped == []


def test_filling_replaces_what_was_there_and_merges_nothing() -> None:
    ydoc = live(paragraph("old"))
    fill_doc(ydoc, doc(paragraph("new 😀"), {"type": "rule"}))
    assert adf_from_doc(ydoc) == doc(paragraph("new 😀"), {"type": "rule"})


def test_two_people_typing_in_one_paragraph_converge() -> None:
    left = live(paragraph("Hello world"))
    right: Doc[Any] = Doc()
    right.apply_update(left.get_update())
    text(left).insert(5, " dear")
    text(right).format(6, 11, {"strong": {}})
    right.apply_update(left.get_update(right.get_state()))
    left.apply_update(right.get_update(left.get_state()))
    assert adf_from_doc(left) == adf_from_doc(right) == doc(paragraph("Hello dear ", strong("world")))


def text(ydoc: Doc[Any]) -> XmlText:
    found = ydoc.get("body", type=XmlFragment).children[0].children[0]
    assert isinstance(found, XmlText)
    return found


def test_what_a_browser_leaves_half_made_is_repaired() -> None:
    ydoc: Doc[Any] = Doc()
    fragment = ydoc.get("body", type=XmlFragment)
    with ydoc.transaction():
        for tag, attrs, inner in (
            ("paragraph", {"textAlign": "left", "localId": None}, []),
            ("taskList", {}, [XmlElement("taskItem", {}, [XmlText("buy stones")])]),
            ("table", {}, [XmlElement("tableRow", {}, [XmlElement("tableCell", {"colwidth": None}, [])])]),
            ("heading", {"level": "9"}, [XmlText("Head")]),
            ("sticker", {"size": 3}, [XmlElement("paragraph", {}, [XmlText("kept words")])]),
        ):
            fragment.children.append(XmlElement(tag, {k: v for k, v in attrs.items() if v is not None}, inner))
    conversion = adf_from_doc_reported(ydoc)
    validate(conversion.body)
    assert without_ids(conversion.body) == doc(
        {"type": "paragraph"},
        {
            "type": "taskList",
            "attrs": {},
            "content": [
                {"type": "taskItem", "attrs": {"state": "TODO"}, "content": [{"type": "text", "text": "buy stones"}]}
            ],
        },
        {
            "type": "table",
            "content": [{"type": "tableRow", "content": [{"type": "tableCell", "content": [{"type": "paragraph"}]}]}],
        },
        {"type": "heading", "attrs": {"level": 6}, "content": [{"type": "text", "text": "Head"}]},
        paragraph("kept words"),
    )
    assert conversion.dropped == ["“sticker” is not a kind of content we know; its text was kept."]


def test_hostile_nesting_in_a_live_document_is_cut_off() -> None:
    ydoc: Doc[Any] = Doc()
    parent: Any = ydoc.get("body", type=XmlFragment)
    for _ in range(300):
        child = XmlElement("blockquote")
        parent.children.append(child)
        parent = child
    assert "Content nested too deeply was left out." in adf_from_doc_reported(ydoc).dropped


def test_ids_last_once_assigned() -> None:
    ydoc = live()
    item = {"type": "taskItem", "attrs": {"localId": "same", "state": "TODO"}}
    fill_doc(ydoc, doc({"type": "taskList", "attrs": {"localId": ""}, "content": [item, copy.deepcopy(item)]}))
    assert assign_local_ids(ydoc)
    assert not assign_local_ids(ydoc)
    body = adf_from_doc(ydoc)
    ids = [node["attrs"]["localId"] for node in walk(body) if "attrs" in node]
    assert len(set(ids)) == 3
    assert "same" in ids
    assert adf_from_doc(ydoc) == body


def test_ticking_an_action_item() -> None:
    item = {
        "type": "taskItem",
        "attrs": {"localId": "a1", "state": "TODO"},
        "content": [{"type": "text", "text": "Go"}],
    }
    ydoc = live({"type": "taskList", "attrs": {"localId": "l1"}, "content": [item]})
    assert set_node_attrs(ydoc, "a1", state="DONE")
    assert next(find_nodes(adf_from_doc(ydoc), "taskItem"))["attrs"]["state"] == "DONE"
    assert not set_node_attrs(ydoc, "nobody", state="DONE")


def test_annotating_a_passage_across_marks_and_blocks() -> None:
    mention = {"type": "mention", "attrs": {"id": "u1", "text": "@Ada"}}
    ydoc = live(paragraph("We ask ", mention, " to pick ", strong("Post😀gres"), " now."), paragraph("Then move on."))
    assert annotate(
        ydoc, quote="@Ada to pick Post😀gres now. Then", prefix="We ask ", suffix=" move", annotation_id="t1"
    )
    body = validate(adf_from_doc(ydoc))
    assert annotations(body) == {"t1": " to pick Post😀gres now.\nThen".removeprefix(" ")}
    assert remove_annotation(ydoc, "t1")
    assert adf_from_doc(ydoc) == doc(
        paragraph("We ask ", mention, " to pick ", strong("Post😀gres"), " now."), paragraph("Then move on.")
    )
    assert not remove_annotation(ydoc, "t1")


def test_context_tells_equal_quotes_apart() -> None:
    ydoc = live(paragraph("The cost is high. The cost is low."), paragraph("The  cost\nis unknown."))
    assert annotate(ydoc, quote="the cost", prefix="is low.", suffix=" is unknown", annotation_id="t1")
    assert annotations(adf_from_doc(ydoc)) == {"t1": "The  cost"}
    assert annotate(ydoc, quote="cost", prefix="high. The ", suffix=" is low", annotation_id="t2")
    first = adf_from_doc(ydoc)["content"][0]["content"]
    assert [n["text"] for n in first if n.get("marks")] == ["cost"]
    assert first[0]["text"] == "The cost is high. The "


def test_overlapping_comments_live_on_one_text() -> None:
    ydoc = live(paragraph("one two three"))
    assert annotate(ydoc, quote="one two", prefix="", suffix="", annotation_id="a")
    assert annotate(ydoc, quote="two three", prefix="", suffix="", annotation_id="b")
    assert annotations(adf_from_doc(ydoc)) == {"a": "one two", "b": "two three"}
    remove_annotation(ydoc, "a")
    assert annotations(adf_from_doc(ydoc)) == {"b": "two three"}


def test_a_passage_in_code_is_marked_and_stays_valid() -> None:
    code = {"type": "codeBlock", "content": [{"type": "text", "text": "stones = 3\nprint(stones)"}]}
    ydoc = live(paragraph("text"), code)
    assert annotate(ydoc, quote="3\nprint", prefix="", suffix="", annotation_id="t")
    read = adf_from_doc_reported(ydoc)
    assert annotations(read.body) == {"t": "3\nprint"} and not read.dropped
    assert remove_annotation(ydoc, "t") and adf_from_doc(ydoc)["content"][1] == code


@pytest.mark.parametrize("quote", ["", "  ", "not there"])
def test_a_passage_that_is_gone(quote: str) -> None:
    ydoc = live(paragraph("text"))
    before = ydoc.get_state()
    assert not annotate(ydoc, quote=quote, prefix="", suffix="", annotation_id="t")
    assert ydoc.get_state() == before


def test_keys_of_marks() -> None:
    mark = {"type": "annotation", "attrs": {"annotationType": "inlineComment", "id": "x"}}
    assert mark_type(mark_key(mark)) == "annotation"
    assert mark_key(mark) == mark_key({"attrs": {"id": "x", "annotationType": "inlineComment"}, "type": "annotation"})
    assert mark_key({"type": "strong"}) == mark_type("strong") == "strong"
    assert in_order([{"type": "em"}, {"type": "annotation", "attrs": {"id": "b"}}])[0]["type"] == "annotation"


NODE = shutil.which("node")
HAVE_NODE = NODE is not None and (ROOT / "node_modules" / "@tiptap" / "y-tiptap").is_dir()
needs_node = pytest.mark.skipif(not HAVE_NODE, reason="needs node and node_modules")


def run_node(script: str, data: Any) -> Any:
    """Run a module script in node from the project's root, JSON in, JSON out."""
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


HASHES = """
import * as sha256 from 'lib0/hash/sha256'; import * as buf from 'lib0/buffer'; import fs from 'fs'
const fold = d => { for (let i = 6; i < d.length; i++) d[i % 6] ^= d[i]; return d.slice(0, 6) }
const all = JSON.parse(fs.readFileSync(0, 'utf8'))
console.log(JSON.stringify(all.map(v => buf.toBase64(fold(sha256.digest(buf.encodeAny(v)))))))
"""


@needs_node
def test_hashes_are_those_of_javascript() -> None:
    values: list[Any] = [{"type": "annotation", "attrs": {"id": "é😀", "annotationType": "inlineComment"}}]
    values += [
        None,
        True,
        0,
        -1,
        63,
        64,
        -64,
        2**31 - 1,
        2**31,
        -(2**40),
        0.5,
        0.1,
        1e300,
        "",
        [],
        {},
        {"a": [1, {"b": ""}]},
    ]
    assert [hash_of_json(value) for value in values] == run_node(HASHES, values)


READ = """
import * as Y from 'yjs'
import { yXmlFragmentToProsemirrorJSON, prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import { Schema } from 'prosemirror-model'; import fs from 'fs'
const { updates, nodes, marks } = JSON.parse(fs.readFileSync(0, 'utf8'))
const attrs = names => Object.fromEntries(names.map(n => [n, { default: null }]))
const schema = new Schema({
  nodes: { doc: { content: 'inline*' }, text: { group: 'inline', inline: true },
    ...Object.fromEntries(Object.entries(nodes).map(([n, a]) =>
    [n, { group: 'inline', inline: true, content: 'inline*', attrs: attrs([...a, 'blockMarks']) }])) },
  marks: Object.fromEntries(marks.map(([n, a]) =>
    [n, { attrs: attrs(a), excludes: n === 'annotation' ? '' : undefined }])),
})
console.log(JSON.stringify(updates.map(u => {
  const doc = new Y.Doc(); Y.applyUpdate(doc, Buffer.from(u, 'base64'))
  const json = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('body'))
  const flat = n => { if (n.content) n.content = n.content.flat().map(flat); return n }
  const again = new Y.Doc(); prosemirrorJSONToYXmlFragment(schema, flat(json), again.getXmlFragment('body'))
  return Buffer.from(Y.encodeStateAsUpdate(again)).toString('base64')
})))
"""


def browser_schema() -> dict[str, Any]:
    """Names of node and mark attributes, for a ProseMirror schema that takes everything."""
    from ..schema import schema

    nodes = {
        kind: sorted({name for v in variants for shape in v.attrs or () for name in shape.properties})
        for kind, variants in schema().by_type.items()
        if kind not in ("doc", "text")
    }
    # The order of attributes matters for the hash of annotations.
    marks = [[kind, list(shape.properties) if shape else []] for kind, shape in schema().marks.items()]
    return {"nodes": nodes, "marks": marks}


@needs_node
def test_y_tiptap_reads_what_python_wrote_and_python_what_y_tiptap_wrote() -> None:
    from base64 import b64decode, b64encode

    bodies = [
        doc(
            paragraph("a", strong("b😀"), {"type": "hardBreak"}),
            {**paragraph("x"), "marks": [{"type": "alignment", "attrs": {"align": "center"}}]},
        )
    ]
    if SAMPLES.is_dir():
        bodies += [json.loads(file.read_text("utf-8")) for file in sorted(SAMPLES.glob("*.json"))]
    updates = [b64encode(update_from_adf(body)).decode() for body in bodies]
    for body, update in zip(bodies, run_node(READ, {"updates": updates, **browser_schema()}), strict=True):
        assert adf_from_update(b64decode(update)) == body


@quick
@given(json_values)
def test_any_value_hashes(value: Any) -> None:
    assert len(hash_of_json(value)) == 8


@quick
@given(st.text(max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_any_passage_can_be_annotated_and_is_found(words: str, start: int, length: int) -> None:
    words = words.replace("\0", "").encode("utf-8", "ignore").decode()
    quote = words[start : start + length]
    if not words.strip() or not quote.strip():
        return
    ydoc = live(paragraph(words))
    assert annotate(ydoc, quote=quote, prefix=words[:start], suffix=words[start + length :], annotation_id="t")
    marked = annotations(validate(adf_from_doc(ydoc)))["t"]
    assert "".join(marked.split()).casefold() in "".join(words.split()).casefold()
    remove_annotation(ydoc, "t")
    assert adf_from_doc(ydoc) == doc(paragraph(words))
