"""What was called saved survives kill -9; SIGTERM saves everything and says goodbye. A real process and database."""

import asyncio
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pycrdt import Text
from tests.cast import Cast, SignIn
from tests.chaos.live import Query, Tally, last_round, one_round, stored
from tests.chaos.writer import Author

from cairn.live.tests.browser import Browser, until
from cairn.pages.operations import create_page

pytestmark = [pytest.mark.early, pytest.mark.django_db(transaction=True)]
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


def query(data: Path) -> Query:
    """Reads the database that the dead process left behind."""

    def rows(sql: str) -> list[Any]:
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(data / "cairn.sqlite3")) as database:
                return database.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    return rows


class Killed:
    """A server for a chaos run."""

    def __init__(self, data: Path) -> None:
        self.data, self.stack = data, ExitStack()

    def start(self) -> str:
        self.process, address = self.stack.enter_context(serving(self.data))
        return address

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.stack.close()


def test_nothing_that_was_called_saved_is_lost_by_kill_9(story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round of `bin/chaos live`, which runs two hundred."""
    document_id, sessions, data = story
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setattr("tests.chaos.live.MOMENT", (0.4, 0.5))
    dice, tally = random.Random(), Tally()
    authors = [Author(f"{name}", document_id, session, dice) for name, session in zip("ab", sessions, strict=True)]

    async def rounds() -> None:
        server = Killed(data)
        await one_round(server, authors, query(data), tally, dice)
        await last_round(server, authors, query(data), tally)

    asyncio.run(rounds())
    assert tally.violations == []
    assert tally.promised == tally.edits > 0


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
    text = str(stored(query(data), document_id).get("t", type=Text))
    assert set(text.split()) == {f"a{n}" for n in range(30)}
