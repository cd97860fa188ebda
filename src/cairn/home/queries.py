"""What waits for her, and what changed: the start page reads everything."""

from datetime import timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from cairn.core.clock import now
from cairn.pages.models import Page, PageVisit
from cairn.people.models import User

FRESH = timedelta(days=14)


def changed_for(user: User) -> QuerySet[Page]:
    """Pages that others published in the last FRESH days and that she has not read since, the newest first.

    `seen` is the version she read last; none when she has never read the page.
    """
    seen = Subquery(PageVisit.objects.filter(page=OuterRef("pk"), user=user).values("version")[:1])
    return (
        Page.objects.visible_to(user)
        .filter(published__at__gte=now() - FRESH)
        .exclude(published__by=user)
        .annotate(seen=seen)
        .filter(Q(seen=None) | Q(seen__lt=F("published__number")))
        .select_related("space", "published__by")
        .defer("published__body", "published__html", "published__text")
        .order_by("-published__at", "-pk")
    )


def read_last(user: User) -> QuerySet[Page]:
    """Where she was: the pages she read last."""
    at = Subquery(PageVisit.objects.filter(page=OuterRef("pk"), user=user).values("at")[:1])
    pages = Page.objects.visible_to(user).annotate(read_at=at).filter(read_at__isnull=False)
    return pages.select_related("space").order_by("-read_at")


def anything_published(user: User) -> bool:
    """Whether there is anything for her to read at all."""
    return Page.objects.visible_to(user).filter(published__isnull=False).exists()
