"""What search does when something happened."""

from cairn.activity.models import Event
from cairn.search.index import index_page
from cairn.search.questions import index_missing, index_question


def reindex(event: Event) -> None:
    if event.page_id is not None:
        index_page(event.page_id)


def reindex_question(event: Event) -> None:
    """The question itself, for those who type one like it, and its session's page."""
    if event.target_id is not None:
        index_question(event.target_id)
    reindex(event)


def index_imported(event: Event) -> None:
    """Many came in at once: those of the space that are not found yet."""
    if event.space_id is not None and event.data.get("what") in ("questions", "duplicates"):
        index_missing(event.space_id)
