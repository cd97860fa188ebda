"""Who hears of what became of a decision."""

from collections.abc import Iterator

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, watchers, who
from cairn.pages.audience import viewers
from cairn.pages.models import Page
from cairn.people.models import User


def superseded(event: Event, page: Page) -> Iterator[Notice]:
    """Watchers, once it takes effect; what is to come is told by the outcome of what replaces it."""
    if event.data.get("holds"):
        hidden = _("{who} said that another decision replaces this one").format(who=who(event))
        open_ = _("{who} said that {label} replaces this decision")
        named = open_.format(who=who(event), label=event.data.get("label", ""))
        told = watchers(page)
        heir = Page.objects.filter(decision=event.data.get("replacement")).select_related("space").first()
        seeing = viewers(heir, User.objects.filter(pk__in=told)) if heir else set()
        for user_id in told:
            text = named if user_id in seeing else hidden
            yield Notice(user_id, "watching", text, event.data.get("excerpt", ""), "#superseded")


def withdrawn(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} withdrew this decision").format(who=who(event))
    told = {person["user_id"]: "informed" for person in event.data.get("people", [])}
    for user_id, reason in {**dict.fromkeys(watchers(page), "watching"), **told}.items():
        yield Notice(user_id, reason, text, event.data.get("excerpt", ""), "#withdrawn")


def reopened(event: Event, page: Page) -> Iterator[Notice]:
    asks = {
        "driver": _("{who} reopened this decision with you as its {role}"),
        "approver": _("{who} reopened this and asks you to decide, as {role}"),
        "contributor": _("{who} reopened this and asks what you think, as {role}"),
        "informed": _("{who} reopened this decision"),
    }
    due_at = parse_datetime(str(event.data.get("due_at", "")))
    for person in event.data.get("people", []):
        role = person.get("label") or person["role"].capitalize()
        text = asks.get(person["role"], asks["informed"]).format(who=who(event), role=role)
        excerpt = event.data.get("excerpt", "")
        yield Notice(person["user_id"], person["role"], text, excerpt, "", f"decision:{page.pk}", due_at)


def fired(event: Event, page: Page) -> Iterator[Notice]:
    texts = {
        "date": _("The day has come to look at this decision again"),
        "changed": _("A page that this decision rests on has changed"),
        "stale": _("A page that this decision rests on went stale"),
        "assumption": _("{who} marked an assumption of this decision as broken"),
    }
    text = texts.get(event.data.get("kind", ""), texts["date"]).format(who=who(event))
    for person in event.data.get("people", []):
        excerpt = event.data.get("excerpt", "")
        yield Notice(person["user_id"], "revisit", text, excerpt, "#afterwards", f"revisit:{page.pk}")


def effect_asked(event: Event, page: Page) -> Iterator[Notice]:
    text = _("Did what D-{number} should bring come?").format(number=event.data.get("number"))
    for person in event.data.get("people", []):
        excerpt = event.data.get("excerpt", "")
        yield Notice(person["user_id"], "effect", text, excerpt, "#effect", f"effect:{page.pk}")


def settled(event: Event) -> Iterator[Settled]:
    """It holds no longer, or is asked again: nothing about it waits for anybody."""
    if not event.data.get("holds", True):  # what replaces it is still to be decided
        return
    for subject in ("decision", "revisit", "effect"):
        yield Settled(f"{subject}:{event.page_id}")


def looked_at(event: Event) -> Iterator[Settled]:
    if event.name != "trigger.removed" or event.data.get("is_settled"):
        yield Settled(f"revisit:{event.page_id}")


def effect_said(event: Event) -> Iterator[Settled]:
    yield Settled(f"effect:{event.page_id}")


NOTICES: dict[str, NoticesOf] = {
    "decision.superseded": superseded,
    "decision.withdrawn": withdrawn,
    "decision.reopened": reopened,
    "trigger.fired": fired,
    "effect.asked": effect_asked,
}
REASONS: Reasons = {
    "revisit": gettext_lazy("You look after this decision"),
    "effect": gettext_lazy("You look after this decision"),
}
ASKS: set[str] = {"revisit", "effect"}
SETTLES: dict[str, SettledBy] = {
    "decision.superseded": settled,
    "decision.withdrawn": settled,
    "decision.reopened": settled,
    "trigger.answered": looked_at,
    "trigger.removed": looked_at,
    "effect.answered": effect_said,
}
