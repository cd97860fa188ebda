"""A page with words to quote, and a thread on it: made by the real operations."""

from collections.abc import Callable

import pytest
from tests.cast import Cast

from cairn import documents
from cairn.comments.models import Thread
from cairn.comments.operations import start_thread
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import publish_page
from cairn.pages.tests.conftest import MakePage, body, page_of
from cairn.people.models import User

__all__ = ["page_of"]

FIRST = "The river bed is dry in August."
SECOND = "We build the bridge of stone, because wood rots within twenty years."


@pytest.fixture
def page(page_of: MakePage) -> Page:
    """Published in STONE by Ben: two paragraphs."""
    return page_of("Bridge", body=body(FIRST, SECOND))


MakeThread = Callable[..., Thread]


@pytest.fixture
def thread_on(cast: Cast, page: Page) -> MakeThread:
    """`thread_on("bridge of stone")` is Cleo's on that passage; without a quote on the page."""

    def make(quote: str = "", *, by: User | None = None, text: str = "Are we sure?", **around: str) -> Thread:
        return start_thread(page, by=by or cast.cleo, body=text, quote=quote, **around)

    return make


def rewrite(page: Page, *paragraphs: str, by: User) -> None:
    """Somebody replaces the whole text and publishes."""
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body(*paragraphs)), by=by)
    publish_page(page, by=by)
