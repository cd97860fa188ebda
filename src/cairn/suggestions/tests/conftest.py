"""A published page with suggestions in its draft, as a browser writes them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from tests.cast import Cast

from cairn.documents import Adf, adf_from_doc, to_text
from cairn.documents.yjs.hashing import mark_key
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.tests.conftest import MakePage, body, page_of
from cairn.people.models import User

__all__ = ["page_of"]

FIRST, SECOND = "The bridge is of wood.", "We build it in May."
AT = "2026-11-20T09:00:00.000Z"


@pytest.fixture
def page(cast: Cast, page_of: MakePage) -> Page:
    return page_of("Bridge", body=body(FIRST, SECOND))


def stamp(user: User, name: str = "1") -> Adf:
    return {"id": f"{user.pk}-{name}", "user": str(user.pk), "at": AT}


def line(doc: Doc[Any], index: int) -> XmlText:
    element = doc.get("body", type=XmlFragment).children[index]
    assert isinstance(element, XmlElement)
    text = element.children[0]
    assert isinstance(text, XmlText)
    return text


def add(doc: Doc[Any], index: int, at: int, words: str, mark: Adf) -> None:
    line(doc, index).insert(at, words, {"insertion": mark})


def strike(doc: Doc[Any], index: int, start: int, end: int, mark: Adf) -> None:
    line(doc, index).format(start, end, {mark_key({"type": "deletion", "attrs": mark}): mark})


def block_stamp(doc: Doc[Any], index: int, name: str, mark: Adf) -> None:
    element = doc.get("body", type=XmlFragment).children[index]
    assert isinstance(element, XmlElement)
    element.attributes[name] = json.dumps(mark)


Suggest = Callable[..., str]


@pytest.fixture
def suggest(page: Page) -> Suggest:
    """`suggest(cleo)`: "wood" shall become "stone" in the first line; gives the suggestion's id."""

    def make(user: User, name: str = "1") -> str:
        mark = stamp(user, name)

        def change(doc: Doc[Any]) -> None:
            strike(doc, 0, 17, 21, mark)
            add(doc, 0, 21, "stone", mark)

        log.edit(page.document_id, change, by=user)
        return str(mark["id"])

    return make


def draft_text(page: Page) -> str:
    return to_text(adf_from_doc(log.load(page.document_id)))
