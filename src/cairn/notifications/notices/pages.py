"""Who hears of a page and its versions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.documents import mentions
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, watchers, who
from cairn.pages.access import can_edit
from cairn.pages.models import Page


def is_news(event: Event) -> bool:
    """Not a minor edit, nor what a live page only goes on with."""
    return not (event.data.get("minor") or event.data.get("again"))


def page_published(event: Event, page: Page) -> Iterator[Notice]:
    for user_id in newly_mentioned(event, page):
        yield Notice(user_id, "mentioned", _("{who} mentioned you on a page").format(who=who(event)), page.title)
    if not is_news(event):
        return
    words = _("{who} published version {number}")
    if event.data.get("material"):
        words = _("{who} published version {number}, which changes what was agreed")
    elif event.data.get("by_itself"):
        words = _("This live page has a new version {number}")
    text = words.format(who=who(event), number=event.data.get("number"))
    wrote = event.data.get("authors", []) if event.data.get("by_itself") else []
    for user_id in watchers(page):
        if user_id not in wrote:
            yield Notice(user_id, "watching", text, event.data.get("message", ""), subject=f"page:{page.pk}")


def publication_refused(event: Event, page: Page) -> Iterator[Notice]:
    text = _("What you had planned was not published: {title}").format(title=page.title)
    yield Notice(event.data["user_id"], "planned", text, event.data.get("reason", ""))
    if page.owner and can_edit(page.owner, page):  # who planned it may have left
        text = _("What {name} had planned for your page was not published").format(name=event.data.get("person", ""))
        yield Notice(page.owner.pk, "owner", text, page.title)


def newly_mentioned(event: Event, page: Page) -> list[int]:
    """Whom the version mentions and the one before it did not."""
    if event.data.get("again"):
        return [int(each) for each in event.data.get("mentioned", []) if each.isdecimal()]
    number = event.data.get("number", 0)
    bodies = dict(page.versions.filter(number__in=(number, number - 1)).values_list("number", "body"))
    before = set(mentions(bodies[number - 1])) if number - 1 in bodies else set()
    now = mentions(bodies[number]) if number in bodies else []
    return [int(each) for each in dict.fromkeys(now) if each not in before and each.isdecimal()]


def overtaken(event: Event) -> Iterator[Settled]:
    """N versions of a page are one entry: the newest."""
    if is_news(event):
        yield Settled(f"page:{event.page_id}", reason="watching")


def seen(event: Event) -> Iterator[Settled]:
    """Whoever reads the page has seen its newest version."""
    yield Settled(f"page:{event.page_id}", event.by_id, reason="watching")


NOTICES: dict[str, NoticesOf] = {
    "page.published": page_published,
    "page.publication_refused": publication_refused,
}
REASONS: Reasons = {
    "mentioned": gettext_lazy("You were mentioned"),
    "owner": gettext_lazy("You own this page"),
    "unreached": gettext_lazy("You mentioned them"),
    "planned": gettext_lazy("You planned it"),
    "watching": gettext_lazy("You watch this page"),
}
ASKS: set[str] = {"unreached"}
SETTLES: dict[str, SettledBy] = {"page.published": overtaken, "page.read": seen}
