"""What the clock brings: a session's end is near, or has come. From the rows as they are now: once, also after a rest."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from cairn.core.clock import now
from cairn.people.actors import SYSTEM
from cairn.questions.models import Session
from cairn.questions.operations.open_points import leave_all_questions
from cairn.questions.operations.reminding import remind_hosts

AHEAD = timedelta(hours=6)


def any_ended() -> bool:
    return Session.objects.ended_with_loose_ends(now()).exists()


@task()
def leave_what_is_open() -> None:
    for session in Session.objects.ended_with_loose_ends(now()).order_by("pk"):
        leave_all_questions(session, by=SYSTEM)


def any_ending() -> bool:
    return Session.objects.ending(now(), now() + AHEAD).exists()


@task()
def remind_of_the_end() -> None:
    for session in Session.objects.ending(now(), now() + AHEAD).order_by("pk"):
        remind_hosts(session, by=SYSTEM, ahead=AHEAD)
