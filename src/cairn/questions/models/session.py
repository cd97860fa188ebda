"""An "ask me anything": a page, hosts, and the instants between which people ask, vote and answer."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.core.ids import unordered_id
from cairn.pages.models import Attachment, Page
from cairn.people.models import Team, User
from cairn.questions.queries import SessionQuerySet
from cairn.questions.stages import Stage, defaults, stage_at

EXPERTISE_LENGTH = 300
NAME_LENGTH = 120


class Session(models.Model):
    """Rights, comments, watching and history are the page's; its title is the topic.

    Asking and voting end at `closes_at`; `answers_until` is empty while nobody has said that answering ends.
    `allows` says for each stage what everybody may do there: `{"open": ["ask", "vote", "answer"], …}`.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="session")
    opens_at = models.DateTimeField(_("opens"), null=True)  # empty: not planned yet
    closes_at = models.DateTimeField(_("closes"), null=True)
    answers_until = models.DateTimeField(_("answers until"), null=True)
    zone = models.CharField(max_length=64, blank=True)  # in which the instants were said
    allows = models.JSONField(default=defaults)
    approve_first = models.BooleanField(_("a host looks at each question first"), default=False)
    anonymous_allowed = models.BooleanField(_("people may ask without their name"), default=True)
    revision = models.PositiveIntegerField(default=0)  # of the instants: calendars know by it which entry is newer
    created_at = models.DateTimeField(default=now)
    reminded_of = models.DateTimeField(null=True)  # the end that its hosts were told is near

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=models.F("opens_at")),
                name="questions_session_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return str(self.page)

    def get_absolute_url(self) -> str:
        return f"/pages/{self.page_id}/"

    @property
    def ends_at(self) -> datetime | None:
        """Its last instant: then what is unanswered is somebody's. Where answering has no end, that of asking."""
        return self.answers_until or self.closes_at

    @property
    def stage(self) -> Stage:
        return self.stage_at(now())

    def stage_at(self, moment: datetime) -> Stage:
        return stage_at(moment, self.opens_at, self.closes_at, self.answers_until)

    def permits(self, deed: str) -> bool:
        """Whether everybody may "ask", "vote" or "answer" in the stage that it is in now."""
        return deed in self.allows.get(self.stage.value, ())


class Host(models.Model):
    """Who answers: a person of the workspace, or somebody from outside by name."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="hosts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="hosted")
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)  # of somebody without an account
    expertise = models.CharField(_("expertise"), max_length=EXPERTISE_LENGTH, blank=True)
    links = models.JSONField(default=list)  # addresses, http and https
    picture = models.ForeignKey(Attachment, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="questions_host_once"),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="questions_host_is_somebody"),
        ]

    def __str__(self) -> str:
        return self.user.name if self.user else self.name


class Announcement(models.Model):
    """Who told a space (`team` empty) or a team of the session, and when."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="announcements")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    told = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]


class AskingKey(models.Model):
    """What a session signs blinded tickets with (see `anonymity`). `secret` is encrypted with the workspace's own."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="asking_key")
    modulus = models.TextField()  # hex; the exponent is 65537
    secret = models.TextField()


class KeysGiven(models.Model):
    """How many tickets somebody's browsers have had signed. Every reader's browser asks for some when she opens the
    page, whether or not she ever asks anything; no instant is kept, and nothing is written when one is used.
    """

    id = models.BigIntegerField(primary_key=True, default=unordered_id)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="keys_given")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    given = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="questions_keys_given_once")]
