"""What people hear of what happened: for the tests of apps that only record it, and know nothing of who tells whom."""

from typing import Any

from django.db.models import QuerySet

from cairn.mail.jobs import send_due
from cairn.notifications.models import Notification
from cairn.notifications.operations import watch_page

__all__ = ["notices", "send_due", "watch_page"]


def notices(**asked: Any) -> QuerySet[Notification]:
    """The notices in everybody's inboxes that `asked` fits."""
    return Notification.objects.filter(**asked)
