"""What search does when something happened."""

from cairn.activity.models import Event
from cairn.search.index import index_page
from cairn.search.questions import index_all_imported, index_question


def reindex(event: Event) -> None:
    if event.page_id is not None:
        index_page(event.page_id)


def reindex_question(event: Event) -> None:
    """The question itself, for those who type one like it, and its session's page."""
    if event.target_id is not None:
        index_question(event.target_id)
    reindex(event)


def reindex_under(event: Event) -> None:
    """What stands under a question changed: an answer, a remark, which answer is accepted."""
    if isinstance(question := event.data.get("question"), int):
        index_question(question)
    reindex(event)


def reindex_united(event: Event) -> None:
    """Two questions became one, or two again: the one that stays is found by the words of both."""
    for other in (event.data.get("into"), event.data.get("from")):
        if isinstance(other, int):
            index_question(other)
    reindex_question(event)


def index_imported(event: Event) -> None:
    """Many came in at once, in batches: the last of them has all indexed."""
    later = Event.objects.filter(name=event.name, space_id=event.space_id, pk__gt=event.pk)
    if event.space_id is not None and not later.exists():
        index_all_imported(event.space_id)
