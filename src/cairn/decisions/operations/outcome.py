"""The end: what was decided, why, against whom, and what it should bring."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import may_close
from cairn.decisions.ballots.outcome import counted
from cairn.decisions.closing.rules import Obstacle, obstacles_before
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import (
    Approval,
    Decision,
    DecisionCounter,
    Dissent,
    Option,
    Outcome,
    Position,
    Stance,
    Status,
)
from cairn.decisions.operations.supersede import announce_heirs
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.models import User
from cairn.spaces.models import Space

STATEMENT_LENGTH = 20_000
EFFECT_LENGTH = 5000


@dataclass(frozen=True)
class Effect:
    """What the decision should bring, how that will be seen, and the day on which somebody looks."""

    expected: str = ""
    check_by: str = ""
    review_at: date | None = None


def record_outcome(
    decision: Decision,
    *,
    by: User,
    statement: str,
    option: Option | None = None,
    override_reason: str = "",
    effect: Effect | None = None,
) -> Outcome:
    """Decide: an Approver says what was decided and why. The decision gets its number and is locked from then on.

    Open blocks must be answered with `override_reason`. Raises Forbidden for anyone but an Approver, Conflict with
    what was decided when another Approver was faster, Invalid with a reason for each field.
    """
    statement, override_reason, effect = statement.strip(), override_reason.strip(), effect or Effect()
    with atomic():
        decision = lock(decision, by=by, with_page=True)
        if not may_close(by, decision):
            raise Forbidden(
                _("Only %(who)s records the outcome. You can take a position or comment.")
                % {"who": Roles.of(decision).labels_that("decide")}
            )
        refuse_decided(decision)
        if decision.status != Status.RUNNING:
            raise Conflict(_("This decision has not started yet. Nobody was asked, so nothing can be decided."))
        blocks = list(decision.positions.filter(stance=Stance.BLOCK).select_related("user"))
        option, statement = counted(decision, option, statement)
        refuse_incomplete(statement, override_reason, effect, obstacles_before(by, decision))
        if option is not None and option.decision_id != decision.pk:
            raise Invalid(_("This option is not one of the decision's."), fields={"option": _("Choose an option.")})
        outcome = Outcome.objects.create(
            decision=decision,
            **number_for(decision),
            statement=statement,
            option=option,
            override_reason=override_reason if blocks else "",
            expected_effect=effect.expected.strip(),
            check_by=effect.check_by.strip(),
            review_at=effect.review_at,
            version=decision.page.published,
            by=by,
        )
        _record_approvals(outcome, decision, by=by)
        record_dissent(outcome)
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
        announce_heirs(decision, by=by)
    return outcome


def _record_approvals(outcome: Outcome, decision: Decision, *, by: User) -> None:
    """Who closes it approves; where everybody who decides has to, all of them did."""
    others = Roles.of(decision).people_who("decide") if decision.definition.closing.approvals == "all" else []
    people = dict.fromkeys([by, *others])
    Approval.objects.bulk_create(Approval(outcome=outcome, user=user) for user in people)


def record_dissent(outcome: Outcome) -> None:
    """Concerns and blocks as they stand at this moment, in their own words."""
    against = Position.objects.filter(decision__outcome=outcome, stance__in=(Stance.BLOCK, Stance.CONCERN)).order_by(
        "user__name"
    )
    Dissent.objects.bulk_create(
        Dissent(
            outcome=outcome,
            user_id=row.user_id,
            stance=row.stance,
            reason=row.reason,
            version_id=row.version_id,
            at=row.at,
        )
        for row in against
    )


def number_for(decision: Decision) -> dict[str, Any]:
    """Space and number of its outcome: the space's next, or the one it had before it was reopened."""
    before = Outcome.objects.filter(reopening__decision=decision).select_related("space").order_by("pk").last()
    if before is not None:
        return {"space": before.space, "number": before.number}
    return {"space": decision.page.space, "number": next_number(decision.page.space)}


def next_number(space: Space) -> int:
    """The space's next number. Its row stays locked until the caller commits, so numbers have no gaps and no twins."""
    DecisionCounter.objects.get_or_create(space=space)
    counter = DecisionCounter.objects.select_for_update().get(space=space)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def refuse_incomplete(statement: str, override_reason: str, effect: Effect, found: list[Obstacle]) -> None:
    """Raises Invalid with a reason for each field; what no field answers is under "obstacles"."""
    fields = {}
    if not statement:
        fields["statement"] = _("Write what was decided and why. Those who were not there will read it in a year.")
    elif len(statement) > STATEMENT_LENGTH:
        fields["statement"] = _too_long(STATEMENT_LENGTH)
    for name, words in (("expected_effect", effect.expected), ("check_by", effect.check_by)):
        if len(words) > EFFECT_LENGTH:
            fields[name] = _too_long(EFFECT_LENGTH)
    if effect.review_at is not None and effect.review_at <= now().date():
        fields["review_at"] = _("This day is over. Pick a later one, or leave it empty.")
    for obstacle in found:
        if obstacle.answer != "override_reason":
            fields["obstacles"] = " ".join(filter(None, [fields.get("obstacles"), obstacle.words]))
        elif not override_reason:
            fields["override_reason"] = obstacle.words
    if fields:
        raise Invalid(" ".join(fields.values()), fields=fields)


def _too_long(limit: int) -> str:
    return _("This is longer than %(limit)d characters. Sum it up here; details belong in a page.") % {"limit": limit}
