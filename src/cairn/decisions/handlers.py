"""What decisions do when something happened to their page."""

from cairn.activity.models import Event
from cairn.decisions.models import Decision
from cairn.decisions.operations.confirm import ask_to_confirm
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    """A text that changes what was agreed: those who spoke of the old one are asked whether they still mean it."""
    if not event.data.get("material"):
        return
    for decision in Decision.objects.running().filter(page=event.page_id):
        ask_to_confirm(decision, by=event.by or SYSTEM)
