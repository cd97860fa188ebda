"""Jobs are tried again, given up in the end, and survive a worker that was killed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cairn.core import periodic
from cairn.core.models import PeriodicRun, WorkerHeartbeat
from cairn.core.worker import MAX_ATTEMPTS, Worker, requeue_orphans

ran: list[str] = []


@task()
def good(word: str) -> None:
    ran.append(word)


@task()
def bad() -> None:
    raise OSError("the mail server is down")


@pytest.fixture(autouse=True)
def nothing_ran() -> Iterator[None]:
    ran.clear()
    yield


def test_a_job_runs_once(db: None) -> None:
    good.enqueue("stone")
    worker = Worker()
    assert worker.run_one() and not worker.run_one()
    assert ran == ["stone"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_failing_job_is_tried_again_later_and_then_given_up(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    bad.enqueue()
    worker = Worker()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for attempt in range(1, MAX_ATTEMPTS):
            assert worker.run_one()
            assert not worker.run_one(), "not before its pause is over"
            assert DBTaskResult.objects.get().status == TaskResultStatus.READY, attempt
            clock.shift(timedelta(minutes=10))
        assert worker.run_one()
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.FAILED and "mail server is down" in job.traceback
    call_command("jobs")
    assert "given up 1" in capsys.readouterr().out
    call_command("jobs", retry=str(job.pk))
    assert DBTaskResult.objects.ready().count() == 1


def test_a_job_of_a_killed_worker_goes_back_to_the_queue(db: None) -> None:
    good.enqueue("first")
    dead, alive = Worker(), Worker()
    DBTaskResult.objects.get().claim(dead.id)
    WorkerHeartbeat.objects.create(worker=dead.id)
    assert requeue_orphans() == 0, "its worker still beats"
    WorkerHeartbeat.objects.all().delete()
    WorkerHeartbeat.objects.create(worker=alive.id)
    assert requeue_orphans() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert alive.run_one()
    assert ran == ["first"]


def test_a_periodic_job_is_enqueued_once_when_it_is_due(db: None) -> None:
    assert periodic.enqueue_due() == len(PeriodicRun.objects.all()) > 0
    assert periodic.enqueue_due() == 0
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert periodic.enqueue_due() == PeriodicRun.objects.count()
