"""The live server beside Hocuspocus (SQLite extension) and @y/websocket-server (LevelDB), round by round in one run.

The servers are pinned to one core and the load generator to another. Everybody persists. Documents are ProseMirror's:
paragraphs of real text; typists type it one character an update. Every ratio is in Cairn's favour when above 1.

cpu_ratio_50          50 clients on a document, 10 typing steadily, each keystroke with a word on where the caret stands,
                      as every editor sends it: server CPU for a delivery, Hocuspocus ÷ Cairn
cpu_ratio_50_bare     the same without carets
p99_ratio_50          the 99th of 100 delays from keystroke to the other clients, Hocuspocus ÷ Cairn
saturation_ratio_50   50 clients, all typing as fast as they can: deliveries per CPU second, Cairn ÷ Hocuspocus
cpu_ratio_docs        1,000 documents with 2 typists each, with carets: server CPU for a delivery, Hocuspocus ÷ Cairn
cpu_ratio_docs_bare   the same without carets
rss_ratio_docs        resident memory with these open, after the typing, Hocuspocus ÷ Cairn
cold_open_ratio       200 KB of text with 100,000 one-character edits, not open: time to whole, Hocuspocus ÷ Cairn
disk_over_state       what the log and snapshot of that document take on disk after its compaction ÷ its state
storm_ratio           200 clients at once on that document: time until all have it, Hocuspocus ÷ Cairn

A delivery is one edit that reached one other client. CPU is the server process's, user and system.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.live_documents import LARGE_COPIES, Documents
from bench.live_load import Load
from bench.live_servers import Server, cairn, hocuspocus, y_websocket
from bench.product import cpu_seconds, resident_mb

ROUNDS, DOCS_ROUNDS = 3, 3
STEADY_EDITS, STEADY_RATE = 48, 8  # of each of 10 typists; a second
FLAT_EDITS = 200  # of each of 50 typists
DOCS_EDITS, DOCS_RATE = 8, 1  # of each of 2,000 typists, a round
STORM = 200


@dataclass
class Run:
    load: Load
    servers: list[Server]
    documents: Documents

    def beside_hocuspocus(self) -> Run:
        """The same without the third server."""
        return replace(self, servers=[server for server in self.servers if server.name in ("cairn", "hocuspocus")])

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


def measure(parts: Sequence[str] = ()) -> dict[str, object]:
    """`parts`: names of `PARTS`, or all of them."""
    documents = Documents.make()
    with Load() as load, cairn(documents) as own, hocuspocus(documents) as peer, y_websocket(documents) as other:
        load.ask("plan", name="page", file=documents.page, typists=50, edits=FLAT_EDITS, text=documents.text)
        run = Run(load, [own, peer, other], documents)
        figures = {}
        for name in parts or PARTS:
            figures[name] = PARTS[name](run)
            print(name, figures[name], file=sys.stderr)
    ratios = {key: ratio for name, found in figures.items() for key, ratio in RATIOS[name](found).items()}
    if "large" in figures:
        ratios["disk_over_state"] = documents.disk_over_state
    return ratios | _raw(figures)


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
    def typing(server: Server, *, carets: bool) -> tuple[float, float]:
        """CPU for a delivery and the 99th delay: the median of some rounds."""
        cpus, delays = [], []
        for _ in range(DOCS_ROUNDS):
            before = cpu_seconds(server.pid)
            typed = run.load.ask("type", group="g", edits=DOCS_EDITS, rate=DOCS_RATE, carets=carets)
            cpus.append(1e6 * (cpu_seconds(server.pid) - before) / typed["deliveries"])
            delays.append(typed["p99"])
        return statistics.median(cpus), statistics.median(delays)

    def measure(server: Server, number: int) -> dict[str, float]:
        idle = resident_mb(server.pid, "Rss")
        _open(run, server, run.documents.many, clients=2, typists=2)
        bare, _ = typing(server, carets=False)
        cpu, p99 = typing(server, carets=True)
        resident = resident_mb(server.pid, "Rss")
        run.load.ask("close", group="g")
        return {"cpu_ms": cpu, "bare_cpu_ms": bare, "p99_ms": p99, "rss_mb": resident, "idle_mb": idle}

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


PARTS: dict[str, Callable[[Run], Figures]] = {
    "steady": lambda run: run.each(_steady(run), ROUNDS),
    "carets": lambda run: run.each(_steady(run, carets=True), ROUNDS),
    "saturation": lambda run: run.each(_flat_out(run), ROUNDS),
    "docs": lambda run: run.beside_hocuspocus().each(_docs(run), 1),
    "large": lambda run: run.beside_hocuspocus().each(_large(run), LARGE_COPIES),
}
RATIOS: dict[str, Callable[[Figures], dict[str, object]]] = {
    "steady": lambda found: {
        "cpu_ratio_50_bare": _ratio(found, "cpu_ms"),
        "p99_ratio_50_bare": _ratio(found, "p99_ms"),
    },
    "carets": lambda found: {"cpu_ratio_50": _ratio(found, "cpu_ms"), "p99_ratio_50": _ratio(found, "p99_ms")},
    "saturation": lambda found: {"saturation_ratio_50": round(1 / _ratio(found, "deliveries_per_cpu_s"), 2)},
    "docs": lambda found: {
        "cpu_ratio_docs": _ratio(found, "cpu_ms"),
        "cpu_ratio_docs_bare": _ratio(found, "bare_cpu_ms"),
        "rss_ratio_docs": _ratio(found, "rss_mb"),
    },
    "large": lambda found: {"cold_open_ratio": _ratio(found, "cold_ms"), "storm_ratio": _ratio(found, "storm_ms")},
}


def _raw(parts: dict[str, Figures]) -> dict[str, object]:
    return {
        f"{part}_{name}": {key: round(value, 2) for key, value in own.items()}
        for part, figures in parts.items()
        for name, own in figures.items()
    }
