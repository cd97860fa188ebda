"""Reminders: looked for every few minutes, from the rows as they are now, so nothing is lost while nobody looked."""

from datetime import datetime

from django_tasks import task

from cairn.core.clock import now
from cairn.feedback.models import Acknowledgement, ReadRequest, Review, Round
from cairn.feedback.operations import remind_reader, remind_reviewer, tell_round_is_over
from cairn.feedback.times import Span, due_reminder, span_of
from cairn.pages.access import can_view
from cairn.people.actors import SYSTEM


def any_open() -> bool:
    reading = ReadRequest.objects.filter(ended_at=None, due_at__gt=now())
    return Round.objects.filter(ended_at=None).exists() or reading.exists()


@task()
def remind() -> None:
    """Remind reviewers and readers at half the time and a day before the end, and tell authors when a round is over:
    each once."""
    moment = now()
    waiting = Review.objects.awaited().filter(round__page__trashing=None)
    for review in waiting.select_related("user", "round__page__space").prefetch_related("reminders", "user__absences"):
        sent = {reminder.kind for reminder in review.reminders.all()}
        kind = due_reminder(span_of(review), sent, moment)
        if kind and can_view(review.user, review.round.page):
            remind_reviewer(review, kind, by=SYSTEM)
    for round_ in Round.objects.over_by(moment).filter(page__trashing=None).select_related("page__space"):
        tell_round_is_over(round_, by=SYSTEM)
    _remind_readers(moment)


def _remind_readers(moment: datetime) -> None:
    waiting = Acknowledgement.objects.missing().filter(request__due_at__gt=moment, request__page__trashing=None)
    rows = waiting.select_related("user", "version", "request__page__space")
    for mine in rows.prefetch_related("reminders", "user__absences"):
        sent = {reminder.kind for reminder in mine.reminders.all() if reminder.version_id == mine.version_id}
        kind = due_reminder(Span(mine.user, mine.at, mine.request.due_at or moment), sent, moment)
        if kind and can_view(mine.user, mine.request.page):
            remind_reader(mine, kind, by=SYSTEM)
