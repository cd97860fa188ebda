"""Who may open a live document, and how fast she loses it when she may no longer."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pycrdt import Text
from websockets.exceptions import InvalidStatus

from cairn.core.clock import now
from cairn.decisions.operations import record_outcome, spin_up_decision, start_decision
from cairn.decisions.roles import Setup
from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.livedocs.models import Update
from cairn.pages.operations import create_page, move_page, publish_page, restrict_page, trash_page
from cairn.people.operations import deactivate_person, remove_team_member
from cairn.spaces.models import SpaceMember
from cairn.spaces.operations import add_space_member, change_space_member


def test_who_edits_or_suggests_sees_the_draft_and_everyone_else_hears_why(house: House) -> None:
    cast = house.cast
    publish_page(house.page, by=cast.ada)

    async def story() -> None:
        for user in (cast.ada, cast.ben, cast.cleo):
            async with house.open(user) as browser:
                await until(lambda: browser.synced)
        refused = {cast.ravi: 4403, cast.gus: 4403, cast.sam: 4404, None: 4401}
        for user, code in refused.items():
            async with house.open(user) as browser:
                assert await browser.closed() == code
                assert browser.refusal is not None and browser.refusal["code"] == code and browser.refusal["message"]
                assert not browser.synced
        async with house.open(cast.ada, document_id=10**9) as browser:
            assert await browser.closed() == 4404

    asyncio.run(story())


def test_a_foreign_page_cannot_ride_on_the_cookie(house: House) -> None:
    async def story() -> None:
        with pytest.raises(InvalidStatus) as refused:
            async with house.open(house.cast.ada, origin="https://evil.example"):
                pass
        assert refused.value.response.status_code == 403
        async with house.open(house.cast.ada, origin=f"http://127.0.0.1:{house.server.port}") as ours:
            await until(lambda: ours.synced)
        with pytest.raises(InvalidStatus):
            async with house.open(house.cast.ada) as wrong:
                wrong.url = house.address("/live/nothing/")
                async with wrong:
                    pass

    asyncio.run(story())


def lose_by_restriction(house: House) -> int:
    restrict_page(house.page, by=house.cast.ada, action="edit", users=[], teams=[])
    return 4403


def lose_by_role(house: House) -> int:
    member = SpaceMember.objects.get(space=house.cast.stone, user=house.cast.ben)
    change_space_member(member, "reader", by=house.cast.ada)
    return 4403


def lose_by_trash(house: House) -> int:
    trash_page(house.page, by=house.cast.ada)
    return 4404


def lose_by_move(house: House) -> int:
    private = create_page(house.cast.stone, by=house.cast.ada, title="Private")
    restrict_page(private, by=house.cast.ada, action="view", users=[], teams=[])
    move_page(house.page, by=house.cast.ada, parent=private)
    return 4404


def lose_by_deactivation(house: House) -> int:
    deactivate_person(house.cast.ben, by=house.cast.ada)
    return 4401


def lose_by_team(house: House) -> int:
    remove_team_member(house.cast.crew, house.cast.ben, by=house.cast.ada)
    return 4404


LOSSES = [
    lose_by_restriction,
    lose_by_role,
    lose_by_team,
    lose_by_trash,
    lose_by_move,
    lose_by_deactivation,
]


@pytest.mark.parametrize("lose", LOSSES)
def test_rights_that_end_close_the_socket_within_a_second(house: House, lose: Callable[[House], int]) -> None:
    publish_page(house.page, by=house.cast.ada)
    if lose is lose_by_team:
        SpaceMember.objects.filter(space=house.cast.stone, user=house.cast.ben).delete()
        add_space_member(house.cast.stone, house.cast.crew, "editor", by=house.cast.ada)

    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            await until(lambda: ada.synced and ben.synced)
            code = await house.db(lose, house)
            async with asyncio.timeout(1.5):
                assert await ben.closed() == code
            if lose is not lose_by_trash:
                ada.type("still here")
                await ada.all_saved()

    asyncio.run(story())


def test_signing_out_closes_the_socket(house: House) -> None:
    from django.contrib.sessions.models import Session

    async def story() -> None:
        async with house.open(house.cast.ada) as ada, house.open(house.cast.ben) as ben:
            await until(lambda: ada.synced and ben.synced)
            await house.db(lambda: Session.objects.filter(pk=house.session(house.cast.ben)).delete())
            async with asyncio.timeout(1.5):
                assert await ben.closed() == 4401
            assert ada.code is None

    asyncio.run(story())


def test_a_decided_decision_can_be_followed_but_not_written(house: House) -> None:
    cast = house.cast
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Which bus")
    start_decision(
        decision, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.cleo], [], now() + timedelta(days=3))
    )
    document_id = decision.page.document_id
    log.edit(document_id, lambda doc: doc.get("t", type=Text).insert(0, "text "), by=cast.ben)

    def decide() -> None:
        fresh = type(decision).objects.get(pk=decision.pk)
        record_outcome(fresh, by=cast.ada, statement="NATS", override_reason="time is up")

    async def story() -> None:
        async with house.open(cast.ben, document_id) as ben:
            ben.type("before")
            await ben.all_saved()
            await house.db(decide)
            async with asyncio.timeout(1.5):
                assert await ben.closed() == 4403
            assert ben.refusal is not None and "D-1" in ben.refusal["message"]
        async with house.open(cast.ben, document_id) as again:
            await until(lambda: again.synced and "before" in str(again.text))
            count = await house.db(Update.objects.count)
            again.type("after")
            assert await again.closed() == 4403
            assert await house.db(Update.objects.count) == count

    asyncio.run(story())
    stored: Any = log.load(document_id)
    assert "after" not in str(stored.get("t", type=Text))
