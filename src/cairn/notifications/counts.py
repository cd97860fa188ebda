"""How much waits in people's inboxes: for the live server, which tells their open browsers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cairn.core.clock import now
from cairn.notifications.models import Inbox, Notification
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person: how many unread (see `queries.COUNTED`), and a number that is new with each change."""

    unread: int
    change: int = 0


def waiting_for(user_ids: Iterable[int], known: Mapping[int, Waiting], since: datetime) -> dict[int, Waiting]:
    """Of those whose inbox is not as `known`, or from which something has come back since `since`.

    Two small queries for everybody, then one for each person that something has happened to.
    """
    people = list(user_ids)
    changes = dict(Inbox.objects.filter(user__in=people).values_list("user", "change"))
    returned = Notification.objects.filter(snoozed_until__gt=since, snoozed_until__lte=now(), user__in=people)
    fresh = set(returned.values_list("user", flat=True)) | {
        pk for pk in people if pk not in known or known[pk].change != changes.get(pk, 0)
    }
    users = User.objects.filter(pk__in=fresh) if fresh else []
    return {user.pk: Waiting(unread_of(user), changes.get(user.pk, 0)) for user in users}


def unread_of(user: User) -> int:
    return Notification.objects.visible_to(user).unread().counted().count()
