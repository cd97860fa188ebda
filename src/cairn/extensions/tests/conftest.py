"""Pages with extensions on them: made and published by the real operations, with their jobs run."""

from collections.abc import Callable
from typing import Any

import pytest

from cairn.documents import Adf
from cairn.pages.models import Page
from cairn.pages.tests.conftest import MakePage, page_of

__all__ = ["page_of"]


def own(key: str, kind: str = "extension", content: list[Adf] | None = None, text: str = "", **given: Any) -> Adf:
    attrs: Adf = {"extensionType": "cairn", "extensionKey": key, "parameters": given, "localId": f"id-{key}"}
    if text:
        attrs["text"] = text
    return {"type": kind, "attrs": attrs, **({"content": content} if content is not None else {})}


def para(*nodes: Any) -> Adf:
    inside = [{"type": "text", "text": node} if isinstance(node, str) else node for node in nodes if node]
    return {"type": "paragraph", "content": inside}


def doc(*nodes: Adf) -> Adf:
    return {"version": 1, "type": "doc", "content": list(nodes)}


def excerpt(*nodes: Adf, name: str = "") -> Adf:
    return own("excerpt", "bodiedExtension", list(nodes), name=name)


def include(page: Page, kind: str = "extension", local_id: str = "id-excerpt") -> Adf:
    return own("include", kind, page=page.pk, excerpt=local_id)


def facts(**values: str) -> Adf:
    """Page properties: a row each."""
    rows = [
        {
            "type": "tableRow",
            "content": [
                {"type": "tableHeader", "content": [para(key)]},
                {"type": "tableCell", "content": [para(value)]},
            ],
        }
        for key, value in values.items()
    ]
    return own("properties", "bodiedExtension", [{"type": "table", "content": rows}])


MakeOwn = Callable[..., Page]


@pytest.fixture
def page_with(page_of: MakePage, run_jobs: Callable[[], int]) -> MakeOwn:
    """`page_with("Title", node, node)` is published in STONE by Ben, and what follows has happened."""

    def make(title: str, *nodes: Adf, **more: Any) -> Page:
        page = page_of(title, body=doc(*nodes), **more)
        run_jobs()
        return page

    return make
