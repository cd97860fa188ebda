"""Telling the writer of an answer that it was not taken: once, only who is known to have written it."""

from __future__ import annotations

from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.mail.inbound.reading import answer_in, parse
from cairn.mail.models import Received

UNSURE = {"forged", "unproven", "unknown", "unreadable", "deactivated"}  # the address may be anybody's
ONCE_IN = timedelta(days=1)


def tell(received: Received, raw: bytes) -> bool:
    """Send her what was not taken and why, with her words, so that none are lost. Never to a machine or a forger."""
    user = received.user
    if user is None or received.outcome in UNSURE or not user.is_active:
        return False
    before = Received.objects.filter(user=user, outcome=received.outcome, told_at__gt=now() - ONCE_IN)
    if before.exists():
        return False
    words = _words(raw)
    text = _("Your answer by mail did not become a comment.\n\n%(why)s\n\nYou wrote:\n\n%(words)s\n")
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if received.message_id:
        headers |= {"In-Reply-To": received.message_id, "References": received.message_id}
    subject = _("Not taken: %(subject)s") % {"subject": received.subject or _("your answer")}
    Received.objects.filter(pk=received.pk).update(told_at=now())
    EmailMessage(subject[:200], text % {"why": received.why, "words": words}, to=[user.email], headers=headers).send()
    return True


def _words(raw: bytes) -> str:
    try:
        return answer_in(parse(raw)).text[:5_000]
    except Exception:  # it is refused already; the reason is what matters
        return ""
