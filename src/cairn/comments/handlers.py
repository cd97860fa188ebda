"""What comments do when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.comments.operations import follow_passages
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    page = Page.objects.select_related("published").filter(pk=event.page_id or 0).first()
    if page is not None:
        follow_passages(page, by=SYSTEM)
