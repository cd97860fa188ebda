"""The log of 10,000 decisions: three views, a combination of facets, a search, and a growth check against a log of 100.

list_queries …      database queries of a page, however long the log is (board, timeline, facets, search alike)
list_cpu_ms …       CPU of the server for a page
list_ratio …        CPU of a page ÷ CPU of the floor: as many rows read by one plain query, and drawn the same way
list_more_ms …      CPU of a page − CPU of the same page of a log of 100
csv_queries         database queries of the table of all 10,000
csv_cpu_s           CPU of the server for it
fill_cpu_s          CPU that the bench itself took to make the decisions, text index included
"""

import time
import urllib.request
from datetime import timedelta
from typing import Any

from bench.inbox_bench import _counted, _middle
from bench.product import cpu_seconds, person, served, session_of, set_up

MANY, SMALL, READS, ROUNDS = 10_000, 100, 6, 3
TAGS = ("money", "people", "tools", *(f"area-{n}" for n in range(17)))
PAGES = {
    "list": "/spaces/{key}/decisions/",
    "board": "/spaces/{key}/decisions/?view=board",
    "timeline": "/spaces/{key}/decisions/?view=timeline",
    "facets": "/spaces/{key}/decisions/?state=decided&role=mine&tag=money",
    "search": "/spaces/{key}/decisions/?q=broker+latency",
}
TABLE = "/spaces/MANY/decisions/csv/"


def measure() -> dict[str, object]:
    data, began = set_up(), time.process_time()
    reader = person()
    for key, count in (("MANY", MANY), ("FEW", SMALL)):
        _fill(reader, key, count)
    figures: dict[str, object] = {"fill_cpu_s": round(time.process_time() - began, 1)}
    client = _client(reader)
    for name, url in {**_urls("MANY"), "csv": TABLE}.items():
        figures[f"{name}_queries"] = _queries(client, url)
    with served(data, "--empty") as product:
        assert product.process
        pid, session = product.process.pid, session_of(reader)
        for name, url in _urls("MANY").items():
            each = (url, _urls("FEW")[name], "/bench/decision-rows/")
            figures |= _figures(name, [product.address + path for path in each], session, pid)
        figures["csv_cpu_s"] = round(min(_read(product.address + TABLE, session, pid, 1) for _ in range(ROUNDS)), 2)
    return figures


def _figures(name: str, urls: list[str], session: str, pid: int) -> dict[str, object]:
    """Of the page of the long log, of the short one, and of the floor, read in turn."""
    for url in urls:
        _read(url, session, pid, 2)
    rounds = [tuple(_read(url, session, pid) for url in urls) for _ in range(ROUNDS)]
    return {
        f"{name}_cpu_ms": round(1000 * min(many for many, _, _ in rounds) / READS, 1),
        f"{name}_ratio": _middle([many / floor for many, _, floor in rounds]),
        f"{name}_more_ms": round(1000 * _middle([many - few for many, few, _ in rounds], 4) / READS, 1),
        f"{name}_floor_ms": round(1000 * min(floor for _, _, floor in rounds) / READS, 1),
    }


def _urls(key: str) -> dict[str, str]:
    return {name: url.format(key=key) for name, url in PAGES.items()}


def _fill(user: Any, key: str, count: int) -> None:
    """Decisions with a role, two options, a reason, tags and an outcome each: every tenth runs, as many are drafts.

    A third is cited. The reader drives every tenth; the other roles are spread over 40 people.
    """
    from cairn.core.clock import now
    from cairn.decisions.frameworks.queries import current_version
    from cairn.decisions.models import Citation, Decision, Option, Outcome, Position, RoleHolder, Start
    from cairn.pages.models import Label
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name=key.title()), by=user, key=key)
    pages, crowd = _pages(user, space, count), _crowd(key)
    at = [now() - timedelta(hours=3 * (count - n)) for n in range(count)]
    version = current_version()
    due = [each if n % 10 > 1 else now() + timedelta(hours=n + 1) for n, each in enumerate(at)]  # none is late
    decisions = _made(
        Decision(page=page, framework=version, due_at=due[n], created_at=at[n]) for n, page in enumerate(pages)
    )
    _made(Start(decision=each, by=user, at=each.created_at) for n, each in enumerate(decisions) if n % 10 != 1)
    _made(
        Outcome(decision=each, space=space, number=n + 1, statement=f"We take option {n % 7}.", by=user, at=at[n])
        for n, each in enumerate(decisions)
        if n % 10 > 1
    )
    _made(
        RoleHolder(decision=each, role=role, user=user if n % 10 == offset else crowd[(n + offset) % len(crowd)])
        for n, each in enumerate(decisions)
        for offset, role in enumerate(("driver", "approver", "contributor"), 3)
    )
    _made(
        Label(page=page, name=name) for n, page in enumerate(pages) for name in {TAGS[n % 3], TAGS[n * n % len(TAGS)]}
    )
    _made(Option(decision=each, title=f"Option {n}", description="") for each in decisions for n in range(2))
    _made(Position(decision=each, user=user, stance="agree", reason=_reason(n)) for n, each in enumerate(decisions))
    _made(Citation(page=pages[n - 1], decision=each) for n, each in enumerate(decisions) if n % 3 == 1)
    _index(pages)


def _reason(number: int) -> str:
    """Every fiftieth says what the search looks for."""
    return "The broker cuts latency." if number % 50 == 3 else f"It costs less than the other {number % 90}."


def _crowd(key: str) -> list[Any]:
    from cairn.people.models import User

    return _made(User(email=f"{key}{n}@example.org".lower(), name=f"Crowd {n}", password="!") for n in range(40))


def _index(pages: list[Any]) -> None:
    from cairn.search.models import SearchEntry

    _made(SearchEntry(page=p, title=p.title, body="Background", decision=_reason(n)) for n, p in enumerate(pages))


def _pages(user: Any, space: Any, count: int) -> list[Any]:
    from django.db.models import OuterRef, Subquery

    from cairn.livedocs.models import LiveDocument
    from cairn.pages.models import Page, Version

    documents = _made(LiveDocument() for _ in range(count))
    pages = _made(
        Page(space=space, kind="decision", title=f"Which way {n}", document=documents[n], owner=user, position=n)
        for n in range(count)
    )
    body = {"type": "doc", "version": 1, "content": []}
    _made(Version(page=p, number=1, title=p.title, body=body, html="", text="Background", by=user) for p in pages)
    by_page = Version.objects.filter(page=OuterRef("pk")).values("pk")
    Page.objects.filter(space=space).update(published=Subquery(by_page))
    return pages


def _made(rows: Any) -> list[Any]:
    rows = list(rows)
    return list(type(rows[0])._default_manager.bulk_create(rows, batch_size=500))


def _queries(client: Any, url: str) -> int:
    def opened() -> None:
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.getvalue()

    return _counted(opened)


def _client(reader: Any) -> Any:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _read(url: str, session: str, pid: int, times: int = READS) -> float:
    """CPU seconds of the server for `times` reads."""
    before = cpu_seconds(pid)
    for _ in range(times):
        request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as response:
            assert response.status == 200
            response.read()
    return cpu_seconds(pid) - before
