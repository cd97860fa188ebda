"""What comes next by mail, and when: shown on the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cairn.core.clock import now
from cairn.mail.kinds import KINDS
from cairn.mail.models import MailPreferences, Rhythm
from cairn.mail.outbox import waiting_for
from cairn.mail.rhythm import mail_at
from cairn.people.models import User


@dataclass(frozen=True)
class NextMail:
    """`count` things wait for the mail at `at`; 0: nothing waits for the next digest yet."""

    at: datetime
    count: int


def next_mails(user: User, prefs: MailPreferences) -> list[NextMail]:
    """The next three at most; without any that waits, when the next digest would come. None when mail is off."""
    waiting = sorted(waiting_for(user).items())
    if waiting:
        return [NextMail(max(at, now()), len(things)) for at, things in waiting[:3]]
    digests = [kind for kind in KINDS if getattr(prefs, kind.name) in (Rhythm.DAILY, Rhythm.WEEKLY)]
    moments = [at for kind in digests if (at := mail_at(user, prefs, kind, now())) is not None]
    return [NextMail(min(moments), 0)] if moments else []
