"""Checks a body against the ADF schema, with messages for people. A page of 2,000 words takes a few milliseconds."""

from __future__ import annotations

from typing import Any

from .schema import Group, Shape, Variant, schema
from .types import Adf, InvalidDocument
from .words import a_noun, in_a_noun

MAX_DEPTH = 60
"""Deeper nesting is refused: no editor makes it, and it only serves to exhaust readers."""

Path = tuple[str | int, ...]
Problem = tuple[str, Path]
_KEYS = {"type", "attrs", "content", "marks", "text"}


def validate(body: object) -> Adf:
    """Give the body back unchanged when it is valid ADF, else raise InvalidDocument saying what is wrong where."""
    if not isinstance(body, dict) or body.get("type") != "doc":
        raise InvalidDocument("This is not a document: it has to be an object of type “doc”.")
    if body.get("version") != 1 or isinstance(body.get("version"), bool):
        raise InvalidDocument("This document has an unknown version; version 1 is the one we read.", ("version",))
    node = {key: value for key, value in body.items() if key != "version"}
    problem = check_node(node, schema().doc, (), 0)
    if problem is not None:
        message, path = problem
        raise InvalidDocument(f"{message}{_place(path)}", path)
    return body


def is_valid(body: object) -> bool:
    try:
        validate(body)
    except InvalidDocument:
        return False
    return True


def _place(path: Path) -> str:
    """Where in the document, counted the way people count blocks."""
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    return f" (block {path[1] + 1} of the document)"


def check_node(node: Any, variant: Variant, path: Path, depth: int) -> Problem | None:
    """What is wrong with a node under one variant of its type, with everything below it."""
    if depth > MAX_DEPTH:
        return "The document is nested too deeply", path
    return (
        _check_keys(node, variant, path)
        or _check_attrs(node, variant, path)
        or _check_marks(node, variant, path)
        or _check_content(node, variant, path, depth)
    )


def _check_keys(node: Any, variant: Variant, path: Path) -> Problem | None:
    for key in node:
        if key not in _KEYS:
            return f"{a_noun(variant.type)} has a part that is not known: {str(key)[:40]!r}", path
    if variant.text:
        text = node.get("text")
        if not isinstance(text, str) or not text:
            return "A piece of text is empty", path
    elif "text" in node:
        return f"{a_noun(variant.type)} can't hold text directly", path
    return None


def _check_attrs(node: Adf, variant: Variant, path: Path) -> Problem | None:
    if "attrs" not in node:
        if not variant.attrs_required:
            return None
        assert variant.attrs is not None
        missing = (*variant.attrs[0].required, "attrs")[0]
        return f"{a_noun(variant.type)} lacks its {missing!r}", path
    if variant.attrs is None:
        return f"{a_noun(variant.type)} can't have attributes", path
    problem: tuple[str | None, str] | None = None
    for shape in variant.attrs:
        problem = shape.problem(node["attrs"])
        if problem is None:
            return None
    assert problem is not None
    name, wrong = problem
    subject = a_noun(variant.type)
    return (f"{subject} has a bad {name!r}: it {wrong}" if name else f"{subject} has bad attributes"), (
        *path,
        "attrs",
    )


def _check_marks(node: Adf, variant: Variant, path: Path) -> Problem | None:
    if "marks" not in node:
        return None
    marks = node["marks"]
    if variant.marks is None or not isinstance(marks, list):
        return f"{a_noun(variant.type)} can't be marked", path
    for mark in marks:
        wrong = mark_problem(mark, variant.marks)
        if wrong is not None:
            return f"{wrong} {in_a_noun(variant.type)}", (*path, "marks")
    return None


def mark_problem(mark: Any, allowed: dict[str, Shape | None]) -> str | None:
    """What is wrong with a mark where only `allowed` marks may be."""
    kind = mark.get("type") if isinstance(mark, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        return f"The mark {kind!r} is not allowed"
    shape = allowed[kind]
    if any(key not in ("type", "attrs") for key in mark) or (shape is None and "attrs" in mark):
        return f"The mark {kind!r} has an unknown part"
    if shape is not None and shape.problem(mark.get("attrs")) is not None:
        return f"The mark {kind!r} has bad attributes"
    return None


def _check_content(node: Adf, variant: Variant, path: Path, depth: int) -> Problem | None:
    if "content" not in node:
        return (f"{a_noun(variant.type)} has no content", path) if variant.content_required else None
    content = node["content"]
    if variant.content is None:
        return f"{a_noun(variant.type)} can't have content", path
    if not isinstance(content, list):
        return f"The content of {a_noun(variant.type).lower()} must be a list", path
    if len(content) < variant.min_items:
        return f"{a_noun(variant.type)} is empty", path
    if variant.max_items is not None and len(content) > variant.max_items:
        return f"{a_noun(variant.type)} has too many parts", path
    for index, child in enumerate(content):
        problem = _check_child(child, variant, index, path, depth)
        if problem is not None:
            return problem
    return None


def _check_child(child: Any, parent: Variant, index: int, path: Path, depth: int) -> Problem | None:
    here = (*path, "content", index)
    kind = child.get("type") if isinstance(child, dict) else None
    if not isinstance(kind, str):
        return "A part of the document has no type", here
    variants = parent.group_at(index).get(kind)
    if variants is None:
        if kind not in schema().by_type:
            return f"“{kind[:40]}” is not a kind of content we know", here
        return f"{a_noun(kind)} can't stand {in_a_noun(parent.type)}", here
    return _check_variants(child, variants, here, depth + 1)


def _check_variants(node: Adf, variants: list[Variant], path: Path, depth: int) -> Problem | None:
    """None when one variant accepts the node. Variants that differ in marks alone are not descended into twice."""
    problem: Problem | None = None
    seen: list[Group | None] = []
    for variant in variants:
        marks = _check_marks(node, variant, path)
        if marks is not None:
            problem = problem or marks
            continue
        if not variant.positions and any(variant.content is other for other in seen):
            continue
        problem = check_node(node, variant, path, depth)
        if problem is None:
            return None
        seen.append(variant.content)
    return problem
