"""Who hears of a talk to come, and that somebody was let into a private space."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, SettledBy
from cairn.pages.models import Page


def talk_prepared(event: Event, page: Page) -> Iterator[Notice]:
    """Its page is there; the first time that is how the other one hears of these talks."""
    day = _day(event)
    for person in event.data.get("people", []):
        text = _("The page for your talk with {other} on {day} is there").format(other=person.get("other", ""), day=day)
        yield Notice(person["user_id"], "prepared", text, page.title, subject=f"talk:{event.target_id}")


def _day(event: Event) -> str:
    return date_format(date.fromisoformat(event.data["on"]), "l j F") if event.data.get("on") else ""


def talk_coming(event: Event, page: Page) -> Iterator[Notice]:
    """Before the talk: what do you want to talk about?"""
    day = _day(event)
    for person in event.data.get("people", []):
        text = _("You talk with {other} on {day}: write down what is on your mind").format(
            other=person.get("other", ""), day=day
        )
        yield Notice(person["user_id"], "talk", text, subject=f"talk:{event.target_id}")


def emergency_opened(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{admin} opened your private space in an emergency, to read, for 24 hours").format(
        admin=event.data.get("admin", "")
    )
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "emergency", text, event.data.get("reason", ""))


def emergency_ended(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{admin} can no longer read your private space").format(admin=event.data.get("admin", ""))
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], "emergency", text)


NOTICES: dict[str, NoticesOf] = {
    "talk.prepared": talk_prepared,
    "talk.coming": talk_coming,
    "emergency.opened": emergency_opened,
    "emergency.ended": emergency_ended,
}
REASONS: Reasons = {
    "prepared": gettext_lazy("You two talk"),
    "talk": gettext_lazy("You talk soon"),
    "emergency": gettext_lazy("Your private space"),
}
ASKS: set[str] = {"talk"}
SETTLES: dict[str, SettledBy] = {}
