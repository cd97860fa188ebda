"""People type in one document over real sockets."""

import asyncio
import time
from typing import Any

from pycrdt import Doc, Text

from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.livedocs.models import Update
from cairn.people.actors import SYSTEM


def text_of(doc: Doc[Any]) -> str:
    return str(doc.get("t", type=Text))


def test_two_people_see_each_other_type_and_converge(house: House) -> None:
    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            await until(lambda: ada.synced and ben.synced)
            for word in ("one ", "two ", "three "):
                ada.type(word)
                ben.type(word.upper())
            await ada.all_saved()
            await ben.all_saved()
            await until(lambda: str(ada.text) == str(ben.text) and len(str(ada.text)) == 28)
            assert 1 <= len(ben.heard) <= 6  # what came in at once goes out as one

    asyncio.run(story())
    stored = log.load(house.page.document_id)
    assert sorted(text_of(stored).split()) == ["ONE", "THREE", "TWO", "one", "three", "two"]
    authors = set(Update.objects.filter(document=house.page.document_id).values_list("by", flat=True))
    assert {house.cast.ada.pk, house.cast.ben.pk} <= authors


def test_saved_is_told_after_the_commit_and_in_order(house: House) -> None:
    async def story() -> None:
        async with house.open(house.cast.ben) as ben:
            await until(lambda: ben.synced)
            ben.type("kept")
            assert ben.saved < ben.sent
            await ben.all_saved()
            stored = await house.db(log.load, house.page.document_id)
            assert text_of(stored) == "kept"

    asyncio.run(story())


def test_what_was_typed_offline_merges_on_return(house: House) -> None:
    async def story() -> None:
        async with house.open(house.cast.ben) as ben:
            ben.type("before ")
            await ben.all_saved()
        ben.text += "offline "
        async with house.open(house.cast.ada) as ada:
            await until(lambda: str(ada.text) == "before ")
            ada.type("meanwhile ")
            await ada.all_saved()
            async with house.open(house.cast.ben, doc=ben.doc) as back:
                await back.all_saved()
                await until(lambda: str(ada.text) == str(back.text))
                assert sorted(str(ada.text).split()) == ["before", "meanwhile", "offline"]

    asyncio.run(story())


def test_what_a_view_or_job_appends_reaches_open_browsers_soon(house: House) -> None:
    def tick(doc: Doc[Any]) -> None:
        text = doc.get("t", type=Text)
        text += "ticked"

    async def story() -> None:
        async with house.open(house.cast.ben) as ben:
            ben.type("open ")
            await ben.all_saved()
            started = time.monotonic()
            await house.db(log.edit, house.page.document_id, tick, by=SYSTEM)
            await until(lambda: str(ben.text) == "open ticked")
            assert len(ben.heard) == 1
            assert time.monotonic() - started < 2
            ben.type("!")
            await ben.all_saved()

    asyncio.run(story())
    assert text_of(log.load(house.page.document_id)) == "open ticked!"


def test_a_room_leaves_memory_and_comes_back_from_the_log(house: House, hub: Any) -> None:
    hub.rooms.grace_seconds = 0.05

    async def story() -> None:
        async with house.open(house.cast.ben) as ben:
            ben.type("remembered")
            await ben.all_saved()
            assert house.page.document_id in hub.rooms
        await until(lambda: house.page.document_id not in hub.rooms)
        async with house.open(house.cast.ada) as ada:
            await until(lambda: str(ada.text) == "remembered")

    asyncio.run(story())
