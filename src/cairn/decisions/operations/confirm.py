"""After a material change: who is asked whether her position still holds, and her word that it does."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Missing
from cairn.decisions.closing.changes import Changes
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import Cell, Criterion, CriterionKind, Decision, MaterialChange, Option, Position, Status
from cairn.people.actors import SYSTEM, Actor, user_of
from cairn.people.models import User


class ChangedAgain(Conflict):
    """Something changed while she was looking at what had changed."""


def confirm_position(decision: Decision, *, by: User, seen: str) -> Position:
    """Her position still holds, now that she has seen what changed. `seen` is what she had before her (`Changes.seen`).

    Raises ChangedAgain when there is more to see by now, Conflict once it is decided.
    """
    with atomic():
        decision = lock(decision, by=by)
        refuse_decided(decision)
        position = decision.positions.select_related("version", "confirmed_version").filter(user=by).first()
        if position is None:
            raise Missing(_("You have not taken a position yet, so there is nothing to confirm."))
        changes = Changes.of(decision)
        if changes.seen != seen:
            raise ChangedAgain(_("It changed again while you were looking. Your position is kept; look once more."))
        position.confirmed_at, position.confirmed_version = now(), decision.page.published
        position.change_seen, position.asked_at = changes.last, None
        position.save(update_fields=["confirmed_at", "confirmed_version", "change_seen", "asked_at"])
        _record("position.confirmed", decision, by=by)
    return position


def note_option(decision: Decision, option: Option, *, by: Actor, before: str, after: str) -> None:
    """An option came ("" before), went ("" after) or reads differently; in the transaction that changes it."""
    _note(decision, [MaterialChange(subject=f"option:{option.pk}", before=before, after=after)], by=by)


def said_of(title: str, description: str) -> str:
    """An option in its own words: its title, and beneath it its description."""
    return "\n".join(filter(None, [title, description]))


def note_cells(decision: Decision, cells: Sequence[tuple[Cell, str]], *, by: Actor) -> None:
    """Cells were written, each with what stood there; in the transaction that writes them. Only costs are material."""
    changes = [
        MaterialChange(
            subject=f"cell:{cell.option.pk}:{cell.criterion.pk}",
            label=f"{cell.option.title} · {cell.criterion.name}"[:300],
            before=before,
            after=cell.value,
        )
        for cell, before in cells
        if is_cost(cell.criterion)
    ]
    _note(decision, changes, by=by)


def is_cost(criterion: Criterion) -> bool:
    return criterion.kind == CriterionKind.MONEY or criterion.name.strip().casefold() in {
        "cost",
        "costs",
        str(_("Cost")).casefold(),
    }


def _note(decision: Decision, changes: Sequence[MaterialChange], *, by: Actor) -> None:
    changes = [change for change in changes if change.before != change.after]
    if decision.status != Status.RUNNING or not changes:
        return
    for change in changes:
        change.decision, change.by = decision, user_of(by)
    MaterialChange.objects.bulk_create(changes)
    first = changes[0]
    _ask(decision, by=by, what=first.label or (first.after or first.before).split("\n")[0])


def ask_to_confirm(decision: Decision, *, by: Actor = SYSTEM) -> None:
    """Tell those whose position a new text of `by` touches, each once until she has answered."""
    with atomic():
        decision = lock(decision, by=SYSTEM)
        if decision.status == Status.RUNNING:
            _ask(decision, by=by, what="")


def _ask(decision: Decision, *, by: Actor, what: str) -> None:
    """Only those who were not told yet: ten cells changed in a row ask once, and show ten differences."""
    changes = Changes.of(decision)
    waiting = decision.positions.select_related("version", "confirmed_version").filter(asked_at=None)
    touched = [position for position in waiting if changes.since(position)]
    if not touched:
        return
    Position.objects.filter(pk__in=[position.pk for position in touched]).update(asked_at=now())
    people = [{"user_id": position.user_id, "role": "position"} for position in touched]
    _record("position.questioned", decision, by=by, people=people, what=what)


def _record(name: str, decision: Decision, *, by: Actor, **data: Any) -> None:
    page = decision.page
    record(name, by=by, space_id=page.space_id, page_id=page.pk, target_id=decision.pk, **data)
