"""What action items do when something happened elsewhere."""

from cairn.action_items.operations import sync_action_items
from cairn.activity.models import Event
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    page = Page.objects.select_related("published__by", "space").filter(pk=event.page_id or 0).first()
    if page is not None:
        sync_action_items(page, by=SYSTEM)
