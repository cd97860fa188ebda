"""The update log of live documents: the one door through which they are made, changed and read.

**The cursor.** Each update has a sequence number of its own document. Whoever appends first raises `LiveDocument.head`
with one UPDATE and so holds that row's lock until her transaction ends. Two appends to one document therefore commit
in the order of their numbers, a rolled-back append gives its number back, and a reader who has seen number n has seen
every number below n. A table-wide auto id has none of these properties on PostgreSQL: ids are handed out before
commit, so id 7 can become visible after id 8 and a tail that stands at 8 would never read it. Appends to different
documents do not wait for each other. See docs/adr/0002-update-log-cursor.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import F
from django.db.transaction import set_rollback
from pycrdt import Doc, TransactionEvent, merge_updates

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.livedocs import wake
from cairn.livedocs.checks import check_applies, check_fits, check_size
from cairn.livedocs.compaction import compact
from cairn.livedocs.jobs import compact_document
from cairn.livedocs.limits import COMPACT_BYTES, COMPACT_UPDATES
from cairn.livedocs.models import LiveDocument
from cairn.livedocs.reading import Tail, document_of, heads, load, state_vector, updates_since
from cairn.livedocs.statements import insert_updates, raise_counters
from cairn.people.actors import Actor, user_of

__all__ = [
    "Entry",
    "Tail",
    "append",
    "append_entries",
    "check_writable",
    "compact",
    "create_document",
    "edit",
    "heads",
    "load",
    "state_vector",
    "updates_since",
]

T = TypeVar("T")


class Entry(NamedTuple):
    """One update on its way into the log. `by_id` is the person's id, None for the system."""

    data: bytes
    by_id: int | None


def create_document(state: bytes | None = None, *, by: Actor, kind: str = "page") -> LiveDocument:
    """A new document, empty or holding `state` (a whole Yjs state, v1 encoding). `Invalid` when that is not one."""
    with atomic():
        document = LiveDocument.objects.create(kind=kind)
        if state is not None:
            check_size(Tail([], 0), [state])
            check_applies(Doc(), state)
            document.head = append_entries({document.pk: [Entry(state, user_id(by))]})[document.pk]
        return document


def append(document_id: int, update: bytes, *, by: Actor) -> int:
    """Write one Yjs update (v1 encoding) and return its sequence number; durable once the caller's transaction commits.

    The update is tried on a copy of the document first. `Invalid`: not an update, or one that rests on changes this
    document never saw. `TooLarge`: the document would pass its limit. `Missing`: no such document.
    """
    with atomic():
        _lock(document_id)
        tail = updates_since(document_id)
        check_size(tail, [update])
        doc = document_of(tail)
        check_fits(update, doc)
        check_applies(doc, update)
        return append_entries({document_id: [Entry(update, user_id(by))]})[document_id]


def edit(document_id: int, change: Callable[[Doc[Any]], T], *, by: Actor) -> T:
    """Load the document, let `change` change it, append only the difference; returns what `change` returned.

    All in one transaction that holds the document: two edits at once run one after the other. When `change` raises,
    nothing is written; when it changes nothing, nothing is appended.
    """
    with atomic():
        _lock(document_id)
        tail = updates_since(document_id)
        doc = document_of(tail)
        made: list[bytes] = []

        def keep(event: TransactionEvent) -> None:
            made.append(event.update)

        subscription = doc.observe(keep)
        with doc.transaction():
            result = change(doc)
        doc.unobserve(subscription)
        if made:
            difference = made[0] if len(made) == 1 else merge_updates(*made)
            check_size(tail, [difference])
            append_entries({document_id: [Entry(difference, user_id(by))]})
        return result


def append_entries(batch: Mapping[int, Sequence[Entry]]) -> dict[int, int]:
    """Write updates of many documents in one transaction; returns the number of each one's last update.

    For those who have already applied the updates to the documents in memory: the live server's group commit.
    Everyone else calls `append`. A document that is gone is left out of the result. Documents are taken in the order of
    their ids, so two batches never wait for each other in a ring.
    """
    with atomic():
        weights = {pk: weight_of(entries) for pk, entries in batch.items()}
        counters = raise_counters([(pk, len(batch[pk]), weights[pk]) for pk in sorted(batch)])
        insert_updates(
            (
                (pk, head - len(batch[pk]) + n, entry.data, entry.by_id)
                for pk, head, _ in counters
                for n, entry in enumerate(batch[pk], start=1)
            ),
            now(),
        )
        for pk, head, total in counters:
            if _crossed(head, len(batch[pk]), COMPACT_UPDATES) or _crossed(total, weights[pk], COMPACT_BYTES):
                compact_document.enqueue(pk)
        last = {pk: head for pk, head, _ in counters}
        wake.appended(set(last))
        return last


def weight_of(entries: Sequence[Entry]) -> int:
    return sum(len(entry.data) for entry in entries)


def check_writable() -> None:
    """Write a row and take it back. Raises Django's DatabaseError when the log can't be written now."""
    with atomic():
        LiveDocument.objects.create(kind="probe")
        set_rollback(True)


def _lock(document_id: int) -> None:
    """Hold the document until the transaction ends: nobody appends between our reading it and our writing."""
    if not LiveDocument.objects.filter(pk=document_id).update(head=F("head")):
        raise Missing("This document is gone.")


def _crossed(total: int, added: int, step: int) -> bool:
    """Whether adding `added` has brought a counter past a multiple of `step`: no memory of the last time is needed."""
    return total // step != (total - added) // step


def user_id(by: Actor) -> int | None:
    user = user_of(by)
    return user.pk if user is not None else None
