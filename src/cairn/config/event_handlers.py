"""Which event wakes whom. Every event has a row; NOBODY says on purpose that none is needed (a test checks both)."""

from collections.abc import Callable, Mapping, Sequence

from cairn.activity.models import Event

Handler = Callable[[Event], None]

NOBODY: Sequence[Handler] = ()

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "page.created": NOBODY,
    "page.published": NOBODY,
    "page.renamed": NOBODY,
    "page.moved": NOBODY,
    "page.restricted": NOBODY,
    "page.unrestricted": NOBODY,
    "page.taken_over": NOBODY,
    "page.trashed": NOBODY,
    "page.restored": NOBODY,
    "page.attached": NOBODY,
    "page.labelled": NOBODY,
    "page.body_replaced": NOBODY,
    "page.reverted": NOBODY,
    "decision.created": NOBODY,
    "decision.changed": NOBODY,
    "decision.started": NOBODY,
    "decision.decided": NOBODY,
    "position.taken": NOBODY,
    "option.added": NOBODY,
    "option.renamed": NOBODY,
    "option.removed": NOBODY,
    "criterion.added": NOBODY,
    "criterion.renamed": NOBODY,
    "criterion.removed": NOBODY,
    "cell.filled": NOBODY,
}
