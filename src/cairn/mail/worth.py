"""What of a person's notifications may be mailed to her: asked when a mail is made, and again when it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from cairn.comments.models import Comment, Thread
from cairn.core.clock import now
from cairn.mail.kinds import kind_of
from cairn.mail.models import MutedPage
from cairn.notifications.models import Notification
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.people.queries import workspace

TOO_OLD = timedelta(days=30)  # a mail would only surprise; it waits in the inbox


def worth_mailing(user: User, ids: Iterable[int]) -> list[Notification]:
    """Those that are unread, hers to see by now, and about something that is still there; oldest first."""
    if not user.is_active:
        return []
    since = max(now() - TOO_OLD, workspace().created_at)  # the sample has a past from before it was there
    mine = Notification.objects.visible_to(user).unread().filter(pk__in=list(ids), mailed_at=None, at__gte=since)
    found = list(mine.select_related("page__space", "page__published", "question__space", "event__by").order_by("pk"))
    gone = _gone(found, user)
    muted = set(MutedPage.objects.filter(user=user).values_list("page_id", flat=True))
    return [
        each for each in found if each.pk not in gone and (kind_of(each.reason).urgent or each.page_id not in muted)
    ]


def scope_of(notification: Notification) -> str:
    """Where it stands: "page:12", or "question:7" of a space."""
    if notification.question_id is not None:
        return f"question:{notification.question_id}"
    return f"page:{notification.page_id}"


def thread_of(notification: Notification) -> int | None:
    """The id of the thread it is about."""
    event = notification.event
    if event.name.startswith("thread."):
        return event.target_id
    if event.name.startswith("comment."):
        found: int | None = event.data.get("thread")
        return found
    return None


def comment_of(notification: Notification) -> int | None:
    """The id of the comment that it tells of."""
    event = notification.event
    if event.name == "thread.started":
        found: int | None = event.data.get("comment")
        return found
    return event.target_id if event.name.startswith("comment.") else None


def _gone(notifications: list[Notification], user: User) -> set[int]:
    """Of words that were taken back, of threads that are no longer hers to see, of drafts that are not hers."""
    threads = {pk for each in notifications if (pk := thread_of(each)) is not None}
    comments = {pk for each in notifications if (pk := comment_of(each)) is not None}
    seen = set(Thread.objects.visible_to(user).filter(pk__in=threads).values_list("pk", flat=True))
    said = set(Comment.objects.filter(pk__in=comments, deleted_at=None).values_list("pk", flat=True))
    drafts = {each.page_id or 0 for each in notifications if each.on_draft}
    editable = (
        set(Page.objects.editable_by(user).filter(pk__in=drafts).values_list("pk", flat=True)) if drafts else set()
    )
    return {
        each.pk
        for each in notifications
        if (thread_of(each) is not None and thread_of(each) not in seen)
        or (comment_of(each) is not None and comment_of(each) not in said)
        or (each.on_draft and thread_of(each) is None and each.page_id not in editable)
    }
