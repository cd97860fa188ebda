"""Finding things in a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .text import day_of, inline_text
from .types import ActionItemNode, Adf, DecisionItemNode


def walk(node: Adf) -> Iterator[Adf]:
    """The node and everything below it, in reading order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        content = current.get("content")
        if content:
            stack.extend(reversed(content))


def find_nodes(body: Adf, type: str) -> Iterator[Adf]:
    """All nodes of one type, in reading order."""
    return (node for node in walk(body) if node.get("type") == type)


def action_items(body: Adf) -> list[ActionItemNode]:
    """Every action item of a document; the first mention in it is the assignee, the first date the due day."""
    return [_action_item(node) for node in walk(body) if node.get("type") in ("taskItem", "blockTaskItem")]


def _action_item(node: Adf) -> ActionItemNode:
    attrs = node.get("attrs", {})
    return ActionItemNode(
        local_id=str(attrs.get("localId", "")),
        text=_item_text(node),
        assignee_id=next((str(m["attrs"]["id"]) for m in find_nodes(node, "mention")), None),
        due=_first_day(node),
        done=attrs.get("state") == "DONE",
    )


def _first_day(node: Adf) -> date | None:
    return next((day_of(found["attrs"]["timestamp"]) for found in find_nodes(node, "date")), None)


def _item_text(node: Adf) -> str:
    if node.get("type") == "blockTaskItem":
        return " ".join(inline_text(child) for child in node.get("content", ())).strip()
    return inline_text(node)


def decision_items(body: Adf) -> list[DecisionItemNode]:
    """Every decision item of a document."""
    return [
        DecisionItemNode(
            local_id=str(node["attrs"]["localId"]), text=inline_text(node), state=str(node["attrs"]["state"])
        )
        for node in find_nodes(body, "decisionItem")
    ]


def mentions(body: Adf) -> list[str]:
    """Ids of the people mentioned, each once, in reading order."""
    return list(dict.fromkeys(str(node["attrs"]["id"]) for node in find_nodes(body, "mention")))


def links(body: Adf) -> list[str]:
    """Targets of links and cards, each once, in reading order."""
    found: dict[str, None] = {}
    for node in walk(body):
        for mark in node.get("marks", ()):
            if mark.get("type") == "link":
                found[str(mark["attrs"]["href"])] = None
        if node.get("type") in ("inlineCard", "blockCard", "embedCard") and node["attrs"].get("url"):
            found[str(node["attrs"]["url"])] = None
    return list(found)
