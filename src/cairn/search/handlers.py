"""What search does when something happened."""

from cairn.activity.models import Event
from cairn.search.index import index_page


def reindex(event: Event) -> None:
    if event.page_id is not None:
        index_page(event.page_id)
