"""One row a page: what search reads. The full-text index over it differs by database (see index.py)."""

from django.db import models

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.questions.models import Question


class SearchEntry(models.Model):
    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    title = models.TextField()
    body = models.TextField()
    comments = models.TextField(blank=True)
    decision = models.TextField(blank=True)  # outcome, reasons, options, number
    updated_at = models.DateTimeField(default=now)


class QuestionEntry(models.Model):
    """What finds a question: its own words (and one that is like another by these alone), `answers` with the accepted
    one first, and what stands `around` it: labels, remarks, questions that were united with it. A table of its own: an index that hangs on the questions' would be
    lost when SQLite makes that anew for a change."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    title = models.TextField()
    body = models.TextField(blank=True)
    answers = models.TextField(blank=True, default="")
    around = models.TextField(blank=True, default="")
