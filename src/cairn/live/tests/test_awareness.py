"""Carets: everybody is seen under her own name, and gone when she is gone."""

import asyncio

from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House


def test_nobody_appears_under_another_name(house: House) -> None:
    ada, ben = house.cast.ada, house.cast.ben

    async def story() -> None:
        async with house.open(ada) as a, house.open(ben) as b:
            await until(lambda: a.synced and b.synced)
            a.be(1, 1, {"user": {"name": "Ada", "hue": 3}, "cursor": {"anchor": 5}})
            await until(lambda: 1 in b.states)
            assert b.states[1] == {
                "user": {"id": str(ada.pk), "name": "Ada", "hue": ada.hue},
                "cursor": {"anchor": 5},
            }
            b.be(2, 1, {"user": {"id": str(ada.pk), "name": "Ada"}})
            b.be(1, 9, {"user": {"name": "Ada"}, "cursor": {"anchor": 66}})  # in Ada's client's name
            await until(lambda: 2 in a.states)
            assert a.states[2]["user"] == {"id": str(ben.pk), "name": "Ben", "hue": ben.hue}
            async with house.open(ada) as late:
                await until(lambda: len(late.states) == 2)
                assert late.states[1]["cursor"] == {"anchor": 5}

    asyncio.run(story())


def test_who_leaves_or_drops_off_is_seen_to_go_and_can_come_back(house: House) -> None:
    async def story() -> None:
        async with house.open(house.cast.ada) as ada:
            async with house.open(house.cast.ben) as ben:
                ben.be(7, 4, {})
                await until(lambda: 7 in ada.states)
                ben.socket.transport.abort()
                await until(lambda: 7 not in ada.states)
            async with house.open(house.cast.ben) as ben:
                ben.be(7, 5, {})
                await until(lambda: 7 in ada.states)
                ben.be(7, 6, None)
                await until(lambda: 7 not in ada.states)

    asyncio.run(story())
