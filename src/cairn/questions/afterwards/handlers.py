"""What the compiled page does when something happened: in its session, or on the page itself."""

from __future__ import annotations

from django.db.models import Value
from django.db.models.functions import Coalesce

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.people.actors import SYSTEM
from cairn.questions.models import Compilation
from cairn.questions.operations import announce_compilation, leave_session


def on_changed(event: Event) -> None:
    """Something that its page says is another now. The worker writes it when the session has been quiet for a while."""
    if event.page_id is not None:
        _wait(Compilation.objects.filter(session__page=event.page_id, left=""))


def on_restored(event: Event) -> None:
    """What happened while it lay in the trash."""
    if event.page_id is not None:
        _wait(Compilation.objects.filter(page=event.page_id, left=""))


def on_published(event: Event) -> None:
    """By hand: it is somebody's text from now on. A draft that readers see at last: who took part hears of it."""
    found = Compilation.objects.filter(page=event.page_id or 0).first()
    if found is None:
        return
    if found.told_at is None:
        announce_compilation(found, by=event.by or SYSTEM)
    leave_session(found, by=event.by or SYSTEM)


def _wait(compilations: object) -> None:
    moment = now()
    compilations.update(waits_since=Coalesce("waits_since", Value(moment)), changed_at=moment)  # type: ignore[attr-defined]
