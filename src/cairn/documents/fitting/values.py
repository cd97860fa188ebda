"""Fitting attributes and marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from ..marks import in_order
from ..schema import Json, Shape, Variant
from ..types import Adf, Report
from ..words import a_noun, in_a_noun, mark_noun, noun

# What the schema demands and a sensible value exists for: (node or mark type, attribute) → value.
_DEFAULTS: dict[tuple[str, str], Any] = {
    ("annotation", "annotationType"): "inlineComment",
    ("blockTaskItem", "state"): "TODO",
    ("decisionItem", "state"): "DECIDED",
    ("embedCard", "layout"): "center",
    ("heading", "level"): 1,
    ("layoutColumn", "width"): 50,
    ("media", "collection"): "",
    ("media", "type"): "file",
    ("mediaInline", "collection"): "",
    ("mediaSingle", "layout"): "center",
    ("panel", "panelType"): "info",
    ("placeholder", "text"): "",
    ("status", "color"): "neutral",
    ("taskItem", "state"): "TODO",
}
# Attributes that editors add for their own use.
_NOISE = frozenset({"target", "rel", "class", "style", "ychange", "blockMarks", "tight", "textAlign"})


def clean_text(text: str) -> str:
    """Text without what neither JSON in PostgreSQL nor XML can hold: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def clean_value(value: Any) -> Any:
    """The same for every text in a JSON value."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_value(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(str(name)): clean_value(item) for name, item in value.items()}
    return value


def fit_attrs(kind: str, shapes: list[Shape], attrs: Any, report: Report) -> Adf | None:
    """Attributes that obey one of the shapes, as much as possible kept; None when a demanded one can't be had."""
    given = {n: clean_value(v) for n, v in attrs.items() if v is not None} if isinstance(attrs, dict) else {}
    fitted = [found for shape in shapes if (found := _fit_shape(kind, shape, given)) is not None]
    if not fitted:
        return None
    best = max(fitted, key=len)
    for name in given.keys() - best.keys() - _NOISE:
        report.add(f"The {name[:40]!r} of {a_noun(kind).lower()} was left out.")
    return best


def _fit_shape(kind: str, shape: Shape, given: Adf) -> Adf | None:
    result: Adf = {}
    for name, value in given.items():
        check = shape.properties.get(name)
        if check is None:
            continue
        if check(value) is not None:
            value = coerce(shape.schemas[name], value)
            if value is None or check(value) is not None:
                continue
        result[name] = value
    for name in shape.required:
        if name not in result:
            value = str(uuid4()) if name == "localId" else _DEFAULTS.get((kind, name))
            if value is None or shape.properties[name](value) is not None:
                return None
            result[name] = value
    return result


def coerce(rule: Json, value: Any) -> Any:
    """The nearest value that obeys a property's schema, or None."""
    if "enum" in rule:
        return next((option for option in rule["enum"] if str(value).strip().lower() == str(option).lower()), None)
    convert: dict[str, Callable[[Json, Any], Any]] = {
        "number": _to_number,
        "string": lambda _, v: str(v) if isinstance(v, int | float) and not isinstance(v, bool) else None,
        "boolean": lambda _, v: {"true": True, "false": False}.get(str(v).lower()),
        "array": _to_array,
    }
    kind = rule.get("type")
    return convert[kind](rule, value) if kind in convert else None


def _to_number(rule: Json, value: Any) -> float | int | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if number != number or abs(number) == float("inf"):
        return None
    number = float(min(max(number, rule.get("minimum", number)), rule.get("maximum", number)))
    return int(number) if number.is_integer() else number


def _to_array(rule: Json, value: Any) -> list[Any] | None:
    if not isinstance(value, list):
        return None
    items = [coerce(rule.get("items", {}), item) for item in value]
    return None if any(item is None for item in items) else items


def fit_marks(kind: str, variants: list[Variant], marks: Any, report: Report) -> tuple[Variant, list[Adf]]:
    """The variant of a node that keeps the most of its marks, and those marks."""
    given = [m for m in marks if isinstance(m, dict)] if isinstance(marks, list) else []
    if not given:
        return variants[0], []
    if kind == "text" and any(mark.get("type") == "code" for mark in given):
        variants = [v for v in variants if "code" in (v.marks or {})] or variants
    silent = Report()
    options = [(variant, _fitting(variant, given, silent)) for variant in variants]
    variant, kept = max(options, key=lambda option: len(option[1]))
    types = {mark["type"] for mark in kept}
    where = "on inline code" if kind == "text" and "code" in types else in_a_noun(kind)
    for mark in given:
        if mark.get("type") not in types:
            report.add(f"{mark_noun(mark.get('type'))} {where} was left out.")
    return variant, in_order(kept)


def _fitting(variant: Variant, marks: list[Adf], report: Report) -> list[Adf]:
    kept: dict[str, Adf] = {}
    for mark in marks:
        kind = mark.get("type")
        if not isinstance(kind, str) or kind not in (variant.marks or {}):
            continue
        fitted: Adf = {"type": kind}
        shape = (variant.marks or {})[kind]
        if shape is not None:
            attrs = fit_attrs(kind, [shape], mark.get("attrs"), report)
            if attrs is None:
                continue
            fitted["attrs"] = attrs
        key = f"{kind} {fitted['attrs']['id']}" if kind == "annotation" else kind
        kept.setdefault(key, fitted)
    return list(kept.values())


def lost(kind: str, report: Report) -> None:
    """Report a node that had to go."""
    report.add(f"{a_noun(kind)} could not be kept.")


def unwrapped(kind: str, parent: str, report: Report) -> None:
    """Report a container whose content stays without it."""
    report.add(f"{a_noun(kind)} {in_a_noun(parent)} was opened: its content is kept, the {noun(kind)} is not.")
