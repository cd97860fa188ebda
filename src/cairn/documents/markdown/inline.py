"""Writing a line of Markdown: escaping, marks, and what inline nodes become."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from ..own import include_address, own_key, source_of
from ..text import day_of, inline_node_text
from ..types import Adf, Report
from ..words import a_noun, mark_noun

# Marks from the outside in, with the delimiter and the HTML that stands for it where the delimiter would not be read.
_WRAPPED = (("strong", "**", "strong"), ("em", "*", "em"), ("strike", "~~", "s"), ("underline", "", "u"))
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$])")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break space
_EDGE_SPACE = re.compile("^\u00a0|\u00a0$|(?<=\\s)\u00a0|\u00a0(?=\\s)")  # would be stripped as it is
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)])|>)")
_AUTOLINK = re.compile(r"(?i)(https?|ftp)(:)(?=//)|(www)(\.)|(mailto|xmpp)(:)|(\w)(@)(?=\w)")


def write_inline(nodes: list[Adf], report: Report, breaks: str) -> str:
    """Inline nodes as Markdown; `breaks` is written for a line break."""
    written = "".join(_level(list(nodes), 0, report, "", "")).strip(" ")
    lines = [_safe_start(line) for line in written.split(_BREAK)]
    return breaks.join(line.strip(" ") for line in lines)


_BREAK = "\ue000"  # stands for a line break until the line is complete


def _safe_start(line: str) -> str:
    """Keep the start of a line from being read as a heading, list, quote or rule."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    sign = found.group(2)
    if sign[0].isdigit():
        return line[: found.end()] + "\\" + line[found.end() :]
    return line[: found.start(2)] + "\\" + line[found.start(2) :]


def _level(nodes: list[Adf], depth: int, report: Report, before: str, after: str) -> list[str]:
    """Nodes grouped by links first, then by each wrapped mark, then text. `before`, `after`: the characters around."""
    if depth > len(_WRAPPED):
        return [_leaf(node, report) for node in nodes]
    groups = [(key, list(group)) for key, group in groupby(nodes, key=lambda node: _key(node, depth))]
    parts: list[str] = []
    for index, (key, group) in enumerate(groups):
        previous = (parts[-1] if parts else before)[-1:]
        following = _first_char(groups[index + 1][1][0], depth) if index + 1 < len(groups) else after
        if key is None:
            parts.extend(_level(group, depth + 1, report, previous, following))
        elif depth == 0:
            inner = "".join(_level(group, depth + 1, report, "[", "]"))
            parts.append(_link(inner, key))
        else:
            inner = "".join(_level(group, depth + 1, report, "", ""))
            parts.append(_wrap(inner, depth - 1, previous, following))
    return parts


def _key(node: Adf, depth: int) -> tuple[str, ...] | None:
    wanted = "link" if depth == 0 else _WRAPPED[depth - 1][0]
    for mark in node.get("marks", ()):
        if mark["type"] == wanted:
            attrs = mark.get("attrs", {})
            return (str(attrs["href"]), str(attrs.get("title", ""))) if depth == 0 else (wanted,)
    return None


def _first_char(node: Adf, depth: int) -> str:
    """The character that a node's Markdown will start with, seen from the level of grouping `depth`."""
    kinds = {mark["type"] for mark in node.get("marks", ())}
    if depth == 0 and "link" in kinds:
        return "["
    if any(name in kinds for name, _, _ in _WRAPPED[max(depth - 1, 0) :]):
        return "*"
    if kinds & {"code", "subsup"}:
        return "`"
    return (node.get("text") or inline_node_text(node) or " ")[:1]


def _link(inner: str, key: tuple[str, ...]) -> str:
    href, title = key
    title = title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f"[{inner}]({escape_url(href)}{f' {chr(34)}{title}{chr(34)}' if title else ''})"


def escape_url(url: str) -> str:
    """An address as the target of a link."""
    url = re.sub(r"[\x00-\x1f]", "", str(url))
    url = url.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return re.sub(r"([()*_`\[\]&])", r"\\\1", url)


def _wrap(inner: str, index: int, before: str, after: str) -> str:
    """Text in a mark, space at its ends outside of it; HTML where CommonMark would not see the delimiters."""
    text = inner.strip(" " + _BREAK)
    if not text:
        return inner
    start = inner.index(text)
    head, tail = inner[:start], inner[start + len(text) :]
    _, delimiter, html = _WRAPPED[index]
    plain = delimiter and _opens(head[-1:] or before, text[0]) and _opens(tail[:1] or after, text[-1])
    if not plain:
        return f"{head}<{html}>{text}</{html}>{tail}"
    return f"{head}{delimiter}{text}{delimiter}{tail}"


def _opens(outside: str, inside: str) -> bool:
    """Whether a delimiter here is seen as one: not next to its like, nor with a word outside and punctuation inside."""
    if outside in ("*", "~", "_"):
        return False
    if not outside or outside.isspace() or outside == _BREAK:
        return True
    return not _is_punctuation(inside) or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _leaf(node: Adf, report: Report) -> str:
    kind = node["type"]
    if kind == "text":
        return _text(node, report)
    if kind == "hardBreak":
        return _BREAK
    attrs = node.get("attrs", {})
    own = own_key(node)
    if own == "math":
        tex = " ".join(source_of(node).split())
        return f"${tex}$" if tex else ""
    if own == "include":
        address = include_address(node)
        return _link("excerpt", (address, "")) if address else ""
    if kind == "inlineCard" and attrs.get("url"):
        return _link(escape(attrs["url"]), (attrs["url"], ""))
    if kind == "date":
        day = day_of(attrs["timestamp"])
        report.add("A date became text.")
        return day.isoformat() if day else ""
    if kind != "emoji" and own != "excerpt":
        report.add(f"{a_noun(kind)} became text.")
    return escape(inline_node_text(node))


def _text(node: Adf, report: Report) -> str:
    kinds = {mark["type"]: mark for mark in node.get("marks", ())}
    if "code" in kinds:
        return _code(node["text"])
    for lost in ("textColor", "backgroundColor"):
        if lost in kinds:
            report.add(f"{mark_noun(lost)} was left out.")
    text = escape(node["text"])
    if "subsup" in kinds:
        name = kinds["subsup"]["attrs"]["type"]
        return f"<{name}>{text}</{name}>"
    return text


def _code(text: str) -> str:
    text = _SPACE.sub(" ", text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or (text.startswith(" ") and text.endswith(" ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escape(text: str) -> str:
    """Text that Markdown reads as itself."""
    text = _SPACE.sub(" ", text.replace(_BREAK, ""))
    text = _SPECIAL.sub(r"\\\1", text)
    text = re.sub(r"!$", r"\\!", text)  # a link may follow
    text = _ENTITY.sub(r"\\&", text)
    text = _EDGE_SPACE.sub("&nbsp;", text)
    return _AUTOLINK.sub(lambda m: "".join(f"\\{g}" if g in (":", ".", "@") else g for g in m.groups() if g), text)
