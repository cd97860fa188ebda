"""White space the way browsers show it: runs of it are one space, at the ends of a line there is none."""

from __future__ import annotations

import re

from ...text import INLINE
from ...types import Adf

_SPACE = re.compile(r"[ \t\n\r\f]+")


def tidy(run: list[Adf]) -> list[Adf]:
    """A line's inline nodes with their white space collapsed."""
    result: list[Adf] = []
    after_space = True
    for node in run:
        if node["type"] == "hardBreak":
            _strip_end(result)
            result.append(node)
            after_space = True
            continue
        if node["type"] != "text":
            result.append(node)
            after_space = False
            continue
        text = _SPACE.sub(" ", node["text"])
        if after_space:
            text = text.removeprefix(" ")
        if text:
            result.append({**node, "text": text})
            after_space = text.endswith(" ")
    _strip_end(result)
    while result and result[-1]["type"] == "hardBreak":
        result.pop()
        _strip_end(result)
    while result and result[0]["type"] == "hardBreak":
        result.pop(0)
    return result


def _strip_end(nodes: list[Adf]) -> None:
    while nodes and nodes[-1]["type"] == "text":
        text = nodes[-1]["text"].rstrip(" ")
        if text:
            nodes[-1] = {**nodes[-1], "text": text}
            return
        nodes.pop()


def split(nodes: list[Adf], kind: str = "paragraph", attrs: Adf | None = None) -> list[Adf]:
    """Runs of inline nodes as one block of the kind each, blocks between them untouched."""
    result: list[Adf] = []
    run: list[Adf] = []
    for node in [*nodes, None]:
        if node is not None and node["type"] in INLINE:
            run.append(node)
            continue
        line = tidy(run)
        if line:
            result.append({"type": kind, **({"attrs": attrs} if attrs else {}), "content": line})
        run = []
        if node is not None:
            result.append(node)
    return result
