"""Who hears of debates: whoever watches the page, whoever took part, and its owner, who concludes. A vote is no news."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, instant_of, watchers, who
from cairn.pages.models import Page
from cairn.ui.instants import exact


def _about(event: Event) -> dict[str, Any]:
    debate = event.target_id if event.name.startswith("debate.") else event.data.get("debate")
    return {"anchor": f"#debate-{event.data.get('local_id', '')}", "subject": f"debate:{debate}"}


def argued(event: Event, page: Page) -> Iterator[Notice]:
    sides = {"for": _("{who} argued for “{statement}”"), "against": _("{who} argued against “{statement}”")}
    text = sides[event.data["side"]].format(who=who(event), statement=event.data.get("statement", ""))
    words = {**_about(event), "anchor": f"#argument-{event.target_id}", "excerpt": event.data.get("excerpt", "")}
    if page.owner_id:
        yield Notice(page.owner_id, "owner", text, **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, **words)


def taken_back(event: Event, page: Page) -> Iterator[Notice]:
    """Her own she knows of; one that an editor took off the page she is told of."""
    text = _("{who} took your argument off the debate “{statement}”")
    words = text.format(who=who(event), statement=event.data.get("statement", ""))
    yield Notice(event.data["author"], "debate", words, event.data.get("excerpt", ""), **_about(event))


def moved(event: Event, page: Page) -> Iterator[Notice]:
    at = instant_of(event.data.get("closes_at"))
    until = _("until {when}").format(when=exact(at)) if at else _("until somebody closes it")
    again = _("{who} opened the debate “{statement}” again, {until}")
    text = _("{who} moved the end of the debate “{statement}”: {until}") if event.name != "debate.reopened" else again
    words = text.format(who=who(event), statement=event.data.get("statement", ""), until=until)
    yield from _to_all(event, page, words)


def closed(event: Event, page: Page) -> Iterator[Notice]:
    """Its owner is asked to conclude, everybody else is told how many arguments there are."""
    facts = {"statement": event.data.get("statement", ""), "f": event.data["n_for"], "a": event.data["n_against"]}
    if page.owner_id:
        text = _("The debate “{statement}” has closed: write what follows from it").format(**facts)
        yield Notice(page.owner_id, "concludes", text, **_about(event))
    text = _("The debate “{statement}” has closed with {f} for and {a} against")
    yield from _to_all(event, page, text.format(**facts))


def concluded(event: Event, page: Page) -> Iterator[Notice]:
    verdicts = {
        "holds": _("{who} concluded that it holds: “{statement}”"),
        "falls": _("{who} concluded that it does not hold: “{statement}”"),
        "open": _("{who} concluded that it stays open: “{statement}”"),
    }
    text = verdicts[event.data["verdict"]].format(who=who(event), statement=event.data.get("statement", ""))
    yield from _to_all(event, page, text, event.data.get("excerpt", ""))


def _to_all(event: Event, page: Page, text: str, excerpt: str = "") -> Iterator[Notice]:
    for user_id in event.data.get("people", []):
        yield Notice(user_id, "debate", text, excerpt, **_about(event))
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, excerpt, **_about(event))


def is_concluded(event: Event) -> Iterator[Settled]:
    yield Settled(f"debate:{event.target_id}", None, "concludes")


NOTICES: dict[str, NoticesOf] = {
    "argument.added": argued,
    "argument.withdrawn": taken_back,
    "debate.closing_moved": moved,
    "debate.reopened": moved,
    "debate.closed": closed,
    "debate.concluded": concluded,
}
REASONS: Reasons = {
    "debate": gettext_lazy("You took part in this debate"),
    "concludes": gettext_lazy("You conclude this debate"),
}
ASKS = {"concludes"}
SETTLES: dict[str, SettledBy] = {"debate.concluded": is_concluded, "debate.reopened": is_concluded}
