"""Elements inside a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ...media import media_kind
from ...text import timestamp_of
from ...types import Adf
from .own import math, own_formula
from .parse import Element, classes, hex_color, number, styles, words_of

if TYPE_CHECKING:
    from .reader import Marks, Reader

Handler = Callable[["Reader", Element, "Marks"], list[Adf]]
_LOZENGES = ("neutral", "purple", "blue", "red", "yellow", "green")


def _marking(mark: Adf) -> Handler:
    def handle(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
        return reader.children(element, {**marks, mark["type"]: mark})

    return handle


def _link(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    user = element.get("data-user-id")
    if user and "mention" in classes(element):
        return [{"type": "mention", "attrs": {"id": user, "text": words_of(element)}}]
    href = reader.href(element.get("href"))
    if href is None:
        return reader.children(element, marks)
    kind = {"inline": "inlineCard", "block": "blockCard", "embed": "embedCard"}.get(element.get("data-card") or "")
    if kind:
        return [{"type": kind, "attrs": {"url": href}}]
    attrs = {"href": href}
    if element.get("title"):
        attrs["title"] = str(element.get("title"))
    return reader.children(element, {**marks, "link": {"type": "link", "attrs": attrs}})


def _span(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    names = classes(element)
    if (formula := own_formula(element)) is not None:
        return formula
    if "visually-hidden" in names or element.get("aria-hidden") == "true":
        return []
    if "lozenge" in names and words_of(element).strip():
        color = next((name[8:] for name in names if name.startswith("lozenge-")), "neutral")
        color = color if color in _LOZENGES else "neutral"
        return [{"type": "status", "attrs": {"text": words_of(element).strip(), "color": color}}]
    if "emoji" in names and element.get("aria-label"):
        short = element.get("data-short-name") or f":{str(element.get('aria-label')).replace(' ', '_')}:"
        emoji = {"shortName": short, "text": words_of(element)}
        if element.get("data-emoji-id"):
            emoji["id"] = str(element.get("data-emoji-id"))
        return [{"type": "emoji", "attrs": emoji}]
    return reader.children(element, {**marks, **_styled(element)})


def _styled(element: Element) -> Marks:
    """Marks that word processors write as styles; our own reading view writes colours as data."""
    style = styles(element)
    found: Marks = {}
    color = hex_color(style.get("color")) or _own_color(element, "text-color")
    if color and color not in ("#000000", "#ffffff"):
        found["textColor"] = {"type": "textColor", "attrs": {"color": color}}
    background = hex_color(style.get("background-color")) or _own_color(element, "text-background")
    if background and background not in ("#000000", "#ffffff"):
        found["backgroundColor"] = {"type": "backgroundColor", "attrs": {"color": background}}
    if style.get("font-weight", "") in ("bold", "bolder", "600", "700", "800", "900"):
        found["strong"] = {"type": "strong"}
    if style.get("font-style") == "italic":
        found["em"] = {"type": "em"}
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if "line-through" in decoration:
        found["strike"] = {"type": "strike"}
    if "underline" in decoration:
        found["underline"] = {"type": "underline"}
    return found


def _own_color(element: Element, name: str) -> str | None:
    return hex_color(element.get("data-color")) if name in classes(element) else None


def _bold(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    # Google Docs wraps all it copies in <b style="font-weight: normal">.
    if styles(element).get("font-weight") in ("normal", "400"):
        return reader.children(element, marks)
    return reader.children(element, {**marks, "strong": {"type": "strong"}})


def _break(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return [{"type": "hardBreak"}]


def _time(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    try:
        day = date.fromisoformat((element.get("datetime") or "")[:10])
    except ValueError:
        return reader.children(element, marks)
    return [{"type": "date", "attrs": {"timestamp": timestamp_of(day)}}]


def _image(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    source = (element.get("src") or element.get("data-src") or "").strip()
    return reader.picture(source, (element.get("alt") or "").strip(), _size(element), marks)


def _size(element: Element) -> Adf:
    """Width and height in pixels, as far as they are given so."""
    return {
        name: value
        for name in ("width", "height")
        if (value := number(element.get(name))) and "%" not in element.get(name, "")
    }


def _quotation(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return [*reader.text("“", marks), *reader.children(element, marks), *reader.text("”", marks)]


def _foreign(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    reader.report.add("A drawing or formula written as markup was left out.")
    return []


def _player(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    source = element.get("src") or element.get("data") or next((s.get("src") for s in element.iter("source")), None)
    href = reader.href(source)
    if href is None:
        return reader.children(element, marks)
    if media_kind(href) in ("video", "audio"):
        return reader.picture(href, (element.get("aria-label") or "").strip(), _size(element), marks)
    reader.report.add("An embedded player or frame became a link.")
    return [{"type": "inlineCard", "attrs": {"url": href}}]


def _input(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    if (element.get("type") or "").lower() == "checkbox":
        # Lists read their own boxes; this one stands elsewhere.
        return reader.text("☑ " if element.get("checked") is not None else "☐ ", marks)
    return []


def _word_break(reader: Reader, element: Element, marks: Marks) -> list[Adf]:
    return []


HANDLERS: dict[str, Handler] = {
    "a": _link,
    "span": _span,
    "font": _span,
    "b": _bold,
    "strong": _bold,
    "br": _break,
    "time": _time,
    "img": _image,
    "q": _quotation,
    "input": _input,
    "wbr": _word_break,
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), _marking({"type": "em"})),
    **dict.fromkeys(("u", "ins"), _marking({"type": "underline"})),
    **dict.fromkeys(("s", "del", "strike"), _marking({"type": "strike"})),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _marking({"type": "code"})),
    "sub": _marking({"type": "subsup", "attrs": {"type": "sub"}}),
    "sup": _marking({"type": "subsup", "attrs": {"type": "sup"}}),
    "math": math,
    **dict.fromkeys(("svg", "canvas"), _foreign),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), _player),
}
