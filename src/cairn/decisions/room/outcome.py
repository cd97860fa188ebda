"""What came of a room: read from what people did, not from what somebody ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cairn.decisions.models import AgendaItem, AgendaKind, Escalation, Position, Stance
from cairn.decisions.room.agenda import kind_words


@dataclass(frozen=True)
class Standing:
    """How one point stands now: `kind` in words, `position` is hers if she has one."""

    item: AgendaItem
    kind: str
    is_settled: bool
    position: Position | None = None


def standings(room: Escalation) -> list[Standing]:
    """A thread is settled once it is resolved (or gone), a block once she changed her mind, silence once she spoke."""
    items = room.agenda.select_related("person", "thread__resolution")
    positions = {row.user_id: row for row in room.decision.positions.filter(silence=None)}
    found = []
    for item in items:
        position = positions.get(item.person_id)
        if item.kind == AgendaKind.THREAD:
            settled = item.thread is None or item.thread.state == "resolved"
        elif item.kind == AgendaKind.BLOCK:
            settled = position is None or position.stance != Stance.BLOCK
        else:
            settled = position is not None
        found.append(Standing(item, kind_words(item.kind, room.decision.definition), settled, position))
    return found


def result_of(room: Escalation) -> list[dict[str, Any]]:
    """For the event that ends it: `[{"kind", "person", "words", "notes", "settled", "stance"}]`."""
    return [
        {
            "kind": standing.item.kind,
            "kind_words": standing.kind,
            "person": standing.item.person.name,
            "words": standing.item.words,
            "notes": standing.item.notes,
            "settled": standing.is_settled,
            "stance": standing.position.stance if standing.position else "",
        }
        for standing in standings(room)
    ]
