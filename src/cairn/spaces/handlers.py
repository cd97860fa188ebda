"""What events set off in this app; wired in config/event_handlers.py."""

from cairn.activity.models import Event
from cairn.people.actors import SYSTEM
from cairn.spaces.models import Access, Space
from cairn.spaces.operations import adopt_space


def keep_spaces_managed(event: Event) -> None:
    """When somebody was deactivated or left a team: whoever did it answers for the restricted spaces left alone."""
    if event.by is None or not event.by.is_active:
        return
    alone = Space.objects.filter(access=Access.RESTRICTED).exclude(pk__in=Space.objects.with_admin().values("pk"))
    for space in alone:
        adopt_space(space, event.by, by=SYSTEM)
