"""A real server on a real port, with the test's database; people with sessions; a page with a live document."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from django.db import connection
from django.utils.module_loading import import_string
from tests.cast import Cast, SignIn

from cairn.live import application
from cairn.live.protocol import LiveProtocol
from cairn.live.tests.browser import Browser
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.models import User


class ServerThread(threading.Thread):
    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        config = uvicorn.Config("cairn.config.asgi:application", log_config=None, ws=LiveProtocol)
        self.uvicorn = import_string("cairn.config.serving.server.Server")(config, [])

    def run(self) -> None:
        self.uvicorn.run(sockets=[self.socket])

    def stop(self) -> None:
        self.uvicorn.should_exit = True
        self.join(15)
        assert not self.is_alive()


@pytest.fixture
def server(transactional_db: None) -> Iterator[ServerThread]:
    thread = ServerThread()
    thread.start()
    while not thread.uvicorn.started:
        assert thread.is_alive()
        threading.Event().wait(0.005)
    yield thread
    thread.stop()


async def in_a_thread(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do what a view or job would do, in a thread of its own."""

    def and_close() -> Any:
        try:
            return work(*args, **kwargs)
        finally:
            connection.close()

    return await asyncio.to_thread(and_close)


@dataclass
class House:
    """Ada's page in STONE, published, and everybody's way to it."""

    cast: Cast
    page: Page
    server: ServerThread
    sessions: dict[int, str]

    def session(self, user: User | None) -> str:
        return self.sessions[user.pk] if user else ""

    async def db(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await in_a_thread(work, *args, **kwargs)

    def address(self, path: str) -> str:
        return f"ws://127.0.0.1:{self.server.port}{path}"

    def open(self, user: User | None, document_id: int | None = None, **options: Any) -> Browser:
        path = f"/live/documents/{document_id or self.page.document_id}/"
        return Browser(self.address(path), self.session(user), **options)


@pytest.fixture
def house(server: ServerThread, cast: Cast, as_: SignIn) -> House:
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    sessions = {user.pk: as_(user).cookies["sessionid"].value for user in cast.all()}
    return House(cast, page, server, sessions)


@pytest.fixture
def hub(server: ServerThread) -> application.Hub:
    hub = application.current_hub()
    assert hub is not None
    return hub
