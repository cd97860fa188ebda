"""Reads of what happened, for those who follow along."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cairn.activity.models import Event
from cairn.core.prepared import prepared


@dataclass(frozen=True, slots=True)
class Happening:
    """An event without its content: enough to know whom to tell that something changed."""

    id: int
    name: str
    space_id: int | None
    page_id: int | None
    target_id: int | None


def last_event_id() -> int:
    events = prepared(_last, _last)
    return events[0].pk if events else 0


def _last() -> QuerySet[Event]:
    return Event.objects.order_by("-pk").only("pk")[:1]


def happenings_after(event_id: int, *, seen: Sequence[int] = (), limit: int = 500) -> list[Happening]:
    """Events with an id above `event_id` that are not in `seen`, oldest first.

    Ids become visible in order on SQLite only. On PostgreSQL one that was given earlier can appear later, so whoever
    follows keeps `event_id` below the first gap and names in `seen` what she has had above it.
    """
    known = set(seen)
    events = prepared((_after, limit + len(known)), lambda low: _after(low)[: limit + len(known)], event_id)
    return [
        Happening(event.pk, event.name, event.space_id, event.page_id, event.target_id)
        for event in events
        if event.pk not in known
    ][:limit]


def _after(event_id: int) -> QuerySet[Event]:
    return Event.objects.filter(pk__gt=event_id).order_by("pk").only("name", "space_id", "page_id", "target_id")
