"""One person in two roles: whoever drives may also decide, but a role that adds nothing to another of hers is dropped.

A role adds nothing when all it may is in the other one, or when it is only told: whoever takes part hears of everything.
Only people tagged by name; a team is tagged as a whole, and each of its people counts once anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.decisions.frameworks.definition import Definition, RoleDef
from cairn.decisions.roles import Holders, expand, members_of
from cairn.people.models import Team, User


@dataclass(frozen=True)
class Double:
    """`user` is in `kept` and in `dropped`, which adds nothing to it."""

    user: User
    kept: RoleDef
    dropped: RoleDef

    @property
    def words(self) -> str:
        return _("%(name)s is %(kept)s already, so %(dropped)s is left out: it would add nothing.") % {
            "name": self.user.name,
            "kept": self.kept.label,
            "dropped": self.dropped.label,
        }


def doubles(definition: Definition, holders: Holders) -> list[Double]:
    """In the framework's order. A role that would be left with fewer people than it needs keeps them all."""
    found = []
    for role in definition.roles:
        named = list(dict.fromkeys(holders.get(role.key, ())))
        twice = [
            double for user in named if isinstance(user, User) and (double := _double(definition, holders, role, user))
        ]
        gone = {double.user for double in twice}
        left = [who for who in named if isinstance(who, Team) or who not in gone]
        if twice and len(expand(left, members_of([who for who in left if isinstance(who, Team)]))) >= role.minimum:
            found += twice
    return found


def without_doubles(definition: Definition, holders: Holders) -> Holders:
    gone = {(double.dropped.key, double.user) for double in doubles(definition, holders)}
    return {
        role: [who for who in named if isinstance(who, Team) or (role, who) not in gone]
        for role, named in holders.items()
    }


def _double(definition: Definition, holders: Holders, role: RoleDef, user: User) -> Double | None:
    """`role` beside the first of hers that holds all of it. Of two that are the same, the one listed first stays."""
    at = definition.roles.index(role)
    for place, other in enumerate(definition.roles):
        if other is role or user not in holders.get(other.key, ()):
            continue
        if _weight(role) < _weight(other) or (_weight(role) == _weight(other) and place < at):
            return Double(user, other, role)
    return None


def _weight(role: RoleDef) -> frozenset[str]:
    return role.may - {"informed"}
