"""What one reader sees of a decision's time: who has how long, what silence means, the room, who has left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.decisions.clock.fair import FairClock, Left
from cairn.decisions.models import Decision, Escalation, SilencePolicy, Status
from cairn.decisions.positions import Positions
from cairn.decisions.roles import Roles
from cairn.people.models import Team, User
from cairn.ui.lists import listed


@dataclass(frozen=True)
class Vacancy:
    """Somebody who was named in a role and left the workspace; `roles` in words."""

    user: User
    roles: str


class TimeScreen:
    """Of a decision whose page she may see; `may_change` as access says it, so that no right is read twice."""

    def __init__(self, decision: Decision, user: User, roles: Roles, positions: Positions, may_change: bool) -> None:
        self.decision, self.user, self.roles, self.positions = decision, user, roles, positions
        self.may_change = may_change
        self.is_running = decision.status == Status.RUNNING

    @property
    def vacancies(self) -> list[Vacancy]:
        """Of a running decision: who is named in a role and no longer here."""
        gone: dict[User, list[str]] = {}
        for role in self.roles.definition.roles if self.is_running else ():
            for who in self.roles.holders[role.key]:
                if isinstance(who, User) and not who.is_active:
                    gone.setdefault(who, []).append(role.label)
        return [Vacancy(user, listed(roles)) for user, roles in gone.items()]

    @property
    def nobody_decides(self) -> bool:
        return self.is_running and not self.roles.people_who("decide")

    @property
    def may_replace(self) -> bool:
        return self.is_running and (self.may_change or self.user.is_admin)

    @cached_property
    def room(self) -> Escalation | None:
        """The last room that people were called into, unless it was called off."""
        if self.decision.status == Status.DRAFT or not self.decision.may_have("escalations"):
            return None
        rooms = self.decision.escalations.filter(cancelled_at=None).select_related("page", "host")
        return rooms.prefetch_related("invited").last()

    @cached_property
    def may_escalate(self) -> bool:
        if not self.is_running or (self.room is not None and self.room.is_open):
            return False
        return self.may_change or self.roles.has(self.user, "decide")

    @cached_property
    def clock(self) -> FairClock:
        """How long each whose word is waited for has left."""
        spoken = frozenset(said.user.pk for said in self.positions.lines if said.position)
        return FairClock(self.roles, self.decision.due_at if self.is_running else None, now(), spoken)

    def left_of(self, holder: User | Team) -> Left | None:
        left = self.clock.of_user(holder) if isinstance(holder, User) else None
        return left if left and holder.pk not in self.clock.done else None

    @property
    def silence_words(self) -> str:
        """What happens when somebody has said nothing by the due instant."""
        decision = self.decision
        if decision.silence == SilencePolicy.CONSENT:
            if decision.definition.is_ballot:
                return _("Whoever has not voted by then abstains.")
            return _("Whoever has said nothing by then consents.")
        who = decision.stand_in if decision.silence == SilencePolicy.STAND_IN else None
        if who is None:
            return _("Whoever has said nothing by then is called into a room.")
        if decision.silences.filter(policy=SilencePolicy.STAND_IN).exists():
            words = _("%(name)s stands in. Whoever still says nothing by then is called into a room.")
        else:
            words = _("If somebody has said nothing by then, %(name)s is asked.")
        return words % {"name": who.name}
