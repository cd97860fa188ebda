"""Who hears of what a session leaves unanswered: hosts before it ends, whoever it falls to, and who asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, instant_of
from cairn.notifications.notices.questions import askers_of
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.people.zones import zone_of
from cairn.questions.models import Host, Question, State
from cairn.ui.instants import exact


def ending(event: Event, page: Page) -> Iterator[Notice]:
    """Its hosts, each with the end on her own clock; where none has an account, the page's owner."""
    n, ends = event.data["n"], instant_of(event.data["ends_at"])
    hosts = Host.objects.filter(session=event.target_id or 0).exclude(user=None).select_related("user")
    people = [host.user for host in hosts if host.user] or [user for user in (page.owner,) if user]
    for user in people:
        with timezone.override(zone_of(user)):
            when = exact(ends) if ends else ""
        text = ngettext(
            "%(n)d question is still unanswered, and the session ends %(when)s",
            "%(n)d questions are still unanswered, and the session ends %(when)s", n,
        ) % {"n": n, "when": when}  # fmt: skip
        said = _("Answer them, give them to somebody, or say why they stay open. What is left falls to you.")
        yield Notice(user.pk, "ending", text, said, subject=_end(event), due_at=ends, link=_desk(event))


def left_to_her(event: Event, page: Page) -> Iterator[Notice]:
    """All that falls to her in one notice."""
    due = _day(event)
    for person in event.data["people"]:
        n = person["n"]
        text = ngettext(
            "%(n)d unanswered question is yours to answer by %(day)s",
            "%(n)d unanswered questions are yours to answer by %(day)s", n,
        ) % {"n": n, "day": due}  # fmt: skip
        words = _("The session left them open. Answer them, give them to somebody, or say why they stay open.")
        yield Notice(person["user_id"], "left_open", text, words, link=_desk(event))


def left_open(event: Event, page: Page) -> Iterator[Notice]:
    """Who asked it under her name hears who answers it by when, or why nobody does."""
    question = Question.objects.select_related("open_point__owner").filter(pk=event.target_id or 0).first()
    if question is None:
        return
    owner = User.objects.filter(pk=event.data.get("owner") or 0).first()
    if owner is None:
        text = _("Your question stays open: {reason}").format(reason=event.data.get("reason", ""))
    elif question.state == State.QUEUED:
        text = _("Your question was not let in before the session ended. {name} looks at it by {day}")
    else:
        text = _("Your question has no answer yet. {name} answers it by {day}")
    words = {"name": owner.name if owner else "", "day": _day(event)}
    for user_id in askers_of(question):
        said = text.format(**words) if owner else text
        yield Notice(user_id, "asker", said, question.title, subject=_point(event), link=question.get_absolute_url())


def is_settled(event: Event) -> Iterator[Settled]:
    yield Settled(_point(event))


def is_over(event: Event) -> Iterator[Settled]:
    """It has ended, or ends at another time: then hosts are told again."""
    if event.name == "ama.left_open" or event.data.get("moved"):
        yield Settled(_end(event))


def _day(event: Event) -> str:
    due = event.data.get("due")
    return date_format(date.fromisoformat(due), "l j F") if due else ""


def _desk(event: Event) -> str:
    return reverse("ama_open_points", args=[event.target_id or 0])


def _end(event: Event) -> str:
    return f"ama_end:{event.target_id}"


def _point(event: Event) -> str:
    return f"open_point:{event.target_id}"


NOTICES: dict[str, NoticesOf] = {
    "ama.ending": ending,
    "ama.left_open": left_to_her,
    "question.left_open": left_open,
}
REASONS: Reasons = {
    "ending": gettext_lazy("You are a host"),
    "left_open": gettext_lazy("It is yours to answer"),
}
ASKS: set[str] = {"ending", "left_open"}
SETTLES: dict[str, SettledBy] = {
    "question.settled": is_settled,
    "question.left_open": is_settled,
    "ama.left_open": is_over,
    "ama.changed": is_over,
}
