"""Elements that stand on their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...fitting.adapt import strong_paragraph
from ...sections import section_id
from ...text import INLINE
from ...types import Adf
from . import lists, tables
from .own import own_formula
from .parse import Element, classes, name_of, number, words_of
from .space import split, tidy

if TYPE_CHECKING:
    from .reader import Marks, Reader

Handler = Callable[["Reader", Element, "Marks"], list[Adf]]
_PANELS = ("info", "note", "tip", "warning", "error", "success")
_LAYOUTS = ("center", "wide", "full-width", "align-start", "align-end", "wrap-left", "wrap-right")
_CONFLUENCE = {"information": "info", "note": "note", "tip": "success", "warning": "warning"}
_LANGUAGE = re.compile(r"(?:language|lang|brush)[-\s:]*([\w+#.-]+)")


def _paragraph(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return _aligned(element, split(reader.children(element, marks)))


def _aligned(element: Element, blocks: list[Adf]) -> list[Adf]:
    align = element.get("data-align")
    if align not in ("center", "end"):
        return blocks
    mark = {"type": "alignment", "attrs": {"align": align}}
    return [{**node, "marks": [mark]} if node["type"] in ("paragraph", "heading") else node for node in blocks]


def _heading(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    key = element.get("data-section-key")  # written by the reader of Markdown alone
    attrs = {"level": int(name_of(element)[1]), **({"localId": section_id(key)} if key else {})}
    return _aligned(element, split(reader.children(element, marks), "heading", attrs))


def _division(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    if (own := own_formula(element)) is not None:
        return own
    kind = _panel_kind(element)
    if kind is not None:
        return [{"type": "panel", "attrs": {"panelType": kind}, "content": split(reader.children(element, marks))}]
    if "panel-icon" in classes(element):
        return []
    return split(reader.children(element, marks))


def _panel_kind(element: Element) -> str | None:
    """The panel that our reading view, or Confluence, wrote as this division."""
    names = classes(element)
    if "panel" in names:
        return next((kind for kind in _PANELS if f"panel-{kind}" in names), None)
    found = (name.removeprefix("confluence-information-macro-") for name in names)
    return next((_CONFLUENCE[name] for name in found if name in _CONFLUENCE and len(names) > 1), None)


def _quote(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return [{"type": "blockquote", "content": split(reader.children(element, marks))}]


def _rule(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return [{"type": "rule"}]


def _preformatted(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    for line_break in element.iter("br"):
        line_break.text = "\n"
    text = words_of(element).removeprefix("\n").removesuffix("\n")
    node: Adf = {"type": "codeBlock", "content": [{"type": "text", "text": text}] if text else []}
    language = _language(element)
    if language:
        node["attrs"] = {"language": language}
    return [node]


def _language(element: Element) -> str | None:
    """The language as our reading view, highlighters, or Confluence name it."""
    inner = next(iter(element), None)
    for candidate in (element, inner):
        if candidate is None:
            continue
        if candidate.get("data-language"):
            return str(candidate.get("data-language"))
        words = f"{candidate.get('class') or ''} {candidate.get('data-syntaxhighlighter-params') or ''}"
        found = _LANGUAGE.search(words)
        if found:
            return found.group(1)
    return None


def _details(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    summary = next((child for child in element if name_of(child) == "summary"), None)
    title = " ".join(words_of(summary).split()) if summary is not None else ""
    node: Adf = {"type": "expand", "attrs": {"title": title} if title else {}}
    node["content"] = split(reader.children(element, marks))
    return [node]


def _nothing(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return []


def _caption(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    """Figures read their own, the first; any other is text."""
    figure = next((around for around in element.iterancestors() if name_of(around) == "figure"), None)
    own = figure is not None and next(iter(figure.iter("figcaption")), None) is element
    return [] if own else _paragraph(reader, element, marks)


def _figure(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    caption = next((child for child in element.iter("figcaption")), None)
    said = reader.children(caption, marks) if caption is not None else []
    words: list[Adf] = tidy([node for node in said if node["type"] in INLINE])
    if len(words) < len(tidy(said)):
        # Blocks in a caption, as in a figure that nobody closed: text like any other.
        return [*split(reader.children(element, marks)), *split(said)]
    nodes = split(reader.children(element, marks))
    last: Any = next((node for node in reversed(nodes) if node["type"] == "mediaSingle"), None)
    if last is not None and "media" in classes(element):
        last["attrs"] = {**last["attrs"], **_own_place(element)}
    if not words:
        return nodes
    if last is None:
        return [*nodes, {"type": "paragraph", "content": words}]
    last["content"] = [*last["content"], {"type": "caption", "content": words}]
    return nodes


def _own_place(element: Element) -> Adf:
    """Where and how wide our own reading view showed a picture."""
    layout, width = element.get("data-layout"), element.get("data-width") or ""
    found: Adf = {"layout": layout} if layout in _LAYOUTS else {}
    size = number(width.rstrip("px%"))
    if size:
        found |= {"width": size, "widthType": "pixel" if width.endswith("px") else "percentage"}
    return found


def _term(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    blocks = split(reader.children(element, marks))
    return [strong_paragraph(node["content"]) if node["type"] == "paragraph" else node for node in blocks]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("p", "dd", "address", "legend", "center", "label"), _paragraph),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(
        ("div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset", "body", "html"),
        _division,
    ),
    "blockquote": _quote,
    "hr": _rule,
    **dict.fromkeys(("pre", "listing", "xmp"), _preformatted),
    "details": _details,
    "summary": _nothing,
    "figure": _figure,
    "figcaption": _caption,
    "dt": _term,
    **lists.HANDLERS,
    **tables.HANDLERS,
}
