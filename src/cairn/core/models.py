"""Rows of the house itself: which workers are alive, and when each periodic job last ran."""

from django.db import models

from cairn.core.clock import now


class WorkerHeartbeat(models.Model):
    """A worker process says that it lives. One that is silent for long is dead, and its jobs run again elsewhere."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)


class PeriodicRun(models.Model):
    """When a periodic job was last enqueued; the conditional update of this row lets exactly one worker do it."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()
