"""Asked again: the text opens, the number stays, and what was decided before stays to be read."""

from datetime import datetime

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_reopen, settles
from cairn.decisions.after.words import required_reason
from cairn.decisions.guard import lock
from cairn.decisions.models import Decision, Outcome, Reopening, Status, Withdrawal
from cairn.decisions.roles import Roles
from cairn.people.actors import Actor, user_of


def reopen_decision(decision: Decision, *, by: Actor, reason: str, due_at: datetime | None) -> Reopening:
    """It runs again until `due_at`, with the same people, who are told why.

    The outcome leaves the decision and stands in its history; the next one takes over the number.
    """
    with atomic():
        decision = lock(decision, by=by, with_page=True)
        _refuse(decision, by)
        words, due = required_reason(reason), _due(due_at)
        outcome = getattr(decision, "outcome", None)
        if outcome is not None:
            Outcome.objects.filter(pk=outcome.pk).update(decision=None)
        Withdrawal.objects.filter(decision=decision).delete()
        Decision.objects.filter(pk=decision.pk).update(due_at=due)
        reopening = Reopening.objects.create(decision=decision, outcome=outcome, reason=words, by=user_of(by))
        fresh = Decision.objects.get(pk=decision.pk)
        record(
            "decision.reopened",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            number=outcome.number if outcome else None,
            excerpt=words[:300],
            due_at=due.isoformat(),
            people=Roles.of(fresh).as_data(),
        )
    return reopening


def _refuse(decision: Decision, by: Actor) -> None:
    if not settles(by, decision):
        raise Forbidden(_("Only whoever drives or decides it and admins of the space can reopen this decision."))
    if decision.status == Status.SUPERSEDED:
        raise Conflict(
            _("Another decision has taken its place. Reopen that one, or say first that nothing replaces it.")
        )
    if not can_reopen(by, decision):
        raise Conflict(_("This decision is open. Reload the page to see how it stands."))


def _due(due_at: datetime | None) -> datetime:
    words = ""
    if due_at is None:
        words = _("Without an end nobody knows when to answer. Pick a day and an hour.")
    elif due_at <= now():
        words = _("This instant is in the past. Pick a later instant.")
    if words or due_at is None:
        raise Invalid(words, fields={"due_at": words})
    return due_at
