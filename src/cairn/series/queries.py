"""Which series and talks: the reads that carry the right in the query."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cairn.pages.models import Page
from cairn.people.actors import Actor, System

if TYPE_CHECKING:
    from cairn.series.models import Series, Talk  # noqa: F401 (ruff does not see them in the base classes)


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, user: Actor) -> SeriesQuerySet:
        """Her own: nobody else knows of a series, an admin neither."""
        if isinstance(user, System):
            return self
        if not user.is_active:
            return self.none()
        return self.filter(Q(person=user) | Q(lead=user))

    def with_people(self) -> SeriesQuerySet:
        return self.select_related("person", "lead", "pair__space", "ending")

    def running(self) -> SeriesQuerySet:
        """Not ended, and both are still here."""
        return self.filter(ending=None, person__is_active=True, lead__is_active=True)

    def due(self, today: date) -> SeriesQuerySet:
        """Running ones whose next talk may need its page by now; `rhythm.LEAD` says it exactly."""
        from cairn.series.rhythm import LEAD

        near = Q(pk__in=[])
        for rhythm, lead in LEAD.items():
            near |= Q(rhythm=rhythm, next_on__lte=today + lead)
        return self.running().filter(near)


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, user: Actor) -> TalkQuerySet:
        """Talks whose page she may see."""
        if isinstance(user, System):
            return self
        return self.filter(page__in=Page.objects.visible_to(user).order_by().values("pk"))

    def to_come(self, today: date) -> TalkQuerySet:
        """Of running series, with a page that is not in the trash; `today` may be a day off for people far away."""
        return self.filter(
            on__gte=today, page__trashing=None, series__ending=None, series__person__is_active=True,
            series__lead__is_active=True,
        )  # fmt: skip
