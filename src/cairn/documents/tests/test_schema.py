from __future__ import annotations

import copy
import json
import random
from functools import cache
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import InvalidDocument, empty_document, validate
from ..fitting import fit_document
from ..schema import SCHEMA_FILE, schema
from ..types import Report
from ..validation import is_valid
from ..walk import walk
from .strategies import documents, loose_nodes, quick


@cache
def oracle() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA_FILE.read_text("utf-8")))


def oracle_accepts(body: Any) -> bool:
    try:
        oracle()(body)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def without_comments_in_code(body: dict[str, Any]) -> dict[str, Any]:
    """The one thing that our documents have and ADF has not."""
    body = copy.deepcopy(body)
    for node in walk(body):
        if isinstance(node, dict) and node.get("type") == "codeBlock" and isinstance(node.get("content"), list):
            for text in node["content"]:
                if isinstance(text, dict):
                    text.pop("marks", None)
    return body


@quick
@given(documents())
def test_drawn_documents_are_valid_and_the_generic_validator_agrees(body: dict[str, Any]) -> None:
    assert validate(body) is body
    assert oracle_accepts(without_comments_in_code(body))


@quick
@given(documents(), st.integers(0, 2**32))
def test_damaged_documents_are_judged_as_by_the_generic_validator(body: dict[str, Any], seed: int) -> None:
    body = copy.deepcopy(body)
    damage(body, random.Random(seed))
    # Where ours is stricter, or looser, on purpose (see schema.py).
    if without_comments_in_code(body) != body:
        return
    if any(n.get("type") in ("bodiedSyncBlock", "blockTaskItem") for n in walk(body) if isinstance(n, dict)):
        return
    if any(n.get("type") == "mediaSingle" and "extra" in n for n in walk(body) if isinstance(n, dict)):
        return
    assert is_valid(body) == oracle_accepts(body)


def damage(body: dict[str, Any], dice: random.Random) -> None:
    nodes = list(walk(body))
    node = dice.choice(nodes)
    action = dice.randrange(7)
    if action == 0:
        node["type"] = dice.choice(sorted(schema().by_type))
    elif action == 1:
        node.pop(dice.choice(sorted(node)))
        node.setdefault("type", "paragraph")
    elif action == 2:
        node.setdefault("attrs", {})[dice.choice(["level", "localId", "state", "layout", "width"])] = dice.choice(
            [1, "x", True, 101]
        )
    elif action == 3:
        node.setdefault("marks", []).append({"type": dice.choice(sorted(schema().marks))})
    elif action == 4:
        node["content"] = [*node.get("content", []), dice.choice(nodes) if node is not dice.choice(nodes) else {}][:3]
        node["content"] = copy.deepcopy([c for c in node["content"] if c is not node and not contains(c, node)])
    elif action == 5:
        node["extra"] = 1
    else:
        node["content"] = []


def contains(tree: dict[str, Any], node: dict[str, Any]) -> bool:
    return any(found is node for found in walk(tree))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([{"type": "paragraph", "content": [{"type": "text", "text": ""}]}], "A piece of text is empty (block 1"),
        (
            [{"type": "paragraph"}, {"type": "listItem", "content": []}],
            "A list item can't stand in the document (block 2",
        ),
        ([{"type": "heading", "attrs": {"level": 7}}], "A heading has a bad 'level': it must be at most 6"),
        ([{"type": "blink"}], "“blink” is not a kind of content we know"),
        (
            [{"type": "panel", "attrs": {"panelType": "info"}, "content": [{"type": "table", "content": []}]}],
            "A table can't stand in a panel",
        ),
        ([{"type": "taskList", "content": []}], "lacks its 'localId'"),
        (["text"], "A part of the document has no type"),
        ([{"type": "heading", "attrs": {"level": float("nan")}}], "must be a smaller number"),
    ],
)
def test_messages_say_what_is_wrong_and_where(content: list[Any], message: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        validate({"version": 1, "type": "doc", "content": content})
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert caught.value.path


@pytest.mark.parametrize("body", [None, [], "x", {}, {"type": "doc"}, {"type": "doc", "version": True, "content": []}])
def test_what_is_no_document_is_refused(body: object) -> None:
    with pytest.raises(InvalidDocument):
        validate(body)


def test_nesting_without_end_is_refused() -> None:
    node: dict[str, Any] = {"type": "taskItem", "attrs": {"localId": "1", "state": "TODO"}}
    for _ in range(5000):
        node = {"type": "taskList", "attrs": {"localId": "1"}, "content": [node]}
    with pytest.raises(InvalidDocument, match="too deeply"):
        validate({"version": 1, "type": "doc", "content": [node]})


def test_an_empty_document_is_valid_and_everyones_own() -> None:
    assert validate(empty_document()) == {"version": 1, "type": "doc", "content": []}
    assert empty_document() is not empty_document()


@quick
@given(documents())
def test_fitting_leaves_valid_documents_alone(body: dict[str, Any]) -> None:
    report = Report()
    assert fit_document(body["content"], report) == body
    assert report.sentences() == []


@quick
@given(loose_nodes())
def test_fitting_makes_anything_valid(nodes: list[dict[str, Any]]) -> None:
    validate(fit_document(nodes, Report()))


def test_fitting_survives_deep_nesting() -> None:
    for kind in ("blockquote", "bulletList", "taskList", "panel", "table", "unknown", "expand", "listItem"):
        node: dict[str, Any] = {"type": "text", "text": "deep"}
        for _ in range(120):
            node = {"type": kind, "content": [node]}
        body = validate(fit_document([node], Report()))
        assert "deep" in json.dumps(body), kind
