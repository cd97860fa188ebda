"""A published page with two action items: Cleo's, due on a day, and one that is nobody's."""

from datetime import date

import pytest
from tests.cast import Cast

from cairn.documents import Adf
from cairn.documents.text import timestamp_of
from cairn.pages.models import Page
from cairn.pages.tests.conftest import MakePage, page_of
from cairn.people.models import User

__all__ = ["page_of"]

DUE = date(2026, 12, 4)


def task(key: str, text: str, *, done: bool = False, whose: User | None = None, due: date | None = None) -> Adf:
    content: list[Adf] = [{"type": "text", "text": text}]
    if whose is not None:
        content.insert(0, {"type": "mention", "attrs": {"id": str(whose.pk), "text": f"@{whose.name}"}})
    if due is not None:
        content.append({"type": "date", "attrs": {"timestamp": timestamp_of(due)}})
    return {"type": "taskItem", "attrs": {"localId": key, "state": "DONE" if done else "TODO"}, "content": content}


def tasks(*items: Adf) -> Adf:
    listed = {"type": "taskList", "attrs": {"localId": "list"}, "content": list(items)}
    return {"version": 1, "type": "doc", "content": [listed]}


@pytest.fixture
def page(cast: Cast, page_of: MakePage) -> Page:
    return page_of("Tasks", body=tasks(task("a", " carry stones ", whose=cast.cleo, due=DUE), task("b", "Mix mortar")))
