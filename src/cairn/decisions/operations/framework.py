"""The framework of a draft."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Decision, FrameworkVersion, RoleHolder, Status
from cairn.decisions.operations.setup import current_setup, write
from cairn.decisions.roles import Setup
from cairn.people.actors import Actor
from cairn.people.models import Team, User


def choose_framework(decision: Decision, *, by: Actor, framework: FrameworkVersion) -> Decision:
    """Decide it in another way. Everybody tagged keeps the closest role. Raises Conflict once it has started."""
    with atomic():
        decision = lock_for_change(decision, by=by)
        if decision.status != Status.DRAFT:
            raise Conflict(_("This decision has started and keeps its framework. Make a new decision to use another."))
        setup = carried_over(current_setup(decision), decision.definition, framework.definition)
        RoleHolder.objects.filter(decision=decision).delete()
        decision.framework = framework
        decision.save(update_fields=["framework"])
        write(setup, decision)
        record(
            "decision.changed",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            people=[],
            roles_changed=True,
            framework=framework.definition.name,
        )
    return decision


def carried_over(setup: Setup, before: Definition, after: Definition) -> Setup:
    """Each holder in the role of the same key, else in the one most alike; nobody where a role is full."""
    holders: dict[str, list[User | Team]] = {role.key: [] for role in after.roles}
    for role in before.roles:
        for holder in setup.in_role(role.key):
            for key in _closest(role.key, before, after):
                most = after.role(key).maximum
                if most is None or (len(holders[key]) < most and isinstance(holder, User)):
                    holders[key].append(holder)
                    break
    return Setup(holders, setup.due_at)


def _closest(role: str, before: Definition, after: Definition) -> list[str]:
    """Roles of `after`, the most alike first. Nobody comes to drive who did not."""
    may = before.role(role).may
    likes = [each for each in after.roles if each.may & may and ("drive" in may or "drive" not in each.may)]
    likes.sort(key=lambda each: (each.key != role, len(each.may - may), len(may - each.may)))
    return [each.key for each in likes]
