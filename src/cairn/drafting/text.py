"""From answers to blocks of the page: who said what, what is shared, and what differs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from cairn.documents import Adf, from_markdown, inline_text, to_text
from cairn.drafting.joining import Joined, Point, Said, Shared, Voice, join

SIDE_BY_SIDE = 3  # columns; more people stand in a table
_KEPT = frozenset({"paragraph", "bulletList", "orderedList", "codeBlock"})
EM: list[Adf] = [{"type": "em"}]


def said(voice: Voice, text: str, *, is_nothing: bool = False) -> Said:
    """Her Markdown as blocks that may stand in a column and in a table's cell; no word is lost on the way."""
    blocks = from_markdown(text).body.get("content", []) if text.strip() else []
    tame = tuple(each for block in blocks for each in _tame(block))
    return Said(voice, tame, is_nothing and not tame)


def section_blocks(joined: Joined) -> list[Adf]:
    """What a section gets: shared points, then what each says alone, then who has nothing to say."""
    blocks: list[Adf] = []
    if joined.shared:
        blocks.append({"type": "bulletList", "content": [_shared_item(each) for each in joined.shared]})
    if joined.differ:
        blocks.append((_columns if len(joined.alone) <= SIDE_BY_SIDE else _table)(joined.alone))
    else:
        for voice, points in joined.alone:
            blocks += _by(voice, points)
    if joined.silent:
        names = _in_a_row(joined.silent)
        blocks.append(_paragraph([_text(_("Nothing to add:") + " ", EM), *names]))
    return blocks


def joined(answers: Iterable[Said]) -> Joined:
    return join(list(answers))


def late_blocks(answer: Said) -> list[Adf]:
    """What somebody answered after the end, under her name."""
    if answer.is_nothing:
        return []
    own = join([answer]).alone
    return [block for voice, points in own for block in _by(voice, points, late=True)]


def _shared_item(shared: Shared) -> Adf:
    names = [*_in_a_row(shared.voices), _text(": ")]
    node = shared.point.node
    content: list[Adf] = list(node["content"]) if node["type"] == "listItem" else [node]
    first, rest = (
        (content[0], content[1:]) if content and content[0]["type"] == "paragraph" else (_paragraph([]), content)
    )
    lines = [_paragraph([*names, *first.get("content", [])]), *rest]
    for other in shared.others:
        lines.append(_paragraph([_mention(other.voice), _text(f": “{other.text}”", EM)]))
    return {"type": "listItem", "content": lines}


def _by(voice: Voice, points: Sequence[Point], *, late: bool = False) -> list[Adf]:
    """Her name, and what she said: in one line where it is a single paragraph."""
    blocks = _blocks(points)
    name = [_mention(voice), _text(" " + _("(later):") + " " if late else ": ")]
    if blocks[0]["type"] == "paragraph":
        return [_paragraph([*name, *blocks[0].get("content", [])]), *blocks[1:]]
    return [_paragraph(name), *blocks]


def _columns(alone: Sequence[tuple[Voice, Sequence[Point]]]) -> Adf:
    width = round(100 / len(alone), 2)
    columns = [
        {
            "type": "layoutColumn",
            "attrs": {"width": width},
            "content": [_paragraph([_mention(voice)]), *_blocks(points)],
        }
        for voice, points in alone
    ]
    return {"type": "layoutSection", "content": columns}


def _table(alone: Sequence[tuple[Voice, Sequence[Point]]]) -> Adf:
    rows = [
        {
            "type": "tableRow",
            "content": [
                {"type": "tableHeader", "attrs": {}, "content": [_paragraph([_mention(voice)])]},
                {"type": "tableCell", "attrs": {}, "content": _blocks(points)},
            ],
        }
        for voice, points in alone
    ]
    return {"type": "table", "attrs": {"isNumberColumnEnabled": False, "layout": "default"}, "content": rows}


def _blocks(points: Sequence[Point]) -> list[Adf]:
    """Points as the blocks they came from: neighbouring items of one kind of list are one list."""
    blocks: list[Adf] = []
    for kind, group in groupby(points, key=lambda point: point.list):
        nodes = [point.node for point in group]
        blocks += [{"type": kind, "content": nodes}] if kind else nodes
    return blocks


def _tame(block: Adf) -> list[Adf]:
    kind = block["type"]
    if kind in _KEPT:
        return [block]
    if kind == "heading":
        return [_paragraph([_text(inline_text(block), [{"type": "strong"}])])] if inline_text(block) else []
    if kind == "rule":
        return []
    if kind in ("blockquote", "panel", "expand"):
        return [each for child in block.get("content", ()) for each in _tame(child)]
    lines = to_text({"version": 1, "type": "doc", "content": [block]}).splitlines()
    return [_paragraph([_text(line.strip())]) for line in lines if line.strip()]


def _in_a_row(voices: Sequence[Voice]) -> list[Adf]:
    """ "Ben", "Ben and Cleo", "Ben, Cleo and Ravi", as mentions."""
    nodes: list[Adf] = []
    for at, voice in enumerate(voices):
        if at:
            nodes.append(_text(" " + _("and") + " " if at == len(voices) - 1 else ", "))
        nodes.append(_mention(voice))
    return nodes


def _mention(voice: Voice) -> Adf:
    return {"type": "mention", "attrs": {"id": str(voice.pk), "text": f"@{voice.name}"}}


def _paragraph(content: Sequence[Any]) -> Adf:
    return {"type": "paragraph", "content": list(content)} if content else {"type": "paragraph"}


def _text(text: str, marks: Sequence[Adf] = ()) -> Adf:
    return {"type": "text", "text": text, "marks": list(marks)} if marks else {"type": "text", "text": text}
