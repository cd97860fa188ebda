"""Who is tagged in a decision: the four roles of DACI, with teams resolved to the people in them now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cairn.decisions.models import DaciRole, Decision, RoleHolder
from cairn.pages.access import passes
from cairn.pages.models import Page
from cairn.people.models import Team, TeamMembership, User
from cairn.spaces.access import can_see_space

EXPLAINED = {
    DaciRole.DRIVER: _("Prepares the decision, asks people and keeps it moving."),
    DaciRole.APPROVER: _("Decides. One is enough; more than one share the right."),
    DaciRole.CONTRIBUTOR: _("Know something that matters. Each takes a position."),
    DaciRole.INFORMED: _("Are affected. They hear of the start and of the outcome."),
}


@dataclass(frozen=True)
class Setup:
    """The roles and the due instant as somebody wants them. `due_at` has a zone."""

    driver: User | None = None
    approvers: Sequence[User | Team] = ()
    contributors: Sequence[User | Team] = ()
    informed: Sequence[User | Team] = ()
    due_at: datetime | None = None

    def holders(self) -> dict[str, list[User | Team]]:
        """Role → people and teams, each once."""
        wanted = {
            DaciRole.DRIVER: [self.driver] if self.driver else [],
            DaciRole.APPROVER: self.approvers,
            DaciRole.CONTRIBUTOR: self.contributors,
            DaciRole.INFORMED: self.informed,
        }
        return {role.value: list(dict.fromkeys(who)) for role, who in wanted.items()}


@dataclass
class Roles:
    """The role holders of one decision, read once."""

    holders: dict[str, list[User | Team]] = field(default_factory=lambda: {role: [] for role in DaciRole.values})
    members: dict[int, list[User]] = field(default_factory=dict)  # of each tagged team, by its id

    @classmethod
    def of(cls, decision: Decision) -> Roles:
        """One query for the holders, one for the members when a team is tagged."""
        roles = cls()
        rows = list(decision.role_holders.select_related("user", "team").order_by("pk"))
        roles.members = members_of([row.team for row in rows if row.team])
        for row in rows:
            roles.holders[row.role].append(holder_of(row))
        return roles

    def people(self, *roles: str) -> list[User]:
        """Active people in any of `roles` (all when none is named), each once."""
        found: dict[int, User] = {}
        for role in roles or DaciRole.values:
            for user in expand(self.holders[role], self.members):
                found.setdefault(user.pk, user)
        return list(found.values())

    def of_person(self, user: User) -> list[str]:
        """Her roles, the weightiest first: driver, approver, contributor, informed."""
        return [role for role in DaciRole.values if user in expand(self.holders[role], self.members)]

    def as_data(self) -> list[dict[str, object]]:
        """For events: `[{"user_id": 3, "role": "approver"}]`, each person once with her weightiest role.

        An Approver who drives as well is told that she decides.
        """
        return [{"user_id": user.pk, "role": self.told_as(user)} for user in self.people()]

    def told_as(self, user: User) -> str:
        mine = self.of_person(user)
        return next(role for role in ("approver", "driver", "contributor", "informed") if role in mine)


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
