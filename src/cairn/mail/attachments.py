"""What goes along with a letter: the entry for a calendar when she is called into a room, or a room changed."""

from __future__ import annotations

from email.mime.text import MIMEText

from cairn.decisions.models import Escalation
from cairn.decisions.room.calendar import invitation, method_of
from cairn.notifications.models import Notification

OF_ROOMS = frozenset({"escalation.called", "escalation.moved", "escalation.cancelled"})


def attachments_of(things: list[Notification]) -> list[MIMEText]:
    """One for each room that `things` tell of, as it is now: a letter that is late does not bring back an old time."""
    ids = {each.event.target_id or 0 for each in things if each.event.name in OF_ROOMS}
    if not ids:
        return []
    rooms = Escalation.objects.filter(pk__in=ids).select_related("page", "host")
    return [_entry(room) for room in rooms.order_by("pk")]


def _entry(room: Escalation) -> MIMEText:
    """`method` stands in the type too: mail programs offer Accept and Decline by it (RFC 6047)."""
    part = MIMEText(invitation(room).decode(), "calendar", "utf-8")
    part.set_param("method", method_of(room))
    part.add_header("Content-Disposition", "attachment", filename=f"room-{room.pk}.ics")
    return part
