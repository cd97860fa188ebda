"""What is changed about an outcome afterwards: beside the original, never in it."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import may_amend
from cairn.decisions.guard import lock
from cairn.decisions.models import Amendment, Decision, Status
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.models import User

AMENDMENT_LENGTH = 20_000
REASON_LENGTH = 5000


def amend_decision(decision: Decision, *, by: User, text: str, reason: str) -> Amendment:
    """Add what changes and why beneath the outcome; everybody tagged is told.

    For the Driver and the Approvers of a decided decision. Raises Conflict while there is no outcome, Invalid with a
    reason for each field.
    """
    text, reason = text.strip(), reason.strip()
    with atomic():
        decision = lock(decision, by=by)
        if not may_amend(by, decision):
            raise Forbidden(_("Only the Driver and the Approvers amend an outcome. You can comment instead."))
        if decision.status != Status.DECIDED:
            raise Conflict(_("There is no outcome yet, so there is nothing to amend. Change the decision itself."))
        refuse_unclear(text, reason)
        amendment = Amendment.objects.create(outcome=decision.outcome, text=text, reason=reason, by=by)
        record(
            "decision.amended",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            amendment=amendment.pk,
            number=decision.outcome.number,
            excerpt=first_line(text),
            people=Roles.of(decision).as_data(),
        )
    return amendment


def refuse_unclear(text: str, reason: str) -> None:
    fields = {}
    if not text:
        fields["text"] = _("Write what is different from now on. The original words stay.")
    if not reason:
        fields["reason"] = _("Say why, for those who relied on the original.")
    for name, words, limit in (("text", text, AMENDMENT_LENGTH), ("reason", reason, REASON_LENGTH)):
        if len(words) > limit:
            fields[name] = _("This is longer than %(limit)d characters. Sum it up here; details belong in a page.") % {
                "limit": limit
            }
    if fields:
        raise Invalid(" ".join(fields.values()), fields=fields)
