"""Whose inbox: the reads that carry the right in the query."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.questions.queries import SHOWN
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.notifications.models import Inbox, Notification  # noqa: F401 (named in strings below)

COUNTED = 100  # more than that is "99+": who has ten thousand waits for no exact figure


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> NotificationQuerySet:
        """Her own, as long as she may see the page it is about, or for words of a draft, the draft."""
        seen = Exists(Page.objects.visible_to(user).filter(pk=OuterRef("page")))
        written = Exists(Page.objects.editable_by(user).filter(pk=OuterRef("page")))
        nowhere = Q(page=None, question=None)
        return self.filter(
            nowhere | Q(seen, on_draft=False) | Q(written, on_draft=True) | _of_question(user), user=user
        )

    def waiting(self) -> NotificationQuerySet:
        """In the inbox: neither done nor asleep."""
        return self.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=now()), done_at=None)

    def asleep(self) -> NotificationQuerySet:
        return self.filter(snoozed_until__gt=now(), done_at=None)

    def done(self) -> NotificationQuerySet:
        return self.filter(done_at__isnull=False)

    def unread(self) -> NotificationQuerySet:
        return self.waiting().filter(read_at=None)

    def to_mail(self, by: datetime | None = None) -> NotificationQuerySet:
        """What waits for mail; with `by` what mail shall look at by then."""
        waiting = self.filter(mailed_at=None)
        return waiting.filter(mail_at__isnull=False) if by is None else waiting.filter(mail_at__lte=by)

    def counted(self) -> NotificationQuerySet:
        """These, but not more than a badge counts."""
        manager: NotificationQuerySet = apps.get_model("notifications", "Notification").objects.all()
        return manager.filter(pk__in=self.order_by().values("pk")[:COUNTED])

    def for_inbox(self) -> NotificationQuerySet:
        return self.select_related("page__space", "question__space", "event__by", "settled_by__by").order_by(
            "-sorted_at", "-pk"
        )


def _of_question(user: User) -> Q:
    """Of an everyday question of her spaces, as `QuestionQuerySet.visible_to` says it in a deeper query than SQLite
    reads inside of this one."""
    hers = Q(question__space__in=Space.objects.visible_to(user).order_by().values("pk"))
    runs = Q(question__space__in=Space.objects.with_role(user, "editor").order_by().values("pk"))
    return hers & (Q(question__state__in=SHOWN) | Q(question__asker=user) | runs)


class InboxQuerySet(models.QuerySet["Inbox"]):
    def touch(self, user_ids: Iterable[int]) -> None:
        """Say that these people's inboxes are not what they were."""
        change = time.time_ns()
        rows = [self.model(user_id=user_id, change=change) for user_id in sorted(set(user_ids))]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["user"], update_fields=["change"], batch_size=500)


class WatchQuerySet(models.QuerySet[Any]):
    def of(self, user: User, page: Page) -> WatchQuerySet:
        return self.filter(user=user, page=page)

    def of_user(self, user: User) -> WatchQuerySet:
        return self.filter(user=user)

    def reaching(self, page: Page) -> WatchQuerySet:
        """Watches of the page itself, of a page above with all below it, of its space."""
        above = Q(page__in=page.ancestor_ids, below=True)
        return self.filter(Q(page=page.pk) | above | Q(space=page.space_id, only_questions=False))

    def of_question(self, question: Question) -> WatchQuerySet:
        """Watches (or mutes) of an everyday question itself."""
        return self.filter(question=question)

    def reaching_question(self, question: Question) -> WatchQuerySet:
        return self.filter(Q(question=question) | Q(space=question.space_id))

    def of_space(self, space: Space) -> WatchQuerySet:
        return self.filter(space=space)
