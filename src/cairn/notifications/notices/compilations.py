"""Who hears of the page that a session was compiled into. Who asked without a name is nobody here too."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, watchers
from cairn.pages.models import Page
from cairn.questions.afterwards.people import took_part_in


def compiled(event: Event, page: Page) -> Iterator[Notice]:
    """Who asked, answered, remarked or voted, and who watches the session."""
    text = _("What was asked and answered stands on a page now: {title}").format(title=event.data.get("title", ""))
    took_part = took_part_in(page)
    for user_id in sorted(took_part | set(watchers(page))):
        reason = "took_part" if user_id in took_part else "watching"
        yield Notice(user_id, reason, text, page.title, link=f"/pages/{event.target_id}/")


def review_due(event: Event, page: Page) -> Iterator[Notice]:
    if page.owner_id:
        text = _("Do the answers still hold? Look at it again: {title}").format(title=page.title)
        yield Notice(page.owner_id, "answers_for", text, "", subject=f"compilation:{event.target_id}")


def looked_at(event: Event) -> Iterator[Settled]:
    yield Settled(f"compilation:{event.target_id}")


NOTICES: dict[str, NoticesOf] = {"ama.compiled": compiled, "compilation.review_due": review_due}
REASONS: Reasons = {
    "took_part": gettext_lazy("You took part"),
    "answers_for": gettext_lazy("You answer for this page"),
}
ASKS: set[str] = {"answers_for"}
SETTLES: dict[str, SettledBy] = {"compilation.review_set": looked_at}
