"""The live server beside Hocuspocus (SQLite extension) and @y/websocket-server (LevelDB), round by round in one run.

The servers are pinned to one core and the load generator to another. Everybody persists. Documents are ProseMirror's:
paragraphs of real text; typists type it one character an update. Every ratio is in Cairn's favour when above 1.

cpu_ratio_50          50 clients on a document, 10 typing steadily: server CPU for a delivery, Hocuspocus ÷ Cairn
cpu_ratio_50_carets   the same when each keystroke also tells where the caret stands, as editors do
p99_ratio_50          the 99th of 100 delays from keystroke to the other clients, Hocuspocus ÷ Cairn
saturation_ratio_50   50 clients, all typing as fast as they can: deliveries per CPU second, Cairn ÷ Hocuspocus
cpu_ratio_docs        1,000 documents with 2 typists each: server CPU for a delivery, Hocuspocus ÷ Cairn
rss_ratio_docs        resident memory with these open, after the typing, Hocuspocus ÷ Cairn
cold_open_ratio       200 KB of text with 100,000 one-character edits, not open: time to whole, Hocuspocus ÷ Cairn
disk_over_state       what the log and snapshot of that document take on disk after its compaction ÷ its state
storm_ratio           200 clients at once on that document: time until all have it, Hocuspocus ÷ Cairn

A delivery is one edit that reached one other client. CPU is the server process's, user and system.
"""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.live_documents import LARGE_COPIES, Documents
from bench.live_load import Load
from bench.live_servers import Server, cairn, hocuspocus, y_websocket
from bench.product import cpu_seconds, resident_mb

ROUNDS, DOCS_ROUNDS = 3, 3
STEADY_EDITS, STEADY_RATE = 48, 8  # of each of 10 typists; a second
FLAT_EDITS = 200  # of each of 50 typists
DOCS_EDITS, DOCS_RATE = 8, 1  # of each of 2,000 typists
STORM = 200


@dataclass
class Run:
    load: Load
    servers: list[Server]
    documents: Documents

    def each(self, measure: Callable[[Server, int], dict[str, float]], rounds: int) -> dict[str, dict[str, float]]:
        """`measure` for every server, in turns; the median of each figure."""
        figures: dict[str, list[dict[str, float]]] = {server.name: [] for server in self.servers}
        for number in range(rounds):
            for server in self.servers:
                figures[server.name].append(measure(server, number))
        return {
            name: {key: statistics.median(found[key] for found in many) for key in many[0]}
            for name, many in figures.items()
        }


def measure(only: str = "") -> dict[str, object]:
    documents = Documents.make()
    with Load() as load, cairn(documents) as own, hocuspocus(documents) as peer, y_websocket(documents) as other:
        load.ask("plan", name="page", file=documents.page, typists=50, edits=FLAT_EDITS, text=documents.text)
        run = Run(load, [own, peer, other], documents)
        steady, flat = run.each(_steady(run), ROUNDS), run.each(_flat_out(run), ROUNDS)
        carets = run.each(_steady(run, carets=True), ROUNDS)
        run.servers = [own, peer]
        large = run.each(_large(run), LARGE_COPIES)
        docs = run.each(_docs(run), 1)
    ratios = _ratios(steady, flat, docs, large) | {"cpu_ratio_50_carets": _ratio(carets, "cpu_ms")}
    raw = _raw(steady=steady, carets=carets, saturation=flat, docs=docs, large=large)
    return ratios | {"disk_over_state": documents.disk_over_state} | raw


def _steady(run: Run, *, carets: bool = False) -> Callable[[Server, int], dict[str, float]]:
    def measure(server: Server, number: int) -> dict[str, float]:
        _open(run, server, [f"steady-{number + ROUNDS * carets}"], clients=50, typists=10)
        before = cpu_seconds(server.pid)
        typed = run.load.ask("type", group="g", edits=STEADY_EDITS, rate=STEADY_RATE, carets=carets)
        cpu = cpu_seconds(server.pid) - before
        run.load.ask("close", group="g")
        return {"cpu_ms": 1e6 * cpu / typed["deliveries"], "p50_ms": typed["p50"], "p99_ms": typed["p99"]}

    return measure


def _flat_out(run: Run) -> Callable[[Server, int], dict[str, float]]:
    def measure(server: Server, number: int) -> dict[str, float]:
        _open(run, server, [f"flat-{number}"], clients=50, typists=50)
        before = cpu_seconds(server.pid)
        typed = run.load.ask("type", group="g", edits=FLAT_EDITS, rate=0)
        cpu = cpu_seconds(server.pid) - before
        run.load.ask("close", group="g")
        return {"deliveries_per_cpu_s": typed["deliveries"] / cpu, "seconds": typed["seconds"]}

    return measure


def _docs(run: Run) -> Callable[[Server, int], dict[str, float]]:
    def measure(server: Server, number: int) -> dict[str, float]:
        idle = resident_mb(server.pid, "Rss")
        _open(run, server, run.documents.many, clients=2, typists=2)
        cpus = []
        for _ in range(DOCS_ROUNDS):
            before = cpu_seconds(server.pid)
            typed = run.load.ask("type", group="g", edits=DOCS_EDITS, rate=DOCS_RATE)
            cpus.append(1e6 * (cpu_seconds(server.pid) - before) / typed["deliveries"])
        resident = resident_mb(server.pid, "Rss")
        run.load.ask("close", group="g")
        return {"cpu_ms": statistics.median(cpus), "p99_ms": typed["p99"], "rss_mb": resident, "idle_mb": idle}

    return measure


def _large(run: Run) -> Callable[[Server, int], dict[str, float]]:
    def measure(server: Server, number: int) -> dict[str, float]:
        names, whole = [f"large-{number}"], run.documents.large_bytes
        cold = _open(run, server, names, clients=1, typists=0, whole=whole)
        storm = _open(run, server, names, group="s", clients=STORM, typists=0, whole=whole, together=True)
        run.load.ask("close", group="s")
        run.load.ask("close", group="g")
        assert cold["units"] == storm["units"] == run.documents.large_units, "somebody sent less than the document"
        return {"cold_ms": cold["ms"], "storm_ms": storm["ms"]}

    return measure


def _open(run: Run, server: Server, names: list[str], **options: object) -> dict[str, float]:
    options = {"group": "g", "plan": "page", "whole": Path(run.documents.page).stat().st_size} | options
    rooms = [server.address(name) for name in names]
    return run.load.ask("open", rooms=rooms, cookies=server.cookies, hocuspocus=server.name == "hocuspocus", **options)


Figures = dict[str, dict[str, float]]


def _ratio(figures: Figures, key: str) -> float:
    return round(figures["hocuspocus"][key] / figures["cairn"][key], 2)


def _ratios(steady: Figures, flat: Figures, docs: Figures, large: Figures) -> dict[str, object]:
    return {
        "cpu_ratio_50": _ratio(steady, "cpu_ms"),
        "p99_ratio_50": _ratio(steady, "p99_ms"),
        "saturation_ratio_50": round(1 / _ratio(flat, "deliveries_per_cpu_s"), 2),
        "cpu_ratio_docs": _ratio(docs, "cpu_ms"),
        "rss_ratio_docs": _ratio(docs, "rss_mb"),
        "cold_open_ratio": _ratio(large, "cold_ms"),
        "storm_ratio": _ratio(large, "storm_ms"),
    }


def _raw(**parts: Figures) -> dict[str, object]:
    return {
        f"{part}_{name}": {key: round(value, 2) for key, value in own.items()}
        for part, figures in parts.items()
        for name, own in figures.items()
    }
