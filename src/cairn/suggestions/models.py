"""What became of suggestions. Open ones stand in the live document alone (`cairn.documents.suggestions`)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.comments.models import Thread
from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.suggestions.queries import DiscussionQuerySet, RulingQuerySet

ID_LENGTH = 64


class Ruling(models.Model):
    """Who accepted or rejected a suggestion, and when. `added` and `removed` are its words, shortened.

    `author` is who suggested it; None where that account is unknown. What somebody takes back herself is rejected by her.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    suggestion = models.CharField(max_length=ID_LENGTH)
    outcome = models.CharField(max_length=8, choices=Outcome)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added = models.TextField(blank=True)
    removed = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page", "suggestion"], name="suggestions_ruling_of")]


class Discussion(models.Model):
    """The thread in which people talk about a suggestion."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    suggestion = models.CharField(max_length=ID_LENGTH)
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "suggestion"], name="suggestions_discussion_once")]
