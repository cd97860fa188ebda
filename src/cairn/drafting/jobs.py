"""What comes by itself: the end of a round at its instant, and a word before it. Read from the rows as they are now, so
that nothing is lost while nobody looked."""

import logging

from django_tasks import task

from cairn.core.clock import now
from cairn.core.errors import Conflict
from cairn.drafting.models import Invitation, Round
from cairn.drafting.operations import end_round, remind_of_draft
from cairn.feedback.times import Span, due_reminder
from cairn.pages.access import can_view
from cairn.people.actors import SYSTEM

logger = logging.getLogger("cairn.drafting")


def any_over() -> bool:
    return Round.objects.over_by(now()).exists()


@task()
def end_rounds() -> None:
    """Put together what has come; one that can't be ended does not hold up the others."""
    for round_ in Round.objects.over_by(now()).with_page():
        try:
            end_round(round_, by=SYSTEM)
        except Conflict:
            continue  # another worker was quicker
        except Exception:
            logger.exception("Round %s could not be ended", round_.pk)


def any_open() -> bool:
    return Round.objects.filter(ended_at=None).exists()


@task()
def remind() -> None:
    """At half of each person's time and a working day before the end, in her working hours: each once."""
    moment = now()
    waiting = Invitation.objects.awaited().filter(round__page__trashing=None, round__ends_at__gt=moment)
    rows = waiting.select_related("user", "round__page__space", "round__by")
    for invitation in rows.prefetch_related("reminders", "user__absences"):
        sent = {reminder.kind for reminder in invitation.reminders.all()}
        kind = due_reminder(Span(invitation.user, invitation.at, invitation.round.ends_at), sent, moment)
        if kind and can_view(invitation.user, invitation.round.page):
            remind_of_draft(invitation, kind, by=SYSTEM)
