"""Who hears of threads and comments."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, SettledBy, watchers, who
from cairn.pages.models import Page


def thread_started(event: Event, page: Page) -> Iterator[Notice]:
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#thread-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_created(event: Event, page: Page) -> Iterator[Notice]:
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    for user_id in event.data.get("participants", []):
        yield Notice(user_id, "thread", _("{who} answered in a thread of yours").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_edited(event: Event, page: Page) -> Iterator[Notice]:
    """A word put right is no news; only people who were not mentioned before hear of it."""
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)


def thread_changed(event: Event, page: Page) -> Iterator[Notice]:
    done = {
        "thread.resolved": _("{who} resolved a thread of yours"),
        "thread.reopened": _("{who} reopened a thread of yours"),
        "thread.detached": _("The passage of a thread of yours is gone; the thread is kept"),
    }
    for user_id in event.data.get("participants", []):
        text = done[event.name].format(who=who(event))
        yield Notice(user_id, "thread", text, event.data.get("quote", ""), f"#thread-{event.target_id}")


NOTICES: dict[str, NoticesOf] = {
    "thread.started": thread_started,
    "comment.created": comment_created,
    "comment.edited": comment_edited,
    "thread.resolved": thread_changed,
    "thread.reopened": thread_changed,
    "thread.detached": thread_changed,
}
REASONS: Reasons = {
    "thread": gettext_lazy("You take part in this thread"),
}
ASKS: set[str] = set()
SETTLES: dict[str, SettledBy] = {}
