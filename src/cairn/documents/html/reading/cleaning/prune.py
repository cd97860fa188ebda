"""Takes out what no reader sees or wants: hidden words, navigation, tracking pixels."""

from __future__ import annotations

import re

from ..parse import Element, classes, name_of, styles
from .tree import HEADINGS, found, inside, remove, short, unwrap

_NEVER = frozenset({"nav", "xml"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "toolbar", "menu", "menubar"})
_AROUND = frozenset(
    {
        "mw-editsection", "visually-hidden", "sr-only", "screen-reader-text", "screen-reader-only",
        "Apple-interchange-newline",
    }
)  # fmt: skip
_ANCHORS = frozenset({"headerlink", "anchor", "anchorjs-link", "header-anchor", "skip-link"})
_PLACEHOLDER = re.compile(r"data:image/(gif;base64,R0lGODlhAQAB|svg\+xml)", re.IGNORECASE)
_THINGS = frozenset({"img", "hr", "table", "input", "video", "audio", "iframe", "object", "embed"})
_NOTHING = re.compile(r"0(px|pt)?")
_SIZE = re.compile(r"\s*([\d.]+)")


def prune(root: Element) -> None:
    elements = found(root)
    has_main = any(name_of(element) in ("main", "article") for element in elements)
    for element in elements:
        name, names = name_of(element), classes(element)
        if (
            name in _NEVER
            or element.get("role") in _ROLES
            or (element.get("aria-hidden") == "true" and not _has_blocks(element))
            or (name == "button" and not _opens_something(element))
            or any(one in _AROUND for one in names)
            or (name == "a" and any(one in _ANCHORS for one in names))
            or (element.get("style") and _hidden(element))
            or (has_main and name in ("header", "footer", "aside") and not _in_text(element))
            or (name == "img" and _is_pixel(element))
        ):
            remove(element)
        elif name == "a" and not element.get("href"):
            unwrap(element)


def drop_blank(root: Element) -> None:
    """Paragraphs of nothing but space go, cells of it are empty."""
    for block in found(root, "p", "td", "th", *HEADINGS):
        if short(block) or any(name_of(inner) in _THINGS for inner in block.iterdescendants()):
            continue
        if name_of(block) in ("td", "th"):
            for child in list(block):
                block.remove(child)
            block.text = None
        else:
            remove(block)


def _in_text(element: Element) -> bool:
    return inside(element, "main", "article", "section", "blockquote") is not None


def _has_blocks(element: Element) -> bool:
    """A folded part of the page, not an icon."""
    return any(name_of(inner) in ("p", "ul", "ol", "table", *HEADINGS) for inner in element.iterdescendants())


def _opens_something(button: Element) -> bool:
    """The words on it are the title of a part that it unfolds."""
    return button.get("aria-expanded") is not None or inside(button, *HEADINGS) is not None


def _hidden(element: Element) -> bool:
    style = styles(element)
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or _NOTHING.fullmatch(style.get("font-size", "")) is not None
    )


def _is_pixel(image: Element) -> bool:
    """A picture of a dot tells its site that somebody looks; one that comes later has its address elsewhere."""
    later = image.get("data-src") or image.get("data-original")
    source = image.get("src") or ""
    if later and (not source or _PLACEHOLDER.match(source)):
        image.set("src", later)
        source = later
    style = styles(image)
    sizes = [_SIZE.match(image.get(name) or style.get(name) or "100") for name in ("width", "height")]
    dot = any(size is not None and float(size.group(1)) <= 2 for size in sizes if size and size.group(1) != ".")
    return dot or _PLACEHOLDER.match(source) is not None or (not source and not image.get("alt"))
