"""Live pages publish themselves after a pause: which ones are due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery

from cairn.core.clock import now
from cairn.livedocs.models import Update
from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet

QUIET = timedelta(seconds=30)
GOES_ON = timedelta(minutes=10)  # the same people's version goes on for so long before a new one begins


def quiet_pages() -> PageQuerySet:
    """Live pages with words that nobody has looked at yet and that were the last ones for a while."""
    last = Update.objects.filter(document=OuterRef("document")).order_by("-seq").values("at")[:1]
    written = Page.objects.filter(is_live=True, trashing=None, document__head__gt=F("live_upto")).exclude(title="")
    return written.alias(last=Subquery(last)).filter(Q(last__lte=now() - QUIET) | Q(last=None)).order_by("pk")


def any_quiet() -> bool:
    return quiet_pages().exists()
