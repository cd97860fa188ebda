"""What may enter the log: whole Yjs updates that fit on the document. Anything else would poison it for everybody."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from pycrdt import Doc

from cairn.core.errors import Invalid, TooLarge
from cairn.livedocs.lib0 import BadBytes
from cairn.livedocs.limits import MAX_DOCUMENT_BYTES
from cairn.livedocs.nodes import Nodes
from cairn.livedocs.reading import Tail, document_of
from cairn.livedocs.shape import Clocks, clocks, read_shape


def check_fits(update: bytes, doc: Doc[Any]) -> Clocks:
    """The clocks that rise when `doc` gets `update`. `Invalid` when it is not an update, rests on changes that the
    document never saw, or makes nodes that no page has.
    """
    try:
        shape = read_shape(update)
    except BadBytes as error:
        raise unreadable() from error
    if not Nodes().admits(update, shape, doc.get_update):
        raise Invalid(_("This change holds what no page can hold, so it was not stored. The document is as it was."))
    risen = shape.after(clocks(doc.get_state()))
    if risen is None:
        raise Invalid(
            _("This change builds on others that never arrived, so it was not stored. The document is as it was.")
        )
    return risen


def check_applies(doc: Doc[Any], update: bytes) -> None:
    """Apply `update` to `doc`, a copy that the caller throws away. `Invalid` when Yjs can't."""
    try:
        doc.apply_update(update)
    except (ValueError, RuntimeError) as error:
        raise unreadable() from error


def unreadable() -> Invalid:
    return Invalid(_("This change can't be read, so it was not stored. The document is as it was. Reload the page."))


def check_size(tail: Tail, updates: Sequence[bytes]) -> None:
    """`TooLarge` when the document in `tail`, with `updates`, would pass its limit.

    The log's bytes are an upper bound of the state's; only near the limit the state itself is measured.
    """
    size = tail.size + sum(map(len, updates))
    if (
        size > MAX_DOCUMENT_BYTES
        and len(document_of(Tail([*tail.updates, *updates], 0)).get_update()) > MAX_DOCUMENT_BYTES
    ):
        raise TooLarge(
            _("The document would be larger than 20 MB, so this change was not stored. Split the page into several.")
        )
