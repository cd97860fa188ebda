"""How often two people talk, and on which day next."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)


class Rhythm(models.TextChoices):
    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    MONTH = "month", _("Every month")


# How long before the talk its page is made: time to write, not so much that it is forgotten.
LEAD = {Rhythm.WEEK: 3 * DAY, Rhythm.TWO_WEEKS: 5 * DAY, Rhythm.MONTH: 7 * DAY}


def following(anchor: date, rhythm: str, after: date) -> date:
    """The first day of the rhythm that begins on `anchor` and is later than `after`.

    A month keeps the day of `anchor`: after 31 January comes the last of February, then 31 March.
    """
    if after < anchor:
        return anchor
    if rhythm != Rhythm.MONTH:
        step = 7 if rhythm == Rhythm.WEEK else 14
        return anchor + timedelta(days=((after - anchor).days // step + 1) * step)
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    day = _month_on(anchor, months)
    return day if day > after else _month_on(anchor, months + 1)


def _month_on(anchor: date, months: int) -> date:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
