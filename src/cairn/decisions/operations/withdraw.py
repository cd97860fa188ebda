"""Nobody asks any more, or what was decided holds no longer."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.decisions.access import can_withdraw, settles
from cairn.decisions.after.words import required_reason
from cairn.decisions.guard import lock
from cairn.decisions.models import Decision, Status, Withdrawal
from cairn.decisions.roles import Roles
from cairn.people.actors import Actor, user_of


def withdraw_decision(decision: Decision, *, by: Actor, reason: str) -> Withdrawal:
    """End it without anything in its place, while it runs or after it was decided. Everybody tagged is told why."""
    with atomic():
        decision = lock(decision, by=by)
        if not settles(by, decision):
            raise Forbidden(_("Only whoever drives or decides it and admins of the space can withdraw this decision."))
        if not can_withdraw(by, decision):
            raise Conflict(_("This decision neither runs nor holds, so there is nothing to withdraw. Reload the page."))
        words = required_reason(reason)
        was_decided = decision.status == Status.DECIDED
        withdrawal = Withdrawal.objects.create(decision=decision, reason=words, by=user_of(by))
        record(
            "decision.withdrawn",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            number=decision.outcome.number if was_decided else None,
            excerpt=words[:300],
            people=Roles.of(decision).as_data(),
        )
    return withdrawal
