"""Our own extensions as HTML. What depends on the reader is left as a place that is filled when somebody reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Protocol

from ..own import LIVE, own_key, parameters, source_of
from ..types import Adf, Heading
from .context import RenderContext
from .tags import tag, text

_LABELS = {
    "children": "The pages below this one",
    "include": "An excerpt of another page",
    "report": "A report of page properties",
    "decisions": "A decision log",
    "sections": "Sections across pages",
    "debate": "A debate",
    "roadmap": "A roadmap",
    "ama": "Ask me anything",
    "project": "The state of the project",
}


class Renderer(Protocol):
    """What is asked of the renderer of blocks."""

    context: RenderContext

    def blocks(self, node: Adf) -> str: ...
    def word(self, english: str) -> str: ...
    def headings(self) -> list[Heading]: ...


def render_own(r: Renderer, node: Adf) -> str | None:
    """A block of ours, None for any other node."""
    key = own_key(node)
    if key in LIVE:
        label = tag("span", {"class": "extension-label"}, r.word(_LABELS[key]))
        return live_place("div", key, node, label)
    render = _BLOCKS.get(key or "")
    return render(r, node) if render else None


def render_own_inline(node: Adf, context: RenderContext) -> str | None:
    """The same for what stands in a line."""
    key = own_key(node)
    if key == "include":
        return live_place("span", key, node, text(context.word(_LABELS[key])))
    if key == "math":
        return _math("span", "inline", node)
    if key == "excerpt":
        words = text(str(node["attrs"].get("text") or ""))
        return tag("span", {"class": "excerpt-words", "data-local-id": node["attrs"].get("localId")}, words)
    return None


def live_place(name: str, key: str, node: Adf, label: str) -> str:
    """An element that says what belongs here; `cairn.extensions.slots` knows it, to fill it for who reads."""
    given = json.dumps(parameters(node), separators=(",", ":"), ensure_ascii=False)
    return tag(name, {"class": "ext-live", "data-extension": key, "data-parameters": given}, label)


def _toc(r: Renderer, node: Adf) -> str:
    given = parameters(node)
    low, high = _level(given.get("from"), 1), _level(given.get("to"), 3)
    found = [heading for heading in r.headings() if low <= heading.level <= high]
    if not found:
        return ""
    return tag("nav", {"class": "toc", "aria-label": r.context.word("Table of contents")}, _nested(found))


def _level(value: object, otherwise: int) -> int:
    return min(max(int(value), 1), 6) if isinstance(value, int | float) else otherwise


def _nested(headings: list[Heading]) -> str:
    """Lists in lists; a heading that skips a level stands one below the last one all the same."""
    html = ""
    open_levels: list[int] = []
    for heading in headings:
        while open_levels and heading.level < open_levels[-1]:
            html += "</li></ul>"
            open_levels.pop()
        if open_levels and heading.level == open_levels[-1]:
            html += "</li>"
        elif not open_levels or heading.level > open_levels[-1]:
            html += "<ul>"
            open_levels.append(heading.level)
        else:
            html += "</li>"
        html += f"<li>{tag('a', {'href': f'#{heading.id}'}, text(heading.text))}"
    return html + "</li></ul>" * len(open_levels)


def _excerpt(r: Renderer, node: Adf) -> str:
    return tag("section", {"class": "excerpt", "data-local-id": node["attrs"].get("localId")}, r.blocks(node))


def _properties(r: Renderer, node: Adf) -> str:
    label = r.context.word("Page properties")
    return tag("section", {"class": "page-properties", "aria-label": label}, r.blocks(node))


def _block_math(r: Renderer, node: Adf) -> str:
    return _math("div", "block", node)


def _math(name: str, display: str, node: Adf) -> str:
    """The TeX itself, which a script turns into a formula on pages that have one; without scripts it is readable."""
    return tag(name, {"class": f"math math-{display}", "data-math": display}, tag("code", {}, text(source_of(node))))


def _diagram(r: Renderer, node: Adf) -> str:
    alt = str(parameters(node).get("alt") or "").strip()
    source = tag("pre", {"tabindex": 0}, tag("code", {}, text(source_of(node))))
    words = tag("details", {"class": "diagram-source"}, tag("summary", {}, r.word("Source of the diagram")), source)
    caption = tag("figcaption", {}, text(alt)) if alt else ""
    return tag("figure", {"class": "diagram", "data-diagram": "mermaid"}, caption, words)


_BLOCKS: dict[str, Callable[[Renderer, Adf], str]] = {
    "toc": _toc,
    "excerpt": _excerpt,
    "properties": _properties,
    "math": _block_math,
    "diagram": _diagram,
}
