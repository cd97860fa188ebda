"""Mail on and off."""

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.notifications.models import MailPreference
from cairn.people.models import User


def stop_mail(*, by: User) -> None:
    """No more mail to `by`; the inbox goes on."""
    with atomic():
        _, is_new = MailPreference.objects.get_or_create(user=by)
        if is_new:
            record("mail.stopped", by=by, user=by.pk)


def start_mail(*, by: User) -> None:
    with atomic():
        gone, _ = MailPreference.objects.filter(user=by).delete()
        if gone:
            record("mail.started", by=by, user=by.pk)
