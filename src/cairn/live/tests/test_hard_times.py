"""A locked database and a clock that jumps: waited out, told to the client, everybody else goes on.

A full disk: config/tests/test_outage.py. Bytes that are no edit: test_limits.py. kill -9: test_crash.py.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import F
from pycrdt import Text

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.livedocs.models import LiveDocument, Update
from cairn.pages.operations import create_page, restrict_page

HOLD_SECONDS = float(os.environ.get("CAIRN_HOLD_SECONDS", "0.3"))  # tried with 25 by hand: longer than SQLite waits


def text_of(document_id: int) -> str:
    return str(log.load(document_id).get("t", type=Text))


@contextlib.asynccontextmanager
async def document_held(house: House) -> AsyncIterator[None]:
    """Meanwhile somebody else holds the row of the page's document; on SQLite, the whole database."""
    taken, release = threading.Event(), threading.Event()

    def hold() -> None:
        with atomic():
            LiveDocument.objects.filter(pk=house.page.document_id).update(head=F("head"))
            taken.set()
            release.wait(60)

    holding = asyncio.create_task(house.db(hold))
    await until(taken.is_set)
    try:
        yield
    finally:
        release.set()
        await holding


def test_while_the_database_is_locked_nothing_is_called_saved_and_all_is_saved_after(house: House) -> None:
    other = create_page(house.cast.stone, by=house.cast.ada, title="Other")

    async def story() -> None:
        async with (
            house.open(house.cast.ada) as ada,
            house.open(house.cast.ben) as ben,
            house.open(house.cast.ada, other.document_id) as there,
        ):
            ben.type("early ")
            await ben.all_saved()
            await until(lambda: ada.synced and there.synced)
            async with document_held(house):
                early = ben.saved
                ben.type("late")
                await until(lambda: str(ada.text) == "early late")
                async with house.open(house.cast.ben, other.document_id) as newcomer:
                    there.type("elsewhere")
                    await until(lambda: str(newcomer.text) == "elsewhere")
                await asyncio.sleep(HOLD_SECONDS)
                assert ben.saved == early and ben.code is None
            await ben.all_saved()
            await there.all_saved()

    asyncio.run(story())
    assert text_of(house.page.document_id) == "early late"
    assert text_of(other.document_id) == "elsewhere"


def test_a_clock_that_jumps_back_loses_nothing_and_lets_nobody_stay(house: House) -> None:
    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            ada.type("before ")
            await ada.all_saved()
            with time_machine.travel(now() - timedelta(days=2), tick=True):
                ada.type("after")
                await ada.all_saved()
                await until(lambda: str(ben.text) == "before after")
                async with house.open(house.cast.ben) as late:
                    await until(lambda: str(late.text) == "before after")
                await house.db(restrict_page, house.page, by=house.cast.ada, action="edit", users=[], teams=[])
                assert await ben.closed() in (4403, 4404)
            ada.type("!")
            await ada.all_saved()

    asyncio.run(story())
    assert text_of(house.page.document_id) == "before after!"
    rows = list(Update.objects.filter(document=house.page.document_id).order_by("seq").values_list("seq", flat=True))
    assert rows == list(range(1, len(rows) + 1))


def test_a_room_stays_while_its_updates_are_not_in_the_log(house: House, hub: Any) -> None:
    hub.rooms.grace_seconds = 0.02

    async def story() -> None:
        async with contextlib.AsyncExitStack() as held:
            async with house.open(house.cast.ben) as ben:
                await ben.all_saved()
                await held.enter_async_context(document_held(house))
                ben.type("on its way")
                await until(lambda: hub.writer.owes(house.page.document_id))
            await asyncio.sleep(0.2)
            async with house.open(house.cast.ada) as ada:
                await until(lambda: str(ada.text) == "on its way")
                await held.aclose()
        await until(lambda: house.page.document_id not in hub.rooms)

    asyncio.run(story())
    assert text_of(house.page.document_id) == "on its way"


def test_few_rooms_stay_idle(house: House, hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.live.rooms.MAX_IDLE_ROOMS", 2)
    pages = [create_page(house.cast.stone, by=house.cast.ada, title=f"Page {n}") for n in range(4)]

    async def story() -> None:
        for page in pages:
            async with house.open(house.cast.ada, page.document_id) as ada:
                ada.type("words")
                await ada.all_saved()
        await until(lambda: len(hub.rooms) == 2)
        assert pages[-1].document_id in hub.rooms and pages[0].document_id not in hub.rooms

    asyncio.run(story())
