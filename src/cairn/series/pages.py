"""What the page of a talk begins with: the template's text, and what the last talk left open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from cairn.documents import Adf, ensure_local_ids, find_nodes, named_sections, says_something, section_id
from cairn.gallery.answers import Answers, Asked
from cairn.gallery.definition import Definition
from cairn.gallery.filling import fill_body, fill_title
from cairn.gallery.library import templates
from cairn.series.models import Series

BEGIN = "series_new"  # the templates that begin here say so
GOALS = "open-goals"
ITEMS = "action-items"


def offered() -> list[Definition]:
    """The templates that make a series."""
    return [each for each in templates().values() if each.begins == BEGIN]


def title_of(series: Series, definition: Definition, on: date) -> str:
    title = fill_title(definition.title, _answers(series, definition, on).words())
    # A plan has no day in its title: the pages of a series would all be called the same.
    return title if any(f"{{{each.key}}}" in definition.title for each in _days(definition)) else f"{title}, {on:%B %Y}"


def first_text(series: Series, definition: Definition, on: date, last: Adf | None) -> Adf:
    """The template filled for this talk; goals and open action items of `last`, the text of the talk before, in it."""
    body = ensure_local_ids(fill_body(definition, _answers(series, definition, on)))
    if last is None:
        return body
    body = _with_section(body, GOALS, _goals(last), instead=True)
    return _with_section(body, ITEMS, _open_items(last), instead=False)


def open_item_ids(body: Adf) -> list[str]:
    """The `localId` of every action item that is not done and says something."""
    return [str(node["attrs"]["localId"]) for node in _todo(body)]


def _answers(series: Series, definition: Definition, on: date) -> Answers:
    values: dict[str, Any] = {"person": series.person, "lead": series.lead}
    values |= {each.key: on for each in _days(definition)}
    return Answers([Asked(each, value=values.get(each.key)) for each in definition.variables])


def _days(definition: Definition) -> list[Any]:
    return [each for each in definition.variables if each.type == "date"]


def _goals(last: Adf) -> list[Adf]:
    """What stands under "Open goals", when somebody wrote there."""
    section = next((each for each in named_sections(last) if each.key == GOALS), None)
    return [_anew(node) for node in section.content] if section and says_something(section.content) else []


def _open_items(last: Adf) -> list[Adf]:
    items = [_anew(node) for node in _todo(last)]
    return [{"type": "taskList", "attrs": {"localId": str(uuid4())}, "content": items}] if items else []


def _todo(body: Adf) -> list[Adf]:
    found = find_nodes(body, "taskItem")
    return [node for node in found if node["attrs"].get("state") == "TODO" and says_something([node])]


def _anew(node: Adf) -> Adf:
    """The same with ids of its own: threads and ticks stay with the original."""
    made = dict(node)
    if "localId" in node.get("attrs", {}):
        made["attrs"] = {**node["attrs"], "localId": str(uuid4())}
    if "marks" in node:
        made["marks"] = [mark for mark in node["marks"] if mark["type"] != "annotation"]
    if "content" in node:
        made["content"] = [_anew(child) for child in node["content"]]
    return made


def _with_section(body: Adf, key: str, blocks: Sequence[Adf], *, instead: bool) -> Adf:
    """`blocks` under the heading with this key, in place of the template's or before them. Top level only."""
    content: list[Adf] = list(body.get("content", []))
    at = next((i for i, node in enumerate(content) if node.get("attrs", {}).get("localId") == section_id(key)), None)
    if at is None or not blocks:
        return body
    section = next(each for each in named_sections(body) if each.key == key)
    kept = [] if instead else list(section.content)
    rest = content[at + 1 + len(section.content) :]
    return {**body, "content": [*content[: at + 1], *blocks, *kept, *rest]}
