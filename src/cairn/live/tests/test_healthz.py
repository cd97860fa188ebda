from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.cast import Cast, SignIn

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.live import health
from cairn.live.tests.conftest import House


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    health._last = None
    yield
    health._last = None


def test_anybody_may_ask_and_only_admins_see_the_counters(house: House, as_: SignIn) -> None:
    for user in (None, house.cast.ben, house.cast.ada):
        answer = as_(user).get("/healthz")
        assert answer.status_code == 200
        said = answer.json()
        assert said["status"] == "ok" and said["version"]
        assert set(said["checks"]) == {"database", "worker", "log", "disk"}
        assert ("live" in said) == (user == house.cast.ada)
    assert as_(None).post("/healthz").status_code == 405


def test_a_database_that_cannot_be_written_is_told(cast: Cast, as_: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only() -> None:
        raise DatabaseError("attempt to write a readonly database at /secret/place")

    monkeypatch.setattr("cairn.livedocs.log.check_writable", read_only)
    answer = as_(None).get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ok": False}
    assert "secret" not in answer.content.decode()


def test_a_worker_that_hangs_is_told(cast: Cast, as_: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    record("person.changed", by=cast.ada)
    assert as_(None).get("/healthz").status_code == 200
    health._last = None
    monkeypatch.setattr("cairn.core.queue.now", lambda: now() + timedelta(minutes=6))
    answer = as_(None).get("/healthz")
    assert answer.status_code == 503
    worker = answer.json()["checks"]["worker"]
    assert worker["ok"] is False and worker["lag_s"] > 300 and worker["waiting"] == 1
