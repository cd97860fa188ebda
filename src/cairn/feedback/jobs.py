"""Reminders: looked for every few minutes, from the rows as they are now, so nothing is lost while nobody looked."""

from django_tasks import task

from cairn.core.clock import now
from cairn.feedback.models import Review, Round
from cairn.feedback.operations import remind_reviewer, tell_round_is_over
from cairn.feedback.times import due_reminder
from cairn.pages.access import can_view
from cairn.people.actors import SYSTEM


def any_open() -> bool:
    return Round.objects.filter(ended_at=None).exists()


@task()
def remind() -> None:
    """Remind reviewers at half the time and a day before the end, and tell authors when it is over: each once."""
    moment = now()
    waiting = Review.objects.awaited().filter(round__page__trashing=None)
    for review in waiting.select_related("user", "round__page__space").prefetch_related("reminders", "user__absences"):
        sent = {reminder.kind for reminder in review.reminders.all()}
        kind = due_reminder(review, sent, moment)
        if kind and can_view(review.user, review.round.page):
            remind_reviewer(review, kind, by=SYSTEM)
    for round_ in Round.objects.over_by(moment).filter(page__trashing=None).select_related("page__space"):
        tell_round_is_over(round_, by=SYSTEM)
