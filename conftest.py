"""Fixtures for every test of the project. The cast is in tests/cast.py."""

from collections.abc import Callable

import pytest
from tests.cast import as_, cast

__all__ = ["as_", "cast", "run_jobs"]


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Run every job that is due, as the worker would, until none is left; returns how many ran. A failed job raises."""
    from tests.worker import drain

    return drain
