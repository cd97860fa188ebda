"""People of a file and people with an account: matched by mail, else by a name that only one of them has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cairn.decisions.interchange.record import Named
from cairn.people.models import Team, User

TEAM = "team:"


def _name(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass
class People:
    """Everybody with an account, those who left included: what they decided stays decided by them."""

    by_mail: dict[str, User] = field(default_factory=dict)
    by_name: dict[str, list[User]] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    @classmethod
    def everybody(cls) -> People:
        """Two queries."""
        people = cls(teams={_name(team.name): team for team in Team.objects.order_by("-pk")})
        for user in User.objects.order_by("pk"):
            people.by_mail[user.email.casefold()] = user
            people.by_name.setdefault(_name(user.name), []).append(user)
        return people

    def find(self, who: Named) -> User | Team | None:
        """Nobody is guessed: a handle of another site, or a name that two have, is only words."""
        if who.name.startswith(TEAM):
            return self.teams.get(_name(who.name.removeprefix(TEAM)))
        if who.email:
            return self.by_mail.get(who.email.casefold())
        same = self.by_name.get(_name(who.name), [])
        return same[0] if len(same) == 1 else None

    def person(self, who: Named | None) -> User | None:
        found = self.find(who) if who else None
        return found if isinstance(found, User) else None


class Words:
    """How people are named in an export: by name, with the mail behind it only where two have one name."""

    def __init__(self) -> None:
        self._counts = Counter(_name(name) for name in User.objects.values_list("name", flat=True))

    def of(self, who: User | Team, role: str = "") -> Named:
        if isinstance(who, Team):
            return Named(role, f"{TEAM}{who.name}")
        return Named(role, who.name, who.email if self._counts[_name(who.name)] > 1 else "")
