"""Following the quoted passages of a page from version to version."""

from __future__ import annotations

from cairn import documents
from cairn.activity.record import record
from cairn.comments.models import Thread
from cairn.comments.operations.threads import mark_draft
from cairn.comments.passages import Place
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM, System


def follow_passages(page: Page, *, by: System = SYSTEM) -> None:
    """Detach threads whose passage the published version no longer has, attach those whose passage is back.

    Resolved threads are followed as well, so that one that is reopened is where it belongs; only open ones are told
    of. Running it again changes nothing.
    """
    version = page.published
    if version is None:
        return
    with atomic():
        threads = list(Thread.objects.filter(page=page).exclude(quote="").select_related("resolution", "page"))
        if not threads:
            return
        place = Place(version.body)
        present = [thread for thread in threads if place.has(thread)]
        Thread.objects.filter(pk__in=[thread.pk for thread in present]).update(detached_at=None, version=version)
        for thread in threads:
            if thread not in present and thread.detached_at is None:
                _detach(thread, by=by)
        _mark_again([thread for thread in present if thread.annotation not in place.marked])


def _mark_again(threads: list[Thread]) -> None:
    """A passage that came back without its mark (an old version, words typed anew) gets it back in the draft."""
    if not threads:
        return
    page = threads[0].page
    marked = documents.annotations(documents.adf_from_doc(log.load(page.document_id)))
    for thread in threads:
        if thread.annotation not in marked:
            mark_draft(thread)


def _detach(thread: Thread, *, by: System) -> None:
    Thread.objects.filter(pk=thread.pk).update(detached_at=now())
    if not hasattr(thread, "resolution"):
        record(
            "thread.detached", by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=thread.pk,
            quote=thread.quote[:200], participants=[thread.by_id], on_draft=thread.is_on_draft,
        )  # fmt: skip
