"""Rendering what stands inside a line: text with marks, mentions, dates, statuses, cards, emoji."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any
from urllib.parse import quote

from ..media import file_name
from ..text import date_text, day_of, mention_text
from ..types import Adf
from .context import RenderContext
from .own import render_own_inline
from .passages import Passages, in_passages, passages
from .tags import hue_of, open_tag, safe_image_url, safe_url, tag, text

_SIMPLE = {"strong": "strong", "em": "em", "underline": "u", "strike": "s", "code": "code"}
_LOZENGES = frozenset({"neutral", "purple", "blue", "red", "yellow", "green"})
_LOZENGE_OF = {"orange": "yellow", "teal": "green", "pink": "purple", "grey": "neutral"}


def render_inline(nodes: list[Adf], context: RenderContext) -> str:
    """Inline nodes as HTML. Neighbouring pieces of one link, or of one passage, become one element."""
    parts = []
    for (ids, link), group in groupby(nodes, key=_outer_marks):
        inner = "".join(_node(node, context) for node in group)
        if link is not None and "<a " not in inner:
            inner = _link(dict(link), inner, context)
        parts.append(in_passages(inner, ids))
    return "".join(parts)


def _outer_marks(node: Adf) -> tuple[Passages, tuple[tuple[str, str], ...] | None]:
    link = None
    for mark in node.get("marks", ()):
        if mark["type"] == "link":
            link = tuple(sorted((k, str(v)) for k, v in mark["attrs"].items() if k in ("href", "title")))
    return passages(node), link


def _link(attrs: dict[str, str], inner: str, context: RenderContext) -> str:
    href = link_target(attrs.get("href"), context)
    if href is None:
        return inner
    return tag("a", {"href": href, "title": attrs.get("title") or None, "rel": rel(href)}, inner)


def link_target(url: object, context: RenderContext) -> str | None:
    """The safe address which a link or card leads to, None where it must not be a link."""
    mapped = context.link_url(str(url)) if url else None
    return safe_url(mapped) if mapped else None


def rel(href: str) -> str | None:
    return "noopener noreferrer" if href.lower().startswith(("http:", "https:", "//")) else None


def _node(node: Adf, context: RenderContext) -> str:
    if node["type"] == "text":
        return _marked(node)
    return INLINE.get(node["type"], _unknown)(node.get("attrs", {}), node, context)


def _marked(node: Adf) -> str:
    html = text(node["text"])
    for mark in reversed(node.get("marks", ())):
        kind = mark["type"]
        if kind in _SIMPLE:
            html = f"<{_SIMPLE[kind]}>{html}</{_SIMPLE[kind]}>"
        elif kind == "subsup":
            name = "sub" if mark["attrs"]["type"] == "sub" else "sup"
            html = f"<{name}>{html}</{name}>"
        elif kind in ("textColor", "backgroundColor"):
            color = mark["attrs"]["color"]
            css = "text-color" if kind == "textColor" else "text-background"
            html = tag("span", {"class": css, "data-hue": hue_of(color), "data-color": color}, html)
    return html


def _mention(attrs: Adf, node: Adf, context: RenderContext) -> str:
    user = str(attrs["id"])
    if user.startswith("team:"):
        where = f"/teams/{quote(user.removeprefix('team:'), safe='')}/"
        return tag("a", {"class": "mention", "data-user-id": user, "href": where}, text(mention_text(attrs)))
    where = f"/people/{quote(user, safe='')}/"
    return tag("a", {"class": "mention", "data-user-id": user, "href": where}, text(mention_text(attrs)))


def _date(attrs: Adf, node: Adf, context: RenderContext) -> str:
    day = day_of(attrs["timestamp"])
    if day is None:
        return text(attrs["timestamp"])
    return tag("time", {"datetime": day.isoformat()}, text(date_text(attrs)))


def _status(attrs: Adf, node: Adf, context: RenderContext) -> str:
    color = str(attrs["color"])
    if color.startswith("#"):
        hue = hue_of(color)
        color = _LOZENGE_OF.get(hue, hue)
    color = color if color in _LOZENGES else "neutral"
    return tag("span", {"class": f"lozenge lozenge-{color}"}, text(attrs["text"]))


def _emoji(attrs: Adf, node: Adf, context: RenderContext) -> str:
    name = str(attrs["shortName"])
    shown = str(attrs.get("text") or name)
    label = name.strip(":").replace("_", " ").replace("-", " ")
    box = {"class": "emoji", "role": "img", "aria-label": label or shown, "data-short-name": name}
    return tag("span", {**box, "data-emoji-id": attrs.get("id")}, text(shown))


def _card(attrs: Adf, node: Adf, context: RenderContext) -> str:
    return card(attrs, "inline", context)


def card(attrs: Adf, kind: str, context: RenderContext) -> str:
    """A link that a reading view may show as a card; `kind` is inline, block or embed."""
    data: Any = attrs.get("data")
    url = attrs.get("url") or (data.get("url") if isinstance(data, dict) else None)
    if not url:
        return tag("span", {"class": "card-link"}, text(context.word("Link without an address")))
    href = link_target(url, context)
    if href is None:
        return text(url)
    return tag("a", {"class": "card-link", "data-card": kind, "href": href, "rel": rel(href)}, text(url))


def _media(attrs: Adf, node: Adf, context: RenderContext) -> str:
    url = media_address(attrs, context) if attrs.get("type") == "image" else None
    if url is None:
        return file_link(attrs, context)
    return open_tag("img", {"class": "media-inline", "src": url, "alt": str(attrs.get("alt") or ""), "loading": "lazy"})


def media_address(attrs: Adf, context: RenderContext) -> str | None:
    """Where a picture or file is, None where it is gone or the address is not one."""
    return safe_image_url(attrs.get("url") or context.media_url(attrs) or "")


def file_link(attrs: Adf, context: RenderContext) -> str:
    """A stored file as a link with its name, kind and size, or the words that it is gone."""
    url = media_address(attrs, context)
    name = text(attrs.get("alt") or (file_name(url) if url else "") or context.word("File"))
    if url is None:
        return tag("span", {"class": "media-missing"}, context.icon("file"), name)
    said = context.media_note(attrs)
    note = tag("span", {"class": "file-note"}, text(said)) if said else ""
    return tag("a", {"class": "file-link", "href": url}, context.icon("file"), tag("span", {}, name), note)


def _extension(attrs: Adf, node: Adf, context: RenderContext) -> str:
    own = context.extension(node)
    if own is None:
        own = render_own_inline(node, context)
    if own is not None:
        return own
    return tag("span", {"class": "extension", "data-extension": extension_name(attrs)}, text(extension_label(attrs)))


def extension_name(attrs: Adf) -> str:
    return f"{attrs.get('extensionType', '')}/{attrs.get('extensionKey', '')}"


def extension_label(attrs: Adf) -> str:
    """The words that stand for an extension nobody can show."""
    return str(attrs.get("text") or attrs.get("extensionKey") or "").strip() or "extension"


def _placeholder(attrs: Adf, node: Adf, context: RenderContext) -> str:
    return tag("span", {"class": "placeholder"}, text(attrs["text"])) if context.prompts else ""


def _break(attrs: Adf, node: Adf, context: RenderContext) -> str:
    return open_tag("br", {})


def _unknown(attrs: Adf, node: Adf, context: RenderContext) -> str:
    return ""


INLINE: dict[str, Callable[[Adf, Adf, RenderContext], str]] = {
    "mention": _mention,
    "date": _date,
    "status": _status,
    "emoji": _emoji,
    "inlineCard": _card,
    "mediaInline": _media,
    "inlineExtension": _extension,
    "placeholder": _placeholder,
    "hardBreak": _break,
}
