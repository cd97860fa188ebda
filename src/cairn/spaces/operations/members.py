"""Who is what in a space. Whatever happens, a space that had an admin keeps one."""

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.people.actors import Actor, System, user_of
from cairn.people.models import Team, User
from cairn.spaces.access import can_manage_space
from cairn.spaces.models import Access, Space, SpaceMember, SpaceRole


@atomic
def add_space_member(space: Space, who: User | Team, role: str, *, by: Actor) -> SpaceMember:
    """Give a person or a team a role; one that is a member already gets the new role."""
    _check_right(by, space)
    _check_role(role)
    if isinstance(who, User) and not who.is_active:
        raise Invalid(_("%(name)s has left the workspace. Nobody is added.") % {"name": who.name})
    Space.objects.select_for_update().get(pk=space.pk)
    key = {"user": who} if isinstance(who, User) else {"team": who}
    member = SpaceMember.objects.filter(space=space, **key).first()
    if member is not None:
        change_space_member(member, role, by=by)
        return member
    member = SpaceMember.objects.create(space=space, **key, role=role, added_by=user_of(by))
    record("space.member_added", by=by, **_about(member))
    return member


@atomic
def change_space_member(member: SpaceMember, role: str, *, by: Actor) -> None:
    """Another role for a person or team. The last admin stays admin."""
    _check_right(by, member.space)
    _check_role(role)
    if member.role == role:
        return
    had_admin = _has_admin(member.space)
    member.role = role
    member.save(update_fields=["role"])
    _check_admin_left(member.space, had_admin)
    record("space.member_changed", by=by, **_about(member))


@atomic
def remove_space_member(member: SpaceMember, *, by: Actor) -> None:
    """Take a person or team out. In an open space everyone keeps what everyone has."""
    _check_right(by, member.space)
    _remove(member, by)


@atomic
def leave_space(space: Space, *, by: User) -> None:
    """Give up one's own role. The last admin can't leave before there is another; nobody leaves a private space."""
    if space.access == Access.PRIVATE:
        raise Conflict(_("This space is private to the people it was made for. Who they are does not change."))
    member = SpaceMember.objects.filter(space=space, user=by).first()
    if member is None:
        raise Conflict(
            _("You were not added to %(space)s by name, so there is nothing to leave.") % {"space": space.name}
        )
    _remove(member, by)


@atomic
def adopt_space(space: Space, person: User, *, by: System) -> None:
    """Make `person` admin of a restricted space whose last admin has gone, so that somebody answers for it."""
    if Space.objects.with_admin().filter(pk=space.pk).exists():
        return
    admin = {"role": SpaceRole.ADMIN}
    member, _is_new = SpaceMember.objects.update_or_create(space=space, user=person, defaults=admin)
    record("space.member_added", by=by, **_about(member))


def _remove(member: SpaceMember, by: Actor) -> None:
    space = member.space
    had_admin = _has_admin(space)
    record("space.member_removed", by=by, **_about(member))
    member.delete()
    _check_admin_left(space, had_admin)


def _about(member: SpaceMember) -> dict[str, Any]:
    """What an event tells of a member."""
    return {
        "space_id": member.space_id,
        "target_id": member.pk,
        "user": member.user_id,
        "team": member.team_id,
        "role": member.role,
    }


def _has_admin(space: Space) -> bool:
    """Locks the space's row first: two admins who leave at once do so one after the other."""
    Space.objects.select_for_update().get(pk=space.pk)
    return Space.objects.with_admin().filter(pk=space.pk).exists()


def _check_admin_left(space: Space, had_admin: bool) -> None:
    if had_admin and not Space.objects.with_admin().filter(pk=space.pk).exists():
        raise Conflict(
            _("%(space)s would be left without an admin. Nothing is changed. Make somebody else an admin first.")
            % {"space": space.name}
        )


def _check_right(by: Actor, space: Space) -> None:
    if not can_manage_space(by, space):
        raise Forbidden(_("Only admins of %(space)s change who is in it.") % {"space": space.name})


def _check_role(role: str) -> None:
    if role not in SpaceRole.values:
        raise Invalid(_("Choose reader, commenter, editor or admin."), fields={"role": _("Choose one.")})
