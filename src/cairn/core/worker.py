"""The worker: takes jobs from the database one by one, tries again what failed, finds what a crash left behind.

django-tasks-db's own worker marks a failed job as failed for good and never looks again at one whose worker was
killed. Here a job is tried MAX_ATTEMPTS times with growing pauses and then shown as failed; one that was running in a
worker that has gone silent goes back to the queue. So jobs must be idempotent.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from traceback import format_exception
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cairn.core import periodic
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.models import WorkerHeartbeat

logger = logging.getLogger("cairn.worker")

MAX_ATTEMPTS = 5
PAUSE_SECONDS = (2, 15, 60, 300)  # before the second, third … attempt
BEAT_SECONDS = 5
SILENT_SECONDS = 30
POLL_SECONDS = 0.25
OUTAGE_SECONDS = 2


class Worker:
    """Runs jobs until `stop` is set. One job at a time; start more processes for more."""

    def __init__(self) -> None:
        self.id = uuid.uuid4().hex
        self.stop = threading.Event()

    def run(self) -> None:
        """Work until `stop`; the job in hand is finished first."""
        self._through_outages(self._begin)
        threading.Thread(target=self._keep_beating, daemon=True).start()
        while not self.stop.is_set():
            close_old_connections()
            if not self._through_outages(self.run_one):
                self.stop.wait(POLL_SECONDS)
        with suppress(DatabaseError):  # a heartbeat left behind goes silent by itself
            WorkerHeartbeat.objects.filter(worker=self.id).delete()

    def _begin(self) -> None:
        if connection.vendor == "sqlite":  # one worker by construction: whoever beat before is gone
            WorkerHeartbeat.objects.all().delete()
        self._beat()

    def _through_outages(self, step: Callable[[], Any]) -> Any:
        """What `step` gives, tried again until the database can be used; None when the worker was stopped meanwhile."""
        while not self.stop.is_set():
            try:
                return step()
            except DatabaseError as error:  # full, read-only, away: nothing is lost, the jobs wait in it
                logger.warning("The worker can't use the database (%s); trying again", error)
                self.stop.wait(OUTAGE_SECONDS)
        return None

    def run_one(self) -> bool:
        """Claim and run the next job that is due. False when there is none."""
        if not DBTaskResult.objects.ready().exists():  # a read: an idle worker never takes the write lock
            return False
        with atomic():
            job = DBTaskResult.objects.ready().get_locked()
            if job is None:
                return False
            job.claim(self.id)
        try:
            result = job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        except Exception as error:
            finish = partial(_failed, job, error)
        else:
            finish = partial(job.set_successful, result)
        self._through_outages(finish)
        return True

    def _keep_beating(self) -> None:
        while not self.stop.wait(BEAT_SECONDS):
            try:
                self._beat()
            except DatabaseError as error:
                logger.warning("The worker's heartbeat failed (%s); it goes on", error)
            except Exception:
                logger.exception("The worker's heartbeat failed; it goes on")
            finally:
                close_old_connections()

    def _beat(self) -> None:
        WorkerHeartbeat.objects.update_or_create(worker=self.id, defaults={"seen_at": now()})
        WorkerHeartbeat.objects.filter(seen_at__lt=now() - timedelta(seconds=SILENT_SECONDS)).delete()
        requeue_orphans()
        periodic.enqueue_due()


def _failed(job: DBTaskResult[Any, Any], error: Exception) -> None:
    attempts = len(job.worker_ids)
    if attempts >= MAX_ATTEMPTS:
        logger.error("Job %s failed %d times and is given up", job.task_path, attempts, exc_info=error)
        job.set_failed(error)
        return
    logger.warning("Job %s failed, attempt %d of %d", job.task_path, attempts, MAX_ATTEMPTS, exc_info=error)
    job.status = TaskResultStatus.READY
    job.run_after = now() + timedelta(seconds=PAUSE_SECONDS[attempts - 1])
    job.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    job.traceback = "".join(format_exception(error))
    job.save(update_fields=["status", "run_after", "exception_class_path", "traceback"])


def requeue_orphans() -> int:
    """Put jobs back that ran in a worker which no longer beats; given up after MAX_ATTEMPTS. Returns how many."""
    alive = set(WorkerHeartbeat.objects.values_list("worker", flat=True))
    orphans = [job for job in DBTaskResult.objects.running() if job.worker_ids and job.worker_ids[-1] not in alive]
    for job in orphans:
        _failed(job, RuntimeError("The worker died while this job ran."))
    return len(orphans)


def retry_failed(job_id: str) -> bool:
    """Put a job that was given up back into the queue with fresh attempts. False when there is no such failed job."""
    return bool(
        DBTaskResult.objects.failed()
        .filter(pk=job_id)
        .update(status=TaskResultStatus.READY, worker_ids=[], run_after=now(), finished_at=None)
    )
