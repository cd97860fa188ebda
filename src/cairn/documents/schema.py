"""The ADF schema, compiled once from the vendored JSON schema into what the validator and the fitter need.

The JSON schema says each place's children as long `anyOf` lists of definitions ("variants") such as
`paragraph_with_no_marks_node` and `paragraph_with_alignment_node`. Here every variant becomes one `Variant`, and every
place a `Group`: variants by node type, so that a node is compared with its few variants and never with forty.

Stricter than the JSON schema in three spots, where it admits anything at all: the children of a `bodiedSyncBlock`
may carry only the marks they may carry elsewhere, a `blockTaskItem`'s third child obeys the rule of its second, and
a `mediaSingle` has no parts of other names. Looser in one (ADR 0008): text in a code block may carry the mark of a
comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any], str | None]
"""Gives None for a good value, else what the value has to be ("must be a number")."""

SCHEMA_FILE = Path(__file__).parent / "data" / "adf_full.json"
# Bases that only exist to be narrowed; where a place lists them, its narrowed siblings are listed too.
_BASES = {"paragraph_node", "heading_node", "mediaSingle_node", "layoutSection_node"}


@dataclass(slots=True)
class Shape:
    """An object with a closed set of properties."""

    properties: dict[str, Check]
    schemas: dict[str, Json]
    required: tuple[str, ...]

    def problem(self, value: Any) -> tuple[str | None, str] | None:
        """None when the value fits, else (name of the property or None, what is wrong)."""
        if not isinstance(value, dict):
            return None, "must be an object"
        for name in self.required:
            if name not in value:
                return name, "is missing"
        for name, item in value.items():
            check = self.properties.get(name)
            if check is None:
                return name, "is not known here"
            if (wrong := check(item)) is not None:
                return name, wrong
        return None


Group = dict[str, list["Variant"]]


@dataclass(slots=True, eq=False)
class Variant:
    """One definition of a node: what its attributes, marks and children may be in the places that name it."""

    name: str
    type: str
    attrs: list[Shape] | None = None  # alternatives; None: the node takes no attributes
    attrs_required: bool = False
    marks: dict[str, Shape | None] | None = None  # by mark type; None: the node takes no marks
    text: bool = False
    content: Group | None = None  # None: the node takes no children
    positions: list[Group] = field(default_factory=list)  # rules of the first children, where each has its own
    content_required: bool = False
    min_items: int = 0
    max_items: int | None = None

    def group_at(self, index: int) -> Group:
        if self.positions:
            return self.positions[min(index, len(self.positions) - 1)]
        assert self.content is not None
        return self.content


@dataclass(slots=True)
class Schema:
    doc: Variant
    variants: dict[str, Variant]
    by_type: dict[str, list[Variant]]
    marks: dict[str, Shape | None]


@cache
def schema() -> Schema:
    """The compiled schema (compiling takes a few milliseconds, once per process)."""
    definitions: dict[str, Json] = json.loads(SCHEMA_FILE.read_text("utf-8"))["definitions"]
    return _Compiler(definitions).compile()


class _Compiler:
    def __init__(self, definitions: dict[str, Json]) -> None:
        self.definitions = definitions
        self.marks = {
            d["properties"]["type"]["enum"][0]: _mark_shape(d)
            for name, d in definitions.items()
            if name.endswith("_mark")
        }
        self.variants: dict[str, Variant] = {}
        self.groups: dict[tuple[str, ...], Group] = {}

    def compile(self) -> Schema:
        names = [n for n in self.definitions if n.endswith("_node") and n != "inline_node"]
        merged = {name: self._merged(self.definitions[name]) for name in names}
        for name, definition in merged.items():
            self.variants[name] = self._variant(name, definition)
        for name, definition in merged.items():
            self._fill_content(self.variants[name], definition)
        self.variants["text_with_no_marks_node"].marks = {"annotation": self.marks["annotation"]}  # text of code blocks
        by_type: dict[str, list[Variant]] = {}
        for variant in self.variants.values():
            by_type.setdefault(variant.type, []).append(variant)
        return Schema(self.variants["doc_node"], self.variants, by_type, self.marks)

    def _merged(self, definition: Json) -> Json:
        """`allOf` of a base and a narrowing, as one object."""
        if "allOf" not in definition:
            return definition
        base: Json = self._merged(self._follow(definition["allOf"][0]))
        extra = definition["allOf"][1]
        return {
            "properties": {**base["properties"], **extra["properties"]},
            "required": [*base.get("required", ()), *extra.get("required", ())],
        }

    def _follow(self, reference: Json) -> Json:
        return self.definitions[reference["$ref"].removeprefix("#/definitions/")]

    def _variant(self, name: str, definition: Json) -> Variant:
        properties = definition["properties"]
        attrs = properties.get("attrs")
        if name == "doc_node":
            attrs = None
        return Variant(
            name=name,
            type=properties["type"]["enum"][0],
            attrs=None if attrs is None else [_shape(a) for a in attrs.get("anyOf", [attrs])],
            attrs_required="attrs" in definition.get("required", ()),
            marks=self._marks(properties.get("marks")),
            text="text" in properties,
            content_required="content" in definition.get("required", ()),
        )

    def _marks(self, rule: Json | None) -> dict[str, Shape | None] | None:
        if rule is None:
            return None
        if rule.get("maxItems") == 0:
            return {}
        items = rule.get("items")
        if items is None:
            return self.marks
        found = [self._follow(option) for option in items.get("anyOf", [items])]
        return {d["properties"]["type"]["enum"][0]: _mark_shape(d) for d in found}

    def _fill_content(self, variant: Variant, definition: Json) -> None:
        rule = definition["properties"].get("content")
        if rule is None:
            return
        if "$ref" in rule:
            rule = self._follow(rule)
        variant.min_items = rule.get("minItems", 0)
        variant.max_items = rule.get("maxItems")
        items = rule["items"]
        if isinstance(items, list):
            variant.positions = [self._group(item) for item in items]
        variant.content = self._group({"anyOf": items} if isinstance(items, list) else items)

    def _group(self, rule: Json) -> Group:
        """One object for equal rules, so that the validator sees at once that two variants agree."""
        names = tuple(dict.fromkeys(self._names(rule)))
        if names not in self.groups:
            group = self.groups[names] = {}
            for name in names:
                variant = self.variants[name]
                group.setdefault(variant.type, []).append(variant)
        return self.groups[names]

    def _names(self, rule: Json) -> list[str]:
        if "anyOf" in rule:
            return [name for option in rule["anyOf"] for name in self._names(option)]
        name = rule["$ref"].removeprefix("#/definitions/")
        if name in self.variants:
            return [] if name in _BASES else [name]
        return self._names(self.definitions[name])


def _mark_shape(definition: Json) -> Shape | None:
    attrs = definition["properties"].get("attrs")
    return None if attrs is None else _shape(attrs)


def _shape(rule: Json) -> Shape:
    properties = rule.get("properties", {})
    return Shape({name: check(item) for name, item in properties.items()}, properties, tuple(rule.get("required", ())))


def check(rule: Json) -> Check:
    """A function that tells whether a JSON value obeys a (small) JSON schema."""
    if "enum" in rule:
        return _check_enum(rule["enum"])
    kind = rule.get("type") or ("array" if "items" in rule else None)
    if kind == "string":
        return _check_string(rule)
    if kind == "number":
        return _check_number(rule)
    if kind == "boolean":
        return lambda value: None if isinstance(value, bool) else "must be true or false"
    if kind == "array":
        return _check_array(rule)
    if kind == "object":
        shape = _shape(rule)
        return lambda value: _sentence(shape.problem(value))
    return lambda value: None


def _sentence(problem: tuple[str | None, str] | None) -> str | None:
    return None if problem is None else " ".join(part for part in problem if part)


def _check_enum(options: list[Any]) -> Check:
    words = options[0] if len(options) == 1 else "one of " + ", ".join(str(o) for o in options)
    allowed = frozenset(options)

    def is_one(value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return None
        return f"must be {words!r}" if len(options) == 1 else f"must be {words}"

    return is_one


def _check_string(rule: Json) -> Check:
    shortest = rule.get("minLength", 0)
    pattern = re.compile(rule["pattern"]) if "pattern" in rule else None

    def is_string(value: Any) -> str | None:
        if not isinstance(value, str):
            return "must be text"
        if len(value) < shortest:
            return "must not be empty"
        if pattern is not None and not pattern.search(value):
            return f"has a value that is not allowed ({value[:40]!r})"
        return None

    return is_string


def _check_number(rule: Json) -> Check:
    low, high = rule.get("minimum", float("-inf")), rule.get("maximum", float("inf"))

    def is_number(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        if not abs(value) <= 1e15:  # refuses infinity and not-a-number too
            return "must be a smaller number"
        if not low <= value <= high:
            return f"must be at least {low}" if value < low else f"must be at most {high}"
        return None

    return is_number


def _check_array(rule: Json) -> Check:
    item_check = check(rule.get("items", {}))
    shortest = rule.get("minItems", 0)

    def is_array(value: Any) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        if len(value) < shortest:
            return "must not be empty"
        return next((wrong for item in value if (wrong := item_check(item)) is not None), None)

    return is_array
