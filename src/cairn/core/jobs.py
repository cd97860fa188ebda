"""Housekeeping of the queue and of sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cairn.core.clock import now

KEEP_FINISHED = timedelta(days=7)


@task()
def tidy_up() -> None:
    """Forget jobs that went well a week ago, and sessions that have expired. Failed jobs stay until somebody looks."""
    DBTaskResult.objects.successful().filter(finished_at__lt=now() - KEEP_FINISHED).delete()
    Session.objects.filter(expire_date__lt=now()).delete()
