"""Options and criteria: the rows and columns of the table."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid, Missing
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Criterion, Decision, Option
from cairn.decisions.operations.confirm import note_option, said_of
from cairn.decisions.table.measure import Measure
from cairn.people.actors import Actor

OPTIONS_MOST = 50
CRITERIA_MOST = 30
DESCRIPTION_LENGTH = 2000


@dataclass(frozen=True)
class _Kind:
    """What options and criteria have in common, and what not."""

    model: Any
    field: str
    length: int
    most: int
    words: tuple[str, ...] = ()


OPTION = _Kind(Option, "title", 200, OPTIONS_MOST, ("description",))
CRITERION = _Kind(Criterion, "name", 80, CRITERIA_MOST)


def add_option(decision: Decision, *, by: Actor, title: str, description: str = "") -> Option:
    """One more row, at the end. At most 50."""
    option: Option
    with atomic():
        decision, option = _add(OPTION, decision, by, title)
        if description.strip():
            option.description = _description(description)
            option.save(update_fields=["description"])
        note_option(decision, option, by=by, before="", after=said_of(option.title, option.description))
        _record("option.added", decision, by=by, target_id=option.pk, title=option.title)
    return option


def rename_option(option: Option, *, by: Actor, title: str, description: str | None = None) -> Option:
    """`description` stays as it is when None."""
    more = {} if description is None else {"description": _description(description)}
    renamed: Option
    with atomic():
        decision, renamed, before = _rename(OPTION, option, by, title, more)
        after = {"title": renamed.title, "description": renamed.description}
        note_option(decision, option, by=by, before=said_of(**before), after=said_of(**after))
        if before != after:
            data = {"before": before["title"], "after": renamed.title, "title": renamed.title}
            described = {"description_before": before["description"], "description_after": renamed.description}
            _record("option.renamed", decision, by=by, target_id=renamed.pk, **data, **described)
    return renamed


def remove_option(option: Option, *, by: Actor) -> None:
    """Takes its cells along."""
    with atomic():
        decision, removed = _remove(OPTION, option, by)
        note_option(decision, option, by=by, before=said_of(removed.title, removed.description), after="")
        _record("option.removed", decision, by=by, target_id=option.pk, title=removed.title)


def add_criterion(decision: Decision, *, by: Actor, name: str, measure: Measure | None = None) -> Criterion:
    """One more column, at the end. At most 30. `measure`: how it is measured; a text when None."""
    criterion: Criterion
    with atomic():
        decision, criterion = _add(CRITERION, decision, by, name)
        if measure is not None:
            _measure(criterion, measure)
        _record("criterion.added", decision, by=by, target_id=criterion.pk, title=criterion.name)
    return criterion


def change_criterion(criterion: Criterion, *, by: Actor, name: str, measure: Measure | None = None) -> Criterion:
    """Name it anew, and say how it is measured; None leaves that as it is. Cells keep what was typed into them."""
    renamed: Criterion
    with atomic():
        decision, renamed, before = _rename(CRITERION, criterion, by, name, {})
        if before["name"] != renamed.name:
            data = {"title": renamed.name, "before": before["name"], "after": renamed.name}
            _record("criterion.renamed", decision, by=by, target_id=renamed.pk, **data)
        measured = Measure.of(renamed)
        if measure is not None and measure != measured:
            _measure(renamed, measure)
            measures = {"before": measured.as_data(), "after": measure.as_data()}
            _record("criterion.measured", decision, by=by, target_id=renamed.pk, title=renamed.name, **measures)
    return renamed


def remove_criterion(criterion: Criterion, *, by: Actor) -> None:
    """Takes its cells along."""
    with atomic():
        decision, removed = _remove(CRITERION, criterion, by)
        _record("criterion.removed", decision, by=by, target_id=criterion.pk, title=removed.name)


def _measure(criterion: Criterion, measure: Measure) -> None:
    for field, value in measure.as_data().items():
        setattr(criterion, field, value)
    criterion.save(update_fields=["kind", "unit", "direction", "weight"])


def _add(kind: _Kind, decision: Decision, by: Actor, name: str) -> tuple[Decision, Any]:
    name = _name(kind, name)
    decision = lock_for_change(decision, by=by)
    rows = kind.model.objects.filter(decision=decision)
    if rows.count() >= kind.most:
        raise Invalid(_("This table is full: %(most)d at most. Remove one first.") % {"most": kind.most})
    last = rows.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return decision, kind.model.objects.create(decision=decision, position=position, **{kind.field: name})


def _rename(kind: _Kind, row: Any, by: Actor, name: str, more: dict[str, str]) -> tuple[Decision, Any, dict[str, str]]:
    """The decision, the row, and what its words were before."""
    name = _name(kind, name)
    decision = lock_for_change(row.decision, by=by)
    row = _fresh(kind, row)
    before = {field: getattr(row, field) for field in (kind.field, *kind.words)}
    for field, value in {kind.field: name, **more}.items():
        setattr(row, field, value)
    row.save(update_fields=[kind.field, *more])
    return decision, row, before


def _remove(kind: _Kind, row: Any, by: Actor) -> tuple[Decision, Any]:
    """The decision and what is gone."""
    decision = lock_for_change(row.decision, by=by)
    fresh = _fresh(kind, row)
    fresh.delete()
    return decision, fresh


def _fresh(kind: _Kind, row: Any) -> Any:
    fresh = kind.model.objects.filter(pk=row.pk).first()
    if fresh is None:
        raise Missing(_("Somebody has removed it meanwhile."))
    return fresh


def _description(text: str) -> str:
    text = text.strip()
    if len(text) > DESCRIPTION_LENGTH:
        raise Invalid(
            _(
                "A description holds %(limit)d characters; this has %(have)d. Your text is kept; put the rest in the page."
            )
            % {"limit": DESCRIPTION_LENGTH, "have": len(text)},
            fields={"description": _("Shorten it.")},
        )
    return text


def _name(kind: _Kind, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("It needs a name."), fields={kind.field: _("Write a short name.")})
    if len(name) > kind.length:
        raise Invalid(
            _("A name holds %(limit)d characters; this has %(have)d.") % {"limit": kind.length, "have": len(name)},
            fields={kind.field: _("Shorten it.")},
        )
    return name


def _record(event: str, decision: Decision, *, by: Actor, target_id: int, **data: Any) -> None:
    page = decision.page
    record(event, by=by, space_id=page.space_id, page_id=page.pk, target_id=target_id, decision=decision.pk, **data)
