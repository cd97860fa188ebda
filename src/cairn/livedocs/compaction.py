"""Folding a log into a snapshot."""

import logging

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.livedocs.models import Snapshot, Update
from cairn.livedocs.reading import document_of, updates_since
from cairn.livedocs.shape import clocks, read_shape
from cairn.livedocs.writers import remember_writers

logger = logging.getLogger("cairn.livedocs")


def compact(document_id: int) -> None:
    """Fold all updates so far into the document's snapshot and remove them. `Missing` when there is no document.

    Appends go on meanwhile: the state is built without holding anything; the short transaction at the end writes it
    only if no other compaction was faster, and removes only updates that it holds (their numbers are `upto` or less,
    and a number once visible has every lower one below it).
    """
    tail = updates_since(document_id)
    if not tail.updates:
        return
    doc = document_of(tail)
    vector, state = doc.get_state(), doc.get_update()
    known = clocks(vector)
    if any(read_shape(update).after(known) != {} for update in tail.updates):
        # Can't be, for nothing with a hole is stored; but a snapshot would lose what waits for the missing part.
        logger.error("Document %d has changes that wait for others; its log is kept as it is", document_id)
        return
    with atomic():
        current, _ = Snapshot.objects.select_for_update().get_or_create(
            document_id=document_id, defaults={"upto": 0, "state": b""}
        )
        if current.upto >= tail.cursor:
            return
        # What goes, goes first: SQLite then writes the new state where the old one was, and the file stays small.
        Snapshot.objects.filter(pk=current.pk).update(state=b"")
        folded = Update.objects.filter(document=document_id, seq__lte=tail.cursor)
        remember_writers(document_id, folded)
        folded.delete()
        Snapshot.objects.filter(pk=current.pk).update(upto=tail.cursor, state=state, vector=vector, at=now())
