"""What happens at the due instant when somebody has said nothing: once, whoever looks, however late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.decisions.clock.people import drivers, waited_for
from cairn.decisions.frameworks.definition import ASKED, SIGNS, RoleDef
from cairn.decisions.guard import lock
from cairn.decisions.models import Decision, Position, RoleHolder, Silence, SilencePolicy, Stance, Status
from cairn.decisions.operations.escalate import escalate_decision
from cairn.decisions.roles import Roles, blind
from cairn.people.actors import System
from cairn.people.hours import add_working, next_working, workday_of
from cairn.people.models import User


def keep_silence(decision: Decision, *, by: System) -> Silence | None:
    """Do what the decision says that silence means. None when there is nothing to do: it is not due, it is decided, or
    this was done for this due instant.

    Two workers are held apart by the decision's lock; the row of the instant says that it was done.
    """
    with atomic():
        decision = lock(decision, by=by)
        due_at = decision.due_at
        if decision.status != Status.RUNNING or due_at is None or due_at > now():
            return None
        if decision.silences.filter(due_at=due_at).exists():
            return None
        roles = Roles.of(decision)
        silent = waited_for(decision, roles)
        policy = policy_now(decision, silent)
        silence = Silence.objects.create(decision=decision, due_at=due_at, policy=policy)
        silence.people.set(silent)
        if policy == SilencePolicy.STAND_IN:
            ask_stand_in(decision, roles, silent)
        elif policy == SilencePolicy.CONSENT:
            count_as_consent(decision, silence, silent)
        record("decision.lapsed", by=by, **facts(decision, roles, silence, silent))
        if policy == SilencePolicy.ESCALATE and not has_open_room(decision):
            escalate_decision(decision, by=by)
    return silence


def policy_now(decision: Decision, silent: list[User]) -> str:
    """What is done: nothing when all have spoken; a room where no stand-in can be asked, or was asked in vain."""
    if not silent:
        return ""
    if decision.silence == SilencePolicy.STAND_IN and not may_stand_in(decision, silent):
        return SilencePolicy.ESCALATE
    return decision.silence


def may_stand_in(decision: Decision, silent: list[User]) -> bool:
    who = decision.stand_in
    if who is None or not who.is_active or who in silent or blind([who], decision.page):
        return False
    return not decision.silences.filter(policy=SilencePolicy.STAND_IN).exists()


def ask_stand_in(decision: Decision, roles: Roles, silent: list[User]) -> None:
    """The stand-in decides where somebody who decides was silent, else says what she thinks; she gets a working day.

    A role that is full gives her the place of somebody who was silent in it.
    """
    who = decision.stand_in
    assert who is not None  # may_stand_in
    role = place_for(roles, silent)
    if role.maximum is not None and len(roles.people_in(role.key)) >= role.maximum:
        decision.role_holders.filter(role=role.key, user__in=silent).delete()
    RoleHolder.objects.get_or_create(decision=decision, role=role.key, user=who)
    decision.due_at = next_due(who, now())
    decision.save(update_fields=["due_at"])


def place_for(roles: Roles, silent: list[User]) -> RoleDef:
    """The weightiest role in which somebody was silent."""
    keys = [*roles.definition.roles_that(SIGNS), *roles.definition.roles_that(ASKED)]
    return roles.definition.role(next(key for key in keys if set(roles.people_in(key)) & set(silent)))


def next_due(user: User, moment: datetime) -> datetime:
    """A working day of hers from now, never outside her hours."""
    return next_working(user, add_working(user, moment, workday_of(user)))


def count_as_consent(decision: Decision, silence: Silence, silent: list[User]) -> None:
    """Each may still say something else until there is an outcome. Who did not vote has no favourite."""
    stance = Stance.ABSTAIN if decision.definition.is_ballot else Stance.AGREE
    for user in silent:
        Position.objects.create(
            decision=decision, user=user, stance=stance, silence=silence, version=decision.page.published
        )


def has_open_room(decision: Decision) -> bool:
    return decision.escalations.filter(ended_at=None, cancelled_at=None).exists()


def facts(decision: Decision, roles: Roles, silence: Silence, silent: list[User]) -> dict[str, Any]:
    """For the event. `people` are told: the silent, the Driver, who decides, and a stand-in who was asked."""
    is_abstention = silence.policy == SilencePolicy.CONSENT and decision.definition.is_ballot
    told = {user.pk: "silent" for user in silent}
    told |= {user.pk: "approver" for user in roles.people_who("decide") if user.pk not in told}
    told |= {user.pk: "driver" for user in drivers(roles)}
    if silence.policy == SilencePolicy.STAND_IN and decision.stand_in_id:
        told[decision.stand_in_id] = "stand_in"
    return {
        "space_id": decision.page.space_id,
        "page_id": decision.page_id,
        "target_id": decision.pk,
        "policy": "abstain" if is_abstention else silence.policy,
        "silent": [user.name for user in silent],
        "stand_in": decision.stand_in.name if decision.stand_in and silence.policy == "stand_in" else "",
        "was_due": silence.due_at.isoformat(),
        "due_at": decision.due_at.isoformat() if decision.due_at else None,
        "people": [{"user_id": pk, "role": role} for pk, role in told.items()],
    }
