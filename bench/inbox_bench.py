"""Opening an inbox in which 10,000 things wait, and telling 1,000 watchers of one publication.

open_queries    database queries of opening it: groups, pages and rows however much waits
open_cpu_ratio  CPU of the server for opening it ÷ CPU for the same signed-in request answered with a fixed string
open_growth     CPU of opening it ÷ CPU of opening one in which 100 things wait
fan_queries     database queries of telling the watchers: rights, mutes, rows, the change of each inbox
fan_cpu_ratio   CPU of telling them ÷ CPU of nothing but inserting the same rows, a watcher each
"""

import time
import urllib.request
from collections.abc import Callable
from typing import Any

from bench.product import cpu_seconds, person, served, session_of, set_up

WAITING, SMALL, PAGES, WATCHERS, READS, ROUNDS = 10_000, 100, 150, 1_000, 40, 5


def measure() -> dict[str, object]:
    data = set_up()
    author, reader, other = person(), person("reader@example.org"), person("other@example.org")
    pages = _pages(author)
    _fill(reader, author, pages, WAITING)
    _fill(other, author, pages, SMALL)
    queries = _counted(lambda: _open(reader))
    fan = _fan_out(author, pages[0])
    with served(data, "--empty") as product:
        assert product.process
        pid, inbox, floor = product.process.pid, f"{product.address}/inbox/", f"{product.address}/bench/fixed/"
        full, small = session_of(reader), session_of(other)
        for url, session in ((inbox, full), (inbox, small), (floor, full)):
            _read(url, session, pid, 10)
        rounds = [(_read(inbox, full, pid), _read(inbox, small, pid), _read(floor, full, pid)) for _ in range(ROUNDS)]
    return {
        "open_queries": queries,
        "open_cpu_ratio": _middle([opened / fixed for opened, _, fixed in rounds]),
        "open_growth": _middle([opened / few for opened, few, _ in rounds]),
        "open_cpu_ms": round(1000 * min(opened for opened, _, _ in rounds) / READS, 2),
        "floor_cpu_ms": round(1000 * min(fixed for _, _, fixed in rounds) / READS, 2),
        **fan,
    }


def _middle(ratios: list[float], digits: int = 2) -> float:
    return round(sorted(ratios)[len(ratios) // 2], digits)


def _pages(author: Any) -> list[Any]:
    from cairn.documents import from_markdown
    from cairn.pages.operations import create_page, publish_page
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name="Bench"), by=author, key="BENCH")
    pages = [create_page(space, by=author, title=f"Page {n}", body=from_markdown("Words").body) for n in range(PAGES)]
    for page in pages:
        publish_page(page, by=author)
    return pages


def _fill(user: Any, by: Any, pages: list[Any], count: int) -> None:
    """As many events as notifications, spread over the pages; every third is read."""
    from datetime import timedelta

    from cairn.activity.models import Event
    from cairn.core.clock import now
    from cairn.notifications.models import Notification

    at = [now() - timedelta(minutes=count - n) for n in range(count)]
    where = [pages[n * 7 % len(pages)] for n in range(count)]
    events = Event.objects.bulk_create(
        (Event(name="page.renamed", by=by, at=at[n], page_id=where[n].pk) for n in range(count)), batch_size=500
    )
    Notification.objects.bulk_create(
        (
            Notification(
                user=user, event=event, page=where[n], reason=("watching", "mentioned", "approver")[n % 3],
                text="Bench published a version", excerpt="What changed", link=where[n].get_absolute_url(),
                at=at[n], sorted_at=at[n], read_at=None if n % 3 else at[n],
            )
            for n, event in enumerate(events)
        ),
        batch_size=500,
    )  # fmt: skip


def _open(reader: Any) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/inbox/").status_code == 200


def _counted(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as seen:
        work()
    return sum("django_session" not in query["sql"] for query in seen.captured_queries)


def _fan_out(author: Any, page: Any) -> dict[str, object]:
    """One publication, told to everybody who watches; against the same rows written with nothing asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from cairn.activity.record import record
    from cairn.notifications.handlers import notify
    from cairn.notifications.models import Notification, Watch
    from cairn.people.models import User

    crowd = User.objects.bulk_create(
        (User(email=f"crowd{n}@example.org", name=f"Crowd {n}", password="!") for n in range(WATCHERS)), batch_size=500
    )
    Watch.objects.bulk_create((Watch(user=user, page=page) for user in crowd), batch_size=500)
    ratios, times, queries = [], [], 0
    for number in range(ROUNDS + 1):
        event = record("page.published", by=author, page_id=page.pk, space_id=page.space_id, number=number + 2)
        with CaptureQueriesContext(connection) as seen:
            told = _cpu(lambda event=event: notify(event))  # type: ignore[misc]
        rows = list(Notification.objects.filter(event=event))
        assert len(rows) == WATCHERS
        queries = len(seen)
        Notification.objects.filter(event=event).delete()
        floor = _cpu(lambda rows=rows: Notification.objects.bulk_create(rows, batch_size=200))  # type: ignore[misc]
        if number:  # the first one warms up
            ratios.append(told / floor)
            times.append(told)
    return {
        "fan_queries": queries,
        "fan_cpu_ratio": _middle(ratios),
        "fan_cpu_ms_each": round(1000 * min(times) / WATCHERS, 3),
    }


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _read(url: str, session: str, pid: int, times: int = READS) -> float:
    """CPU seconds of the server for `times` reads."""
    before = cpu_seconds(pid)
    for _ in range(times):
        cookies = {"Cookie": f"sessionid={session}; csrftoken={'c' * 32}", "Accept-Encoding": "gzip"}
        with urllib.request.urlopen(urllib.request.Request(url, headers=cookies)) as response:
            assert response.status == 200
            response.read()
    return cpu_seconds(pid) - before
