"""Which rounds, reviews and requests to read: the reads that carry the right in the query. Twins in `access.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cairn.comments.models import Thread
from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User

if TYPE_CHECKING:
    from cairn.comments.queries import ThreadQuerySet
    from cairn.feedback.models import Acknowledgement, ReadRequest, Review, Round  # noqa: F401 (named in strings)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: Actor) -> RoundQuerySet:
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"))

    def led_by(self, user: Actor) -> RoundQuerySet:
        """Open ones that she may change, close and call off."""
        return self.filter(ended_at=None, page__in=Page.objects.editable_by(user).values("pk"))

    def of(self, page: Page | OuterRef) -> RoundQuerySet:
        """Those of a page that was loaded as hers to see."""
        return self.filter(page=page)

    def over_by(self, moment: Any) -> RoundQuerySet:
        """Open ones whose time is over and whose author was not told yet."""
        return self.filter(ended_at=None, due_at__lte=moment, overdue_told_at=None)

    def for_lists(self) -> RoundQuerySet:
        return self.select_related("page__space", "by", "ended_by", "version")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Actor) -> ReviewQuerySet:
        return self.filter(round__page__in=Page.objects.visible_to(user).values("pk"))

    def answerable_by(self, user: Actor) -> ReviewQuerySet:
        """Hers, in open rounds on pages she may see."""
        if isinstance(user, System):
            return self.none()
        return self.visible_to(user).filter(user=user, round__ended_at=None)

    def unanswered(self) -> ReviewQuerySet:
        """Neither Done nor a thread on the page since the round, which is open, began."""
        return self.filter(answer=None).exclude(Exists(threads_in_round()))

    def awaited(self) -> ReviewQuerySet:
        """Unanswered ones of open rounds, of people who are here."""
        return self.filter(round__ended_at=None, user__is_active=True).unanswered()

    def needs(self, user: User) -> ReviewQuerySet:
        """What waits for her, the nearest due first."""
        waiting = self.answerable_by(user).unanswered()
        return waiting.select_related("round__page__space", "round__by").order_by("round__due_at", "pk")


class ReadRequestQuerySet(models.QuerySet["ReadRequest"]):
    def visible_to(self, user: Actor) -> ReadRequestQuerySet:
        """For those who may see who has read: whoever asked, and the page's editors."""
        if isinstance(user, System):
            return self
        mine = Q(by=user, page__in=Page.objects.visible_to(user).values("pk"))
        return self.filter(mine | Q(page__in=Page.objects.editable_by(user).values("pk")))

    def of(self, page: Page | OuterRef) -> ReadRequestQuerySet:
        return self.filter(page=page)


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def visible_to(self, user: Actor) -> AcknowledgementQuerySet:
        """Hers, on pages she may see."""
        if isinstance(user, System):
            return self
        return self.filter(user=user, request__page__in=Page.objects.visible_to(user).values("pk"))

    def missing(self) -> AcknowledgementQuerySet:
        """Asked for and not given, by people who are here."""
        given = apps.get_model("feedback", "Confirmation")._default_manager.filter(
            acknowledgement=OuterRef("pk"), version__number__gte=OuterRef("version__number")
        )
        return self.filter(request__ended_at=None, user__is_active=True).exclude(Exists(given))

    def needs(self, user: User) -> AcknowledgementQuerySet:
        """What she has still to read, the nearest due first."""
        waiting = self.visible_to(user).missing().select_related("request__page__space", "request__by", "version")
        return waiting.order_by(F("request__due_at").asc(nulls_last=True), "pk")


def threads_in_round() -> ThreadQuerySet:
    """The threads of an outer Review of an open round: hers, on its page, since the round began."""
    return Thread.objects.filter(page=OuterRef("round__page"), by=OuterRef("user"), at__gte=OuterRef("round__at"))


def threads_of(round_: Round) -> ThreadQuerySet:
    """Every thread of the round, the oldest first: what the author answers for when closing it."""
    threads = Thread.objects.filter(page=round_.page_id, at__gte=round_.at, by__in=round_.reviews.values("user"))
    return threads if round_.ended_at is None else threads.filter(at__lte=round_.ended_at)
