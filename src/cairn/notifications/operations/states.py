"""What she has read, done, or put off."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.notifications.models import Inbox, Notification
from cairn.notifications.queries import NotificationQuerySet
from cairn.people.models import User

Ids = Iterable[int]


def mark_read(ids: Ids, *, by: User) -> int:
    """Each returns how many it changed; what is not `by`'s own, or is so already, stays as it is."""
    return _record("notification.read", _mine(ids, by).filter(read_at=None), by, read_at=now())


def mark_unread(ids: Ids, *, by: User) -> int:
    return _record("notification.unread", _mine(ids, by).filter(read_at__isnull=False), by, read_at=None)


def finish(ids: Ids, *, by: User) -> int:
    """Done with them: they leave the inbox."""
    return _record("notification.done", _mine(ids, by).filter(done_at=None), by, done_at=now(), settled_by=None)


def snooze(ids: Ids, *, by: User, until: datetime) -> int:
    """Away until `until`; then they come back on top, unread. Raises Invalid for an instant that has passed."""
    if until <= now():
        raise Invalid(_("That time has passed. Choose a later one; nothing was put off."))
    found = _mine(ids, by).filter(done_at=None)
    return _record("notification.snoozed", found, by, snoozed_until=until, sorted_at=until, read_at=None)


def bring_back(ids: Ids, *, by: User) -> int:
    """Not done after all, or not put off any longer: back into the inbox, where they stood."""
    away = _mine(ids, by).filter(Q(done_at__isnull=False) | Q(snoozed_until__isnull=False))
    to = {"done_at": None, "settled_by": None, "snoozed_until": None, "sorted_at": F("at")}
    return _record("notification.brought_back", away, by, **to)


def mark_all_read(*, by: User, upto: int) -> int:
    """Mark what is unread up to the notification `upto`, so that nothing she has not seen is marked."""
    unread = Notification.objects.filter(user=by, read_at=None, done_at=None, pk__lte=upto)
    return _record("inbox.read", unread, by, read_at=now())


def _mine(ids: Ids, by: User) -> NotificationQuerySet:
    return Notification.objects.filter(user=by, pk__in=list(ids))


def _record(event: str, found: NotificationQuerySet, by: User, **to: object) -> int:
    """Change those found and say so; nothing is recorded where nothing changed."""
    with atomic():
        count = found.update(**to)
        if count:
            Inbox.objects.touch([by.pk])
            record(event, by=by, user=by.pk, count=count)
    return count
