"""The product as a person runs it: `cairn serve` in a process of its own, on a folder of its own."""

import fcntl
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.conventions.source import ROOT
from tests.ready_database import put_ready_database

READY_SECONDS = 180  # on a machine that is busy with other tests; one that stops says so at once


class Product:
    """`start`, `kill` (as a crash does), `stop` (as an operator does), and what the terminal has shown."""

    def __init__(self, data: Path, *flags: str, environment: dict[str, str] | None = None) -> None:
        self.data, self.flags = data, flags
        self.environment = environment or {}
        self.output: list[str] = []
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Product":
        self.port = self.port or free_port()
        self.output.clear()
        self.process = subprocess.Popen(
            self._command("serve", "--port", str(self.port), *self.flags),
            cwd=ROOT,
            env=self._environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        self._wait_until_ready()
        return self

    def run(self, *words: str) -> str:
        """`cairn WORDS` on the same data, beside the running product; returns what it printed."""
        done = subprocess.run(
            self._command(*words), cwd=ROOT, env=self._environment(), text=True, capture_output=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "cairn", *words, "--data", str(self.data)]

    def _environment(self) -> dict[str, str]:
        own = ("DATABASE_URL", "CAIRN_SECRET_KEY", "CAIRN_DATA")  # of the suite, not of this product
        environment = {name: value for name, value in os.environ.items() if name not in own}
        environment |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "CAIRN_BASE_URL": self.address}
        environment |= {"DJANGO_SETTINGS_MODULE": "cairn.config.settings", **self.environment}
        return environment

    def kill(self) -> None:
        """kill -9: no goodbye, no flush."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        assert self.process
        self.process.terminate()
        return self.process.wait(30)

    def shown(self, pattern: str) -> str:
        """The first group of `pattern` in what the terminal has shown."""
        found = re.search(pattern, "\n".join(self.output))
        assert found, self.output
        return found.group(1)

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            self.output.append(line.rstrip())

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while not any("Cairn is ready" in line for line in self.output):
            assert self.process and self.process.poll() is None, "\n".join(self.output)
            assert time.monotonic() < end, "\n".join(self.output)
            time.sleep(0.05)
        time.sleep(0.05)  # the lines that follow the first


def put_sample(folder: Path, ready: Path) -> Path:
    """In `folder`, what the first start leaves when its jobs are done: made once in `ready`, by whoever comes first.
    `test_first_visit` and `test_serve` see how it is made.
    """
    ready.mkdir(exist_ok=True)
    with (ready / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (ready / "data").exists():
            (ready / "making").mkdir()
            put_ready_database(ready / "making" / "cairn.sqlite3")
            running = Product(ready / "making").start()
            try:
                _wait_until_done(ready / "making" / "cairn.sqlite3")
            finally:
                running.stop()
            (ready / "making").rename(ready / "data")
    shutil.copytree(ready / "data", folder, dirs_exist_ok=True)
    return folder


def _wait_until_done(database: Path) -> None:
    """Until the worker has nothing left to do."""
    waiting = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    end = time.monotonic() + READY_SECONDS
    with closing(sqlite3.connect(database, timeout=20)) as reader:
        while reader.execute(waiting).fetchone() != (0,):
            assert time.monotonic() < end, "the worker does not come to an end with the sample"
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
