"""Who hears of threads and comments."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, watchers, who
from cairn.pages.models import Page


def subject_of(event: Event) -> str:
    """The thread that an event of a thread or of a comment is about."""
    return f"thread:{event.data.get('thread', event.target_id)}"


def _words(event: Event) -> dict[str, Any]:
    return {"excerpt": event.data.get("excerpt", ""), "subject": subject_of(event)}


def thread_started(event: Event, page: Page) -> Iterator[Notice]:
    words = {**_words(event), "anchor": f"#thread-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_created(event: Event, page: Page) -> Iterator[Notice]:
    words = {**_words(event), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    if event.data.get("quiet"):
        return
    for user_id in event.data.get("participants", []):
        yield Notice(user_id, "thread", _("{who} answered in a thread of yours").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_edited(event: Event, page: Page) -> Iterator[Notice]:
    """A word put right is no news; only people who were not mentioned before hear of it."""
    words = {**_words(event), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)


def thread_changed(event: Event, page: Page) -> Iterator[Notice]:
    done = {
        "thread.resolved": _("{who} resolved a thread of yours"),
        "thread.reopened": _("{who} reopened a thread of yours"),
        "thread.detached": _("The passage of a thread of yours is gone; the thread is kept"),
    }
    for user_id in [] if event.data.get("through") == "round" else event.data.get("participants", []):
        text = done[event.name].format(who=who(event))
        where = f"#thread-{event.target_id}"
        yield Notice(user_id, "thread", text, event.data.get("quote", ""), where, subject_of(event))


def resolved(event: Event) -> Iterator[Settled]:
    yield Settled(subject_of(event))


def answered(event: Event) -> Iterator[Settled]:
    """Whoever answers in a thread has dealt with what it had for her."""
    yield Settled(subject_of(event), event.by_id)


def deleted(event: Event) -> Iterator[Settled]:
    if event.data.get("thread_gone"):
        yield Settled(subject_of(event))


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
SETTLES: dict[str, SettledBy] = {"thread.resolved": resolved, "comment.created": answered, "comment.deleted": deleted}
