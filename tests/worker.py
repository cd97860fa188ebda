"""The worker of the tests: runs the real jobs from the real queue, in the test's own transaction."""

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def drain() -> int:
    """Run what is ready until nothing is. Returns how many jobs ran; the first that fails raises its own error."""
    ran = 0
    while (job := DBTaskResult.objects.ready().first()) is not None:
        args = job.args_kwargs
        job.task.func(*args["args"], **args["kwargs"])
        DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.SUCCESSFUL)
        ran += 1
    return ran
