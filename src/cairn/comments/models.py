"""Threads and comments: feedback on a page or on a quoted passage of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.core.ids import local_id
from cairn.pages.models import Page, Version
from cairn.people.models import User


class Thread(models.Model):
    """On a page (`quote` empty) or on a passage: `annotation` is the id of the ADF annotation mark that holds it.

    `prefix` and `suffix` are the text around the quote when the thread began (W3C TextQuoteSelector); `version` is the
    version that was read. `detached_at` says when the passage went; the quote stays.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="threads")
    annotation = models.CharField(max_length=36, unique=True, default=local_id)
    quote = models.TextField(blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    detached_at = models.DateTimeField(null=True)


class Comment(models.Model):
    """`body` is ADF, `html` is rendered once. `deleted_at`: leaves a stone where replies depend on it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    body = models.JSONField(_("comment"))
    html = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class Resolution(models.Model):
    """Who resolved a thread, and when. Reopening deletes the row."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="resolution")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
