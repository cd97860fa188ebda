"""From `bin/serve` (already built) to the first page, and the memory of all processes idle.

ready_s   seconds until the sign-in page was answered
idle_mb   resident memory of the server and its worker (PSS), MiB, ten seconds after the start
"""

import os
import subprocess
import tempfile
import time
import urllib.request

from tests.conventions.source import ROOT

from bench.product import family, resident_mb

PORT = 8899
IDLE_SECONDS = 10


def measure() -> dict[str, object]:
    data = tempfile.mkdtemp(prefix="cairn-bench-")
    first = _start(data)[0]
    ready, idle, processes = _start(data)
    return {
        "ready_s": round(ready, 2),
        "first_start_s": round(first, 2),
        "idle_mb": round(idle, 1),
        "processes": processes,
    }


def _start(data: str) -> tuple[float, float, int]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "CAIRN"))}
    began = time.monotonic()
    process = subprocess.Popen(
        [ROOT / "bin/serve", "--data", data, "--port", str(PORT)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        ready = _wait(began)
        time.sleep(IDLE_SECONDS)
        pids = family(process.pid)
        return ready, sum(resident_mb(pid) for pid in pids), len(pids)
    finally:
        process.terminate()
        process.wait(30)


def _wait(began: float) -> float:
    while time.monotonic() - began < 120:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/accounts/login/") as response:
                response.read()
                return time.monotonic() - began
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("Cairn did not start within two minutes")
