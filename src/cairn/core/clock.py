"""The one place that tells the time, in UTC. Tests move it with time-machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_ago: ContextVar[timedelta] = ContextVar("ago", default=timedelta())


def now() -> datetime:
    return timezone.now() - _ago.get()


@contextmanager
def back(**ago: float) -> Iterator[None]:
    """`with back(days=3):` what is written inside was written three days ago. For what fills an empty workspace."""
    token = _ago.set(timedelta(**ago))
    try:
        yield
    finally:
        _ago.reset(token)
