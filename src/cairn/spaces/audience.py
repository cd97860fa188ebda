"""What many people are in a space: the sentence of `access.role_in` for all of them, in a constant number of queries."""

from collections.abc import Iterable

from cairn.people.models import TeamMembership, User
from cairn.spaces.models import Space, SpaceMember
from cairn.spaces.queries import RANK


def roles_in(space: Space, users: Iterable[User]) -> dict[int, str]:
    """Id → the highest role of each of `users` in `space`; strangers and people without access are left out."""
    given: dict[int, set[str]] = {}
    teams: dict[int, str] = {}
    for user, team, role in SpaceMember.objects.filter(space=space).values_list("user", "team", "role"):
        if user is not None:
            given.setdefault(user, set()).add(role)
        if team is not None:
            teams[team] = role
    if teams:
        for team, user in TeamMembership.objects.filter(team__in=teams).values_list("team", "user"):
            given.setdefault(user, set()).add(teams[team])
    roles = {user.pk: given.get(user.pk, set()) | _by_being_open(space, user) for user in users if user.is_active}
    return {pk: max(found, key=RANK.index) for pk, found in roles.items() if found}


def _by_being_open(space: Space, user: User) -> set[str]:
    if space.access != "open":
        return set()
    if user.is_admin:
        return {"admin"}
    return set() if user.is_guest else {space.open_role}
