"""Somebody with a role in a running decision has left the workspace: told, shown, replaced."""

from django.utils.translation import gettext as _

from cairn.activity.models import Event
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_replace
from cairn.decisions.clock.people import drivers
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import Decision, RoleHolder
from cairn.decisions.roles import Roles, blind
from cairn.people.actors import System
from cairn.people.models import User, WorkspaceRole
from cairn.ui.lists import listed

WEIGHTY = ("decide", "drive")  # without whom it would not move; others may be missed


def tell_vacancy(decision: Decision, person: User, *, by: System, cause: int) -> bool:
    """Tell whoever drives it and the admins, once for each `cause` (the event of her leaving). False: nothing to tell.

    A Contributor's or an informed person's leaving holds nothing up, and is only shown.
    """
    with atomic():
        decision = lock(decision, by=by)
        roles = Roles.of(decision)
        mine = roles_of(decision, person)
        weighty = {key for right in WEIGHTY for key in roles.definition.roles_that(right)}
        if decision.status.is_closed or not weighty & set(mine):
            return False
        if Event.objects.filter(name="decision.vacated", page_id=decision.page_id, data__cause=cause).exists():
            return False
        admins = User.objects.active().filter(role=WorkspaceRole.ADMIN)
        told = {user.pk: "admin" for user in admins} | {user.pk: "driver" for user in drivers(roles)}
        record(
            "decision.vacated",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            cause=cause,
            who_left=person.name,
            roles=listed([roles.definition.role(key).label for key in mine]),
            people=[{"user_id": pk, "role": role} for pk, role in told.items()],
        )
    return True


def replace_holder(decision: Decision, gone: User, *, by: User, replacement: User) -> Decision:
    """`replacement` takes every role that `gone` held by herself; what `gone` said stays under her name.

    Raises Invalid for somebody who could not see the page, Conflict when `gone` is here or was replaced already.
    """
    with atomic():
        decision = lock(decision, by=by)
        refuse_decided(decision)
        if not can_replace(by, decision):
            raise Forbidden(_("Whoever drives it, people who may edit its page, and admins name a replacement."))
        held = roles_of(decision, gone)
        if gone.is_active or not held:
            raise Conflict(_("%(name)s was replaced already, or is back. Reload the page.") % {"name": gone.name})
        refuse_unfit(replacement, decision)
        decision.role_holders.filter(user=gone).delete()
        for role in held:
            RoleHolder.objects.get_or_create(decision=decision, role=role, user=replacement)
        told = [row for row in Roles.of(decision).as_data() if row["user_id"] == replacement.pk]
        record(
            "decision.changed",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            people=told,
            roles_changed=True,
            replaced={"name": gone.name, "by": replacement.name},
        )
    return decision


def roles_of(decision: Decision, person: User) -> list[str]:
    """Keys of the roles she holds by herself, active or not."""
    return list(decision.role_holders.filter(user=person).order_by("pk").values_list("role", flat=True))


def refuse_unfit(replacement: User, decision: Decision) -> None:
    words = ""
    if not replacement.is_active:
        words = _("%(name)s no longer has an account here. Choose somebody else.")
    elif blind([replacement], decision.page):
        words = _("%(name)s can’t see this page. Give her access first, or choose somebody else.")
    if words:
        words = words % {"name": replacement.name}
        raise Invalid(words, fields={"replacement": words})
