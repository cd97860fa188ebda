"""Who hears of feedback rounds and acknowledgements."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.activity.models import Event
from cairn.feedback.models import Review
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

BANNER = "#feedback"


def _due(event: Event) -> datetime | None:
    """By when; those who were asked and are told again see the end as it was then."""
    return instant_of(event.data.get("due_at"))


def _to_reviewers(event: Event, text: str, *, anchor: str = BANNER, due: bool = True) -> Iterator[Notice]:
    words, due_at = event.data.get("question", ""), _due(event) if due else None
    for each in event.data.get("reviews", []):
        yield Notice(each["user_id"], "reviewer", text, words, anchor, f"review:{each['review']}", due_at)


def asked(event: Event, page: Page) -> Iterator[Notice]:
    yield from _to_reviewers(event, _("{who} asks for your feedback").format(who=who(event)))


def nudged(event: Event, page: Page) -> Iterator[Notice]:
    yield from _to_reviewers(event, _("{who} waits for your feedback").format(who=who(event)))


def reminded(event: Event, page: Page) -> Iterator[Notice]:
    half = _("Half of the time for your feedback is over")
    yield from _to_reviewers(event, half if event.data.get("kind") == "half" else _("Your feedback is due in a day"))


def changed(event: Event, page: Page) -> Iterator[Notice]:
    """Another end concerns whoever still has to answer; another question alone stands on the page."""
    if event.data.get("moved"):
        longer = _("{who} gives you more time for your feedback")
        words = longer if event.data.get("extended") else _("{who} needs your feedback earlier")
        yield from _to_reviewers(event, words.format(who=who(event)))


def closed(event: Event, page: Page) -> Iterator[Notice]:
    """The summary, for everybody asked and everybody else who spoke in one of the threads."""
    facts = {"who": who(event), "taken": event.data.get("taken", 0), "rest": event.data.get("not_taken", 0)}
    text = _("{who} closed the feedback round: {taken} taken, {rest} not taken").format(**facts)
    people = [each["user_id"] for each in event.data.get("reviews", [])] + event.data.get("others", [])
    words = event.data.get("note") or event.data.get("question", "")
    for user_id in people:
        yield Notice(user_id, "summary", text, words, f"rounds/#round-{event.target_id}")


def cancelled(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} called the feedback round off").format(who=who(event))
    for each in event.data.get("reviews", []):
        yield Notice(each["user_id"], "summary", text, event.data.get("question", ""))


def answered(event: Event, page: Page) -> Iterator[Notice]:
    count = event.data.get("threads", 0)
    done = _("{who} is done, without comments")
    if count:
        done = ngettext("{who} is done, with {n} comment", "{who} is done, with {n} comments", count)
    far = _("{answered} of {asked} have answered").format(**_counts(event))
    if event.data.get("answered") == event.data.get("asked"):
        far = _("Everybody has answered: close the round when you have read it all")
    text = done.format(who=who(event), n=count)
    yield Notice(event.data["asked_by"], "round", text, far, BANNER, f"round:{event.target_id}")


def time_over(event: Event, page: Page) -> Iterator[Notice]:
    text = _("The time of your feedback round is over: {answered} of {asked} have answered").format(**_counts(event))
    yield Notice(
        event.data["asked_by"], "round", text, event.data.get("question", ""), BANNER, f"round:{event.target_id}"
    )


def _counts(event: Event) -> dict[str, Any]:
    return {"answered": event.data.get("answered", 0), "asked": event.data.get("asked", 0)}


def _to_readers(event: Event, text: str, excerpt: str = "") -> Iterator[Notice]:
    for each in event.data.get("people", []):
        subject = f"acknowledgement:{each['acknowledgement']}"
        yield Notice(each["user_id"], "reader", text, excerpt, BANNER, subject, _due(event))


def to_read(event: Event, page: Page) -> Iterator[Notice]:
    yield from _to_readers(
        event, _("{who} asks you to read this page").format(who=who(event)), event.data.get("note", "")
    )


def to_read_again(event: Event, page: Page) -> Iterator[Notice]:
    text = _("Version {number} changes what was agreed: please read it").format(number=event.data.get("number"))
    yield from _to_readers(event, text, event.data.get("message", ""))


def to_read_still(event: Event, page: Page) -> Iterator[Notice]:
    by_itself = {"half": _("Half of the time to read this page is over"), "day": _("This page is to be read in a day")}
    words = by_itself.get(event.data.get("kind", "")) or _("{who} waits until you have read this page")
    yield from _to_readers(event, words.format(who=who(event)))


def confirmed(event: Event, page: Page) -> Iterator[Notice]:
    """One notice when all have read it, none for each."""
    if not event.data.get("left"):
        yield Notice(
            event.data["asked_by"], "asked_to_read", _("Everybody asked has read this page"), page.title, BANNER
        )


def done_with_review(event: Event) -> Iterator[Settled]:
    yield Settled(f"review:{event.data['review']}", event.data.get("user", event.by_id))


def done_with_round(event: Event) -> Iterator[Settled]:
    yield Settled(f"round:{event.target_id}")
    for each in event.data.get("reviews", []):
        yield Settled(f"review:{each['review']}")


def left_a_comment(event: Event) -> Iterator[Settled]:
    """A comment on the page is an answer to the round that asks her."""
    mine = Review.objects.filter(user=event.by_id, round__page=event.page_id, round__ended_at=None)
    for pk in mine.values_list("pk", flat=True):
        yield Settled(f"review:{pk}", event.by_id)


def done_reading(event: Event) -> Iterator[Settled]:
    yield Settled(f"acknowledgement:{event.data['acknowledgement']}", event.by_id)


def nobody_reads(event: Event) -> Iterator[Settled]:
    for each in event.data.get("people", []):
        yield Settled(f"acknowledgement:{each['acknowledgement']}")


def moved(event: Event) -> Iterator[Moved]:
    if event.data.get("moved"):
        for row in event.data.get("reviews", []):
            yield Moved(f"review:{row['review']}", instant_of(event.data.get("due_at")))


def read_by_then(event: Event) -> Iterator[Moved]:
    """Asked for again while the request is open: those asked before have until the new end."""
    for pk in event.data.get("postponed", []):
        yield Moved(f"acknowledgement:{pk}", _due(event), is_all=True)


NOTICES: dict[str, NoticesOf] = {
    "round.started": asked,
    "round.changed": changed,
    "round.closed": closed,
    "round.cancelled": cancelled,
    "round.time_over": time_over,
    "review.asked": asked,
    "review.nudged": nudged,
    "review.reminded": reminded,
    "review.answered": answered,
    "acknowledgement.asked": to_read,
    "acknowledgement.renewed": to_read_again,
    "acknowledgement.reminded": to_read_still,
    "acknowledgement.confirmed": confirmed,
}
REASONS: Reasons = {
    "reviewer": gettext_lazy("You are asked to review"),
    "round": gettext_lazy("You asked for feedback"),
    "summary": gettext_lazy("You took part in the round"),
    "reader": gettext_lazy("You are asked to read it"),
    "asked_to_read": gettext_lazy("You asked people to read it"),
}
ASKS: set[str] = {"reviewer", "reader"}
SETTLES: dict[str, SettledBy] = {
    "round.closed": done_with_round,
    "round.cancelled": done_with_round,
    "review.answered": done_with_review,
    "review.removed": done_with_review,
    "thread.started": left_a_comment,
    "acknowledgement.confirmed": done_reading,
    "acknowledgement.withdrawn": nobody_reads,
}
MOVES: dict[str, MovedBy] = {"round.changed": moved, "acknowledgement.asked": read_by_then}
