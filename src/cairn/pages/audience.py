"""Which of these people may see a page, or edit it: the sentences of `access.py` for many at once.

The number of queries does not grow with the number of people. A table test holds it together with `access.py`.
"""

from collections.abc import Iterable

from cairn.pages.models import Page, Restriction, RestrictionGrant
from cairn.people.models import TeamMembership, User
from cairn.spaces.audience import roles_in
from cairn.spaces.queries import RANK


def viewers(page: Page, users: Iterable[User]) -> set[int]:
    """The ids of those of `users` who may see `page` (`access.can_view`)."""
    seen = _readers(page, users)
    return set(seen) if page.published_id is not None else _changers(page, seen)


def editors(page: Page, users: Iterable[User]) -> set[int]:
    """The ids of those of `users` who may edit `page` (`access.can_edit`)."""
    return _changers(page, _readers(page, users))


def readers(page: Page, users: Iterable[User]) -> set[int]:
    """The ids of those of `users` who may see `page` as soon as it is published."""
    return set(_readers(page, users))


def _readers(page: Page, users: Iterable[User]) -> dict[int, str]:
    """Id → role in the space of those who may see the page once it is published."""
    if page.trashing_id is not None:
        return {}
    roles = roles_in(page.space, users)
    passing = _passing(page.view_gate_id)
    return {pk: role for pk, role in roles.items() if passing is None or pk in passing}


def _changers(page: Page, readers: dict[int, str]) -> set[int]:
    passing = _passing(page.edit_gate_id)
    least = RANK.index("editor")
    return {pk for pk, role in readers.items() if RANK.index(role) >= least and (passing is None or pk in passing)}


def _passing(gate_id: int | None) -> set[int] | None:
    """Everybody whom each restriction of the gate's chain grants; None where no gate stands."""
    if gate_id is None:
        return None
    links = Restriction.chain.through._default_manager.filter(from_restriction=gate_id)
    required = set(links.values_list("to_restriction", flat=True))
    granted: dict[int, set[int]] = {pk: set() for pk in required}
    teams: dict[int, list[int]] = {}
    grants = RestrictionGrant.objects.filter(restriction__in=required)
    for restriction, user, team in grants.values_list("restriction", "user", "team"):
        if user is not None:
            granted[restriction].add(user)
        if team is not None:
            teams.setdefault(team, []).append(restriction)
    if teams:
        for team, user in TeamMembership.objects.filter(team__in=teams).values_list("team", "user"):
            for restriction in teams[team]:
                granted[restriction].add(user)
    return set.intersection(*granted.values()) if granted else set()
