"""Reads of the log: what a document is made of, and what came since a cursor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, merge_updates

from cairn.core.errors import Missing
from cairn.livedocs.models import LiveDocument, Snapshot, Update
from cairn.livedocs.statements import read_heads, read_snapshot, read_updates, stored_bytes


@dataclass(frozen=True)
class Tail:
    """Updates in the order to apply them, and the cursor that stands after the last of them.

    Applying an update twice changes nothing, so a tail may start with a whole snapshot when the log behind the
    reader's cursor has been compacted away. `vector`: the state vector of the first of them, where it is known.
    """

    updates: list[bytes]
    cursor: int
    vector: bytes = b""

    @property
    def size(self) -> int:
        """Bytes, all updates together."""
        return sum(map(len, self.updates))


def updates_since(document_id: int, cursor: int = 0) -> Tail:
    """Everything appended to the document after `cursor` (0: from its beginning). `Missing` when there is no document.

    The order of the two reads matters: updates first, then the snapshot. A compaction that commits between them has
    put into the snapshot whatever it removed, so nothing falls between (the other order would lose it).
    """
    rows = read_updates(document_id, cursor)
    updates = [data for _, data in rows]
    last = rows[-1][0] if rows else cursor
    if rows and rows[0][0] == cursor + 1:
        return Tail(updates, last)
    snapshot = read_snapshot(document_id, cursor)
    if snapshot is not None:
        upto, state, vector = snapshot
        return Tail([state, *updates], max(last, upto), vector)
    if not rows and not LiveDocument.objects.filter(pk=document_id).exists():
        raise Missing("This document is gone.")
    return Tail(updates, last)


def load_before(document_id: int, seq: int) -> Doc[Any]:
    """The document as it was before update number `seq`; with more in it where compaction has folded it already."""
    snapshot = Snapshot.objects.filter(document=document_id).values_list("upto", "state").first()
    upto, state = (snapshot[0], [bytes(snapshot[1])]) if snapshot else (0, [])
    rows = Update.objects.filter(document=document_id, seq__gt=upto, seq__lt=seq).order_by("seq")
    return document_of(Tail([*state, *(bytes(data) for data in rows.values_list("data", flat=True))], seq - 1))


def heads(document_ids: Iterable[int]) -> dict[int, int]:
    """The sequence number of the last update of each document that exists: one cheap query for any number of them."""
    return read_heads(list(document_ids))


def document_of(tail: Tail) -> Doc[Any]:
    """A fresh pycrdt document that has applied `tail`, usable from any thread."""
    doc: Doc[Any] = Doc(allow_multithreading=True)
    with doc.transaction():
        for update in tail.updates:
            doc.apply_update(update)
    return doc


def load(document_id: int) -> Doc[Any]:
    """The document as the log tells it now. The body of a page is its XmlFragment "body"."""
    return document_of(updates_since(document_id))


def short_state(document_id: int, at_most: int) -> bytes | None:
    """The whole document as one update (v1 encoding); None when it is empty or more than `at_most` bytes are to be read."""
    if not 0 < stored_bytes(document_id) <= at_most:
        return None
    return merge_updates(*updates_since(document_id).updates)


def state_vector(document_id: int) -> bytes:
    """What the log holds, as a Yjs state vector (v1 encoding): what a client sends to ask for the rest."""
    return load(document_id).get_state()
