"""When a decision is to be looked at again, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_doubt, can_tend, tends
from cairn.decisions.after.keepers import keepers
from cairn.decisions.after.words import required_reason
from cairn.decisions.guard import lock
from cairn.decisions.models import Decision, Firing, RevisitKind, RevisitTrigger, Status
from cairn.pages.models import Page
from cairn.people.actors import Actor, user_of
from cairn.people.models import User

MOST = 20  # triggers of one decision
MOST_DAYS = 3650


@dataclass(frozen=True)
class Trigger:
    """A trigger as somebody wants it; `kind` is a word of RevisitKind and says which of the rest counts."""

    kind: str
    day: date | None = None
    page: Page | None = None
    is_material: bool = False
    days: int | None = None
    words: str = ""


def add_trigger(decision: Decision, *, by: User, trigger: Trigger) -> RevisitTrigger:
    """From now on it asks to be looked at again when this happens. Raises Invalid with a reason for each field."""
    with atomic():
        decision = lock(decision, by=by)
        _refuse_untended(decision, by)
        if decision.triggers.count() >= MOST:
            raise Invalid(_("Twenty triggers are the most. Remove one that is no longer needed."))
        wanted = _clean(trigger)
        row = RevisitTrigger.objects.create(decision=decision, by=by, **wanted)
        record("trigger.added", by=by, **_facts(row))
    return row


def remove_trigger(trigger: RevisitTrigger, *, by: User) -> None:
    """It no longer counts, whether it has gone off or not."""
    with atomic():
        decision = lock(trigger.decision, by=by)
        _refuse_untended(decision, by)
        trigger.decision = decision
        facts = _facts(trigger)
        if RevisitTrigger.objects.filter(pk=trigger.pk).delete()[0]:
            waits = Firing.objects.filter(trigger__decision=decision, answered_at=None).exists()
            record("trigger.removed", by=by, is_settled=not waits, **facts)


def break_assumption(trigger: RevisitTrigger, *, by: User, note: str) -> Firing:
    """What the decision rests on is not so: whoever may comment on it can say that, once, and says why."""
    with atomic():
        decision = lock(trigger.decision, by=by)
        if not can_doubt(by, decision):
            raise Forbidden(_("People who may comment on this decision can say that an assumption broke."))
        if trigger.kind != RevisitKind.ASSUMPTION:
            raise Conflict(_("Only an assumption can be marked as broken."))
        if Firing.objects.filter(trigger=trigger).exists():
            raise Conflict(_("Somebody has marked this assumption as broken already. Reload the page."))
        return _fire(trigger, decision, by, required_reason(note, "note"))


def fire_trigger(trigger: RevisitTrigger, *, by: Actor) -> Firing | None:
    """It happened. None when it went off before or the decision is no longer in force: nobody is told twice."""
    with atomic():
        decision = lock(trigger.decision, by=by)
        if decision.status != Status.DECIDED or Firing.objects.filter(trigger=trigger).exists():
            return None
        return _fire(trigger, decision, by, "")


def keep_decision(decision: Decision, *, by: User, answer: str) -> None:
    """Looked at again, and it stays: this answers everything that went off so far."""
    with atomic():
        decision = lock(decision, by=by)
        _refuse_untended(decision, by)
        waiting = Firing.objects.filter(trigger__decision=decision, answered_at=None)
        if not waiting.exists():
            raise Conflict(_("Nothing asks to look at this decision again any more. Reload the page."))
        words = required_reason(answer, "answer")
        waiting.update(answer=words, answered_by=by, answered_at=now())
        record(
            "trigger.answered",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            excerpt=words[:300],
        )


def _fire(trigger: RevisitTrigger, decision: Decision, by: Actor, note: str) -> Firing:
    firing = Firing.objects.create(trigger=trigger, note=note, by=user_of(by))
    trigger.decision = decision
    people = [{"user_id": user.pk} for user in keepers(decision)]
    record("trigger.fired", by=by, people=people, excerpt=note[:300] or trigger.words, **_facts(trigger))
    return firing


def _refuse_untended(decision: Decision, by: User) -> None:
    if not tends(by, decision):
        raise Forbidden(_("Only whoever drives or decides it and people who may edit its page look after it."))
    if not can_tend(by, decision):
        raise Conflict(_("This decision is not in force, so nothing calls it back. Reload the page."))


def _clean(trigger: Trigger) -> dict[str, Any]:
    """The fields that count for its kind. Raises Invalid."""
    problems = {}
    if trigger.kind not in RevisitKind.values:
        problems["kind"] = _("Choose when it should be looked at again.")
    if trigger.kind == RevisitKind.DATE and (trigger.day is None or trigger.day <= now().date()):
        problems["day"] = _("Pick a day that is still to come.")
    if trigger.kind in (RevisitKind.CHANGED, RevisitKind.STALE) and trigger.page is None:
        problems["page"] = _("Choose the page by its name.")
    if trigger.kind == RevisitKind.STALE and not 1 <= (trigger.days or 0) <= MOST_DAYS:
        problems["days"] = _("Say after how many days without a new version, from 1 to %(most)d.") % {"most": MOST_DAYS}
    words = " ".join(trigger.words.split())
    if trigger.kind == RevisitKind.ASSUMPTION and not 1 <= len(words) <= 300:
        problems["words"] = _("Say in one sentence what it rests on, in 300 characters at most.")
    if problems:
        raise Invalid(" ".join(problems.values()), fields=problems)
    on_page = trigger.kind in (RevisitKind.CHANGED, RevisitKind.STALE)
    return {
        "kind": trigger.kind,
        "day": trigger.day if trigger.kind == RevisitKind.DATE else None,
        "page": trigger.page if on_page else None,
        "is_material": trigger.is_material and trigger.kind == RevisitKind.CHANGED,
        "days": trigger.days if trigger.kind == RevisitKind.STALE else None,
        "words": words if trigger.kind == RevisitKind.ASSUMPTION else "",
    }


def _facts(trigger: RevisitTrigger) -> dict[str, Any]:
    page = trigger.decision.page
    return {
        "space_id": page.space_id,
        "page_id": page.pk,
        "target_id": trigger.decision_id,
        "trigger": trigger.pk,
        "kind": trigger.kind,
        "words": trigger.words,
    }
