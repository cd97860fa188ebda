"""The processes beside the server: started with it, started again when they die, stopped with it."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

logger = logging.getLogger("cairn.serve")

STOP_SECONDS = 20


class ChildProcess:
    """Keeps one `cairn ARGUMENTS --parent …` alive."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let it finish the job in hand, for STOP_SECONDS at most; what it did not finish runs after the next start."""
        self._stopping.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def _keep(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            started = time.monotonic()
            command = [sys.executable, "-m", "cairn", *self._arguments, "--parent", str(os.getpid())]
            self._process = subprocess.Popen(command)
            self._process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - started > 60 else min(pause * 2, 30)
            logger.error("%s ended by itself; starting it again in %.0f s", " ".join(self._arguments), pause)
            self._stopping.wait(pause)


def run_worker(parent: int | None) -> None:
    """This process is the worker, until SIGTERM or, given `parent`, until that process is gone (kill -9 included)."""
    from cairn.core.worker import Worker

    worker = Worker()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: worker.stop.set())
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent, worker.stop), daemon=True).start()
    worker.run()


def _end_with(parent: int, stop: threading.Event) -> None:
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()
