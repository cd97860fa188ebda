"""Jobs that come round: declared in `config/periodic.py`, enqueued by whichever worker sees first that one is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import import_string

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.models import PeriodicRun

SCHEDULE = "cairn.config.periodic.SCHEDULE"


@dataclass(frozen=True)
class Periodic:
    """`task` is the dotted name of a `django_tasks` task without arguments.

    `when` names (dotted) what says whether there is anything to do, with a cheap read: no job is made in vain.
    """

    task: str
    every: timedelta
    when: str = ""


def enqueue_due() -> int:
    """Enqueue each periodic job whose time has come, once over all workers. Returns how many."""
    return sum(_enqueue(job) for job in import_string(SCHEDULE))


def _enqueue(job: Periodic) -> bool:
    moment = now()
    if job.when and not import_string(job.when)():
        return False
    with atomic():
        _, is_first = PeriodicRun.objects.get_or_create(name=job.task, defaults={"at": moment})
        due = PeriodicRun.objects.filter(name=job.task, at__lte=moment - job.every)
        if not is_first and not due.update(at=moment):
            return False
        import_string(job.task).enqueue()
    return True
