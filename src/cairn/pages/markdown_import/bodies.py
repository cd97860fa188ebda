"""The text of a file as the body of its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cairn.documents import Adf, Conversion, from_markdown, heading_id
from cairn.documents.walk import walk
from cairn.pages.markdown_import.links import Resolver, Target
from cairn.pages.markdown_import.source import ALIASES, Source

# Front matter that steers a site generator says nothing to a reader.
_MACHINERY = frozenset(
    {
        "layout", "id", "sidebar", "nav_order", "weight",
        "order", "sidebar_position", "sidebar_label", "position", "draft", "published", "cspell", "toc", "css", "js",
        "sitemap", "search", "searchable", "step_indicator", "current_step", "demo_steps", "template", "type",
        "nav_exclude", "has_children", "has_toc", "parent", "grand_parent", "hidetitle", "image", "images", "resources",
    }
)  # fmt: skip
_LABELS = ("keywords", "categories", "category")


@dataclass(frozen=True, slots=True)
class World:
    """What a body needs of the pages around it: `address` and `title` of a node by path, `file` gives the picture or
    link of a file (its ADF with the words to show), `space` the address of the space."""

    resolver: Resolver
    address: Callable[[str], str]
    title: Callable[[str], str]
    file: Callable[[str, str, int | None], Adf | None]
    space: str


def convert(source: Source, world: World, say: Callable[[str], None]) -> Conversion:
    """The file as a document. `say` takes a sentence about what could not be carried over."""

    def link(href: str) -> str | None:
        target = world.resolver.resolve(source, href)
        if target.kind == "file":
            node = world.file(target.path, "", None)
            return _address_of(node) if node else None
        return _link_to(target, href, world, say)

    def image(src: str, alt: str) -> Adf | None:
        target = world.resolver.resolve(source, src)
        if target.kind == "elsewhere":
            return None
        node = world.file(target.path, alt, _height(src)) if target.kind == "file" else None
        if node is None:
            say(f"The picture “{src[:200]}” is not in the folder." if target.kind != "file" else "")
            return {"type": "text", "text": alt or f"[{PurePosixPath(src.partition('?')[0]).name or 'picture'}]"}
        return node

    title = {"title": source.title} if source.crumbs else {}
    conversion = from_markdown(source.text, link=link, image=image, **title)
    for sentence in [*source.lost, *conversion.dropped]:
        say(sentence)
    _make_cards(conversion.body, world)
    _keep_front_matter(conversion, say)
    return conversion


def _link_to(target: Target, href: str, world: World, say: Callable[[str], None]) -> str | None:
    if target.kind == "page":
        return world.address(target.path) + (f"#{heading_id(target.anchor)}" if target.anchor else "")
    if target.kind == "space":
        return world.space
    if target.kind == "elsewhere":
        return href
    say(target.why)
    return None


def _height(src: str) -> int | None:
    """The height in pixels that Confluence writes behind a picture's address (`?height=250`)."""
    found = re.search(r"[?&]height=(\d{1,4})(?!\d)", src)
    return int(found[1]) or None if found else None


def _address_of(node: Adf) -> str | None:
    if node["type"] == "text":
        return str(node["marks"][0]["attrs"]["href"])
    return str(node["content"][0]["attrs"]["url"])


def _make_cards(body: Adf, world: World) -> None:
    """A link whose words are the title of its page becomes a card, which follows the title when it changes."""
    for node in walk(body):
        marks = node.get("marks", ())
        if node["type"] == "text" and len(marks) == 1 and marks[0]["type"] == "link":
            href, words = marks[0]["attrs"]["href"], " ".join(node["text"].split()).casefold()
            title = world.title(href)
            if title and words in (title.casefold(), href):
                node.clear()
                node.update(type="inlineCard", attrs={"url": href})


def _keep_front_matter(conversion: Conversion, say: Callable[[str], None]) -> None:
    """Front matter with words for readers stands as a table above the text; the rest is named in the report."""
    rows, left_out = [], []
    for key, value in conversion.meta.items():
        if key.lower() in _LABELS and (labels := _words(value)):
            conversion.labels += [label for part in labels for label in part.split(",")]
        elif key.lower() in ALIASES:
            continue  # not lost: links to these addresses find the page
        elif key.lower() in _MACHINERY or (shown := _words(value)) is None:
            left_out.append(key)
        elif shown:
            rows.append(_row(key, shown))
    if left_out:
        say(f"Front matter for a site generator was left out: {', '.join(left_out)[:200]}.")
    if rows:
        conversion.body["content"].insert(0, {"type": "table", "content": rows})


def _row(key: str, values: list[str]) -> Adf:
    name = " ".join(key.replace("_", " ").replace("-", " ").split()) or key
    shown = [_value(value) for value in values[:50]]
    content: list[Adf] = [part for node in shown for part in ({"type": "text", "text": ", "}, node)][1:]
    head = {"type": "paragraph", "content": [{"type": "text", "text": name[:1].upper() + name[1:]}]}
    return {
        "type": "tableRow",
        "content": [
            {"type": "tableHeader", "attrs": {}, "content": [head]},
            {"type": "tableCell", "attrs": {}, "content": [{"type": "paragraph", "content": content}]},
        ],
    }


def _value(value: str) -> Adf:
    if value.startswith(("https://", "http://")) and " " not in value:
        return {"type": "text", "text": value, "marks": [{"type": "link", "attrs": {"href": value}}]}
    return {"type": "text", "text": value}


def _words(value: Any) -> list[str] | None:
    """A value as words; None where it is more than a list of them."""
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, dict | list) for item in items):
        return None
    said = ("yes" if item is True else "no" if item is False else " ".join(str(item or "").split()) for item in items)
    return [text for text in said if text]
