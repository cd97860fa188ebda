"""May she, in this space? Each sentence here has its twin in `queries.py`; a table test holds them together."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.core.prepared import prepared
from cairn.people.actors import Actor, System
from cairn.spaces.models import Space, SpaceMember
from cairn.spaces.queries import RANK, at_least


def role_in(user: Actor, space: Space) -> str | None:
    """The highest role `user` has in `space`: "reader", "commenter", "editor", "admin", or None for a stranger."""
    if isinstance(user, System):
        return "admin"
    if not user.is_active:
        return None
    roles = {member.role for member in prepared(_memberships, _memberships, user.pk, space.pk)}
    if space.access == "open" and user.is_admin:
        roles.add("admin")
    elif space.access == "open" and not user.is_guest:
        roles.add(space.open_role)
    return max(roles, key=RANK.index, default=None)


def _memberships(user: int, space: int) -> QuerySet[SpaceMember]:
    mine = Q(user=user) | Q(team__memberships__user=user)
    return SpaceMember.objects.filter(mine, space=space).only("role")


def has_role(user: Actor, space: Space, role: str) -> bool:
    return role_in(user, space) in at_least(role)


def can_see_space(user: Actor, space: Space) -> bool:
    return has_role(user, space, "reader")


def can_comment_in_space(user: Actor, space: Space) -> bool:
    """Commenters; and readers where the space says so."""
    return has_role(user, space, "reader" if space.readers_comment else "commenter")


def can_edit_in_space(user: Actor, space: Space) -> bool:
    return has_role(user, space, "editor")


def can_manage_space(user: Actor, space: Space) -> bool:
    return has_role(user, space, "admin")


def can_create_space(user: Actor) -> bool:
    """Anyone of the workspace but guests."""
    return isinstance(user, System) or (user.is_active and not user.is_guest)


def check_can_create_space(user: Actor) -> None:
    if not can_create_space(user):
        raise Forbidden(_("Guests can't make spaces. Ask a member of the workspace."))
