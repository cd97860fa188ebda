"""The shapes that the document package takes and gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Adf = dict[str, Any]
"""A node of the Atlassian Document Format as JSON: `{"type": …, "attrs": …, "content": […], "marks": […]}`."""

LinkMap = Callable[[str], str | None]
"""Maps the target of a link as written to the target to store; None drops the link and keeps its text."""

ImageMap = Callable[[str, str], Adf | None]
"""Takes source and alternative text of an image, gives an ADF `mediaSingle`, `media` or inline node, or None
to keep the picture as an external one."""


def empty_document() -> Adf:
    """A new document without content; each call gives its own."""
    return {"version": 1, "type": "doc", "content": []}


EMPTY = empty_document
"""The factory of empty bodies, under the name that default arguments of fields like."""


class InvalidDocument(ValueError):
    """A body that breaks the ADF schema. The message is for people; `path` leads to the node (`content`, 3, …)."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


@dataclass(slots=True)
class Conversion:
    """A document made from something else. `dropped` says in sentences what could not be carried over."""

    body: Adf
    dropped: list[str] = field(default_factory=list)
    title: str | None = None
    labels: list[str] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Exported:
    """A document written in another format. `dropped` says in sentences what that format can't say."""

    text: str
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline; `id` is the element id that `to_html` gives the same heading."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class ActionItemNode:
    """An action item of a document: the first mention in it is the assignee, the first date the due day."""

    local_id: str
    text: str
    assignee_id: str | None
    due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class DecisionItemNode:
    """A decision item of a document; ADF knows the state `DECIDED`, other states are free text."""

    local_id: str
    text: str
    state: str


class Report:
    """Collects sentences about what was dropped, each once, with how often it happened."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, sentence: str, times: int = 1) -> None:
        self._counts[sentence] = self._counts.get(sentence, 0) + times

    def sentences(self) -> list[str]:
        return [s if n == 1 else f"{s} ({n} times)" for s, n in self._counts.items()]
