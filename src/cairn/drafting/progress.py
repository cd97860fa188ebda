"""How far a round is: who is done. Never what anybody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cairn.drafting.models import Invitation, Round
from cairn.pages.audience import viewers


@dataclass(frozen=True, slots=True)
class Part:
    """One person in a round: "done", "waiting", "in" (her answers are on the page), "late" (done after the end), "none"
    (the end came without her), or "gone" (she has left, or does not see the page any more)."""

    invitation: Invitation
    state: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    parts: list[Part]

    @classmethod
    def of(cls, round_: Round) -> Progress:
        rows = list(round_.invitations.select_related("user", "team", "done", "merge"))
        # Who has left matters while one waits for her; a page that was drafted long ago asks nothing about it.
        seeing = viewers(round_.page, [row.user for row in rows]) if round_.is_open else set()
        return cls([_part(row, round_, row.user.is_active and row.user_id in seeing) for row in rows])

    @property
    def counted(self) -> list[Part]:
        return [part for part in self.parts if part.state != "gone"]

    @property
    def done(self) -> list[Part]:
        return [part for part in self.parts if part.state == "done"]

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.parts if part.state == "waiting"]

    @property
    def late(self) -> list[Part]:
        return [part for part in self.parts if part.state == "late"]

    @property
    def is_complete(self) -> bool:
        return bool(self.done) and not self.missing


def _part(row: Invitation, round_: Round, is_here: bool) -> Part:
    done = row.done.at if hasattr(row, "done") else None
    if hasattr(row, "merge"):
        return Part(row, "in", row.merge.at)
    if not round_.is_open:
        return Part(row, "late" if done else "none", done)
    if done:
        return Part(row, "done", done)
    return Part(row, "waiting" if is_here else "gone")
