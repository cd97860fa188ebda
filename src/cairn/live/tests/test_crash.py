"""What was called saved survives kill -9; SIGTERM saves everything and says goodbye. A real process and database."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pycrdt import Doc, Text
from tests.cast import Cast, SignIn

from cairn.live.tests.browser import Browser, until
from cairn.livedocs import log
from cairn.pages.operations import create_page

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = """
import os, socket, sys, uvicorn
from cairn.config.serving.server import run_server
run_server(socket.socket(fileno=int(sys.argv[1])), "live", ready=["ready"])
"""


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A live server in a process of its own, on the test's database, and the address of its sockets."""
    door = socket.create_server(("127.0.0.1", 0))
    database = connection.settings_dict
    environment = {**os.environ, "CAIRN_DATA": str(data), "CAIRN_SECRET_KEY": settings.SECRET_KEY}
    environment["DJANGO_SETTINGS_MODULE"] = "cairn.config.settings"
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    if connection.vendor == "postgresql":
        host, user = database["HOST"] or database["OPTIONS"].get("host", ""), database["USER"]
        name, port = database["NAME"], database["PORT"]
        environment["DATABASE_URL"] = f"postgresql://{user}:{database['PASSWORD']}@:{port}/{name}?host={host}"
    command = [sys.executable, "-c", f"import django; django.setup()\n{PROGRAM}", str(door.fileno())]
    with subprocess.Popen(command, env=environment, pass_fds=[door.fileno()], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            yield process, f"ws://127.0.0.1:{door.getsockname()[1]}"
        finally:
            door.close()
            process.kill()


@pytest.fixture
def story(cast: Cast, as_: SignIn, tmp_path: Path) -> Any:
    """A page and two sessions, copied to a data folder of their own where the database is a file."""
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    sessions = [as_(user).cookies["sessionid"].value for user in (cast.ada, cast.ben)]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(tmp_path / "cairn.sqlite3") as copy:
            connection.connection.backup(copy)
    return page.document_id, sessions, tmp_path


def stored(document_id: int, data: Path) -> Doc[Any]:
    """The document as it lies in the database the dead process left behind."""
    if connection.vendor == "postgresql":
        return log.load(document_id)
    with sqlite3.connect(data / "cairn.sqlite3") as database:
        rows = database.execute("SELECT data FROM livedocs_update WHERE document_id = ? ORDER BY seq", [document_id])
        doc: Doc[Any] = Doc()
        for (update,) in rows:
            doc.apply_update(update)
        return doc


def words(doc: Doc[Any]) -> set[str]:
    return set(str(doc.get("t", type=Text)).split())


def test_nothing_that_was_called_saved_is_lost_by_kill_9(story: Any) -> None:
    document_id, sessions, data = story

    async def write_and_kill() -> tuple[set[str], Doc[Any], Doc[Any]]:
        with serving(data) as (process, address):
            url = f"{address}/live/documents/{document_id}/"
            async with Browser(url, sessions[0]) as ada, Browser(url, sessions[1]) as ben:
                await until(lambda: ada.synced and ben.synced)
                promised: set[str] = set()
                for n in range(40):
                    ada.type(f"a{n} ")
                    ben.type(f"b{n} ")
                    await asyncio.sleep(0.003)
                    # The first update of each is the empty step 2: `saved` counts it.
                    promised |= {f"a{k}" for k in range(ada.saved - 1)} | {f"b{k}" for k in range(ben.saved - 1)}
                process.send_signal(signal.SIGKILL)
                process.wait()
                await until(lambda: ada.code is not None and ben.code is not None)
                promised |= {f"a{k}" for k in range(ada.saved - 1)} | {f"b{k}" for k in range(ben.saved - 1)}
                return promised, ada.doc, ben.doc

    promised, ada_doc, ben_doc = asyncio.run(write_and_kill())
    assert len(promised) > 2, "the server said saved at least once before it was killed"
    assert promised <= words(stored(document_id, data))

    async def come_back() -> None:
        # This time on two servers: each tails what the other writes into the log.
        with serving(data) as (_, here), serving(data) as (_, there):
            path = f"/live/documents/{document_id}/"
            async with (
                Browser(here + path, sessions[0], doc=ada_doc) as ada,
                Browser(there + path, sessions[1], doc=ben_doc) as ben,
            ):
                await ada.all_saved()
                await ben.all_saved()
                await until(lambda: str(ada.text) == str(ben.text))

    asyncio.run(come_back())
    everything = {f"{who}{n}" for who in "ab" for n in range(40)}
    assert words(ada_doc) == words(ben_doc) == words(stored(document_id, data)) == everything


def test_sigterm_saves_tells_and_closes(story: Any) -> None:
    document_id, sessions, data = story

    async def write_and_stop() -> None:
        with serving(data) as (process, address):
            url = f"{address}/live/documents/{document_id}/"
            async with Browser(url, sessions[0]) as ada:
                await until(lambda: ada.synced)
                for n in range(30):
                    ada.type(f"a{n} ")
                await until(lambda: ada.saved > 0)
                process.send_signal(signal.SIGTERM)
                assert await ada.closed() == 4503
                assert ada.refusal is not None and ada.refusal["code"] == 4503
                assert ada.saved == ada.sent
            process.wait(10)

    asyncio.run(write_and_stop())
    assert words(stored(document_id, data)) == {f"a{n}" for n in range(30)}
