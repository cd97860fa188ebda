"""ADF → HTML for the reading view: semantic, accessible, without styles or scripts, safe whatever the body holds."""

from __future__ import annotations

from collections.abc import Callable

from ..text import inline_text
from ..types import Adf, Heading
from ..walk import action_items
from . import media
from .code import code_html, is_numbered
from .context import RenderContext
from .inline import card, extension_label, extension_name, render_inline
from .outline import Slugs, outline
from .own import render_own
from .table import render_table
from .tags import anchored, hue_of, open_tag, safe_id, tag, text

Attrs = dict[str, str | int | bool | None]
_PANEL_WORDS = {
    "info": "Info",
    "note": "Note",
    "tip": "Tip",
    "warning": "Warning",
    "error": "Error",
    "success": "Success",
    "custom": "Panel",
}


def to_html(body: Adf, *, context: RenderContext | None = None) -> str:
    """The body of a page as HTML. The body has to be valid ADF; nothing in it can add script, style or events."""
    return _Renderer(context or RenderContext(), body).blocks(body)


def block_to_html(node: Adf, *, context: RenderContext | None = None) -> str:
    """The content of one node, by itself: an excerpt, a table cell."""
    return _Renderer(context or RenderContext(), node).blocks(node)


class _Renderer:
    def __init__(self, context: RenderContext, body: Adf) -> None:
        self.context = context
        self.body = body
        self.slugs = Slugs()
        self.ids: set[str] = set()

    def blocks(self, node: Adf) -> str:
        return "".join(self.block(child) for child in node.get("content", ()))

    def inline(self, node: Adf) -> str:
        return render_inline(node.get("content", []), self.context)

    def block(self, node: Adf) -> str:
        render = BLOCKS.get(node["type"])
        if render is None:
            return render_inline([node], self.context)
        html = render(self, node, node.get("attrs", {}))
        local_id = node.get("attrs", {}).get("localId")
        return anchored(html, self.unique_id(f"b-{safe_id(local_id)}")) if local_id and html else html

    def unique_id(self, wanted: str) -> str:
        result, number = wanted, 1
        while result in self.ids:
            number += 1
            result = f"{wanted}-{number}"
        self.ids.add(result)
        return result

    def headings(self) -> list[Heading]:
        """All of the document, for a table of contents."""
        return outline(self.body)

    def word(self, english: str) -> str:
        return text(self.context.word(english))

    def hidden_word(self, english: str) -> str:
        return tag("span", {"class": "visually-hidden"}, self.word(english), ": ")


def _marks(node: Adf) -> Attrs:
    """Marks of a block as data attributes, which the style sheet knows."""
    found: Attrs = {}
    for mark in node.get("marks", ()):
        attrs = mark.get("attrs", {})
        if mark["type"] == "alignment":
            found["data-align"] = attrs["align"]
        elif mark["type"] == "indentation":
            found["data-indent"] = int(attrs["level"])
        elif mark["type"] == "breakout":
            found["data-layout"] = attrs["mode"]
        elif mark["type"] == "fontSize":
            found["data-size"] = attrs["fontSize"]
    return found


def _paragraph(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag("p", _marks(node), r.inline(node))


def _heading(r: _Renderer, node: Adf, attrs: Adf) -> str:
    level = min(max(int(attrs["level"]), 1), 6)
    slug = r.slugs.slug(inline_text(node))
    return tag(f"h{level}", {"id": slug, **_marks(node)}, r.inline(node)) if inline_text(node) else ""


def _list(name: str) -> Callable[[_Renderer, Adf, Adf], str]:
    def render(r: _Renderer, node: Adf, attrs: Adf) -> str:
        order = int(attrs.get("order", 1))
        return tag(name, {"start": order if name == "ol" and order != 1 else None}, r.blocks(node))

    return render


def _list_item(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag("li", {}, r.blocks(node))


def _code(r: _Renderer, node: Adf, attrs: Adf) -> str:
    content = node.get("content", [])
    code = "".join(str(child.get("text", "")) for child in content)
    language, numbered = str(attrs.get("language") or ""), is_numbered(code, attrs)
    # Focusable, because a keyboard has no other way to scroll long lines.
    box: Attrs = {"class": "code-block", "tabindex": 0, "data-wrap": bool(attrs.get("wrap")), **_marks(node)}
    box |= {"data-language": language or None, "data-lines": code.count("\n") + 1 if numbered else None}
    return tag("pre", box, tag("code", {}, code_html(content, language, numbered=numbered)))


def _quote(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag("blockquote", {}, r.blocks(node))


def _rule(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return open_tag("hr", {})


def _panel(r: _Renderer, node: Adf, attrs: Adf) -> str:
    kind = attrs["panelType"] if attrs["panelType"] in _PANEL_WORDS else "info"
    icon = text(attrs["panelIconText"]) if attrs.get("panelIconText") else r.context.icon(kind)
    hue = hue_of(attrs["panelColor"]) if kind == "custom" and attrs.get("panelColor") else None
    return tag(
        "div",
        {"class": f"panel panel-{kind}", "role": "note", "data-hue": hue},
        tag("div", {"class": "panel-icon", "aria-hidden": "true"}, icon),
        tag("div", {"class": "panel-body"}, r.hidden_word(_PANEL_WORDS[kind]), r.blocks(node)),
    )


def _expand(r: _Renderer, node: Adf, attrs: Adf) -> str:
    title = text(attrs["title"]) if attrs.get("title") else r.word("More")
    body = tag("div", {"class": "expand-body"}, r.blocks(node))
    return tag("details", {"class": "expand", **_marks(node)}, tag("summary", {}, title), body)


def _task_list(r: _Renderer, node: Adf, attrs: Adf) -> str:
    parts = []
    for child in node.get("content", ()):
        html = r.block(child)
        parts.append(tag("li", {"class": "action-nested"}, html) if child["type"] == "taskList" else html)
    return tag("ul", {"class": "action-list", "data-local-id": attrs.get("localId")}, *parts)


def _task(r: _Renderer, node: Adf, attrs: Adf) -> str:
    local_id, done = attrs["localId"], attrs["state"] == "DONE"
    label = r.unique_id(f"action-{safe_id(local_id)}")
    item = action_items(node)[0]
    content = r.inline(node) if node["type"] == "taskItem" else r.blocks(node)
    box: Attrs = {"type": "checkbox", "disabled": True, "checked": done, "aria-labelledby": label}
    return tag(
        "li",
        {
            "class": "action-item",
            "data-local-id": local_id,
            "data-state": "DONE" if done else "TODO",
            "data-assignee": item.assignee_id,
            "data-due": item.due.isoformat() if item.due else None,
        },
        open_tag("input", box),
        tag("div", {"class": "action-text", "id": label}, content),
    )


def _decision_list(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag("ul", {"class": "decision-list", "data-local-id": attrs.get("localId")}, r.blocks(node))


def _decision(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return tag(
        "li",
        {"class": "decision-item", "data-local-id": attrs["localId"], "data-state": attrs["state"]},
        tag("span", {"class": "decision-icon", "aria-hidden": "true"}, r.context.icon("decision")),
        tag("div", {"class": "decision-text"}, r.hidden_word("Decision"), r.inline(node)),
    )


def _table(r: _Renderer, node: Adf, attrs: Adf) -> str:
    return render_table(node, r.blocks, r.context.word("Table"))


def _layout(r: _Renderer, node: Adf, attrs: Adf) -> str:
    columns = len(node.get("content", ()))
    return tag("div", {"class": "layout", "data-columns": columns, **_marks(node)}, r.blocks(node))


_WIDTHS = (33, 67, *range(10, 95, 5))  # percent: those that prose-layout.css knows


def _column(r: _Renderer, node: Adf, attrs: Adf) -> str:
    width = min(_WIDTHS, key=lambda known: abs(known - attrs["width"]))
    box: Attrs = {"class": "layout-column", "data-width": width, "data-valign": attrs.get("valign") or None}
    return tag("div", box, r.blocks(node))


def _card(kind: str) -> Callable[[_Renderer, Adf, Adf], str]:
    def render(r: _Renderer, node: Adf, attrs: Adf) -> str:
        return tag("div", {"class": f"card-{kind}"}, card(attrs, kind, r.context))

    return render


def _extension(r: _Renderer, node: Adf, attrs: Adf) -> str:
    own = r.context.extension(node)
    if own is None:
        own = render_own(r, node)
    if own is not None:
        return own
    label = tag("span", {"class": "extension-label"}, text(extension_label(attrs)))
    box: Attrs = {"class": "extension", "data-extension": extension_name(attrs)}
    return tag("div", {**box, "data-local-id": attrs.get("localId")}, label, r.blocks(node))


def _sync(r: _Renderer, node: Adf, attrs: Adf) -> str:
    label = tag("span", {"class": "extension-label"}, r.word("Synced block"))
    return tag("div", {"class": "extension", "data-local-id": attrs.get("localId")}, label, r.blocks(node))


BLOCKS: dict[str, Callable[[_Renderer, Adf, Adf], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _list("ul"),
    "orderedList": _list("ol"),
    "listItem": _list_item,
    "codeBlock": _code,
    "blockquote": _quote,
    "rule": _rule,
    "panel": _panel,
    "expand": _expand,
    "nestedExpand": _expand,
    "taskList": _task_list,
    "taskItem": _task,
    "blockTaskItem": _task,
    "decisionList": _decision_list,
    "decisionItem": _decision,
    "table": _table,
    "layoutSection": _layout,
    "layoutColumn": _column,
    "mediaSingle": media.media_single,
    "mediaGroup": media.media_group,
    "media": media.media,
    "caption": media.caption,
    "blockCard": _card("block"),
    "embedCard": _card("embed"),
    "extension": _extension,
    "bodiedExtension": _extension,
    "syncBlock": _sync,
    "bodiedSyncBlock": _sync,
}
