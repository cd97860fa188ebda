"""Who hears of a decision."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.decisions.models import Decision
from cairn.notifications.notices.base import (
    Moved,
    MovedBy,
    Notice,
    NoticesOf,
    Reasons,
    Settled,
    SettledBy,
    instant_of,
    watchers,
    who,
)
from cairn.pages.models import Page


def subject_of(page: Page) -> str:
    return f"decision:{page.pk}"


def decision_started(event: Event, page: Page) -> Iterator[Notice]:
    asks = {
        "driver": _("{who} started this decision with you as its {role}"),
        "approver": _("{who} asks you to decide, as {role}"),
        "contributor": _("{who} asks what you think, as {role}"),
        "informed": _("{who} started a decision and keeps you informed"),
    }
    due_at = Decision.objects.filter(page=page).values_list("due_at", flat=True).first()
    for person in event.data.get("people", []):
        role = person.get("label") or person["role"].capitalize()
        text = asks.get(person["role"], asks["informed"]).format(who=who(event), role=role)
        yield Notice(person["user_id"], person["role"], text, subject=subject_of(page), due_at=due_at)


def decision_decided(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} recorded the decision D-{number}").format(who=who(event), number=event.data.get("number"))
    told = event.data.get("people", [])
    for person in told:
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#outcome")
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, event.data.get("excerpt", ""), "#outcome")


def decision_amended(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} amended the decision D-{number}").format(who=who(event), number=event.data.get("number"))
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#outcome")
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, event.data.get("excerpt", ""), "#outcome")


def position_questioned(event: Event, page: Page) -> Iterator[Notice]:
    """Something changed that she spoke of: does her position still hold?"""
    what = event.data.get("what") or _("the text")
    text = _("{who} changed {what} after you took your position").format(who=who(event), what=what)
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "position", text, "", "#position-changed", subject_of(page))


def position_taken(event: Event, page: Page) -> Iterator[Notice]:
    said = {
        "agree": _("{who} agrees"),
        "concern": _("{who} has a concern"),
        "block": _("{who} blocks this decision"),
        "abstain": _("{who} abstains"),
    }
    word = event.data.get("word", "")  # of a framework that calls it otherwise
    text = _("{who} says “{word}”") if word else said.get(event.data.get("stance", ""), _("{who} took a position"))
    text = text.format(who=who(event), word=word)
    for person in event.data.get("people", []):
        words = event.data.get("excerpt", "")
        yield Notice(person["user_id"], person["role"], text, words, "#positions", subject_of(page))


def decided(event: Event) -> Iterator[Settled]:
    yield Settled(f"decision:{event.page_id}")


def said(event: Event) -> Iterator[Settled]:
    """She was asked what she thinks, or whether she still does, and has said so."""
    yield Settled(f"decision:{event.page_id}", event.by_id, reason="contributor")
    yield from confirmed(event)


def confirmed(event: Event) -> Iterator[Settled]:
    yield Settled(f"decision:{event.page_id}", event.by_id, reason="position")


def moved(event: Event) -> Iterator[Moved]:
    if event.data.get("due_changed"):
        yield Moved(f"decision:{event.page_id}", instant_of(event.data.get("due_at")))


NOTICES: dict[str, NoticesOf] = {
    "decision.started": decision_started,
    "decision.changed": decision_started,
    "decision.decided": decision_decided,
    "decision.amended": decision_amended,
    "position.taken": position_taken,
    "position.questioned": position_questioned,
}
REASONS: Reasons = {
    "driver": gettext_lazy("You drive it"),
    "approver": gettext_lazy("You decide"),
    "contributor": gettext_lazy("You are asked"),
    "informed": gettext_lazy("You are kept informed"),
    "position": gettext_lazy("You took a position"),
}
ASKS: set[str] = {"driver", "approver", "contributor", "position"}
SETTLES: dict[str, SettledBy] = {
    "decision.decided": decided,
    "position.taken": said,
    "position.confirmed": confirmed,
}
MOVES: dict[str, MovedBy] = {"decision.changed": moved}
