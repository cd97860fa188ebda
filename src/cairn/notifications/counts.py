"""How much waits in people's inboxes: for the live server, which tells their open browsers."""

from collections.abc import Iterable

from django.db.models import Count

from cairn.notifications.models import Notification


def unread_counts(user_ids: Iterable[int]) -> dict[int, int]:
    """Unread notifications of each person, by one query; people without any are left out."""
    unread = Notification.objects.filter(user__in=list(user_ids), read_at=None).order_by()
    return dict(unread.values_list("user").annotate(Count("pk")))
