"""The load generator's process: one JSON command a line, one answer a line. See peers/load.mjs."""

import json
import subprocess
from typing import Any, Self

from bench.live_servers import LOAD_CORE, NODE, PEERS, pinned


class Load:
    def __enter__(self) -> Self:
        with pinned(LOAD_CORE):
            self._process = subprocess.Popen(
                [*NODE, str(PEERS / "load.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()

    def ask(self, command: str, **options: object) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"do": command, **options}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, f"{command}: {answer}"
        return answer
