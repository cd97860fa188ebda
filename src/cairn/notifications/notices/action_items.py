"""Who hears of an action item."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.action_items.models import address_of
from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, who
from cairn.pages.models import Page


def action_item_assigned(event: Event, page: Page) -> Iterator[Notice]:
    if (assignee := event.data.get("assignee")) and not event.data.get("quiet"):
        local_id = str(event.data.get("local_id", ""))
        text = _words(local_id).format(who=who(event))
        words, subject = event.data.get("text", ""), f"action_item:{event.target_id}"
        yield Notice(assignee, "assigned", text, words, subject=subject, link=address_of(page.pk, local_id))


def _words(local_id: str) -> str:
    if local_id.startswith("thread-"):
        return _("{who} assigned a thread to you")
    if local_id.startswith("citation-"):
        return _("Your page cites a decision that was superseded")
    if local_id.startswith("question-"):
        return _("{who} left an unanswered question to you")
    return _("{who} assigned an action item to you")


def settled(event: Event) -> Iterator[Settled]:
    """It is done; or somebody else has it now, or nobody."""
    yield Settled(f"action_item:{event.target_id}")


NOTICES: dict[str, NoticesOf] = {
    "action_item.assigned": action_item_assigned,
}
REASONS: Reasons = {
    "assigned": gettext_lazy("It is assigned to you"),
}
ASKS: set[str] = {"assigned"}
SETTLES: dict[str, SettledBy] = {
    "action_item.completed": settled,
    "action_item.assigned": settled,
    "action_item.removed": settled,
}
