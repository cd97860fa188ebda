"""Words that more than one part of the app says."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def instant(at: datetime) -> str:
    """ "Monday 12 October 2026, 17:00 (CEST)" in the reader's zone."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'l j F Y, H:i')} ({local.tzname()})"
