"""A notification as a mail: text and HTML, one thread a page, one click to stop (RFC 8058)."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.notifications.models import Notification
from cairn.notifications.notices import REASONS
from cairn.people.models import User
from cairn.people.queries import workspace

SALT = "cairn.notifications.unsubscribe"


def unsubscribe_path(user: User) -> str:
    return reverse("unsubscription", args=[signing.dumps(user.pk, salt=SALT)])


def user_of_token(token: str) -> User | None:
    """Whom an unsubscribe link belongs to; None for one that is not ours. Links do not expire: mail is kept for years."""
    try:
        return User.objects.active().filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def message_for(notification: Notification) -> EmailMultiAlternatives:
    """The subject is the page's title, so that mail programs show all that happened on a page as one conversation."""
    page, user = notification.page, notification.user
    assert page is not None
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    context = {
        "notification": notification,
        "page": page,
        "workspace_name": workspace().name,
        "url": f"{settings.BASE_URL}{notification.link}",
        "reason": _("{reason}. That is why this reached you.").format(reason=REASONS.get(notification.reason, "")),
        "settings_url": f"{settings.BASE_URL}{reverse('mail_preference')}",
    }
    with timezone.override(ZoneInfo(user.time_zone)):
        text = render_to_string("notifications/mail.txt", context)
        html = render_to_string("notifications/mail.html", context)
    stop = f"{settings.BASE_URL}{unsubscribe_path(user)}"
    headers = {
        "Message-ID": f"<notification-{notification.pk}@{host}>",
        "In-Reply-To": f"<page-{page.pk}@{host}>",
        "References": f"<page-{page.pk}@{host}>",
        "List-Id": f"{page.space.name.encode('ascii', 'ignore').decode()} <{page.space.key.lower()}.{host}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    subject = " ".join(f"{page.title} · {page.space.name}".split())
    message = EmailMultiAlternatives(subject[:200], text, to=[user.email], headers=headers)
    message.attach_alternative(html, "text/html")
    return message
