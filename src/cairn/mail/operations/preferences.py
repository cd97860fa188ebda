"""What reaches a person by mail, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.mail.kinds import KINDS
from cairn.mail.links import Stop
from cairn.mail.models import MailPreferences, MutedPage, ReplyAddress, Rhythm
from cairn.mail.rhythm import is_quiet
from cairn.notifications.models import Notification
from cairn.notifications.operations import unwatch_question
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.models import Question


@dataclass(frozen=True)
class Choices:
    """`rhythms` maps the names of kinds to a Rhythm; `digest_day` is an ISO weekday; times are on her clock."""

    rhythms: Mapping[str, str] = field(default_factory=dict)
    digest_hour: int = 9
    digest_day: int = 1
    quiet: tuple[time, time] | None = None
    working_hours_only: bool = False
    urgent_any_time: bool = False


def change_mail_preferences(choices: Choices, *, by: User) -> None:
    """Keep `choices` as those of `by`; what waits already follows them. Raises Invalid for times that can't be kept."""
    with atomic():
        prefs = MailPreferences.objects.to_change(by)
        for kind in KINDS:
            setattr(prefs, kind.name, choices.rhythms.get(kind.name, getattr(prefs, kind.name)))
        prefs.digest_hour, prefs.digest_day = choices.digest_hour, choices.digest_day
        prefs.quiet_from, prefs.quiet_to = choices.quiet or (None, None)
        prefs.working_hours_only, prefs.urgent_any_time = choices.working_hours_only, choices.urgent_any_time
        _check(prefs, by)
        prefs.save()
        look_again(by)
        record("mail.preferences_changed", by=by, user=by.pk)


def stop_mail(*, by: Actor, user: User, came_back: bool = False) -> None:
    """No more mail to `user`; the inbox goes on. `came_back`: her mail server refuses it."""
    with atomic():
        prefs = MailPreferences.objects.to_change(user)
        if prefs.stopped_at is None:
            prefs.stopped_at, prefs.came_back = now(), came_back
            prefs.save()
            record("mail.stopped", by=by, user=user.pk, came_back=came_back)


def start_mail(*, by: User) -> None:
    with atomic():
        prefs = MailPreferences.objects.to_change(by)
        if prefs.stopped_at is not None:
            prefs.stopped_at, prefs.came_back = None, False
            prefs.save()
            by.letters.filter(bounced_at__isnull=False).update(bounced_at=None)
            look_again(by)
            record("mail.started", by=by, user=by.pk)


def stop_by_link(stop: Stop, *, by: User) -> None:
    """What the signed link says, and nothing else. Twice is the same as once."""
    assert by == stop.user
    if stop.page_id is not None:
        _mute(stop.page_id, by)
    elif stop.question_id is not None:
        question = Question.objects.visible_to(by).filter(pk=stop.question_id).first()
        if question is not None:
            unwatch_question(question, by=by)
    elif stop.kinds:
        with atomic():
            prefs = MailPreferences.objects.to_change(by)
            for name in stop.kinds:
                setattr(prefs, name, Rhythm.NONE)
            prefs.save()
            record("mail.preferences_changed", by=by, user=by.pk, stopped=stop.kinds)
    else:
        stop_mail(by=by, user=by)


def unmute_mail(page: Page, *, by: User) -> None:
    """Mail about `page` again."""
    with atomic():
        gone, _rows = MutedPage.objects.filter(user=by, page=page).delete()
        if gone:
            record("mail.page_unmuted", by=by, page_id=page.pk, user=by.pk)


def revoke_reply_addresses(*, by: User) -> int:
    """Every address by which `by` can answer by mail is void from now on; later mails have new ones."""
    with atomic():
        count = ReplyAddress.objects.filter(user=by, revoked_at=None).update(revoked_at=now())
        record("mail.reply_addresses_revoked", by=by, user=by.pk, count=count)
    return count


def look_again(user: User) -> None:
    """What waits for `user` is asked anew when it may be mailed."""
    Notification.objects.filter(user=user).to_mail().update(mail_at=now())


def _mute(page_id: int, by: User) -> None:
    page = Page.objects.filter(pk=page_id).first()
    with atomic():
        if page is not None and MutedPage.objects.get_or_create(user=by, page=page)[1]:
            record("mail.page_muted", by=by, page_id=page.pk, user=by.pk)


def _check(prefs: MailPreferences, user: User) -> None:
    if prefs.digest_hour not in range(24) or prefs.digest_day not in range(1, 8):
        raise Invalid(_("A digest comes at a full hour of a day of the week. Nothing was changed."))
    if is_quiet(prefs, time(prefs.digest_hour)):
        words = _("A digest at %(hour)02d:00 would come in your quiet hours. Choose another hour for one of them.")
        raise Invalid(words % {"hour": prefs.digest_hour}, fields={"digest_hour": words % {"hour": prefs.digest_hour}})
    if prefs.working_hours_only and prefs.quiet_from and _no_hour_left(prefs, user):
        words = _("These quiet hours leave nothing of your working hours, so no mail would ever come.")
        raise Invalid(words, fields={"quiet_to": words})


def _no_hour_left(prefs: MailPreferences, user: User) -> bool:
    start, end = user.workday_start, user.workday_end
    minutes = (time(hour, minute) for hour in range(24) for minute in range(0, 60, 15))
    works = [t for t in minutes if (start <= t < end if start < end else t >= start or t < end)]
    return bool(works) and all(is_quiet(prefs, t) for t in works)
