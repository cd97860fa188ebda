"""Pictures, videos, sound and files for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..media import COLUMN, media_kind, shown_size
from ..types import Adf
from .inline import file_link, link_target, media_address
from .tags import hue_of, open_tag, tag, text

if TYPE_CHECKING:
    from .render import _Renderer

Attrs = dict[str, str | int | bool | None]


def media_single(r: _Renderer, node: Adf, attrs: Adf) -> str:
    """A figure: what it shows, in the size and place its author gave it, and the caption."""
    width, content = attrs.get("width"), node.get("content", [])
    unit = "px" if attrs.get("widthType") == "pixel" else "%"
    box: Attrs = {"class": "media", "data-layout": attrs.get("layout")}
    box["data-width"] = f"{round(width)}{unit}" if isinstance(width, int | float) else None
    inner = "".join(
        _shown(r, child, attrs) if child["type"] == "media" else r.blocks({"content": [child]}) for child in content
    )
    link = next((m for m in node.get("marks", ()) if m["type"] == "link"), None)
    href = link_target(link["attrs"]["href"], r.context) if link else None
    if href is not None and "<a " not in inner:
        inner = tag("a", {"href": href}, inner)
    return tag("figure", box, inner)


def media_group(r: _Renderer, node: Adf, attrs: Adf) -> str:
    files = [tag("li", {}, file_link(child.get("attrs", {}), r.context)) for child in node.get("content", ())]
    return tag("ul", {"class": "file-list"}, *files)


def media(r: _Renderer, node: Adf, attrs: Adf) -> str:
    """Media that stands alone, which only documents from elsewhere have."""
    return _shown(r, node, {})


def caption(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag("figcaption", {}, r.inline(node))


def _shown(r: _Renderer, node: Adf, single: Adf) -> str:
    attrs = node.get("attrs", {})
    url = media_address(attrs, r.context)
    alt = str(attrs.get("alt") or "")
    if url is None:
        return tag("span", {"class": "media-missing"}, text(alt) or r.word("A picture that is not here"))
    size: Attrs = {**shown_size(single, attrs)}
    kind = media_kind(url)
    if kind in ("video", "audio"):
        html = _player(r, kind, url, alt, {**(size if kind == "video" else {}), **_border(node)})
    else:
        image: Attrs = {"src": url, "alt": alt, "loading": "lazy", "decoding": "async", **size, **_border(node)}
        image |= _copies(r, url, attrs, single, shown_size(single, attrs).get("width"))
        html = open_tag("img", image)
    return _marked(r, node, html, alt)


def _copies(r: _Renderer, url: str, attrs: Adf, single: Adf, shown: int | None) -> Attrs:
    """Smaller copies to choose from, and how wide the picture will stand: the browser takes what its screen needs."""
    found = r.context.srcset(url, shown_size({}, attrs).get("width"))
    if found is None:
        return {}
    broad = single.get("layout") in ("wide", "full-width")
    width = 1024 if broad else min(shown or COLUMN, COLUMN)
    return {"srcset": found, "sizes": f"(max-width: {width + 40}px) 100vw, {width}px"}


def _player(r: _Renderer, kind: str, url: str, alt: str, more: Attrs) -> str:
    """The browser's own player; it fetches no more than the first seconds before somebody presses play."""
    label = alt or r.context.word("Video" if kind == "video" else "Sound")
    box: Attrs = {"src": url, "controls": True, "preload": "metadata", "playsinline": kind == "video"}
    return tag(kind, {**box, "aria-label": label, **more}, tag("a", {"href": url}, text(label)))


def _marked(r: _Renderer, node: Adf, html: str, alt: str) -> str:
    for mark in node.get("marks", ()):
        href = link_target(mark["attrs"]["href"], r.context) if mark["type"] == "link" else None
        if href is not None and html.startswith("<img"):
            html = tag("a", {"href": href, "aria-label": None if alt else r.context.word("Picture")}, html)
        if mark["type"] == "annotation":
            html = tag("mark", {"class": "annotation", "data-annotation": mark["attrs"]["id"]}, html)
    return html


def _border(node: Adf) -> Attrs:
    for mark in node.get("marks", ()):
        if mark["type"] == "border":
            color = str(mark["attrs"]["color"])
            # Atlassian's plain border is a thin veil of its ink.
            hue = "grey" if color.lower().startswith("#091e42") else hue_of(color)
            return {"data-border": hue, "data-border-size": int(mark["attrs"]["size"])}
    return {}
