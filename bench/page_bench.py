"""Reading a published page of 2,000 words in a space of 1,000 pages, signed in.

queries      database queries of one read
cpu_ratio    CPU of the server for a read ÷ CPU for the same signed-in request answered with a fixed string
transfer_kb  HTML, CSS and JavaScript of a first read, compressed as a browser asks for it
"""

import re
import urllib.request
from typing import Any

from bench.product import cpu_seconds, person, served, session_of, set_up

PAGES, BELOW, WORDS, READS, ROUNDS = 1000, 10, 2000, 150, 5  # ten pages below each: three levels
SENTENCE = "A cairn is a heap of stones that travellers leave for those who come later. "


def measure() -> dict[str, object]:
    data = set_up()
    reader = person("reader@example.org")
    address = _fill(person())
    session = session_of(reader)
    queries = _queries(address, reader)
    with served(data, "--empty") as product:
        assert product.process
        page, floor = f"{product.address}{address}", f"{product.address}/bench/fixed/"
        for url in (page, floor):
            _read(url, session, 20, product.process.pid)
        rounds = [
            (_read(page, session, READS, product.process.pid), _read(floor, session, READS, product.process.pid))
            for _ in range(ROUNDS)
        ]
        ratios = sorted(page_cpu / floor_cpu for page_cpu, floor_cpu in rounds)
        transfer, files, editor = _transfer(product.address, address, session)
    return {
        "queries": queries,
        "cpu_ratio": round(ratios[len(ratios) // 2], 2),
        "page_cpu_ms": round(1000 * min(page for page, _ in rounds) / READS, 2),
        "floor_cpu_ms": round(1000 * min(floor for _, floor in rounds) / READS, 2),
        "transfer_kb": round(transfer / 1024, 1),
        "transferred_files": files,
        "editor_code": editor,
    }


def _fill(author: Any) -> str:
    """Makes the space and its pages; returns the address of the page to read."""
    from cairn.documents import from_markdown
    from cairn.pages.models import Page
    from cairn.pages.operations import create_page, publish_page
    from cairn.people.actors import SYSTEM
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name="Bench"), by=author, key="BENCH")
    pages: list[Page] = []
    for number in range(PAGES - 1):
        parent = pages[number // BELOW - 1] if number >= BELOW else None
        pages.append(create_page(space, by=SYSTEM, title=f"Page {number}", parent=parent))
        publish_page(pages[-1], by=SYSTEM)
    sections = "\n\n".join(f"## Part {n}\n\n{SENTENCE * 7}\n\n- {SENTENCE}\n- {SENTENCE}" for n in range(16))
    body = from_markdown(sections).body
    page = create_page(space, by=author, title="A long page", parent=pages[-1].parent, body=body)
    assert len(publish_page(page, by=author).text.split()) >= WORDS
    return page.get_absolute_url()


def _queries(address: str, reader: object) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def _request(url: str, session: str) -> urllib.request.Request:
    """As a browser sends it in which somebody has signed in: the sign-in form left the second cookie."""
    cookies = f"sessionid={session}; csrftoken={'c' * 32}"
    return urllib.request.Request(url, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})


def _read(url: str, session: str, times: int, pid: int) -> float:
    """CPU seconds of the server for `times` reads."""
    before = cpu_seconds(pid)
    for _ in range(times):
        with urllib.request.urlopen(_request(url, session)) as response:
            assert response.status == 200
            response.read()
    return cpu_seconds(pid) - before


def _transfer(root: str, address: str, session: str) -> tuple[int, int, bool]:
    """Bytes of the page and of every style and script it names or preloads; how many files; whether any is the editor's."""
    import gzip

    with urllib.request.urlopen(_request(root + address, session)) as response:
        raw = response.read()
    total = len(raw)
    html = gzip.decompress(raw).decode()
    named = re.findall(r'<link[^>]+href="([^"]+\.(?:css|js))"|<script[^>]+src="([^"]+)"', html)
    paths = sorted({style or script for style, script in named})
    code = ""
    for path in paths:
        with urllib.request.urlopen(_request(root + path, session)) as response:
            body = response.read()
        total += len(body)
        code += gzip.decompress(body).decode() if response.headers.get("Content-Encoding") == "gzip" else body.decode()
    return total, len(paths) + 1, "ProseMirror" in code
