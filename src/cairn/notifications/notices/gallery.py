"""Who hears of a page that was made from a template: the people whom its writer named."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, SettledBy, who
from cairn.pages.models import Page


def used(event: Event, page: Page) -> Iterator[Notice]:
    facts = {"who": who(event), "name": event.data.get("template_name", "")}
    for user_id in event.data.get("notify", []):
        yield Notice(user_id, "named", _("{who} started “{name}” and named you").format(**facts), page.title)


NOTICES: dict[str, NoticesOf] = {"template.used": used}
REASONS: Reasons = {"named": gettext_lazy("named on a page from a template")}
ASKS: set[str] = set()
SETTLES: dict[str, SettledBy] = {}
