"""Which event wakes whom. Every event has a row; NOBODY says on purpose that none is needed (a test checks both)."""

from collections.abc import Callable, Mapping, Sequence

from cairn.activity.models import Event

Handler = Callable[[Event], None]

NOBODY: Sequence[Handler] = ()

HANDLERS: Mapping[str, Sequence[Handler]] = {}
