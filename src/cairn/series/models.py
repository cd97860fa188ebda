"""Talks of two people: a series makes a page for each, private to them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.series.queries import SeriesQuerySet, TalkQuerySet
from cairn.series.rhythm import Rhythm
from cairn.spaces.models import Space


class Pair(models.Model):
    """The private space of two people, one for both however many series they have. `first` has the lower id."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="pair")
    first = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="series_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="series_pair_in_order"),
        ]

    @property
    def people(self) -> tuple[User, User]:
        return self.first, self.second


class Series(models.Model):
    """`template` is the slug of a shipped template. `person` is whose talk it is, `lead` the other one.

    `anchor` is the day that the rhythm counts from, `next_on` the day of the next talk that has no page yet.
    """

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="series")
    template = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(_("how often"), max_length=9, choices=Rhythm, default=Rhythm.MONTH)
    anchor = models.DateField()
    next_on = models.DateField(_("next talk"))
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=now)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"

    def get_absolute_url(self) -> str:
        return f"/series/{self.pk}/"

    @property
    def is_ended(self) -> bool:
        return hasattr(self, "ending")

    @property
    def gone(self) -> User | None:
        """Who of the two has no account any more: then the series rests."""
        return next((each for each in (self.person, self.lead) if not each.is_active), None)

    def other_than(self, user: Any) -> User:
        return self.lead if user == self.person else self.person


class Ending(models.Model):
    """Who ended a series, and when. Taking it up again deletes the row; its pages stay."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="ending")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Talk(models.Model):
    """One talk and its page. Numbers of a series begin with 1 and have no gap."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="talks")
    number = models.PositiveIntegerField()
    on = models.DateField()
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="talk")

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="series_talk_number")]


class Reminder(models.Model):
    """Somebody was asked to write before a talk: once each."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "user"], name="series_reminded_once")]


class Emergency(models.Model):
    """An admin of the workspace let herself into a private space, with her reason. Kept for ever."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="emergencies")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "by"], condition=Q(ended_at=None), name="series_emergency_once_at_a_time"
            )
        ]
