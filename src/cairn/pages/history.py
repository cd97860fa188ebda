"""The draft's own history: how it stood every few minutes of work, so that an accident can be undone days later."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.documents import to_text
from cairn.livedocs.writers import writers_since
from cairn.pages.drafts import draft_body, head_of, same_words
from cairn.pages.models import DraftSnapshot, Page, Version, packed
from cairn.pages.queries import PageQuerySet

EVERY = timedelta(minutes=5)
# Of snapshots older than the first, one is kept for each stretch of the second.
THINNING = ((timedelta(days=7), timedelta(days=1)), (timedelta(days=1), timedelta(hours=1)))


def drafts_to_keep() -> PageQuerySet:
    """Pages that people wrote in since the last snapshot, which was taken some minutes ago or never."""
    last = DraftSnapshot.objects.filter(page=OuterRef("pk")).order_by("-at").values("at")[:1]
    written = Page.objects.filter(document__head__gt=F("drafted")).alias(last=Subquery(last))
    return written.filter(Q(last=None) | Q(last__lte=now() - EVERY))


def any_to_keep() -> bool:
    return drafts_to_keep().exists()


def keep_draft(page: Page, reason: str = "work") -> DraftSnapshot | None:
    """Take a snapshot. Nobody's doing, like compaction: it leaves no event.

    None when it reads as the last one does, which then stands for it, with the reason if that is more than work.
    """
    with atomic():
        head = head_of(page.document_id)
        body = draft_body(page)
        last = page.draft_snapshots.first()
        version = Version.objects.filter(page=page).order_by("-number").values_list("upto", flat=True).first()
        since = max(last.upto if last else 0, version or 0)
        Page.objects.filter(pk=page.pk).update(drafted=head)
        text = to_text(body)
        if last and same_words(last.body, body):
            if reason != "work":
                DraftSnapshot.objects.filter(pk=last.pk).update(reason=reason)
            return None
        if last is None and not text.strip():
            return None
        kept = DraftSnapshot.objects.create(
            page=page, title=page.title, packed=packed(body), words=len(text.split()), upto=head, reason=reason
        )
        kept.authors.set(writers_since(page.document_id, since))
        return kept


def snapshot_for(page: Page, pk: int) -> DraftSnapshot:
    """One of the page's drafts; the caller has asked whether she may edit the page."""
    kept = page.draft_snapshots.filter(pk=pk).first()
    if kept is None:
        raise Missing("This draft is not kept any more. Older drafts are thinned out: one an hour, later one a day.")
    return kept


def thin_out(moment: datetime) -> int:
    """Keep all of a day, one an hour of a week, one a day before that: always the last of its stretch."""
    removed = 0
    for age, stretch in THINNING:
        removed += _thin(moment - age, stretch)
    return removed


def _thin(before: datetime, stretch: timedelta) -> int:
    kept: set[tuple[int, int]] = set()
    gone: list[int] = []
    rows = DraftSnapshot.objects.filter(at__lt=before).order_by("page", "-at", "-pk").values_list("pk", "page", "at")
    for pk, page, at in rows.iterator():
        slot = (page, int(at.timestamp() // stretch.total_seconds()))
        if slot in kept:
            gone.append(pk)
        kept.add(slot)
    for start in range(0, len(gone), 500):
        DraftSnapshot.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(gone)
