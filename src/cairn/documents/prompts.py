"""Prompts: grey guidance for the writer (ADF `placeholder`), which no reader ever sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .sections import section_key
from .text import TEXT_BLOCKS, inline_text
from .types import Adf
from .walk import walk

# What may stand empty, because its neighbours are laid out around it.
_KEPT = frozenset({"doc", "tableCell", "tableHeader", "layoutColumn", "layoutSection"})


def prompts_in(body: Adf) -> list[str]:
    """The words of every prompt, in reading order."""
    return [str(node.get("attrs", {}).get("text", "")) for node in walk(body) if node.get("type") == "placeholder"]


def without_prompts(body: Adf) -> Adf:
    """The body as readers get it. A block that holds nothing but a prompt goes, and what is empty without it goes too,
    with the heading over it; cells, columns and headings that name a section of a template stay. What holds no prompt
    is shared with the original, not copied."""
    if not any(node.get("type") == "placeholder" for node in walk(body)):
        return body
    left = [_without(block) for block in body.get("content", ())]
    for at in range(len(left) - 1, -1, -1):
        if _is_over_nothing(body["content"], left, at):
            left[at] = None
    return {**body, "content": [block for block in left if block is not None]}


def _is_over_nothing(blocks: list[Adf], left: list[Adf | None], at: int) -> bool:
    """A heading without a section's name, and all beneath it held nothing but prompts."""
    if blocks[at].get("type") != "heading" or section_key(blocks[at]["attrs"].get("localId")):
        return False
    level, under = blocks[at]["attrs"]["level"], at + 1
    while under < len(blocks) and not (
        blocks[under].get("type") == "heading" and blocks[under]["attrs"]["level"] <= level
    ):
        if left[under] is not None:
            return False
        under += 1
    return under > at + 1


def _without(node: Adf) -> Adf | None:
    """The node without its prompts, None when nothing is left of it."""
    children: list[Any] = node.get("content") or []
    kind = str(node.get("type"))
    if kind in TEXT_BLOCKS:
        kept = [child for child in children if child.get("type") != "placeholder"]
        if len(kept) == len(children):
            return node
        rest = _trimmed({**node, "content": kept})
        return rest if inline_text(rest) or _is_shown(kept) else None
    kept = [left for child in children if (left := _without(child)) is not None]
    if len(kept) == len(children) and all(new is old for new, old in zip(kept, children, strict=True)):
        return node
    if kind in ("tableCell", "tableHeader", "layoutColumn") and not kept:
        kept = [{"type": "paragraph"}]
    goes = _GOES[kind](kept) if kind in _GOES else not kept and kind not in _KEPT
    return None if goes else {**node, "content": kept}


def _trimmed(node: Adf) -> Adf:
    """Without the space that stood between words and a prompt behind them."""
    content = node["content"]
    if content and content[-1].get("type") == "text":
        text = str(content[-1]["text"]).rstrip()
        content = [*content[:-1], {**content[-1], "text": text}] if text else content[:-1]
    if not content:
        return {key: value for key, value in node.items() if key != "content"}
    return {**node, "content": content}


def _is_shown(content: list[Adf]) -> bool:
    return any(child.get("type") not in ("text", "hardBreak") for child in content)


def _says_something(cells: list[Adf]) -> bool:
    return any(
        node.get("type") not in ("tableCell", "tableHeader", "paragraph") for cell in cells for node in walk(cell)
    )


def _has_cells(row: Adf) -> bool:
    return any(cell.get("type") == "tableCell" for cell in row.get("content", ()))


_GOES: dict[str, Callable[[list[Adf]], bool]] = {
    "tableRow": lambda cells: not _says_something(cells),
    "table": lambda rows: not any(_has_cells(row) for row in rows),
}
