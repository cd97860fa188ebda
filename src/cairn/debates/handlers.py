"""What debates do when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.debates.registry import register_debates
from cairn.pages.models import Page


def on_published(event: Event) -> None:
    page = Page.objects.select_related("published").filter(pk=event.page_id or 0).first()
    if page is not None:
        register_debates(page)
