"""Pages for the tests: made and published by the real operations."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast

from cairn.documents import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page


def body(*paragraphs: str) -> Adf:
    """A document of plain paragraphs."""
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in paragraphs]
    return {"version": 1, "type": "doc", "content": content}


MakePage = Callable[..., Page]


@pytest.fixture
def page_of(cast: Cast) -> MakePage:
    """`page_of("Title")` is published in STONE by Ben; `draft=True` leaves it a draft; more goes to create_page."""

    def make(title: str, *, draft: bool = False, **more: Any) -> Page:
        space = more.pop("space", None) or (more["parent"].space if more.get("parent") else cast.stone)
        by = more.pop("by", cast.ben)
        page = create_page(space, by=by, title=title, body=more.pop("body", body(f"Words of {title}")), **more)
        if not draft:
            publish_page(page, by=by)
        return page

    return make
