"""Parsing HTML of any quality into an element tree."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
SKIPPED = frozenset(
    {
        "script", "style", "template", "head", "title", "meta", "link", "base", "noscript", "datalist", "select",
        "textarea", "map", "area", "param", "track", "source", "frameset", "noframes", "dialog",
    }
)  # fmt: skip
"""Elements whose content is not words of the document."""


def parse(html: str) -> Element | None:
    """The body of a page or the root around a fragment; None where there is nothing in it."""
    cleaned = _CONTROL.sub("", html)
    if not cleaned.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        # The wrapper keeps text and elements at the top of a fragment side by side.
        root = etree.fromstring(f"<div>{cleaned}</div>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    body = root.find("body")
    return root if body is None else body


def name_of(element: Element) -> str:
    """The element's name in lower case; nothing for what is no element."""
    tag = element.tag
    return tag.lower() if isinstance(tag, str) else ""


def words_of(element: Element) -> str:
    """All text inside an element, as it stands there."""
    return "".join(str(part) for part in element.itertext())


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def number(value: str | None) -> int | None:
    """A whole number as HTML attributes write them (`120`, `120px`)."""
    found = re.match(r"\s*(\d{1,6})", value or "")
    return int(found.group(1)) if found else None


def hex_color(value: str | None) -> str | None:
    """A CSS colour as `#rrggbb`, for the notations that editors paste."""
    value = (value or "").strip().lower()
    if re.fullmatch(r"#[0-9a-f]{6}", value):
        return value
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:])
    found = re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*[\d.]+%?\s*)?\)", value)
    if found:
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return None


def styles(element: Element) -> dict[str, str]:
    """The declarations of the style attribute."""
    result: dict[str, str] = {}
    for declaration in (element.get("style") or "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            result[name.strip().lower()] = value.strip()
    return result
