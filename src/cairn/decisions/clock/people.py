"""Whose word a decision waits for."""

from __future__ import annotations

from cairn.decisions.frameworks.definition import ASKED, SIGNS
from cairn.decisions.models import Decision
from cairn.decisions.roles import Roles
from cairn.people.models import User


def drivers(roles: Roles) -> list[User]:
    return roles.people_who("drive")


def asked(roles: Roles) -> list[User]:
    """Everybody whose word is wanted: who decides, and who is asked what she thinks."""
    return list(dict.fromkeys([*roles.people_who(SIGNS), *roles.people_who(ASKED)]))


def waited_for(decision: Decision, roles: Roles) -> list[User]:
    """Those of them who have said nothing. Who drives it as well is not waited for: she knows."""
    said = set(decision.positions.values_list("user", flat=True))
    driving = {user.pk for user in drivers(roles)}
    return [user for user in asked(roles) if user.pk not in said | driving]
