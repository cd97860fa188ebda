"""The log of 10,000 decisions: three views, a search, and a growth check against a log of 100.

list_queries, board_queries, timeline_queries, search_queries   database queries of a page, however long the log is
list_cpu_ratio …    CPU of the server for a page ÷ CPU for the same signed-in request answered with a fixed string
list_growth …       CPU of a page ÷ CPU of the same page of a log of 100
csv_ms_each         CPU of the server for one line of the table of all 10,000
"""

import urllib.request
from datetime import timedelta
from typing import Any

from bench.inbox_bench import _counted, _middle
from bench.product import cpu_seconds, person, served, session_of, set_up

MANY, SMALL, READS, ROUNDS = 10_000, 100, 6, 3
PAGES = {
    "list": "/spaces/{key}/decisions/",
    "board": "/spaces/{key}/decisions/?view=board",
    "timeline": "/spaces/{key}/decisions/?view=timeline",
    "facets": "/spaces/{key}/decisions/?state=decided&role=mine&tag=money",
    "search": "/spaces/{key}/decisions/?q=broker+latency",
}


def measure() -> dict[str, object]:
    data = set_up()
    reader = person()
    for key, count in (("MANY", MANY), ("FEW", SMALL)):
        _fill(reader, key, count)
    queries = {f"{name}_queries": _counted(lambda url=url: _open(reader, url)) for name, url in _urls("MANY").items()}  # type: ignore[misc]
    with served(data, "--empty") as product:
        assert product.process
        pid, session = product.process.pid, session_of(reader)
        floor = f"{product.address}/bench/fixed/"
        figures: dict[str, object] = {**queries}
        for name, url in _urls("MANY").items():
            full, few = product.address + url, product.address + _urls("FEW")[name]
            for warm in (full, few, floor):
                _read(warm, session, pid, 3)
            rounds = [tuple(_read(each, session, pid) for each in (full, few, floor)) for _ in range(ROUNDS)]
            figures[f"{name}_cpu_ms"] = round(1000 * min(many for many, _, _ in rounds) / READS, 1)
            figures[f"{name}_cpu_ratio"] = _middle([many / fixed for many, _, fixed in rounds])
            figures[f"{name}_growth"] = _middle([many / small for many, small, _ in rounds])
        table = _read(f"{product.address}/spaces/MANY/decisions/csv/", session, pid, 1)
        figures["csv_ms_each"] = round(1000 * table / MANY, 3)
    return figures


def _urls(key: str) -> dict[str, str]:
    return {name: url.format(key=key) for name, url in PAGES.items()}


def _fill(user: Any, key: str, count: int) -> None:
    """Decisions with two options, a reason and an outcome each: every tenth runs, every twentieth is a draft."""
    from cairn.core.clock import now
    from cairn.decisions.frameworks.queries import current_version
    from cairn.decisions.models import Decision, Option, Outcome, Position, RoleHolder, Start
    from cairn.pages.models import Label
    from cairn.search.models import SearchEntry
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name=key.title()), by=user, key=key)
    pages = _pages(user, space, count)
    at = [now() - timedelta(hours=3 * (count - n)) for n in range(count)]
    version = current_version()
    decisions = _made(Decision(page=p, framework=version, due_at=at[n], created_at=at[n]) for n, p in enumerate(pages))
    started = [each for n, each in enumerate(decisions) if n % 20]
    decided = [(n, each) for n, each in enumerate(decisions) if n % 20 and n % 10]
    _made(Start(decision=each, by=user, at=each.created_at) for each in started)
    _made(
        Outcome(decision=each, space=space, number=n + 1, statement=f"We take option {n % 7}.", by=user, at=at[n])
        for n, each in decided
    )
    _made(RoleHolder(decision=each, role="driver", user=user) for each in decisions[::3])
    _made(Label(page=page, name=("money", "people", "tools")[n % 3]) for n, page in enumerate(pages))
    _made(Option(decision=each, title=f"Option {n}", description="") for each in decisions for n in range(2))
    _made(Position(decision=each, user=user, stance="agree", reason="The broker cuts latency.") for each in decisions)
    _made(
        SearchEntry(
            page=p, title=p.title, body="Background", decision="The broker cuts latency." if n % 50 == 1 else "-"
        )
        for n, p in enumerate(pages)
    )


def _pages(user: Any, space: Any, count: int) -> list[Any]:
    from cairn.livedocs.models import LiveDocument
    from cairn.pages.models import Page, Version

    documents = _made(LiveDocument() for _ in range(count))
    pages = _made(
        Page(space=space, kind="decision", title=f"Which way {n}", document=documents[n], owner=user, position=n)
        for n in range(count)
    )
    body = {"type": "doc", "version": 1, "content": []}
    versions = _made(
        Version(page=p, number=1, title=p.title, body=body, html="", text="Background", by=user) for p in pages
    )
    for page, version in zip(pages, versions, strict=True):
        page.published = version
    Page.objects.bulk_update(pages, ["published"], batch_size=500)
    return pages


def _made(rows: Any) -> list[Any]:
    rows = list(rows)
    return list(type(rows[0])._default_manager.bulk_create(rows, batch_size=500))


def _open(reader: Any, url: str) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(url).status_code == 200


def _read(url: str, session: str, pid: int, times: int = READS) -> float:
    """CPU seconds of the server for `times` reads."""
    before = cpu_seconds(pid)
    for _ in range(times):
        request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as response:
            assert response.status == 200
            response.read()
    return cpu_seconds(pid) - before
