"""The three live servers, each in a process of its own, all on one core."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.product import Product, free_port

from bench.live_documents import Documents

PEERS = Path(__file__).parent / "peers"
SERVER_CORE, LOAD_CORE = 0, 1
NODE = [os.environ.get("CAIRN_BENCH_NODE") or shutil.which("node") or "node", "--max-old-space-size=2048"]


@dataclass
class Server:
    name: str
    pid: int
    root: str
    ids: dict[str, int] = field(default_factory=dict)  # only Cairn's documents have numbers
    cookies: list[str] | None = None

    def address(self, document: str) -> str:
        return f"{self.root}/live/documents/{self.ids[document]}/" if self.ids else f"{self.root}/{document}"


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Processes and threads started here stay on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core % os.cpu_count() if os.cpu_count() else 0})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def cairn(documents: Documents) -> Iterator[Server]:
    product = Product(documents.data, "--role", "live", environment={"DJANGO_SETTINGS_MODULE": "bench.settings"})
    with pinned(SERVER_CORE):
        product.start()
    try:
        assert product.process
        root = product.address.replace("http:", "ws:")
        yield Server("cairn", product.process.pid, root, documents.ids, documents.cookies)
    finally:
        product.stop()


@contextmanager
def hocuspocus(documents: Documents) -> Iterator[Server]:
    with _peer("hocuspocus", documents) as server:
        yield server


@contextmanager
def y_websocket(documents: Documents) -> Iterator[Server]:
    with _peer("ywebsocket", documents) as server:
        yield server


@contextmanager
def _peer(name: str, documents: Documents) -> Iterator[Server]:
    folder, port = documents.data / name, free_port()
    folder.mkdir()
    seeds = folder / "seeds.json"
    seeds.write_text(json.dumps(documents.seeds))
    command = [*NODE, str(PEERS / f"{name}.mjs"), str(port), str(folder / "documents.sqlite3"), str(seeds)]
    environment: dict[str, Any] = {**os.environ, "YPERSISTENCE": str(folder / "level"), "NODE_ENV": "production"}
    with pinned(SERVER_CORE):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=PEERS)
    try:
        assert process.stdout
        while process.stdout.readline() != "ready\n":
            assert process.poll() is None, f"{name} did not start"
        yield Server(name, process.pid, f"ws://127.0.0.1:{port}")
    finally:
        process.kill()  # one of them takes its time to store everything, which nobody needs
        process.wait()
