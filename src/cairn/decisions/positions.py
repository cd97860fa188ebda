"""Who thinks what, and whose word is missing. In the order of roles and names: never a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.ballots.stances import counted
from cairn.decisions.closing.changes import Changes, Differences
from cairn.decisions.frameworks.definition import ASKED, Definition
from cairn.decisions.models import Decision, Position, Stance
from cairn.decisions.roles import Roles
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.ui.lists import listed


@dataclass(frozen=True)
class Said:
    """One person's line. `position` is None until she has taken one, and while the reader may not know it (`is_hidden`).

    `differences` is what changed since and touches her; `is_old`: the text has changed in words only.
    """

    user: User
    roles: list[str]
    position: Position | None = None
    is_hidden: bool = False
    differences: Differences = field(default_factory=Differences)
    is_old: bool = False

    @property
    def has_spoken(self) -> bool:
        return self.position is not None or self.is_hidden

    @property
    def is_unconfirmed(self) -> bool:
        return bool(self.differences)


@dataclass(frozen=True)
class Positions:
    lines: list[Said]
    waiting_for: list[User]  # active people who were asked and took no position; nobody once it is decided
    changes: Changes
    is_hidden: bool  # from this reader, until she has taken one
    definition: Definition

    @classmethod
    def of(cls, decision: Decision, roles: Roles, reader: Actor) -> Positions:
        """What `reader` may know. Three queries. People who left a role keep the position they took."""
        rows = decision.positions.select_related("user", "version", "confirmed_version").order_by("user__name")
        taken = {row.user_id: row for row in rows}
        people = roles.people_who("voice")
        asked = {user.pk for user in people}
        people += [row.user for row in taken.values() if row.user_id not in asked]
        hidden = _is_hidden(decision, reader, taken)
        changes = Changes.of(decision)
        lines = [_line(user, roles, taken.get(user.pk), changes, hidden) for user in people]
        is_closed = decision.status.is_closed
        silent = [] if is_closed else [user for user in roles.people_who(ASKED) if user.pk not in taken]
        return cls(sorted(lines, key=lambda said: not said.has_spoken), silent, changes, hidden, decision.definition)

    @property
    def taken(self) -> list[Said]:
        return [said for said in self.lines if said.position]

    @property
    def unconfirmed(self) -> list[Said]:
        return [said for said in self.lines if said.is_unconfirmed]

    @property
    def dissent(self) -> list[Said]:
        return self.with_stance(Stance.BLOCK) + self.with_stance(Stance.CONCERN)

    @property
    def blocks(self) -> list[Said]:
        return self.with_stance(Stance.BLOCK)

    def with_stance(self, stance: str) -> list[Said]:
        return [said for said in self.lines if said.position and said.position.stance == stance]

    def of_person(self, user: User) -> Position | None:
        return next((said.position for said in self.lines if said.user.pk == user.pk), None)

    @property
    def sentence(self) -> str:
        """ "2 agree, 1 concern, waiting for Cleo"."""
        count = Counter(said.position.stance for said in self.lines if said.position)
        parts = [counted(self.definition, stance, count[stance]) for stance in Stance.values if count[stance]]
        if count[""]:
            parts.append(ngettext("%(n)d has voted", "%(n)d have voted", count[""]) % {"n": count[""]})
        spoken = sum(said.is_hidden for said in self.lines)
        if spoken:
            parts.append(ngettext("%(n)d has answered", "%(n)d have answered", spoken) % {"n": spoken})
        if self.waiting_for:
            parts.append(self._waiting())
        sentence = ", ".join(parts) or _("no positions")
        return sentence[0].upper() + sentence[1:]

    def _waiting(self) -> str:
        shown = [user.name for user in self.waiting_for[:3]]
        more = len(self.waiting_for) - len(shown)
        if more:
            shown.append(ngettext("%(n)d more", "%(n)d more", more) % {"n": more})
        return _("waiting for %(names)s") % {"names": listed(shown)}


def _is_hidden(decision: Decision, reader: Actor, taken: Mapping[int, Position]) -> bool:
    """As `access.can_read_positions`, with what has been read already."""
    blind = decision.is_blind and getattr(decision, "outcome", None) is None
    if not blind or isinstance(reader, System):
        return blind
    mine = taken.get(reader.pk)
    return mine is None or mine.silence_id is not None


def _line(user: User, roles: Roles, position: Position | None, changes: Changes, hidden: bool) -> Said:
    labels = roles.labels_of(user, "voice")
    if position is None or hidden:
        return Said(user, labels, is_hidden=position is not None)
    differences = changes.since(position)
    held = position.held_on.number if position.held_on else 0
    return Said(user, labels, position, False, differences, not differences and held != changes.published)
