"""What she has read."""

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.notifications.models import Notification
from cairn.people.models import User


def mark_read(notification: Notification, *, by: User) -> None:
    _check(notification, by)
    with atomic():
        if Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=now()):
            record("notification.read", by=by, target_id=notification.pk, user=by.pk)


def mark_unread(notification: Notification, *, by: User) -> None:
    _check(notification, by)
    with atomic():
        if Notification.objects.filter(pk=notification.pk, read_at__isnull=False).update(read_at=None):
            record("notification.unread", by=by, target_id=notification.pk, user=by.pk)


def mark_all_read(*, by: User, upto: int) -> int:
    """Mark what is unread up to the notification `upto`, so that nothing she has not seen is marked. Returns how many."""
    with atomic():
        count = Notification.objects.filter(user=by, read_at=None, pk__lte=upto).update(read_at=now())
        if count:
            record("inbox.read", by=by, count=count, user=by.pk)
    return count


def _check(notification: Notification, by: User) -> None:
    if notification.user_id != by.pk:
        raise Missing("There is no such notification in your inbox.")
