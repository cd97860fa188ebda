"""Threads and comments: feedback on a page or on a quoted passage of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.comments.queries import CommentQuerySet, ThreadQuerySet
from cairn.comments.subjects import Place
from cairn.core.clock import now
from cairn.core.ids import local_id
from cairn.pages.models import Page, Version
from cairn.people.models import User

CONTEXT_LENGTH = 100
SUBJECT_LENGTH = 300


class ThreadKind(models.TextChoices):
    """What its starter wants of it; the empty word for a thread that is just a comment."""

    QUESTION = "question", _("Question")
    CONCERN = "concern", _("Concern")
    SUGGESTION = "suggestion", _("Suggestion")


class Thread(models.Model):
    """On a page (`quote` empty) or on a passage: `annotation` is the id of the ADF annotation mark that holds it.

    `prefix` and `suffix` are the text around the quote when the thread began (W3C TextQuoteSelector). `version` is the
    last version known to have the passage; none while only the draft has it. `detached_at` says when the passage
    went; the quote stays. `media` is the address (or id) of a picture that the thread is about; its quote then is the
    picture's description. `subject` is the thing on the page that it hangs on (see `subjects`), `subject_label` what
    that was called when the thread began.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="threads")
    annotation = models.CharField(max_length=36, unique=True, default=local_id)
    quote = models.TextField(blank=True)
    prefix = models.CharField(max_length=CONTEXT_LENGTH, blank=True)
    suffix = models.CharField(max_length=CONTEXT_LENGTH, blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    media = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ThreadKind, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    detached_at = models.DateTimeField(null=True)

    place: Place | None = None  # where its subject is now; `conversation` finds out

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    @property
    def is_on_draft(self) -> bool:
        """Its words were never published."""
        return bool(self.quote) and self.version_id is None

    @property
    def state(self) -> str:
        """ "open", "detached" or "resolved"; the twin of `queries.STATES`."""
        if hasattr(self, "resolution"):
            return "resolved"
        return "open" if self.detached_at is None else "detached"

    def get_absolute_url(self) -> str:
        return f"/pages/{self.page_id}/#thread-{self.pk}"


class Comment(models.Model):
    """`body` is ADF, `html` is rendered once. `deleted_at`: leaves a stone where replies depend on it.

    `sending` is the browser's own name for one act of sending, so that what was sent twice is said once.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    body = models.JSONField(_("comment"))
    html = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    sending = models.CharField(max_length=36, null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["by", "sending"], name="comments_said_once")]

    def get_absolute_url(self) -> str:
        return f"/pages/{self.thread.page_id}/#comment-{self.pk}"


class Resolution(models.Model):
    """Who resolved a thread, and when. Reopening deletes the row."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="resolution")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Assignment(models.Model):
    """Who is to see to a thread, and who asked. Action items follow it."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="assignment")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Reaction(models.Model):
    """One person's sign under a comment. `sign` is a name of `reactions.SIGNS`."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    sign = models.CharField(max_length=16)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["comment", "sign", "by"], name="comments_reaction_once")]
