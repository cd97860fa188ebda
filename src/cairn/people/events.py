"""How this app leaves events behind although `activity` lies above it: by name."""

from typing import Any

from django.utils.module_loading import import_string

from cairn.people.actors import Actor

RECORD = "cairn.activity.record.record"


def record(name: str, *, by: Actor, target_id: int, **data: Any) -> None:
    """`activity.record`, see there. `target_id`: the person, team, invitation or workspace the event tells of."""
    import_string(RECORD)(name, by=by, target_id=target_id, **data)
