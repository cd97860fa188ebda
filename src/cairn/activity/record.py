"""record(): the last line of every operation."""

from typing import Any

from cairn.activity.jobs import dispatch_event, is_quiet, wakes_anybody
from cairn.activity.models import Event
from cairn.core import bell
from cairn.people.actors import Actor, user_of


def record(
    name: str,
    *,
    by: Actor,
    space_id: int | None = None,
    page_id: int | None = None,
    target_id: int | None = None,
    **data: Any,
) -> Event:
    """Write the event `name` ("page.published") in the caller's transaction, with the job that will handle it (none
    where the list says that it wakes nobody).

    Both rows commit with the operation or not at all, so no side effect is lost and none happens for a write that
    was rolled back. `data` must be JSON.
    """
    event = Event.objects.create(
        name=name, by=user_of(by), space_id=space_id, page_id=page_id, target_id=target_id, data=data
    )
    if wakes_anybody(name):
        dispatch_event.enqueue(event.pk)
    if not is_quiet(name):
        bell.ring("event")
    return event
