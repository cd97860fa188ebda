"""What follows for decisions from what happened elsewhere."""

from cairn.activity.models import Event
from cairn.decisions.operations.citations import follow_citations
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    """The text is another one: what it cites may be, too."""
    page = Page.objects.filter(pk=event.page_id or 0).first()
    if page is not None:
        follow_citations(page, by=SYSTEM)
