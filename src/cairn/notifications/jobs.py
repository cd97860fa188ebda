"""Mail goes out in jobs, so that a mail server that is slow or down delays nobody and loses nothing."""

from django_tasks import task

from cairn.core.clock import now
from cairn.notifications.mail import message_for
from cairn.notifications.models import MailPreference, Notification
from cairn.pages.access import can_view


@task(queue_name="mail")
def send_mail_for(notification_id: int) -> None:
    """Send one notification, once: not when it was sent or read, mail is off, or the page is no longer hers to see."""
    found = Notification.objects.filter(pk=notification_id, mailed_at=None, read_at=None)
    notification = found.select_related("user", "page__space", "event__by").first()
    if notification is None or not notification.user.is_active or notification.page is None:
        return
    if MailPreference.objects.filter(user=notification.user).exists() or not can_view(
        notification.user, notification.page
    ):
        return
    message_for(notification).send()
    Notification.objects.filter(pk=notification_id).update(mailed_at=now())
