"""May she, among people? What speaks of rows has its twin in `queries.py`; a table test holds them together."""

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.people.actors import Actor, System
from cairn.people.models import Team, User
from cairn.people.queries import neighbours, places_of


def is_workspace_admin(user: Actor) -> bool:
    return isinstance(user, System) or (user.is_active and user.is_admin)


def is_member(user: Actor) -> bool:
    """Anyone of the workspace but guests."""
    return isinstance(user, System) or (user.is_active and not user.is_guest)


def can_see_person(user: Actor, person: User) -> bool:
    """Everyone sees everyone; a guest sees herself and who shares a space with her."""
    if is_member(user) or user == person:
        return isinstance(user, System) or user.is_active
    return isinstance(user, User) and user.is_active and neighbours(user).filter(pk=person.pk).exists()


def can_see_team(user: Actor, team: Team) -> bool:
    if is_member(user):
        return True
    return isinstance(user, User) and user.is_active and team.memberships.filter(user=user).exists()


def can_invite(user: Actor) -> bool:
    """Admins decide who comes in."""
    return is_workspace_admin(user)


def can_manage_people(user: Actor) -> bool:
    """Give workspace roles, deactivate and reactivate."""
    return is_workspace_admin(user)


def can_change_profile(user: Actor, person: User) -> bool:
    """A profile is its person's own; an admin may put a name right."""
    return user == person or is_workspace_admin(user)


def can_create_team(user: Actor) -> bool:
    return is_member(user)


def can_manage_team(user: Actor, team: Team) -> bool:
    """Say what it is called and what it does: who made it, who is in it, and admins."""
    if is_workspace_admin(user):
        return True
    if not is_member(user) or not isinstance(user, User):
        return False
    return team.created_by_id == user.pk or team.memberships.filter(user=user).exists()


def can_fill_team(user: Actor, team: Team) -> bool:
    """Say who is in it: those who manage it, as long as it carries no rights. Once a space, page or decision names it,
    whoever lets somebody into the team lets her in there, so it is for admins.
    """
    return is_workspace_admin(user) or (can_manage_team(user, team) and not places_of(team))


def can_manage_workspace(user: Actor) -> bool:
    return is_workspace_admin(user)


def check_can_invite(user: Actor) -> None:
    if not can_invite(user):
        raise Forbidden(_("Only admins invite people. Ask one of them for a link."))


def check_can_manage_workspace(user: Actor) -> None:
    if not can_manage_workspace(user):
        raise Forbidden(_("The settings of the workspace are for its admins. Ask one of them."))


def check_can_create_team(user: Actor) -> None:
    if not can_create_team(user):
        raise Forbidden(_("Guests can't make teams. Ask a member of the workspace."))


def check_can_manage_team(user: Actor, team: Team) -> None:
    if not can_manage_team(user, team):
        raise Forbidden(_("Only its members and admins change this team."))


def check_can_fill_team(user: Actor, team: Team) -> None:
    check_can_manage_team(user, team)
    if not can_fill_team(user, team):
        raise Forbidden(
            _(
                "%(team)s has a part in spaces, pages or decisions, so admins say who is in it. Nothing is changed. Ask "
                "one of them, or give the person a role of their own."
            )
            % {"team": team.name}
        )
