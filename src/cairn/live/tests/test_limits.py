"""Past a limit the client is told why, the document stays whole and others go on."""

import asyncio
from typing import Any

import pytest
from pycrdt import Doc, Text

from cairn.live import frames
from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.livedocs.tests.test_nodes import nested
from cairn.pages.operations import create_page

NESTED = b"\x01\x01\x01\x00\x08\x01\x01t\x01" + b"\x75\x01" * 200_000 + b"\x7e\x00"


def huge() -> bytes:
    doc: Doc[Any] = Doc({"t": Text("x" * (1024 * 1024 + 1))})
    return doc.get_update()


def detached() -> bytes:
    """An update whose predecessor nobody has seen."""
    doc: Doc[Any] = Doc({"t": Text("a")})
    before = doc.get_state()
    doc.get("t", type=Text).insert(1, "b")
    return doc.get_update(before)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"\x00\x09\x00", 4400),
        (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 4400),
        (frames.update(b"not an update"), 4400),
        (frames.update(NESTED), 4400),
        (frames.update(detached()), 4400),
        (frames.step1(b"\xff\xff"), 4400),
        (frames.awareness(b"\x05nonsense"), 4400),
        (frames.awareness(b'\x01\x01\x01\x09{"a":NaN}'), 4400),
        (frames.update(huge()), 4413),
        (frames.step2(nested(20_000)), 4422),
        (frames.update(nested(2, "script")), 4422),
    ],
    ids=["step", "varint", "garbage", "nested", "detached", "vector", "caret", "nan", "huge", "deep", "foreign"],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(house: House, frame: bytes, code: int) -> None:
    async def story() -> None:
        other = await house.db(create_page, house.cast.stone, by=house.cast.ben, title="Elsewhere")
        async with (
            house.open(house.cast.ada) as ada,
            house.open(house.cast.ben) as ben,
            house.open(house.cast.ben, other.document_id) as elsewhere,
        ):
            await until(lambda: ada.synced and ben.synced and elsewhere.synced)
            ben.put(frame)
            assert await ben.closed() == code
            assert ben.refusal is not None and ben.refusal["message"]
            ada.type("goes on")
            elsewhere.type("untouched")
            await ada.all_saved()
            await elsewhere.all_saved()
            assert ada.heard == []
            async with house.open(house.cast.ben, doc=ben.doc) as back:
                await until(lambda: str(back.text) == "goes on")

    asyncio.run(story())


def test_a_frame_has_a_largest_size(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.live.protocol.MAX_FRAME_BYTES", 300_000)

    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            await until(lambda: ada.synced and ben.synced)
            ada.type("x" * 290_000)
            await ada.all_saved()
            ben.type("y" * 310_000)
            assert await ben.closed() == 4413
            assert ben.refusal is not None and "one step" in ben.refusal["message"]
            ada.type("!")
            await ada.all_saved()

    asyncio.run(story())


def test_a_document_has_a_largest_size(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.live.room.MAX_DOCUMENT_BYTES", 2000)

    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            await until(lambda: ada.synced and ben.synced)
            ada.type("x" * 1500)
            await ada.all_saved()
            ben.type("y" * 1500)
            assert await ben.closed() == 4413
            assert str(ada.text) == "x" * 1500
            ada._own = True
            del ada.text[0:1400]
            ada._own = False
            ada.type("z" * 1000)
            await ada.all_saved()

    asyncio.run(story())


def test_too_many_updates_at_once_lose_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.live.connection.Allowance.__init__.__defaults__", (30, 1))

    async def story() -> None:
        async with house.open(house.cast.ben) as ben:
            await until(lambda: ben.synced)
            for n in range(60):
                ben.type(f"{n} ")
            assert await ben.closed() == 4529
        monkeypatch.setattr("cairn.live.connection.Allowance.__init__.__defaults__", (1000, 200))
        async with house.open(house.cast.ben, doc=ben.doc) as back:
            await back.all_saved()

    asyncio.run(story())
    assert str(log.load(house.page.document_id).get("t", type=Text)).split() == [str(n) for n in range(60)]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("cairn.live.hub.MAX_CONNECTIONS_PER_PERSON", "Close some of the tabs"),
        ("cairn.live.hub.MAX_CONNECTIONS_PER_DOCUMENT", "people"),
        ("hub._most", "The server"),
    ],
)
def test_too_many_connections(house: House, hub: Any, monkeypatch: pytest.MonkeyPatch, limit: str, words: str) -> None:
    monkeypatch.setattr(hub, "_most", 2) if limit == "hub._most" else monkeypatch.setattr(limit, 2)

    async def story() -> None:
        async with house.open(house.cast.ben) as one, house.open(house.cast.ben) as two:
            await until(lambda: one.synced and two.synced)
            async with house.open(house.cast.ben) as three:
                assert await three.closed() == 4529
                assert three.refusal is not None and words in three.refusal["message"]
            one.type("unharmed")
            await one.all_saved()
        async with house.open(house.cast.ben) as later:
            await until(lambda: str(later.text) == "unharmed")

    asyncio.run(story())
