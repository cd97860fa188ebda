"""ADF → Markdown (GitHub's, with a little HTML where Markdown has no words and every reader takes HTML)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..media import file_name, media_kind
from ..own import own_key
from ..sections import section_key
from ..text import inline_text, to_text
from ..types import Adf, Exported, Report
from ..words import a_noun
from .files import with_file_links
from .inline import escape_url, write_inline
from .own import write_own
from .tables import write_table

_CALLOUT_OF = {
    "info": "NOTE",
    "note": "IMPORTANT",
    "tip": "TIP",
    "success": "SUCCESS",
    "warning": "WARNING",
    "error": "CAUTION",
}
_LISTS = frozenset({"bulletList", "orderedList", "taskList", "decisionList"})
MediaUrl = Callable[[Adf], str | None]
Lines = list[str]


def to_markdown(body: Adf, *, media_url: MediaUrl | None = None) -> Exported:
    """A document as Markdown, and sentences about what Markdown can't say.

    `media_url` gives the address of a stored file from its media attrs; without one only its name is written.
    """
    report = Report()
    if media_url is not None:
        body = with_file_links(body, media_url)
    lines = _Writer(report, media_url).blocks(body.get("content", []))
    text = "\n".join(lines).strip("\n")
    if text.startswith("---"):
        # At the head of a file this would be read as front matter.
        text = "***" + text[3:]
    return Exported(f"{text}\n" if text else "", report.sentences())


@dataclass(slots=True)
class _Writer:
    report: Report
    media_url: MediaUrl | None

    def blocks(self, nodes: list[Adf], *, tight: bool = False) -> Lines:
        """Blocks with an empty line between each two, or without in a tight list item."""
        result: Lines = []
        previous = ""
        alternate = False
        for node in nodes:
            kind = node["type"]
            # A neighbour of the same kind would be read as one list; another marker keeps them apart.
            alternate = kind in _LISTS and _family(kind) == _family(previous) and not alternate
            lines = WRITERS.get(kind, _dropped)(self, node, alternate)
            if not lines:
                continue
            if result and not tight:
                result.append("")
            result.extend(lines)
            previous = kind
        return result

    def line(self, node: Adf, *, breaks: str = "\\\n") -> str:
        return write_inline(node.get("content", []), self.report, breaks)


def _family(kind: str) -> str:
    return "ordered" if kind == "orderedList" else "bullet" if kind in _LISTS else kind


def _indent(lines: Lines, first: str, rest: str) -> Lines:
    if not lines:
        return [first.rstrip()]
    return [first + lines[0], *((rest + line if line else "") for line in lines[1:])]


def _quoted(lines: Lines) -> Lines:
    return [f"> {line}" if line else ">" for line in lines]


def _paragraph(w: _Writer, node: Adf, alternate: bool) -> Lines:
    _report_marks(w, node)
    text = w.line(node)
    return text.split("\n") if text else []


def _report_marks(w: _Writer, node: Adf) -> None:
    if any(mark["type"] in ("alignment", "indentation") for mark in node.get("marks", ())):
        w.report.add("Alignment and indentation of text were left out.")


def _heading(w: _Writer, node: Adf, alternate: bool) -> Lines:
    _report_marks(w, node)
    text = w.line(node, breaks="<br>")
    # A closing run of # would be taken for decoration.
    text = re.sub(r"(#+)$", r"\\\1", text)
    key = section_key(node["attrs"].get("localId"))
    # A comment: no reader of Markdown shows it, and ours finds the section again.
    name = f" <!-- section: {key} -->" if key else ""
    return [f"{'#' * int(node['attrs']['level'])} {text}{name}".rstrip()] if text else []


def _bullets(w: _Writer, node: Adf, alternate: bool) -> Lines:
    return _items(w, node, lambda _: "* " if alternate else "- ")


def _numbers(w: _Writer, node: Adf, alternate: bool) -> Lines:
    start = int(node.get("attrs", {}).get("order", 1))
    return _items(w, node, lambda index: f"{min(start + index, 999_999_999)}{')' if alternate else '.'} ")


def _items(w: _Writer, node: Adf, marker: Callable[[int], str]) -> Lines:
    items = node.get("content", [])
    tight = all(_is_tight(item) for item in items)
    result: Lines = []
    for index, item in enumerate(items):
        mark = marker(index)
        lines = w.blocks(item.get("content", []), tight=tight)
        if result and not tight:
            result.append("")
        result.extend(_indent(lines, mark, " " * len(mark)))
    return result


def _is_tight(item: Adf) -> bool:
    """One paragraph, perhaps with lists below it."""
    kinds = [child["type"] for child in item.get("content", ())]
    return kinds[:1] == ["paragraph"] and all(kind in _LISTS for kind in kinds[1:]) and _unlike(kinds[1:])


def _unlike(kinds: list[str]) -> bool:
    return len({_family(kind) for kind in kinds}) == len(kinds)


def _tasks(w: _Writer, node: Adf, alternate: bool) -> Lines:
    bullet = "* " if alternate else "- "
    result: Lines = []
    for item in node.get("content", ()):
        if item["type"] == "taskList":
            result.extend(_indent(_tasks(w, item, False), "  ", "  "))
            continue
        box = "[x] " if item["attrs"]["state"] == "DONE" else "[ ] "
        lines = w.line(item).split("\n") if item["type"] == "taskItem" else w.blocks(item.get("content", []))
        result.extend(_indent(lines, bullet + box, "  "))
    return result


def _decisions(w: _Writer, node: Adf, alternate: bool) -> Lines:
    w.report.add("A decision became a list item.", len(node.get("content", ())))
    bullet = "* " if alternate else "- "
    result: Lines = []
    for item in node.get("content", ()):
        result.extend(_indent(w.line(item).split("\n"), f"{bullet}**Decision:** ", "  "))
    return result


def _code(w: _Writer, node: Adf, alternate: bool) -> Lines:
    code = "".join(str(child["text"]) for child in node.get("content", ()))
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[\s`]+", "-", str(node.get("attrs", {}).get("language") or "")).strip("-")
    return [f"{fence}{language}", *(code.split("\n") if code else []), fence]


def _quote(w: _Writer, node: Adf, alternate: bool) -> Lines:
    return _quoted(w.blocks(node.get("content", [])))


def _panel(w: _Writer, node: Adf, alternate: bool) -> Lines:
    kind = _CALLOUT_OF.get(node["attrs"]["panelType"])
    if kind is None:
        w.report.add("A custom panel became a note.")
    lines = w.blocks(node.get("content", []))
    if node.get("content", [{}])[0].get("type") != "paragraph":
        lines = ["", *lines]
    return [f"> [!{kind or 'NOTE'}]", *_quoted(lines)]


def _rule(w: _Writer, node: Adf, alternate: bool) -> Lines:
    return ["---"]


def _expand(w: _Writer, node: Adf, alternate: bool) -> Lines:
    title = re.sub(r"\s+", " ", str(node.get("attrs", {}).get("title", ""))).strip()
    title = title.replace("&", "&amp;").replace("<", "&lt;")
    head = f"<details><summary>{title}</summary>" if title else "<details>"
    return [head, "", *w.blocks(node.get("content", [])), "", "</details>"]


def _table(w: _Writer, node: Adf, alternate: bool) -> Lines:
    return write_table(node, w.report, lambda picture: _picture(w, picture, False))


def _columns(w: _Writer, node: Adf, alternate: bool) -> Lines:
    w.report.add("Columns were written one after another.")
    return w.blocks([block for column in node.get("content", ()) for block in column.get("content", ())])


def _picture(w: _Writer, node: Adf, alternate: bool) -> Lines:
    result: Lines = []
    for child in node.get("content", ()):
        if child["type"] == "media":
            result.append(_media(w, child, "!"))
        elif inline_text(child):
            result.extend(["", f"*{w.line(child, breaks=' ').strip().replace('*', '')}*"])
    return [line for index, line in enumerate(result) if line or index]


def _media(w: _Writer, node: Adf, sign: str) -> str:
    attrs = node["attrs"]
    url = attrs.get("url") or (w.media_url(attrs) if w.media_url else None)
    name = write_inline([{"type": "text", "text": attrs["alt"]}], w.report, " ") if attrs.get("alt") else ""
    if not url:
        w.report.add("A stored picture or file was written as its name.")
        return name or "(file)"
    if media_kind(url) in ("video", "audio"):
        sign, name = "", name or file_name(url)
    written = f"{sign}[{name}]({escape_url(url)})"
    link = next((m["attrs"]["href"] for m in node.get("marks", ()) if m["type"] == "link"), None)
    return f"[{written}]({escape_url(link)})" if link else written


def _files(w: _Writer, node: Adf, alternate: bool) -> Lines:
    return [f"- {_media(w, child, '')}" for child in node.get("content", ())]


def _card(w: _Writer, node: Adf, alternate: bool) -> Lines:
    url = node["attrs"].get("url")
    return [f"[{write_inline([{'type': 'text', 'text': url}], w.report, ' ')}]({escape_url(url)})"] if url else []


def _extension(w: _Writer, node: Adf, alternate: bool) -> Lines:
    if own_key(node) is not None:
        own = write_own(node, w.report)
        return w.blocks(node.get("content", [])) if own is None else own
    return _bodied(w, node, alternate) if node["type"] == "bodiedExtension" else _dropped(w, node, alternate)


def _bodied(w: _Writer, node: Adf, alternate: bool) -> Lines:
    w.report.add(f"{a_noun(node['type'])} was opened: its content is kept.")
    return w.blocks(node.get("content", []))


def _dropped(w: _Writer, node: Adf, alternate: bool) -> Lines:
    w.report.add(f"{a_noun(node['type'])} can't be written in Markdown.")
    text = to_text({"type": "doc", "content": [node]})
    return [write_inline([{"type": "text", "text": text}], w.report, " ")] if text else []


WRITERS: dict[str, Callable[[_Writer, Adf, bool], Lines]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _bullets,
    "orderedList": _numbers,
    "taskList": _tasks,
    "decisionList": _decisions,
    "codeBlock": _code,
    "blockquote": _quote,
    "panel": _panel,
    "rule": _rule,
    "expand": _expand,
    "nestedExpand": _expand,
    "table": _table,
    "layoutSection": _columns,
    "mediaSingle": _picture,
    "mediaGroup": _files,
    "blockCard": _card,
    "embedCard": _card,
    "extension": _extension,
    "bodiedExtension": _extension,
    "bodiedSyncBlock": _bodied,
}
