"""Fixtures for every test of the project. The cast is in tests/cast.py."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pytest_django
from django.conf import settings
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as examples
from tests.cast import as_, cast
from tests.one_server import one_server
from tests.ready_database import put_back, put_ready_database
from tests.ready_tables import keep_ready_tables, put_back_tables

__all__ = ["as_", "cast", "run_jobs"]

# A busy machine fails no property, and the same tree gives the same answer; CAIRN_EXAMPLES draws anew, and more.
examples.register_profile(
    "everyday",
    deadline=None,
    derandomize="CAIRN_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
examples.load_profile("everyday")


ON_SQLITE = bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))
ASKING = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """What asks no database is tested once, on SQLite; what may ask it, on PostgreSQL as well. What takes long begins."""
    items.sort(key=lambda item: item.get_closest_marker("early") is None)
    if ON_SQLITE:
        return
    asking = {item for item in items if item.get_closest_marker("django_db") or ASKING & set(item.fixturenames)}
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = [item for item in items if item in asking]


def pytest_collection_finish() -> None:
    """What is loaded now stays: it is not looked through for garbage again and again while the tests run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite's is put there migrated (below); PostgreSQL's is made anew."""
    return ON_SQLITE


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool
) -> Iterator[None]:
    if not django_db_keepdb:
        yield
        return
    database = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    put_ready_database(database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: put_back(database))
        yield
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """PostgreSQL's tables are remembered as the migrations leave them."""
    if django_db_keepdb:
        yield
        return
    with django_db_blocker.unblock():
        keep_ready_tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: put_back_tables())
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_server() -> Iterator[None]:
    with one_server():
        yield


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Run every job that is due, as the worker would, until none is left; returns how many ran. A failed job raises."""
    from tests.worker import drain

    return drain
