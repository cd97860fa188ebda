"""Who hears of drafting together: whoever is asked, who asked, and everybody when the draft is there."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import (
    Moved,
    MovedBy,
    Notice,
    NoticesOf,
    Reasons,
    Settled,
    SettledBy,
    instant_of,
    who,
)
from cairn.pages.models import Page

BANNER = "#drafting"


def _to_asked(event: Event, text: str, excerpt: str) -> Iterator[Notice]:
    """What is wanted of her leads to her own sheet."""
    due_at, sheet = instant_of(event.data.get("ends_at")), f"/drafts/{event.target_id}/answers/mine/"
    for each in event.data.get("people", []):
        subject = f"drafting:{each['invitation']}"
        yield Notice(each["user_id"], "drafting", text, excerpt, subject=subject, due_at=due_at, link=sheet)


def asked(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} asks you to draft “{title}” together").format(who=who(event), title=page.title)
    yield from _to_asked(event, text, event.data.get("note") or _("You answer alone; nobody sees it before the end."))


def reminded(event: Event, page: Page) -> Iterator[Notice]:
    half, day = _("Half of the time for your answers is over"), _("Your answers are due in a day")
    yield from _to_asked(event, half if event.data.get("kind") == "half" else day, page.title)


def moved_end(event: Event, page: Page) -> Iterator[Notice]:
    longer, earlier = _("{who} gives you more time for your answers"), _("{who} needs your answers earlier")
    text = (longer if event.data.get("extended") else earlier).format(who=who(event))
    yield from _to_asked(event, text, page.title)


def called_off(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} called the draft off: nobody has to answer").format(who=who(event))
    for each in event.data.get("people", []):
        yield Notice(each["user_id"], "drafted", text, page.title, BANNER)


def answered(event: Event, page: Page) -> Iterator[Notice]:
    facts = {"who": who(event), "done": event.data.get("done", 0), "asked": event.data.get("asked", 0)}
    far = _("{done} of {asked} are done").format(**facts)
    if facts["done"] == facts["asked"]:
        far = _("Everybody is done: you can put the answers together now")
    text = _("{who} is done with the answers").format(**facts)
    yield Notice(event.data["asked_by"], "drafts", text, far, BANNER, f"draft:{event.target_id}")


def late(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} has answered late: merge it when you like").format(who=who(event))
    yield Notice(event.data["asked_by"], "drafts", text, page.title, BANNER, f"late:{event.target_id}")


def ended(event: Event, page: Page) -> Iterator[Notice]:
    """One notice for each who was asked, and for who asked; threads tell those concerned besides."""
    threads = event.data.get("threads", 0)
    differ = _("The answers are side by side; threads are open where they differ.")
    excerpt = differ if threads else _("The answers are put together.")
    people = [each["user_id"] for each in event.data.get("people", [])]
    for user_id in dict.fromkeys([event.data.get("asked_by"), *people]):
        if user_id:
            yield Notice(user_id, "drafted", _("The draft is there: {title}").format(title=page.title), excerpt)


def nobody_answered(event: Event, page: Page) -> Iterator[Notice]:
    text = _("Nobody answered, so “{title}” was not written").format(title=page.title)
    yield Notice(event.data["asked_by"], "drafts", text, _("Give more time, or begin by yourself."), BANNER)


def merged(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} merged your late answers into the draft").format(who=who(event))
    for each in event.data.get("people", []):
        yield Notice(each["user_id"], "drafted", text, page.title)


def done_with_it(event: Event) -> Iterator[Settled]:
    yield Settled(f"drafting:{event.data['invitation']}", event.data.get("user", event.by_id))


def over(event: Event) -> Iterator[Settled]:
    """The end: nobody has to answer. That the page names those who wrote it is what the notice of the draft says."""
    yield Settled(f"draft:{event.target_id}")
    yield Settled(f"mention:{event.page_id}", reason="mentioned")
    for each in event.data.get("people", []):
        yield Settled(f"drafting:{each['invitation']}")


def taken_up(event: Event) -> Iterator[Settled]:
    yield Settled(f"late:{event.target_id}")


def moved(event: Event) -> Iterator[Moved]:
    for each in event.data.get("people", []):
        yield Moved(f"drafting:{each['invitation']}", instant_of(event.data.get("ends_at")))


NOTICES: dict[str, NoticesOf] = {
    "drafting.started": asked,
    "drafting.asked": asked,
    "drafting.reminded": reminded,
    "drafting.moved": moved_end,
    "drafting.cancelled": called_off,
    "drafting.answered": answered,
    "drafting.late": late,
    "drafting.ended": ended,
    "drafting.empty": nobody_answered,
    "drafting.merged": merged,
}
REASONS: Reasons = {
    "drafting": gettext_lazy("You are asked what you think"),
    "drafts": gettext_lazy("You asked for answers"),
    "drafted": gettext_lazy("You took part in the draft"),
}
ASKS: set[str] = {"drafting"}
SETTLES: dict[str, SettledBy] = {
    "drafting.answered": done_with_it,
    "drafting.late": done_with_it,
    "drafting.uninvited": done_with_it,
    "drafting.cancelled": over,
    "drafting.ended": over,
    "drafting.empty": over,
    "drafting.merged": taken_up,
}
MOVES: dict[str, MovedBy] = {"drafting.moved": moved}
