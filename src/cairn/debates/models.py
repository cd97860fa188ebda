"""A debate: a statement in a page's text, with arguments for and against, their sources, votes and a conclusion."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.debates.queries import ArgumentQuerySet, DebateQuerySet
from cairn.pages.models import Page
from cairn.people.models import User

STATEMENT_LENGTH = 300
ARGUMENT_LENGTH = 1000
CONCLUSION_LENGTH = 4000
SOURCE_LENGTH = 200
MOST_SOURCES = 5
MOST_ARGUMENTS = 300


class Side(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")


class Verdict(models.TextChoices):
    HOLDS = "holds", _("The statement holds")
    FALLS = "falls", _("The statement does not hold")
    OPEN = "open", _("It stays open")


class Debate(models.Model):
    """`local_id` is that of the node which holds the statement; rights, watching and history are the page's.

    `said_closes` is what the text last said of the closing instant: only where it says something new does it move
    `closes_at`, which people also move on the page. `left_at`: since when the page's text has it no more.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="debates")
    local_id = models.CharField(max_length=64)
    statement = models.CharField(_("statement"), max_length=STATEMENT_LENGTH)
    closes_at = models.DateTimeField(_("closes"), null=True)
    said_closes = models.CharField(max_length=40, blank=True)
    left_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[DebateQuerySet] = DebateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint("page", "local_id", name="a_statement_is_debated_once")]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return f"/pages/{self.page_id}/#debate-{self.local_id}"

    def is_open(self, at: datetime | None = None) -> bool:
        return self.left_at is None and (self.closes_at is None or (at or now()) < self.closes_at)


class Closing(models.Model):
    """That a debate has closed, said once: by somebody, or by nobody where its time was over."""

    debate = models.OneToOneField(Debate, on_delete=models.CASCADE, related_name="closing")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Conclusion(models.Model):
    """What follows from the debate, in the words of somebody who edits the page."""

    debate = models.OneToOneField(Debate, on_delete=models.CASCADE, related_name="conclusion")
    verdict = models.CharField(max_length=8, choices=Verdict)
    text = models.TextField(_("conclusion"))
    html = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Argument(models.Model):
    """Plain words; a line break is kept. It counts who is convinced by it, not who wrote it."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="arguments")
    side = models.CharField(max_length=8, choices=Side)
    text = models.CharField(_("argument"), max_length=ARGUMENT_LENGTH)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="arguments")
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True)
    sending = models.CharField(max_length=36, blank=True)

    objects: ClassVar[ArgumentQuerySet] = ArgumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "sending"], condition=~models.Q(sending=""), name="an_argument_is_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Withdrawal(models.Model):
    """An argument taken back; putting it back removes the row, its votes are there again."""

    argument = models.OneToOneField(Argument, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Source(models.Model):
    """A link, http or https or into this workspace. It is never fetched."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="sources")
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=SOURCE_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.url


class ArgumentVote(models.Model):
    """ "This convinces me", said by one person of one argument."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint("argument", "user", name="one_vote_for_each_argument")]
