"""Hypothesis strategies: any valid ADF, drawn from the schema itself; the part of it that Markdown can say; rubbish."""

from __future__ import annotations

import os
import re
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ..fitting.adapt import merged_text
from ..marks import in_order
from ..schema import Group, Json, Shape, Variant, schema
from ..types import Adf

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
"""For tests in the everyday suite. `CAIRN_EXAMPLES=2000` searches longer."""
if "CAIRN_EXAMPLES" in os.environ:
    quick = settings(quick, max_examples=int(os.environ["CAIRN_EXAMPLES"]))

_CHARS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
words = st.text(_CHARS, min_size=1, max_size=12)
_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.sampled_from([0.5, -1.25])
    | st.text(_CHARS, max_size=5)
)
json_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)
_anything = json_values.filter(lambda value: value is not None)


def value(rule: Json) -> st.SearchStrategy[Any]:
    """A value that obeys the schema of an attribute."""
    if "enum" in rule:
        return st.sampled_from(rule["enum"])
    kind = rule.get("type")
    if kind == "string":
        if "pattern" in rule:
            return st.from_regex(re.compile(rule["pattern"], re.ASCII), fullmatch=True).filter(lambda s: "\n" not in s)
        return st.text(_CHARS, min_size=rule.get("minLength", 0), max_size=8)
    if kind == "number":
        low, high = int(rule.get("minimum", -1000)), int(rule.get("maximum", 2000))
        return st.integers(low, high) | st.sampled_from([low, (low + high) / 2])
    if kind == "boolean":
        return st.booleans()
    if kind == "array":
        return st.lists(value(rule.get("items", {})), min_size=rule.get("minItems", 0), max_size=3)
    if kind == "object":
        return _object(rule.get("properties", {}), rule.get("required", ()))
    return _anything


def _object(properties: dict[str, Json], required: Any) -> st.SearchStrategy[Adf]:
    return st.fixed_dictionaries(
        {name: value(properties[name]) for name in required},
        optional={name: value(rule) for name, rule in properties.items() if name not in required},
    )


def _attrs(shapes: list[Shape]) -> st.SearchStrategy[Adf]:
    """Kept, because building strategies takes longer than drawing from them."""
    key = tuple(id(shape) for shape in shapes)
    if key not in _kept:
        _kept[key] = st.one_of([_object(shape.schemas, shape.required) for shape in shapes])
    return _kept[key]


_kept: dict[tuple[int, ...], st.SearchStrategy[Adf]] = {}


@st.composite
def _marks(draw: st.DrawFn, allowed: dict[str, Shape | None]) -> list[Adf]:
    kinds = draw(st.lists(st.sampled_from(sorted(allowed)), max_size=3, unique=True)) if allowed else []
    marks: list[Adf] = []
    for kind in kinds:
        shape = allowed[kind]
        mark: Adf = {"type": kind}
        if shape is not None:
            mark["attrs"] = draw(_attrs([shape]))
        marks.append(mark)
        if kind == "annotation" and draw(st.booleans()):
            marks.append({"type": kind, "attrs": {**mark["attrs"], "id": mark["attrs"]["id"] + "2"}})
    return in_order(marks)


@st.composite
def node(draw: st.DrawFn, variant: Variant, depth: int) -> Adf:
    """A valid node of a variant, with content at most `depth` levels deep where the schema lets it end there."""
    result: Adf = {"type": variant.type}
    if variant.text:
        result["text"] = draw(words)
    if variant.attrs is not None and (variant.attrs_required or draw(st.booleans())):
        attrs = draw(_attrs(variant.attrs))
        if attrs or variant.attrs_required:
            result["attrs"] = attrs
    if variant.marks:
        marks = draw(_marks(variant.marks))
        if marks:
            result["marks"] = marks
    if variant.content is not None:
        content = draw(_content(variant, depth - 1))
        if content or variant.content_required:
            result["content"] = content
    return result


@st.composite
def _content(draw: st.DrawFn, variant: Variant, depth: int) -> list[Adf]:
    if variant.positions:
        count = draw(st.integers(variant.min_items, variant.max_items or 2))
        return [draw(_one(variant.group_at(index), depth)) for index in range(count)]
    least = max(variant.min_items, 1 if variant.content_required and variant.type != "doc" else 0)
    most = max(least, min(variant.max_items or 3, 3 if depth > 0 else least))
    assert variant.content is not None
    content = [draw(_one(variant.content, depth)) for _ in range(draw(st.integers(least, most)))]
    return merged_text(content)


@st.composite
def _one(draw: st.DrawFn, group: Group, depth: int) -> Adf:
    kinds = sorted(group)
    if depth <= 0:
        kinds = [k for k in kinds if k in _FLAT] or kinds
    variant = draw(st.sampled_from(group[draw(st.sampled_from(kinds))]))
    return draw(node(variant, depth))


_FLAT = frozenset(
    {
        "text",
        "hardBreak",
        "paragraph",
        "heading",
        "rule",
        "listItem",
        "taskItem",
        "decisionItem",
        "tableRow",
        "tableCell",
        "media",
        "layoutColumn",
    }
)


@st.composite
def documents(draw: st.DrawFn, depth: int = 3) -> Adf:
    """Any valid document."""
    return {"version": 1, "type": "doc", "content": draw(_content(schema().doc, depth))}


_kinds = st.sampled_from([*sorted(schema().by_type), "div", "unknown"])
_mark_kinds = st.sampled_from([*sorted(schema().marks), "highlight"])
_loose_attrs = st.dictionaries(
    st.sampled_from(
        ["localId", "level", "state", "type", "url", "id", "layout", "width", "title", "colspan", "x", "text", "order"]
    ),
    _scalars | st.sampled_from(["file", "external", "TODO", "center"]),
    max_size=4,
)
_loose_mark = st.fixed_dictionaries({"type": _mark_kinds}, optional={"attrs": _loose_attrs})


def loose_nodes() -> st.SearchStrategy[list[Adf]]:
    """Trees that look like ADF and obey none of its rules."""
    leaf = st.fixed_dictionaries(
        {"type": st.just("text"), "text": st.text(max_size=5)}, optional={"marks": st.lists(_loose_mark, max_size=3)}
    )
    tree = st.recursive(
        leaf,
        lambda inner: st.fixed_dictionaries(
            {"type": _kinds},
            optional={
                "attrs": _loose_attrs,
                "marks": st.lists(_loose_mark, max_size=2),
                "content": st.lists(inner, max_size=4),
            },
        ),
        max_leaves=20,
    )
    return st.lists(tree, max_size=4)


# What Markdown can say, in the form in which reading it gives it back.
_md_words = (
    st.text(st.sampled_from("abz09 .,*_`~[]()<>#+-=!|\\&:@/é😀\"'"), min_size=1, max_size=10)
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
_md_marks = st.sets(st.sampled_from(["strong", "em", "strike", "underline"]), max_size=3).map(
    lambda kinds: in_order([{"type": kind} for kind in sorted(kinds)])
)


@st.composite
def _md_text(draw: st.DrawFn) -> Adf:
    marks = draw(_md_marks | st.just([{"type": "code"}]))
    if draw(st.integers(0, 5)) == 0:
        href = draw(st.sampled_from(["https://example.com/a_(b)?x=1&y=2", "/pages/12/", "mailto:a@example.com", "#x"]))
        marks = in_order([*marks, {"type": "link", "attrs": {"href": href}}])
    return {"type": "text", "text": draw(_md_words), **({"marks": marks} if marks else {})}


@st.composite
def _md_inline(draw: st.DrawFn) -> list[Adf]:
    return merged_text(draw(st.lists(_md_text(), min_size=1, max_size=4)))


_md_paragraph = _md_inline().map(lambda content: {"type": "paragraph", "content": content})
_md_heading = st.builds(
    lambda level, content: {"type": "heading", "attrs": {"level": level}, "content": content},
    st.integers(2, 6),
    _md_inline(),
)
_md_code = st.builds(
    lambda language, text: {
        "type": "codeBlock",
        **({"attrs": {"language": language}} if language else {}),
        **({"content": [{"type": "text", "text": text}]} if text else {}),
    },
    st.sampled_from(["", "python", "c++"]),
    st.text(st.sampled_from("ab `~>\n"), max_size=12).map(lambda s: s.strip("\n")),
)
_md_rule = st.just({"type": "rule"})


def _md_list(inner: st.SearchStrategy[Adf]) -> st.SearchStrategy[Adf]:
    item = st.builds(
        lambda first, rest: {"type": "listItem", "content": [first, *rest]}, _md_paragraph, st.lists(inner, max_size=2)
    )
    return st.builds(
        lambda kind, items: {"type": kind, "content": items},
        st.sampled_from(["bulletList", "orderedList"]),
        st.lists(item, min_size=1, max_size=3),
    )


def markdown_documents() -> st.SearchStrategy[Adf]:
    """Documents which Markdown can say without loss."""
    simple = st.one_of(_md_paragraph, _md_code)
    in_lists = simple | _md_list(simple)
    quote = st.lists(simple | _md_list(simple), min_size=1, max_size=3).map(
        lambda c: {"type": "blockquote", "content": c}
    )
    panel = st.builds(
        lambda kind, content: {"type": "panel", "attrs": {"panelType": kind}, "content": content},
        st.sampled_from(["info", "note", "tip", "warning", "error", "success"]),
        st.lists(_md_paragraph | _md_list(simple), min_size=1, max_size=2),
    )
    block = st.one_of(_md_paragraph, _md_heading, _md_code, _md_rule, _md_list(in_lists), quote, panel)
    return st.lists(block, max_size=4).map(lambda content: {"version": 1, "type": "doc", "content": content})
