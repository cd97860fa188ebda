"""A question: asked in a session or, on an everyday, in a space."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.core.ids import unordered_id
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models.session import NAME_LENGTH, Session
from cairn.questions.queries import QuestionQuerySet
from cairn.spaces.models import Space

TITLE_LENGTH = 300
LABEL_LENGTH = 40
ANONYMOUS = _("Anonymous")  # on every screen, in notices and on pages: whom nobody knows


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting for a host")
    OPEN = "open", _("Open")
    DECLINED = "declined", _("Declined")
    OBSOLETE = "obsolete", _("Out of date")
    WITHDRAWN = "withdrawn", _("Withdrawn")  # by its asker; the words are gone


class Question(models.Model):
    """`space` is the session's. Who asked: `asker`, or nobody (`key_hash`: SHA-256 of a key that only the asker's
    browser has, see `anonymity`), or `asker_name` for what was imported.

    `votes` is `carried_votes` (imported, of people who are not here) and one for each `Vote`; `answers` counts what
    stands under it. `heat` orders by `hot` (see `ranking`). All three are written in the transaction that changes
    what they count. `assigned_to` is the host who answers it (see `operations/assign.py`). `at` of an anonymous question is the full hour before it was asked.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="questions")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="questions")
    asker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="questions_asked")
    asker_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    key_hash = models.CharField(max_length=64, blank=True)
    title = models.CharField(_("question"), max_length=TITLE_LENGTH)
    body = models.JSONField(null=True)  # ADF; none: the title says it all
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    decline_reason = models.TextField(blank=True)
    votes = models.IntegerField(default=0)
    carried_votes = models.IntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    pinned_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # first by a host, accepted or elsewhere: who waited was told then
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")
    assigned_to = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="questions_assigned")
    answered_in_page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_in_question = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    is_joined = models.BooleanField(default=False)  # stands in a union with "answered in": see `union`
    split_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="split_off")
    split_part = models.PositiveSmallIntegerField(default=0)  # which of them: an anonymous asker's key knows it by that
    split_before = models.ForeignKey("Revision", on_delete=models.SET_NULL, null=True, related_name="+")  # both in one
    source = models.CharField(max_length=80, blank=True)  # where an imported one comes from: "bicycles-meta/412"
    sending = models.CharField(max_length=36, blank=True)  # the browser's name for one act of asking (not anonymous)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_hash"], condition=~Q(key_hash=""), name="questions_key_once"),
            models.UniqueConstraint(fields=["asker", "sending"], condition=~Q(sending=""), name="questions_asked_once"),
            models.UniqueConstraint(fields=["space", "source"], condition=~Q(source=""), name="questions_source_once"),
            models.CheckConstraint(condition=Q(asker=None) | Q(key_hash=""), name="questions_named_or_anonymous"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="questions_not_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(answered_in_question=None) | ~Q(answered_in_question=F("id")),
                name="questions_not_answered_in_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "-votes", "-id"], name="questions_by_votes"),
            models.Index(fields=["session", "state", "-heat", "-id"], name="questions_by_heat"),
            models.Index(fields=["space", "state", "-id"], name="questions_of_space"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/questions/{self.pk}/"

    @property
    def is_anonymous(self) -> bool:
        return bool(self.key_hash)

    @property
    def asked_by(self) -> str:
        """Who asked it, in words; the one word for everybody whom nobody knows."""
        return self.asker.name if self.asker else self.asker_name or str(ANONYMOUS)


class Vote(models.Model):
    """One person's vote for one question; taking it back deletes the row. Without an instant: see `anonymity`."""

    id = models.BigIntegerField(primary_key=True, default=unordered_id)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="cast")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="questions_vote_once")]


class QuestionLabel(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=LABEL_LENGTH)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["question", "name"], name="questions_label_once")]

    def __str__(self) -> str:
        return self.name
