"""What changed after people took their positions, and whom that touches.

A material change is a version that says so (`Version.material`), an option that came, went or reads differently, or a
cost. What was changed back is no change; nobody is asked about what she changed herself; who abstained had no view.
Reopening a decision asks everybody anew, those as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cairn.decisions.models import Decision, MaterialChange, Position, Reopening, Stance
from cairn.pages.models import Version


@dataclass(frozen=True)
class Difference:
    """One thing as it was when she took her position, and as it is now; "" where it was not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Differences:
    """What one person has to look at again. `versions`: the text she spoke of and the newest, when that changed;
    `reopening`: she spoke before it, and has not said since that her position holds."""

    things: list[Difference] = field(default_factory=list)
    versions: tuple[int, int] | None = None
    reopening: Reopening | None = None

    def __bool__(self) -> bool:
        return bool(self.things) or self.versions is not None or self.reopening is not None


@dataclass(frozen=True)
class Changes:
    """All material changes of one decision since it started, the oldest first."""

    things: list[MaterialChange]
    texts: list[Version]  # material versions, without their text
    published: int  # number of the newest version; 0 for none
    reopening: Reopening | None = None  # the last one

    @classmethod
    def of(cls, decision: Decision) -> Changes:
        """Three queries at most."""
        things = list(decision.material_changes.all()) if decision.may_have("material_changes") else []
        texts = Version.objects.filter(page=decision.page_id, material=True).only("number", "by").order_by("number")
        published = decision.page.published
        reopening = decision.reopenings.order_by("pk").last() if decision.may_have("reopenings") else None
        return cls(things, list(texts), published.number if published else 0, reopening)

    @property
    def seen(self) -> str:
        """What a reader has before her: "5-12", version 5 and change 12. Her form carries it back."""
        return f"{self.published}-{self.last}"

    @property
    def last(self) -> int:
        return self.things[-1].pk if self.things else 0

    def since(self, position: Position) -> Differences:
        """What touches `position` and came after it."""
        reopening = self._reopening_since(position)
        if position.stance == Stance.ABSTAIN:
            return Differences(reopening=reopening)
        return Differences(list(_net(self._things_since(position))), self._versions_since(position), reopening)

    def _reopening_since(self, position: Position) -> Reopening | None:
        spoken = position.confirmed_at or position.at
        return self.reopening if self.reopening and self.reopening.at > spoken else None

    def _things_since(self, position: Position) -> Iterable[MaterialChange]:
        return (one for one in self.things if one.pk > position.change_seen and one.by_id != position.user_id)

    def _versions_since(self, position: Position) -> tuple[int, int] | None:
        held = position.held_on.number if position.held_on else 0
        touches = any(one.number > held and one.by_id != position.user_id for one in self.texts)
        return (held, self.published) if touches else None


def _net(changes: Iterable[MaterialChange]) -> Iterable[Difference]:
    """One difference for each thing: from what it was first to what it was last."""
    found: dict[str, Difference] = {}
    for one in changes:
        first = found.get(one.subject)
        found[one.subject] = Difference(one.label, first.before if first else one.before, one.after)
    return (one for one in found.values() if one.before != one.after)


def read_seen(typed: str) -> tuple[int, int] | None:
    """The version's number and the change's id in what a form carried back; None when it can't be read."""
    version, _dash, change = typed.partition("-")
    if not (version.isdecimal() and change.isdecimal() and len(version) < 10 and len(change) < 19):
        return None
    return int(version), int(change)
