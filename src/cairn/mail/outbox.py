"""From what waits for people to letters, and from letters to sent mail, through every crash.

Exactly once, as far as SMTP allows. What is due becomes a `Letter` in one transaction: two workers make one. A letter
is claimed for CLAIM before it is sent, and marked after the server took it. A worker killed before that leaves a
letter that is sent again once the claim is over; one killed between the server's "250" and our mark sends a second
copy. It errs that way because what somebody asks of her must not get lost without a word; the copy has the same
Message-ID, so that most servers and programs show it once.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.mail.bounces import count_bounce
from cairn.mail.kinds import kind_of
from cairn.mail.message import message_for
from cairn.mail.models import Letter, MailPreferences, Rhythm
from cairn.mail.rhythm import mail_at
from cairn.mail.worth import scope_of, thread_of, worth_mailing
from cairn.notifications.models import Notification
from cairn.people.models import User

logger = logging.getLogger("cairn.mail")

CLAIM = timedelta(minutes=5)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720, 1440)]
MANY = 3  # conversations that come one by one; more at a time come as a digest
MOST = 500  # things in one look; the rest comes with the next


def due_people(limit: int = 200) -> list[int]:
    waiting = Notification.objects.to_mail(now()).order_by("user")
    return list(waiting.values_list("user", flat=True).distinct()[:limit])


def anything_due() -> bool:
    moment = now()
    if Notification.objects.to_mail(moment).exists():
        return True
    return Letter.objects.filter(try_at__lte=moment, sent_at=None, given_up_at=None).exists()


def make_letters(user_id: int) -> list[Letter]:
    """Letters of what is due for this person; what is due later, or not at all, is noted as such."""
    moment = now()
    with atomic():
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            return []
        looked = Notification.objects.filter(user=user).to_mail(moment).order_by("pk")
        ids = list(looked.values_list("pk", flat=True)[:MOST])
        due, later = _sorted_by_time(user, worth_mailing(user, ids), moment)
        Notification.objects.filter(pk__in=ids).update(mail_at=None)
        for at, pks in later.items():
            Notification.objects.filter(pk__in=pks).update(mail_at=at)
        letters = [
            Letter(user=user, conversation=conversation, notifications=[each.pk for each in things])
            for conversation, things in _conversations(due, MailPreferences.objects.of(user))
        ]
        for letter in letters:
            letter.save()
    return letters


def waiting_for(user: User) -> dict[datetime, list[int]]:
    """What waits for her next mails: instant -> ids of notifications."""
    waiting = Notification.objects.filter(user=user).to_mail().order_by("pk")
    _due, later = _sorted_by_time(user, worth_mailing(user, list(waiting.values_list("pk", flat=True)[:MOST])), None)
    return later


def _sorted_by_time(
    user: User, things: list[Notification], moment: datetime | None
) -> tuple[list[Notification], dict[datetime, list[int]]]:
    """Due at `moment` (None: nothing is), and the rest by when it will be; what is never to be mailed is in neither."""
    prefs = MailPreferences.objects.of(user)
    due: list[Notification] = []
    later: dict[datetime, list[int]] = defaultdict(list)
    for each in things:
        at = mail_at(user, prefs, kind_of(each.reason), each.at)
        if at is not None and moment is not None and at <= moment:
            due.append(each)
        elif at is not None:
            later[at].append(each.pk)
    return due, later


def _conversations(due: list[Notification], prefs: MailPreferences) -> list[tuple[str, list[Notification]]]:
    """What comes at once goes one conversation a letter, what comes by the clock in one digest."""
    digest: list[Notification] = []
    singles: dict[str, list[Notification]] = defaultdict(list)
    for each in due:
        if getattr(prefs, kind_of(each.reason).name) == Rhythm.NOW:
            thread = thread_of(each)
            singles[scope_of(each) if thread is None else f"thread:{thread}"].append(each)
        else:
            digest.append(each)
    if len(singles) > MANY:  # after a night, a weekend, an outage: one mail, not one for each
        digest = sorted([*digest, *(each for things in singles.values() for each in things)], key=lambda each: each.pk)
        singles.clear()
    return [*singles.items(), *([("", digest)] if digest else [])]


def send(letter_id: int) -> None:
    """Send a letter that waits, if nobody else has it in hand."""
    moment = now()
    waits = Letter.objects.filter(pk=letter_id, sent_at=None, given_up_at=None, try_at__lte=moment)
    if not waits.update(try_at=moment + CLAIM):
        return
    letter = Letter.objects.select_related("user").get(pk=letter_id)
    things = worth_mailing(letter.user, letter.notifications)
    if not things or MailPreferences.objects.of(letter.user).stopped_at is not None:
        Letter.objects.filter(pk=letter_id).update(given_up_at=moment)
        return
    try:
        message_for(letter, things).send()
    except SMTPRecipientsRefused as error:
        _refused(letter, error)
    except OSError as error:  # every error of smtplib and of the network is one
        _again_later(letter, error)
    except Exception as error:  # a fault of ours: counted too, else it would be tried every five minutes for ever
        logger.exception("Letter %d can't be made", letter.pk)
        _again_later(letter, error)
    else:
        with atomic():
            Letter.objects.filter(pk=letter_id).update(sent_at=now())
            Notification.objects.filter(pk__in=[each.pk for each in things]).update(mailed_at=now())


def _refused(letter: Letter, error: SMTPRecipientsRefused) -> None:
    codes = [code for code, _words in error.recipients.values()]
    if all(code >= 500 for code in codes):
        logger.warning("Mail to person %d is refused: %s", letter.user_id, error.recipients)
        Letter.objects.filter(pk=letter.pk).update(given_up_at=now())
        count_bounce(letter)
    else:
        _again_later(letter, error)


def _again_later(letter: Letter, error: Exception) -> None:
    attempts = letter.attempts + 1
    if attempts > len(PAUSES):
        logger.error("Letter %d could not be sent in %d attempts and is given up: %s", letter.pk, attempts, error)
        Letter.objects.filter(pk=letter.pk).update(given_up_at=now(), attempts=attempts)
        return
    logger.warning("Letter %d could not be sent, attempt %d: %s", letter.pk, attempts, error)
    Letter.objects.filter(pk=letter.pk).update(try_at=now() + PAUSES[attempts - 1], attempts=attempts)
