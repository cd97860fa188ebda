"""The page that a session was compiled into when it was over (or before)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models.session import Session
from cairn.questions.queries import CompilationQuerySet


class Left(models.TextChoices):
    """Why a page does not follow its session any more."""

    EDITED = "edited", _("Somebody changed it")
    MOVED = "moved", _("Others could read it")


class Compilation(models.Model):
    """The page's owner, rights and history are the page's.

    `themes`: `[{"name": "Wheels", "questions": [12, 34]}]` in the order of the page, as somebody arranged them; what is
    asked later finds its place by itself. `taken`: what of the session stands on the page (see `afterwards.news`).
    `digest` and `upto`: the words that were written there last, and the live document's last update then: so it is
    known whether somebody has changed the page since. `waits_since`, `changed_at`: the first and the last thing that
    happened in the session and that the page does not say yet.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="compilation")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="compilation")
    themes = models.JSONField(default=list)
    taken = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    upto = models.BigIntegerField(default=0)
    review_at = models.DateField(_("looked at again on"), null=True)
    review_asked_at = models.DateTimeField(null=True)
    left = models.CharField(max_length=6, choices=Left, blank=True)  # empty: it follows the session
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    waits_since = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when those who took part were told of it
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    objects: ClassVar[CompilationQuerySet] = CompilationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left="", left_at=None) | (~Q(left="") & Q(left_at__isnull=False)),
                name="questions_compilation_left_at_an_instant",
            )
        ]
        indexes = [
            models.Index(
                fields=["changed_at"],
                name="questions_compilation_waits",
                condition=Q(waits_since__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def follows(self) -> bool:
        return not self.left
