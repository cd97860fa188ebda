"""Who hears of a decision."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, SettledBy, watchers, who
from cairn.pages.models import Page


def decision_started(event: Event, page: Page) -> Iterator[Notice]:
    asks = {
        "driver": _("{who} started this decision with you as its Driver"),
        "approver": _("{who} asks you to decide, as Approver"),
        "contributor": _("{who} asks what you think, as Contributor"),
        "informed": _("{who} started a decision and keeps you informed"),
    }
    for person in event.data.get("people", []):
        text = asks.get(person["role"], asks["informed"]).format(who=who(event))
        yield Notice(person["user_id"], person["role"], text)


def decision_decided(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} recorded the decision D-{number}").format(who=who(event), number=event.data.get("number"))
    told = event.data.get("people", [])
    for person in told:
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#outcome")
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, event.data.get("excerpt", ""), "#outcome")


def position_taken(event: Event, page: Page) -> Iterator[Notice]:
    said = {
        "agree": _("{who} agrees"),
        "concern": _("{who} has a concern"),
        "block": _("{who} blocks this decision"),
        "abstain": _("{who} abstains"),
    }
    text = said.get(event.data.get("stance", ""), _("{who} took a position")).format(who=who(event))
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#positions")


NOTICES: dict[str, NoticesOf] = {
    "decision.started": decision_started,
    "decision.changed": decision_started,
    "decision.decided": decision_decided,
    "position.taken": position_taken,
}
REASONS: Reasons = {
    "driver": gettext_lazy("You are Driver"),
    "approver": gettext_lazy("You are Approver"),
    "contributor": gettext_lazy("You are Contributor"),
    "informed": gettext_lazy("You are Informed"),
}
ASKS: set[str] = {"driver", "approver", "contributor"}
SETTLES: dict[str, SettledBy] = {}
