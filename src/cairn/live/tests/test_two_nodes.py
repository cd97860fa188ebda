"""Two live nodes on PostgreSQL, with one document open on both. (SQLite has one: see config/tests/test_serve.py.)"""

import asyncio
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Text
from tests.cast import Cast, SignIn

from cairn.core.db import is_postgresql
from cairn.live.tests.browser import Browser, until
from cairn.live.tests.conftest import in_a_thread
from cairn.live.tests.test_crash import serving
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, restrict_page
from cairn.people.models import User
from cairn.people.operations import deactivate_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not is_postgresql(), reason="two live nodes need PostgreSQL"),
]


class Nodes:
    """Two live servers, and everybody's door at each."""

    def __init__(self, page: Page, as_: SignIn, data: Path, stack: ExitStack) -> None:
        self.page, self._as = page, as_
        self.processes, self.addresses = zip(*(stack.enter_context(serving(data)) for _ in range(2)), strict=True)

    def session(self, user: User) -> str:
        return self._as(user).cookies["sessionid"].value

    def at(self, node: int, session: str, **options: Any) -> Browser:
        return Browser(f"{self.addresses[node]}/live/documents/{self.page.document_id}/", session, **options)


@pytest.fixture
def nodes(cast: Cast, as_: SignIn, tmp_path: Path) -> Iterator[Nodes]:
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    with ExitStack() as stack:
        yield Nodes(page, as_, tmp_path, stack)


def test_what_one_node_takes_in_the_other_has_within_a_second_also_when_one_is_killed(nodes: Nodes, cast: Cast) -> None:
    sessions = [nodes.session(cast.ada), nodes.session(cast.ben)]

    async def story() -> None:
        async with nodes.at(1, sessions[1]) as ben:
            async with nodes.at(0, sessions[0]) as ada:
                await until(lambda: ada.synced and ben.synced)
                for n in range(10):
                    ada.type(f"a{n} ")
                    ben.type(f"b{n} ")
                    await asyncio.sleep(0.01)
                began = time.monotonic()
                await until(lambda: len(str(ada.text).split()) == 20 and str(ada.text) == str(ben.text))
                assert time.monotonic() - began < 1.5
                ada.type("under way ")
                nodes.processes[0].send_signal(signal.SIGKILL)
                ben.type("goes on ")
                await ada.closed()
                ada.text += "offline "
            async with nodes.at(1, sessions[0], doc=ada.doc) as back:
                await back.all_saved()
                await ben.all_saved()
                await until(lambda: str(back.text) == str(ben.text))
                assert {"way", "on", "offline"} <= set(str(ben.text).split())

    asyncio.run(story())
    stored: Any = log.load(nodes.page.document_id)

    assert len(str(stored.get("t", type=Text)).split()) == 25


def test_rights_that_end_close_sockets_on_every_node_within_a_second(nodes: Nodes, cast: Cast) -> None:
    sessions = [nodes.session(cast.ada), nodes.session(cast.ben)]
    publish_page(nodes.page, by=cast.ada)

    async def story() -> None:
        async with (
            nodes.at(0, sessions[1]) as here,
            nodes.at(1, sessions[1]) as there,
            nodes.at(1, sessions[0]) as ada,
        ):
            await until(lambda: here.synced and there.synced and ada.synced)
            await in_a_thread(restrict_page, nodes.page, by=cast.ada, action="edit", users=[], teams=[])
            async with asyncio.timeout(1.5):
                assert await here.closed() == await there.closed() == 4403
            await in_a_thread(restrict_page, nodes.page, by=cast.ada, action="edit", users=[cast.ben], teams=[])
            async with nodes.at(0, sessions[1]) as here, nodes.at(1, sessions[1]) as there:
                await until(lambda: here.synced and there.synced)
                await in_a_thread(deactivate_person, cast.ben, by=cast.ada)
                async with asyncio.timeout(1.5):
                    assert await here.closed() == await there.closed() == 4401
            ada.type("still here")
            await ada.all_saved()

    asyncio.run(story())
