"""Closing a thread, and opening it again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.comments.access import can_resolve
from cairn.comments.models import Resolution, Thread
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.people.models import User


def resolve_thread(thread: Thread, *, by: User, through: str = "") -> Resolution:
    """Resolve; one that is resolved already stays as it is, with who was first.

    `through`: "action_item" when she ticked the thread's action item, which then need not be told; "round" when a
    feedback round is closed, whose summary tells everybody.
    """
    _check(thread, by)
    with atomic():
        resolution, is_new = Resolution.objects.get_or_create(thread=thread, defaults={"by": by})
        if is_new:
            record("thread.resolved", by=by, target_id=thread.pk, through=through, **_facts(thread, by))
    return resolution


def reopen_thread(thread: Thread, *, by: User, through: str = "") -> None:
    _check(thread, by)
    with atomic():
        deleted, _rows = Resolution.objects.filter(thread=thread).delete()
        if deleted:
            record("thread.reopened", by=by, target_id=thread.pk, through=through, **_facts(thread, by))


def _check(thread: Thread, by: User) -> None:
    if not can_resolve(by, thread):
        raise Forbidden(_("Only people who may comment on this page can resolve or reopen its threads."))


def _facts(thread: Thread, by: User) -> dict[str, Any]:
    """Where, and whom it concerns: everybody who said something."""
    people = set(thread.comments.filter(deleted_at=None).values_list("by", flat=True)) | {thread.by_id}
    return {
        "space_id": thread.page.space_id,
        "page_id": thread.page_id,
        "participants": sorted(people - {by.pk}),
        "quote": thread.quote[:200],
        "on_draft": thread.is_on_draft,
    }
