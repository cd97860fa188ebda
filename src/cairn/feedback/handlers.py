"""What feedback does when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.feedback.operations import ask_again
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    """A version that changes what was agreed is to be read again."""
    if not event.data.get("material"):
        return
    page = Page.objects.filter(pk=event.page_id or 0).first()
    version = page.versions.select_related("by").filter(number=event.data.get("number", 0)).first() if page else None
    if page is not None and version is not None:
        ask_again(page, version, by=SYSTEM)
