"""Mail that comes back. After several in a month nothing more is sent, until she says so."""

from __future__ import annotations

from datetime import timedelta

from cairn.core.clock import now
from cairn.mail.models import Letter
from cairn.mail.operations import stop_mail
from cairn.people.actors import SYSTEM

ENOUGH = 4
WITHIN = timedelta(days=30)


def count_bounce(letter: Letter) -> None:
    """`letter` came back for good. Twice for the same letter counts once."""
    if not Letter.objects.filter(pk=letter.pk, bounced_at=None).update(bounced_at=now()):
        return
    if letter.user.letters.filter(bounced_at__gt=now() - WITHIN).count() >= ENOUGH:
        stop_mail(by=SYSTEM, user=letter.user, came_back=True)
