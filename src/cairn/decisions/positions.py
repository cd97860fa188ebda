"""Who thinks what, and whose word is missing. In the order of roles and names: never a ranking."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.frameworks.definition import ASKED
from cairn.decisions.models import Decision, Position, Stance
from cairn.decisions.roles import Roles
from cairn.people.models import User
from cairn.ui.lists import listed


@dataclass(frozen=True)
class Said:
    """One person's line. `position` is None until she has taken one; `is_old` when the text changed after that."""

    user: User
    roles: list[str]
    position: Position | None
    is_old: bool


@dataclass(frozen=True)
class Positions:
    lines: list[Said]
    waiting_for: list[User]  # active people who were asked and took no position; nobody once it is decided

    @classmethod
    def of(cls, decision: Decision, roles: Roles) -> Positions:
        """One query. People who left a role keep the position they took."""
        taken = {
            row.user_id: row for row in decision.positions.select_related("user", "version").order_by("user__name")
        }
        people = roles.people_who("voice")
        asked = {user.pk for user in people}
        people += [row.user for row in taken.values() if row.user_id not in asked]
        published = decision.page.published_id
        lines = []
        for user in people:
            position = taken.get(user.pk)
            is_old = position is not None and position.version_id != published
            lines.append(Said(user, roles.labels_of(user, "voice"), position, is_old))
        is_closed = decision.status.is_closed
        silent = [] if is_closed else [user for user in roles.people_who(ASKED) if user.pk not in taken]
        return cls(sorted(lines, key=lambda said: said.position is None), silent)

    @property
    def taken(self) -> list[Said]:
        return [said for said in self.lines if said.position]

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
        words = {
            Stance.AGREE: ngettext("%(n)d agrees", "%(n)d agree", count[Stance.AGREE]),
            Stance.CONCERN: ngettext("%(n)d concern", "%(n)d concerns", count[Stance.CONCERN]),
            Stance.BLOCK: ngettext("%(n)d block", "%(n)d blocks", count[Stance.BLOCK]),
            Stance.ABSTAIN: ngettext("%(n)d abstains", "%(n)d abstain", count[Stance.ABSTAIN]),
        }
        parts = [words[stance] % {"n": count[stance]} for stance in words if count[stance]]
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
