"""What one reader sees of a room."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.decisions.access import can_host, can_take_notes
from cairn.decisions.models import Escalation
from cairn.decisions.room.form import Seat, seats
from cairn.decisions.room.outcome import Standing, standings
from cairn.people.models import User
from cairn.ui.instants import zone_name


class RoomScreen:
    def __init__(self, room: Escalation, user: User) -> None:
        self.room, self.user = room, user
        self.decision = room.decision
        self.page = room.page

    @cached_property
    def people(self) -> list[User]:
        return list(self.room.invited.order_by("name"))

    @cached_property
    def seats(self) -> list[Seat]:
        """Everybody's own time."""
        return seats(self.people, self.room.starts_at, self.room.minutes)

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.room)

    @property
    def open_count(self) -> int:
        return sum(not standing.is_settled for standing in self.standings)

    @property
    def is_needless(self) -> bool:
        """Everything was settled in writing before it began."""
        return self.room.is_open and not self.open_count and self.room.starts_at > now()

    @cached_property
    def may_host(self) -> bool:
        return self.room.is_open and can_host(self.user, self.room)

    @cached_property
    def may_note(self) -> bool:
        return can_take_notes(self.user, self.room)

    @property
    def zone(self) -> str:
        return zone_name(now())

    @property
    def live(self) -> SafeString:
        """Attributes of a part that fetches itself anew when the room's page hears of a change. What its forms send is
        theirs: they take none of these over."""
        heard = ", ".join(f"cairn:{name} from:body" for name in ("room.changed", "escalation.noted"))
        html = 'hx-get="{}" hx-trigger="{}" hx-target="this" hx-swap="outerHTML" hx-disinherit="*"'
        return format_html(html, reverse("room", args=[self.room.pk]), heard)

    @property
    def state(self) -> str:
        if self.room.cancelled_at:
            return _("Called off")
        return _("Ended") if self.room.ended_at else _("Room")
