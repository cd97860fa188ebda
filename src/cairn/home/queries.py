"""What waits for her, and what changed: the start page reads everything."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.core.clock import now
from cairn.livedocs.models import Update, Writer
from cairn.pages.loaders import HEAVY
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


def by_space(pages: list[Page]) -> list[Page]:
    """The same pages, those of a space together, the space with the newest first."""
    order = {space: place for place, space in enumerate(dict.fromkeys(page.space_id for page in pages))}
    return sorted(pages, key=lambda page: order[page.space_id])


def drafts_of(user: User) -> QuerySet[Page]:
    """Pages in which she wrote something that is not published; what she wrote last first."""
    upto = Coalesce(OuterRef("published__upto"), 0)
    hers = Update.objects.filter(by=user, document=OuterRef("document"), seq__gt=upto)
    merged = Writer.objects.filter(user=user, document=OuterRef("document"), seq__gt=upto)
    begun = Q(published=None, created_by=user)
    # As an annotation: a filter would join versions strictly, and lose the pages that have none.
    known = Page.objects.editable_by(user).annotate(known_upto=Coalesce("published__upto", 0))
    waiting = known.filter(document__head__gt=F("known_upto"))
    return (
        waiting.filter(begun | Exists(hers) | Exists(merged)).exclude(title="").select_related("space").order_by("-pk")
    )


def owned_by(user: User) -> QuerySet[Page]:
    """Pages she answers for, what was published last first."""
    pages = Page.objects.visible_to(user).filter(owner=user, published__isnull=False)
    return pages.select_related("space", "published").defer(*HEAVY).order_by("-published__at")


def read_last(user: User) -> QuerySet[Page]:
    """Where she was: the pages she read last."""
    at = Subquery(PageVisit.objects.filter(page=OuterRef("pk"), user=user).values("at")[:1])
    pages = Page.objects.visible_to(user).annotate(read_at=at).filter(read_at__isnull=False)
    return pages.select_related("space").order_by("-read_at")


def anything_published(user: User) -> bool:
    """Whether there is anything for her to read at all."""
    return Page.objects.visible_to(user).filter(published__isnull=False).exists()
