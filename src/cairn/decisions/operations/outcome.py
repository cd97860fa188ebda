"""The end: what was decided, and why."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import holds
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import Decision, DecisionCounter, Option, Outcome, Stance, Status
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.models import User
from cairn.spaces.models import Space
from cairn.ui.lists import listed

STATEMENT_LENGTH = 20_000


def record_outcome(
    decision: Decision, *, by: User, statement: str, option: Option | None = None, override_reason: str = ""
) -> Outcome:
    """Decide: an Approver says what was decided and why. The decision gets its number and is locked from then on.

    Open blocks must be answered with `override_reason`. Raises Forbidden for anyone but an Approver, Conflict with
    what was decided when another Approver was faster, Invalid with a reason for each field.
    """
    statement, override_reason = statement.strip(), override_reason.strip()
    with atomic():
        decision = lock(decision, by=by, with_page=True)
        if not holds(by, decision, "approver"):
            raise Forbidden(_("Only an Approver records the outcome. You can take a position or comment."))
        refuse_decided(decision)
        if decision.status != Status.RUNNING:
            raise Conflict(_("This decision has not started yet. Nobody was asked, so nothing can be decided."))
        blocks = list(decision.positions.filter(stance=Stance.BLOCK).select_related("user"))
        refuse_incomplete(statement, override_reason if blocks else "-", [block.user.name for block in blocks])
        if option is not None and option.decision_id != decision.pk:
            raise Invalid(_("This option is not one of the decision's."), fields={"option": _("Choose an option.")})
        outcome = Outcome.objects.create(
            decision=decision,
            space=decision.page.space,
            number=next_number(decision.page.space),
            statement=statement,
            option=option,
            override_reason=override_reason if blocks else "",
            version=decision.page.published,
            by=by,
        )
        record(
            "decision.decided",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            number=outcome.number,
            excerpt=first_line(statement),
            option=option.title if option else "",
            overridden=[{"user_id": block.user_id, "reason": block.reason} for block in blocks],
            override_reason=outcome.override_reason,
            people=Roles.of(decision).as_data(),
        )
    return outcome


def next_number(space: Space) -> int:
    """The space's next number. Its row stays locked until the caller commits, so numbers have no gaps and no twins."""
    DecisionCounter.objects.get_or_create(space=space)
    counter = DecisionCounter.objects.select_for_update().get(space=space)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def refuse_incomplete(statement: str, override_reason: str, blockers: list[str]) -> None:
    fields = {}
    if not statement:
        fields["statement"] = _("Write what was decided and why. Those who were not there will read it in a year.")
    elif len(statement) > STATEMENT_LENGTH:
        fields["statement"] = _(
            "This is longer than %(limit)d characters. Sum it up here; details belong in a page."
        ) % {"limit": STATEMENT_LENGTH}
    if not override_reason:
        fields["override_reason"] = _("%(names)s blocked this. Say why you decide in spite of it.") % {
            "names": listed(blockers)
        }
    if fields:
        raise Invalid(" ".join(fields.values()), fields=fields)
