"""Who is tagged in a decision, in the roles of its framework, with teams resolved to the people in them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cairn.decisions.frameworks.definition import ASKED, SIGNS, Definition
from cairn.decisions.models import Decision, RoleHolder
from cairn.pages.access import passes
from cairn.pages.models import Page
from cairn.people.models import Team, TeamMembership, User
from cairn.spaces.access import can_see_space
from cairn.ui.lists import listed

Holders = Mapping[str, Sequence[User | Team]]


@dataclass(frozen=True)
class Setup:
    """Role → people and teams, and the due instant, as somebody wants them. `due_at` has a zone.

    `settings`: column of Decision → value ("silence", "is_blind" …); those that are not named stay as they are.
    """

    holders: Holders = field(default_factory=dict)
    due_at: datetime | None = None
    settings: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def daci(
        cls,
        driver: User | None = None,
        approvers: Sequence[User | Team] = (),
        contributors: Sequence[User | Team] = (),
        informed: Sequence[User | Team] = (),
        due_at: datetime | None = None,
    ) -> Setup:
        drivers = [driver] if driver else []
        return cls(
            {"driver": drivers, "approver": approvers, "contributor": contributors, "informed": informed}, due_at
        )

    def in_role(self, role: str) -> list[User | Team]:
        """Each once, in the order they were named."""
        return list(dict.fromkeys(self.holders.get(role, ())))


@dataclass
class Roles:
    """The role holders of one decision, read once. Whoever asks, asks for a right: `people_who("decide")`."""

    definition: Definition
    holders: dict[str, list[User | Team]]
    members: dict[int, list[User]] = field(default_factory=dict)  # of each tagged team, by its id

    @classmethod
    def of(cls, decision: Decision) -> Roles:
        """One query for the holders, one for the members when a team is tagged."""
        definition = decision.definition
        roles = cls(definition, {role.key: [] for role in definition.roles})
        rows = list(decision.role_holders.select_related("user", "team").order_by("pk"))
        roles.members = members_of([row.team for row in rows if row.team])
        for row in rows:
            roles.holders.setdefault(row.role, []).append(holder_of(row))
        return roles

    def people(self) -> list[User]:
        """Active people in any role, each once."""
        return self._people(self.holders)

    def people_who(self, right: str) -> list[User]:
        """Active people whose role has `right`: "drive", "decide", "voice", "informed", ASKED or SIGNS. Each once."""
        return self._people(self.definition.roles_that(right))

    def people_in(self, role: str) -> list[User]:
        return self._people([role])

    def of_person(self, user: User) -> list[str]:
        """Keys of her roles, in the framework's order."""
        return [role for role in self.holders if user in self.people_in(role)]

    def labels_of(self, user: User, right: str = "") -> list[str]:
        """Her roles (those with `right`) as the screen calls them: "Driver"."""
        mine = [role for role in self.definition.roles if user in self.people_in(role.key)]
        return [role.label for role in mine if not right or right in self.definition.rights_of(role)]

    def labels_that(self, right: str) -> str:
        """ "Driver, Approvers and Contributors": the roles with `right`, in words."""
        return listed([self.definition.role(key).plural for key in self.definition.roles_that(right)])

    def has(self, user: User, right: str) -> bool:
        return user in self.people_who(right)

    def as_data(self) -> list[dict[str, object]]:
        """For events: `[{"user_id": 3, "role": "approver", "label": "Accountable"}]`, each person once.

        `role` says what is asked of her, whatever the framework calls it (`told_as`); `label` is its word.
        """
        return [self._told(user) for user in self.people()]

    def _told(self, user: User) -> dict[str, object]:
        role, right = self.told_as(user)
        return {"user_id": user.pk, "role": role, "label": next(iter(self.labels_of(user, right)), "")}

    def told_as(self, user: User) -> tuple[str, str]:
        """The weightiest that is asked of her, and the right it comes from. Who drives and decides is told she decides."""
        for role, right in (("approver", SIGNS), ("driver", "drive"), ("contributor", ASKED), ("informed", "informed")):
            if self.has(user, right):
                return role, right
        return "informed", ""

    def _people(self, roles: Iterable[str]) -> list[User]:
        found: dict[int, User] = {}
        for role in roles:
            for user in expand(self.holders.get(role, ()), self.members):
                found.setdefault(user.pk, user)
        return list(found.values())


def holder_of(row: RoleHolder) -> User | Team:
    holder = row.user or row.team
    assert holder is not None  # the table's constraint
    return holder


def members_of(teams: Iterable[Team]) -> dict[int, list[User]]:
    """Active members of each team, by its id."""
    teams = list(teams)
    found: dict[int, list[User]] = {team.pk: [] for team in teams}
    if teams:
        rows = TeamMembership.objects.filter(team__in=teams, user__is_active=True).select_related("user")
        for row in rows.order_by("user__name", "user"):
            found[row.team_id].append(row.user)
    return found


def expand(holders: Iterable[User | Team], members: dict[int, list[User]]) -> list[User]:
    """People of `holders`, active ones, each once, in the order they were named."""
    found: dict[int, User] = {}
    for holder in holders:
        for user in members.get(holder.pk, []) if isinstance(holder, Team) else [holder]:
            if user.is_active:
                found.setdefault(user.pk, user)
    return list(found.values())


def blind(people: Iterable[User], page: Page) -> list[User]:
    """Those of `people` who would not see the page once it is published."""
    return [user for user in people if not (can_see_space(user, page.space) and passes(user, page.view_gate_id))]


def named(keys: Sequence[tuple[str, int]]) -> list[User | Team]:
    """The active people and teams behind `("user", 3)` and `("team", 2)`, in that order; unknown ones are left out."""
    users = User.objects.filter(is_active=True, pk__in=[pk for kind, pk in keys if kind == "user"]).in_bulk()
    teams = Team.objects.filter(pk__in=[pk for kind, pk in keys if kind == "team"]).in_bulk()
    found = [(teams if kind == "team" else users).get(pk) for kind, pk in keys]
    return [holder for holder in found if holder is not None]
