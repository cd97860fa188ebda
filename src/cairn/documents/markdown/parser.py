"""The Markdown parser with our rules: which HTML passes, callouts, footnotes as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

_CALLOUT = re.compile(r"\[!(\w+)\][-+]?[ \t]*")
_BOX = re.compile(r"\[([ xX])\](?=\s|$)")
_PANEL_OF = {
    "note": "info", "info": "info", "abstract": "info", "summary": "info", "important": "note", "question": "note",
    "tip": "tip", "hint": "tip", "success": "success", "check": "success", "done": "success", "warning": "warning",
    "attention": "warning", "caution": "error", "danger": "error", "error": "error", "bug": "error", "failure": "error",
}  # fmt: skip
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])[^<>]*>")
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# HTML that means something to a document. Any other tag in Markdown is text (`Vec<T>`), as the writer meant it.
_KNOWN = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "path",
        "g",
        "rect",
        "circle",
        "line",
    ]
)


@cache
def parser() -> MarkdownIt:
    """The parser; it keeps no state between texts."""
    return new_parser()


def new_parser() -> MarkdownIt:
    """One of its own, for who adds rules."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 40})
    markdown.enable(["table", "strikethrough"])
    footnote_plugin(markdown)
    gfm_autolink_plugin(markdown)
    dollarmath_plugin(markdown, allow_labels=False, allow_space=False, allow_digits=False)
    markdown.core.ruler.push("callouts", _callouts)
    markdown.core.ruler.push("boxes", _boxes)
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def known_html(html: str) -> str:
    """Raw HTML with the tags that are not HTML turned into text, and scripts and styles gone."""
    html = _DROPPED.sub("", html)
    return _TAG.sub(lambda m: m.group() if m.group(1).lower() in _KNOWN else escape(m.group()), html)


def _callouts(state: StateCore) -> None:
    """`> [!NOTE]` at the head of a quote makes it a panel."""
    tokens = state.tokens
    for index, token in enumerate(tokens[:-2]):
        if token.type != "blockquote_open" or tokens[index + 2].type != "inline":
            continue
        children = tokens[index + 2].children
        found = _CALLOUT.match(tokens[index + 2].content)
        kind = _PANEL_OF.get(found.group(1).lower()) if found else None
        if not children or found is None or kind is None or not children[0].content.startswith("[!"):
            continue
        children[0].content = children[0].content[found.end() :]
        if not children[0].content and len(children) > 1 and children[1].type == "softbreak":
            del children[:2]
        _become_panel(tokens, index, kind)


def _boxes(state: StateCore) -> None:
    """`- [ ] ` and `- [x] ` at the head of a list item become a check box, which the HTML reader knows."""
    tokens = state.tokens
    for index, token in enumerate(tokens[:-2]):
        inline = tokens[index + 2]
        if token.type != "list_item_open" or inline.type != "inline" or not inline.children:
            continue
        found = _BOX.match(inline.content)
        first = inline.children[0]
        if found is None or first.type != "text" or not first.content.startswith(found.group()[:3]):
            continue
        first.content = first.content[3:].lstrip(" ")
        box = Token("html_inline", "", 0)
        box.content = '<input type="checkbox">' if found.group(1) == " " else '<input type="checkbox" checked>'
        inline.children.insert(0, box)


def _become_panel(tokens: list[Token], start: int, kind: str) -> None:
    end = next(
        i for i in range(start + 1, len(tokens))
        if tokens[i].type == "blockquote_close" and tokens[i].level == tokens[start].level
    )  # fmt: skip
    tokens[start].tag = tokens[end].tag = "div"
    tokens[start].attrSet("class", f"panel panel-{kind}")


def _html(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return known_html(tokens[index].content)


def _reference(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f"<sup>[{_number(tokens[index])}]</sup>"


def _notes_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "<hr><ol>"


def _notes_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</ol>"


def _note_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "<li>"


def _note_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</li>"


def _formula(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """As the HTML reader knows a formula."""
    inside = f"<code>{escape(tokens[index].content)}</code>"
    if tokens[index].type == "math_block":
        return f'<div class="math" data-math="block">{inside}</div>'
    return f'<span class="math" data-math="inline">{inside}</span>'


def _nothing(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return ""


def _number(token: Token) -> int:
    return int(token.meta.get("id", 0)) + 1


_RULES: dict[str, Any] = {
    "html_inline": _html,
    "html_block": _html,
    "math_inline": _formula,
    "math_block": _formula,
    "footnote_ref": _reference,
    "footnote_block_open": _notes_open,
    "footnote_block_close": _notes_close,
    "footnote_open": _note_open,
    "footnote_close": _note_close,
    "footnote_anchor": _nothing,
}
