"""The inbox: what reached a person, why, and whether she has seen it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.notifications.queries import (
    InboxQuerySet,
    NotificationQuerySet,
    WatchQuerySet,
)
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.spaces.models import Space


class Notification(models.Model):
    """One per person and event. `reason` is a word of `notices` ("approver", "mentioned", "watching" …).

    It waits in the inbox until it is done: by her hand, or because `settled_by` was the end of its `subject`
    ("thread:12"). Snoozed, it is away until `snoozed_until` and then comes back on top, for `sorted_at` is its place.
    It stands at a `page`, or at an everyday `question` of a space, which has none.
    `on_draft`: about words that were never published; only who may edit the page sees it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notifications")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="notifications")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="notifications")
    reason = models.CharField(max_length=30)
    text = models.CharField(max_length=300)  # one line: who did what
    excerpt = models.TextField(blank=True)
    link = models.CharField(max_length=300)
    subject = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)  # by when something is wanted of her
    on_draft = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    sorted_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")  # null: herself
    mail_at = models.DateTimeField(null=True, default=now)  # when mail looks at it (again); none: never
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    @property
    def place(self) -> Page | Question:
        found = self.page or self.question
        assert found is not None
        return found

    @property
    def reason_words(self) -> str:
        from cairn.notifications.notices import REASONS

        return str(REASONS.get(self.reason, ""))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="notifications_once"),
            models.CheckConstraint(condition=Q(page=None) | Q(question=None), name="notifications_one_place"),
        ]
        indexes = [
            models.Index(
                fields=["user", "page", "sorted_at", "snoozed_until", "read_at"],
                name="notifications_waiting",
                condition=Q(done_at=None),
            ),
            models.Index(
                fields=["user", "question", "sorted_at"],
                name="notifications_of_question",
                condition=Q(done_at=None, question__isnull=False),
            ),
            models.Index(fields=["user"], name="notifications_unread", condition=Q(read_at=None, done_at=None)),
            models.Index(fields=["user", "-done_at"], name="notifications_done", condition=Q(done_at__isnull=False)),
            models.Index(
                fields=["snoozed_until", "user"], name="notifications_snoozed", condition=Q(snoozed_until__isnull=False)
            ),
            models.Index(fields=["mail_at"], name="notifications_to_mail", condition=Q(mail_at__isnull=False)),
            models.Index(fields=["subject"], name="notifications_subject", condition=~Q(subject="") & Q(done_at=None)),
        ]


class Inbox(models.Model):
    """Changes whenever her inbox does, so that the live server need not count what nobody has touched."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="inbox")
    change = models.BigIntegerField()

    objects = InboxQuerySet.as_manager()


class Watch(models.Model):
    """She wants to hear of changes to a page, to a page and all `below` it, to everything in a space or to its
    questions alone, or to one everyday question.

    `why`: "asked" (by hand), "wrote" or "spoke" (by itself, see WatchPreference).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="watches")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="watches")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="watches")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="watches")
    only_questions = models.BooleanField(default=False)  # of a space
    below = models.BooleanField(default=False)
    why = models.CharField(max_length=5, default="asked")
    at = models.DateTimeField(default=now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="notifications_watch_once"),
            models.UniqueConstraint(fields=["user", "space"], name="notifications_watch_space_once"),
            models.UniqueConstraint(fields=["user", "question"], name="notifications_watch_question_once"),
            models.CheckConstraint(
                condition=Q(page__isnull=False, space=None, question=None, only_questions=False)
                | Q(page=None, space__isnull=False, question=None, below=False)
                | Q(page=None, space=None, question__isnull=False, below=False, only_questions=False),
                name="notifications_watch_one",
            ),
        ]


class Mute(models.Model):
    """She wants to hear nothing of a page, or of an everyday question, but what is asked of her by name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mutes")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="mutes")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="mutes")
    at = models.DateTimeField(default=now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="notifications_mute_once"),
            models.UniqueConstraint(fields=["user", "question"], name="notifications_mute_question_once"),
            models.CheckConstraint(condition=Q(page=None) ^ Q(question=None), name="notifications_mute_one"),
        ]


class WatchPreference(models.Model):
    """What she comes to watch by itself. No row: both."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="watch_preference")
    wrote = models.BooleanField(default=True)
    spoke = models.BooleanField(default=True)

    objects = WatchQuerySet.as_manager()


class Withheld(models.Model):
    """A mention of somebody who may not see the page, or the question: she is told when she may, if that day comes."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="notifications_withheld_once")]
