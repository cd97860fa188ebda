"""What an admin does about the machine room."""

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.core.worker import retry_failed
from cairn.people.access import check_can_manage_workspace
from cairn.people.models import User


def retry_job(job_id: str, *, by: User) -> None:
    """Put a job that was given up back into the queue. Raises Missing when no such job was given up."""
    check_can_manage_workspace(by)
    with atomic():
        if not retry_failed(job_id):
            raise Missing("This job is not among those that were given up. Somebody may have tried it again already.")
        record("job.retried", by=by, job=job_id)
