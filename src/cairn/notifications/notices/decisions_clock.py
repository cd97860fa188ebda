"""Who hears that a decision's time is over, and of the room that people are called into."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, who
from cairn.notifications.notices.decisions import subject_of
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.people.zones import zone_of
from cairn.ui.instants import exact
from cairn.ui.lists import listed


def decision_lapsed(event: Event, page: Page) -> Iterator[Notice]:
    """The silent hear what their silence meant, the others what is theirs to do now."""
    silent, policy = listed(event.data.get("silent", [])), event.data.get("policy", "")
    others = {
        "": _("The time is over and everybody has spoken: record the outcome, or move the end"),
        "consent": _("The time is over. {silent} said nothing, and silence means consent here"),
        "abstain": _("The time is over. {silent} did not vote, and that counts as an abstention"),
        "stand_in": _("The time is over. {silent} said nothing, so {stand_in} is asked"),
        "escalate": _("The time is over. {silent} said nothing, so people are called into a room"),
    }
    hers = {
        "consent": _(
            "The time is over: your silence counts as consent. Until it is decided you can still say otherwise"
        ),
        "abstain": _("The time is over: you did not vote and abstain. Until it is decided you can still vote"),
        "stand_in": _("The time is over: {stand_in} is asked in your place. You can still answer"),
    }
    names = {"silent": silent, "stand_in": event.data.get("stand_in", "")}
    for person in event.data.get("people", []):
        role, due_at = person["role"], None
        text = others.get(policy, others[""])
        if role == "silent":
            text = hers.get(policy, others["escalate"])
        elif role == "stand_in":
            text = _("{silent} said nothing in time: you are asked to stand in")
            due_at = _instant(event.data.get("due_at"))
        yield Notice(person["user_id"], role, text.format(**names), subject=subject_of(page), due_at=due_at)


def decision_vacated(event: Event, page: Page) -> Iterator[Notice]:
    """She left: somebody has to take her place, or it stands still."""
    text = _("{name} ({roles}) no longer has an account: name somebody in the place").format(
        name=event.data.get("who_left", ""), roles=event.data.get("roles", "")
    )
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "vacancy", text, subject=f"vacancy:{page.pk}")


def filled(event: Event) -> Iterator[Settled]:
    if event.data.get("roles_changed"):
        yield Settled(f"vacancy:{event.page_id}")


def room_called(event: Event, page: Page) -> Iterator[Notice]:
    yield from _invited(event, _("{who} calls you into a room: only what is open, {minutes} minutes"))


def room_moved(event: Event, page: Page) -> Iterator[Notice]:
    yield from _invited(event, _("{who} moved the room you are invited to: now {minutes} minutes"))


def room_cancelled(event: Event, page: Page) -> Iterator[Notice]:
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "room", _("{who} called the room off").format(who=who(event)), anchor="#room")


def room_ended(event: Event, page: Page) -> Iterator[Notice]:
    result = event.data.get("result", [])
    settled = sum(bool(point["settled"]) for point in result)
    text = _("{who} ended the room: {settled} of {all} settled").format(
        who=who(event), settled=settled, all=len(result)
    )
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "room", text, anchor="#timeline")


def _invited(event: Event, text: str) -> Iterator[Notice]:
    """Each with the time on her own clock."""
    words = text.format(who=who(event), minutes=event.data.get("minutes", ""))
    starts_at = _instant(event.data.get("starts_at"))
    ids = [person["user_id"] for person in event.data.get("people", [])]
    for user in User.objects.filter(pk__in=ids).order_by("pk"):
        with timezone.override(zone_of(user)):
            when = exact(starts_at) if starts_at else ""
        yield Notice(user.pk, "invited", words, when, anchor="#room", subject=_room(event), due_at=starts_at)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _room(event: Event) -> str:
    return f"room:{event.target_id}"


def over(event: Event) -> Iterator[Settled]:
    yield Settled(_room(event))


NOTICES: dict[str, NoticesOf] = {
    "decision.lapsed": decision_lapsed,
    "decision.vacated": decision_vacated,
    "escalation.called": room_called,
    "escalation.moved": room_moved,
    "escalation.cancelled": room_cancelled,
    "escalation.ended": room_ended,
}
REASONS: Reasons = {
    "vacancy": gettext_lazy("A role is empty"),
    "silent": gettext_lazy("You were asked"),
    "stand_in": gettext_lazy("You stand in"),
    "invited": gettext_lazy("You are invited"),
    "room": gettext_lazy("You were invited"),
}
ASKS: set[str] = {"vacancy", "stand_in", "invited"}
SETTLES: dict[str, SettledBy] = {
    "decision.changed": filled,
    "decision.decided": lambda event: [Settled(f"vacancy:{event.page_id}")],
    "escalation.moved": over,
    "escalation.cancelled": over,
    "escalation.ended": over,
}
