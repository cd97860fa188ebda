"""What waits for her, from every app, in the order of when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from cairn.action_items.models import ActionItem
from cairn.decisions.models import Decision
from cairn.drafting.models import Invitation
from cairn.feedback.models import Acknowledgement, Review
from cairn.notifications.models import Notification
from cairn.people.models import User
from cairn.people.zones import zone_of
from cairn.questions.models import Tagged

SHOWN = 12
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Need:
    """`template` draws it, and finds it under `name`."""

    name: str
    thing: Any
    due_at: datetime | None

    @property
    def template(self) -> str:
        return f"home/_{self.name}.html"


def needs_of(user: User) -> list[Need]:
    """The first SHOWN + 1: what is due first, then what has no end, mentions last."""
    found = sorted(_all(user), key=lambda need: need.due_at or NEVER)
    return found[: SHOWN + 1]


def _all(user: User) -> Iterator[Need]:
    most = SHOWN + 1
    for decision in Decision.objects.needs(user)[:most]:
        yield Need("decision", decision, decision.due_at)
    for decision in Decision.objects.to_revisit(user)[:most]:
        yield Need("decision", decision, None)
    for review in Review.objects.needs(user)[:most]:
        yield Need("review", review, review.round.due_at)
    for reading in Acknowledgement.objects.needs(user)[:most]:
        yield Need("reading", reading, reading.request.due_at)
    for draft in Invitation.objects.needs(user)[:most]:
        yield Need("drafting", draft, draft.round.ends_at)
    for item in ActionItem.objects.open_for(user)[:most]:
        end = datetime.combine(item.due, time.max, tzinfo=zone_of(user)) if item.due else None
        yield Need("action_item", item, end)
    for tagged in Tagged.objects.needs(user)[:most]:
        yield Need("tagged", tagged, None)
    for mention in Notification.objects.visible_to(user).waiting().filter(reason="mentioned").for_inbox()[:most]:
        yield Need("mention", mention, None)
