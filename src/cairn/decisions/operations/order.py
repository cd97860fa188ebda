"""The order of options and criteria."""

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Criterion, Option
from cairn.pages.models import Page
from cairn.people.actors import Actor


def move_option(option: Option, *, by: Actor, to: int) -> None:
    """Put it in row `to`, from 0; beyond the last it becomes the last."""
    with atomic():
        page, moved = _move(option, by, to)
        if moved:
            record("option.moved", by=by, space_id=page.space_id, page_id=page.pk, target_id=option.pk, **moved)


def move_criterion(criterion: Criterion, *, by: Actor, to: int) -> None:
    """Put it in column `to`, from 0; beyond the last it becomes the last."""
    with atomic():
        page, moved = _move(criterion, by, to)
        if moved:
            record("criterion.moved", by=by, space_id=page.space_id, page_id=page.pk, target_id=criterion.pk, **moved)


def _move(row: Any, by: Actor, to: int) -> tuple[Page, dict[str, Any]]:
    """Its page, and what the event says; nothing when it stands there already."""
    decision = lock_for_change(row.decision, by=by)
    rows = list(type(row).objects.filter(decision=decision))
    here = next((at for at, other in enumerate(rows) if other.pk == row.pk), None)
    if here is None:
        raise Missing(_("Somebody has removed it meanwhile."))
    moved = rows.pop(here)
    there = min(max(to, 0), len(rows))
    rows.insert(there, moved)
    for at, other in enumerate(rows):
        other.position = at
    type(row).objects.bulk_update(rows, ["position"])
    data = {"decision": decision.pk, "title": str(moved), "before": here, "after": there}
    return decision.page, data if there != here else {}
