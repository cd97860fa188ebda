"""Following the quoted passages of a page from version to version."""

from __future__ import annotations

from cairn import documents
from cairn.activity.record import record
from cairn.comments.models import Thread
from cairn.comments.passages import body_words, holds
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.pages.models import Page, Version
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
        present, gone = _sorted_by_presence(threads, version)
        Thread.objects.filter(pk__in=present).update(detached_at=None, version=version)
        for thread in gone:
            _detach(thread, by=by)


def _sorted_by_presence(threads: list[Thread], version: Version) -> tuple[list[int], list[Thread]]:
    """Ids of the threads whose passage the version has, and the threads that just lost theirs."""
    marked, words = documents.annotations(version.body), body_words(version.body)
    present: list[int] = []
    gone: list[Thread] = []
    for thread in threads:
        if thread.annotation in marked or holds(words, quote=thread.quote, prefix=thread.prefix, suffix=thread.suffix):
            present.append(thread.pk)
        elif thread.detached_at is None:
            gone.append(thread)
    return present, gone


def _detach(thread: Thread, *, by: System) -> None:
    Thread.objects.filter(pk=thread.pk).update(detached_at=now())
    if not hasattr(thread, "resolution"):
        record(
            "thread.detached", by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=thread.pk,
            quote=thread.quote[:200], participants=[thread.by_id], on_draft=thread.is_on_draft,
        )  # fmt: skip
