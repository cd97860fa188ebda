"""How the job queue stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Min, When
from django_tasks_db.models import DBTaskResult

from cairn.core.clock import now


@dataclass(frozen=True, slots=True)
class QueueState:
    waiting: int  # jobs that are due
    lag: float  # seconds that the oldest of them has been due
    failed: int  # jobs that were given up


def queue_state() -> QueueState:
    """Three numbers, three queries."""
    ready = DBTaskResult.objects.ready().order_by()
    # A job without a time of its own has one at the end of time.
    since = Case(When(run_after__gt=now(), then=F("enqueued_at")), default=F("run_after"))
    due = ready.aggregate(oldest=Min(since))["oldest"]
    lag = max(0.0, (now() - due).total_seconds()) if due else 0.0
    return QueueState(ready.count(), lag, DBTaskResult.objects.failed().count())


def given_up(limit: int = 100) -> list[DBTaskResult[Any, Any]]:
    """Jobs that failed too often, the latest first."""
    return list(DBTaskResult.objects.failed().order_by("-finished_at")[:limit])
