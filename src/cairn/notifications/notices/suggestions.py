"""Who hears of suggestions: whoever made one hears what became of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, SettledBy, who
from cairn.pages.models import Page


def ruled(event: Event, page: Page) -> Iterator[Notice]:
    count = int(event.data.get("count", 1))
    if event.name == "suggestion.accepted":
        words = ngettext("{who} accepted your suggestion", "{who} accepted your suggestions", count)
    else:
        words = ngettext("{who} rejected your suggestion", "{who} rejected your suggestions", count)
    removed, added = event.data.get("removed", ""), event.data.get("added", "")
    excerpt = (
        _("“{removed}” → “{added}”").format(removed=removed, added=added) if removed and added else added or removed
    )
    for user_id in event.data.get("participants", []):
        yield Notice(user_id, "suggestion", words.format(who=who(event)), excerpt)


NOTICES: dict[str, NoticesOf] = {"suggestion.accepted": ruled, "suggestion.rejected": ruled}
REASONS: Reasons = {"suggestion": gettext_lazy("You suggested it")}
ASKS: set[str] = set()
SETTLES: dict[str, SettledBy] = {}
