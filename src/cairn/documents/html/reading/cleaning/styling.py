"""Which of the styles of pasted HTML were meant. The reader turns what is left into marks."""

from __future__ import annotations

import re

from ..parse import Element, hex_color, name_of, styles
from .source import BY_HAND
from .tree import BLOCKS, HEADINGS, found, inside, short, unwrap, wrap_inside

_MONOSPACE = re.compile(
    r"courier|consolas|menlo|monaco|roboto mono|source code|jetbrains mono|cascadia|monospace", re.IGNORECASE
)
_LINE = frozenset({"span", "font", "b", "strong", "i", "em", "u", "a", "td", "th", "s", "sup", "sub", "ins"})
_BOLD_ALREADY = (*HEADINGS, "th", "summary")
_NAMED = {
    "yellow": "#ffff00", "lime": "#00ff00", "aqua": "#00ffff", "cyan": "#00ffff", "fuchsia": "#ff00ff",
    "magenta": "#ff00ff", "red": "#ff0000", "blue": "#0000ff", "green": "#008000", "navy": "#000080",
    "teal": "#008080", "purple": "#800080", "maroon": "#800000", "olive": "#808000", "orange": "#ffa500",
}  # fmt: skip


def any_color(value: str | None) -> str | None:
    words = (value or "").strip().lower().split()
    if not words or re.search(r"[,/]\s*0\s*\)", value or ""):
        return None
    return _NAMED.get(words[0]) or hex_color(value) or hex_color(words[0])


def vivid(value: str | None) -> str | None:
    """A CSS colour; nothing for grey, black, white or transparent."""
    color = any_color(value)
    if color is None:
        return None
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return None if max(parts) - min(parts) < 24 else color


def keep_chosen(root: Element, program: str) -> None:
    for element in found(root, "b", "strong", "u"):
        bold = name_of(element) != "u" and inside(element, *_BOLD_ALREADY) is not None
        if bold or (name_of(element) == "u" and inside(element, "a") is not None):
            unwrap(element)
    for element in found(root, "mark"):
        color = vivid(styles(element).get("background-color")) or "#fff0b3"
        element.tag = "span"
        element.attrib.clear()
        element.set("class", "text-background")
        element.set("data-color", color)
    for element in found(root):
        if element.get("style") or name_of(element) == "font" or element.get("align"):
            _keep(element, program)


def _keep(element: Element, program: str) -> None:
    style, by_hand, name = styles(element), program in BY_HAND, name_of(element)
    if by_hand:
        _block_style(element, style)
    if "style" in element.attrib:
        del element.attrib["style"]
    if name not in _LINE or inside(element, "pre") is not None:
        return
    kept = _marks(element, style)
    code = (
        program in ("docs", "word") and bool(_MONOSPACE.search(style.get("font-family", ""))) and bool(short(element))
    )
    if by_hand and not code:
        kept.update(_colors(element, style))
    said = ";".join(f"{key}:{value}" for key, value in kept.items())
    if code:
        wrap_inside(element, "code")
    if style.get("vertical-align") in ("super", "sub") and name in ("span", "font"):
        wrap_inside(element, "sup" if style["vertical-align"] == "super" else "sub")
    if not said:
        return
    if name in ("span", "font"):
        element.set("style", said)
    else:
        if name in ("b", "strong") and "font-weight" in kept:
            element.set("style", f"font-weight:{kept['font-weight']}")
        wrap_inside(element, "span", style=said)


def _marks(element: Element, style: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    weight = style.get("font-weight", "")
    if re.fullmatch(r"bold|bolder|[6-9]00", weight) and name_of(element) not in _BOLD_ALREADY:
        if inside(element, *_BOLD_ALREADY) is None:
            kept["font-weight"] = "bold"
    elif name_of(element) in ("b", "strong") and re.fullmatch(r"normal|[1-4]00", weight):
        kept["font-weight"] = "normal"
    if style.get("font-style") == "italic":
        kept["font-style"] = "italic"
    decoration = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    lines = [line for line in ("line-through", "underline") if line in decoration]
    if inside(element, "a") is not None or name_of(element) == "a":
        lines = [line for line in lines if line != "underline"]
    if lines:
        kept["text-decoration"] = " ".join(lines)
    return kept


def _colors(element: Element, style: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    if inside(element, *HEADINGS) is not None:
        return kept
    color = vivid(style.get("color") or element.get("color"))
    if color and inside(element, "a") is None and name_of(element) != "a":
        kept["color"] = color
    background = vivid(style.get("background-color") or style.get("background"))
    if background and name_of(element) not in ("td", "th"):
        kept["background-color"] = background
    return kept


def _block_style(element: Element, style: dict[str, str]) -> None:
    name = name_of(element)
    cell = name in ("td", "th")
    if cell:
        background = any_color(style.get("background-color") or style.get("background"))
        if background and background != "#ffffff":
            element.set("data-background", background)
    align = style.get("text-align") or element.get("align")
    side = {"center": "center", "right": "end", "end": "end"}.get(align or "")
    if side is None:
        return
    if cell and short(element) and not any(name_of(inner) in BLOCKS for inner in element.iterdescendants()):
        wrap_inside(element, "p", data_align=side)
    elif (name == "p" or name in HEADINGS) and inside(element, "li", "blockquote") is None:
        element.set("data-align", side)
