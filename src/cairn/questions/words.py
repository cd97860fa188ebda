"""Words that more than one part of the app says."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.ui.instants import exact as instant

__all__ = ["instant", "left_words", "span_words"]


def left_words(left: timedelta) -> str:
    """ "3 days 4 hours left", "12 minutes left": two units at most. The browser counts on in the same words."""
    said = _two_units(left)
    return _("%(time)s left") % {"time": said} if said else _("less than a minute left")


def span_words(span: timedelta) -> str:
    """ "40 minutes", "13 hours", "5 days": the one unit that says it best, for what is usual and not exact."""
    minutes = round(span.total_seconds() / 60)
    hours, days = round(minutes / 60), round(minutes / 1440)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 100:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _two_units(span: timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else "",
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes and not days else "",
    ]
    return " ".join(part for part in parts if part)
