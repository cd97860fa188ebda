"""Open pages hear that something changed, from those events they may know of, and nothing of what it was."""

import asyncio
import json
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from cairn.activity.record import record
from cairn.comments.models import Thread
from cairn.comments.operations import start_thread
from cairn.live import changes_socket
from cairn.live.changes_socket import TYPING_PAUSE
from cairn.live.tests.conftest import House
from cairn.notifications.models import Inbox, Notification
from cairn.notifications.operations import finish
from cairn.pages.operations import publish_page, rename_page, restrict_page
from cairn.people.models import User
from cairn.questions.operations import ask_question, vote_for_question
from cairn.questions.writing import Asked
from cairn.spaces.models import SpaceMember
from cairn.spaces.operations import remove_space_member


def listen(house: House, user: User | None, path: str) -> AbstractAsyncContextManager[ClientConnection]:
    headers = {"Cookie": f"sessionid={house.session(user)}"}
    return connect(house.address(path), additional_headers=headers)


async def hear(socket: ClientConnection, wanted: str = "") -> Any:
    """The next notice of the event `wanted`; without one, the next that is not about who is there."""
    async with asyncio.timeout(5):
        async for said in socket:
            notice = json.loads(said)
            if notice["event"] == wanted or (not wanted and notice["event"] != "presence.changed"):
                return notice
    raise AssertionError("the socket has ended")


def test_those_who_may_see_the_page_hear_of_its_changes(house: House) -> None:
    cast, path = house.cast, f"/live/pages/{house.page.pk}/changes/"
    publish_page(house.page, by=cast.ada)

    async def story() -> None:
        async with listen(house, cast.ravi, path) as ravi, listen(house, cast.gus, path) as gus:
            assert (await hear(ravi))["event"] == (await hear(gus))["event"] == "ready"
            for stranger, code in ((cast.sam, 4404), (None, 4401)):
                async with listen(house, stranger, path) as refused:
                    assert (await hear(refused))["code"] == code
                    await refused.wait_closed()
                    assert refused.close_code == code
            await house.db(rename_page, house.page, by=cast.ada, title="Secret title")
            notice = await hear(ravi)
            assert notice["event"] == "page.renamed" and notice["page"] == house.page.pk
            assert "Secret" not in json.dumps(notice)
            assert (await hear(gus))["event"] == "page.renamed"
            await house.db(restrict_page, house.page, by=cast.ada, action="view", users=[cast.ravi], teams=[])
            assert (await hear(gus))["code"] == 4404
            assert (await hear(ravi))["event"] == "page.restricted"

    asyncio.run(story())


def test_the_inbox_is_told_to_its_owner_only(house: House, hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.live.inboxes.INBOX_SECONDS", 0.1)
    cast = house.cast
    event = record("page.published", by=cast.ada, page_id=house.page.pk)

    def notify() -> None:
        Notification.objects.create(user=cast.ravi, event=event, reason="watching", text="x", link="/")
        Inbox.objects.touch([cast.ravi.pk])

    def finish_it() -> None:
        finish([Notification.objects.get().pk], by=cast.ravi)

    async def story() -> None:
        async with (
            listen(house, cast.ravi, "/live/me/changes/") as ravi,
            listen(house, cast.sam, "/live/me/changes/") as sam,
        ):
            await hear(ravi), await hear(sam)
            await asyncio.sleep(1.3)
            await house.db(notify)
            assert await hear(ravi) == {"event": "inbox.changed", "unread": 1}
            await house.db(finish_it)
            assert await hear(ravi) == {"event": "inbox.changed", "unread": 0}
            await sam.close()
            assert [json.loads(said) async for said in sam] == []

    asyncio.run(story())


def test_who_has_the_page_open_is_told_to_the_others_who_may_see_it(house: House) -> None:
    cast, path = house.cast, f"/live/pages/{house.page.pk}/changes/"
    publish_page(house.page, by=cast.ada)

    async def beside(socket: ClientConnection, *expected: tuple[str, bool]) -> None:
        people = None
        while people != list(expected):
            notice = await hear(socket, "presence.changed")
            people = [(person["name"], person["edits"]) for person in notice["people"]]

    async def story() -> None:
        async with listen(house, cast.ravi, path) as ravi:
            await beside(ravi)
            async with listen(house, cast.gus, path) as gus:
                await beside(ravi, (cast.gus.name, False))
                await beside(gus, (cast.ravi.name, False))
                async with house.open(cast.ada):
                    await beside(ravi, (cast.ada.name, True), (cast.gus.name, False))
                await beside(ravi, (cast.gus.name, False))
            await beside(ravi)
            async with listen(house, cast.sam, path) as sam:
                assert (await hear(sam))["code"] == 4404
            async with listen(house, cast.ada, path):
                await beside(ravi, (cast.ada.name, False))

    asyncio.run(story())


def test_in_a_crowd_some_are_named_and_the_others_are_a_number(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also every notice says how many hear it, so that not all fetch at once what changed."""
    monkeypatch.setattr(changes_socket, "MOST_NAMED", 1)
    cast, path = house.cast, f"/live/pages/{house.page.pk}/changes/"
    publish_page(house.page, by=cast.ada)

    async def story() -> None:
        async with listen(house, cast.ravi, path) as ravi, listen(house, cast.gus, path), listen(house, cast.ada, path):
            notice: dict[str, Any] = {}
            while notice.get("more") != 1:
                notice = await hear(ravi, "presence.changed")
            assert len(notice["people"]) == 1 and notice["people"][0]["id"] != cast.ravi.pk
            await house.db(rename_page, house.page, by=cast.ada, title="Other")
            assert (await hear(ravi, "page.renamed"))["readers"] == 3

    asyncio.run(story())


def test_who_types_an_answer_is_told_to_the_others(house: House) -> None:
    cast, path = house.cast, f"/live/pages/{house.page.pk}/changes/"
    publish_page(house.page, by=cast.ada)
    open_one = start_thread(house.page, by=cast.cleo, body="Which stones?").pk
    on_draft = start_thread(house.page, by=cast.ada, body="Not yet said", quote="words of the draft").pk
    Thread.objects.filter(pk=on_draft).update(version=None)  # nobody has published them

    async def story() -> None:
        async with (
            listen(house, cast.ravi, path) as ravi,
            listen(house, cast.ada, path) as ada,
            listen(house, cast.cleo, path) as cleo,
        ):
            await hear(ravi), await hear(ada), await hear(cleo)
            await ada.send("[]")
            await ada.send('{"typing": "x"}')
            await cleo.send(json.dumps({"typing": on_draft}))  # a thread that she knows nothing of
            await ravi.send(json.dumps({"typing": open_one}))  # a reader has nothing to answer
            await ada.send(json.dumps({"typing": open_one}))
            notice = await hear(ravi, "typing.changed")
            assert notice == {"event": "typing.changed", "page": house.page.pk, "target": open_one, "name": "Ada"}
            await asyncio.sleep(TYPING_PAUSE)
            await ada.send(json.dumps({"typing": on_draft}))  # the readers know nothing of it
            await cleo.send(json.dumps({"typing": open_one}))
            heard = [await hear(one, "typing.changed") for one in (ravi, ada)]
            assert [(one["target"], one["name"]) for one in heard] == [(open_one, "Cleo")] * 2

    asyncio.run(story())


def test_the_questions_of_a_space_are_followed_by_those_who_see_it(house: House) -> None:
    cast = house.cast
    path = f"/live/spaces/{cast.stone.pk}/questions/"

    async def story() -> None:
        async with listen(house, cast.ravi, path) as ravi:
            assert (await hear(ravi))["event"] == "ready"
            async with listen(house, cast.sam, path) as refused:
                assert (await hear(refused))["code"] == 4404
            question = await house.db(ask_question, cast.stone, Asked("Secret words?"), by=cast.ben)
            notice = await hear(ravi, "question.asked")
            assert notice == {"event": "question.asked", "space": cast.stone.pk, "target": None}
            await house.db(vote_for_question, question.pk, by=cast.cleo)
            assert (await hear(ravi, "vote.counted"))["counts"] == {str(question.pk): 1}
            member = SpaceMember.objects.filter(space=cast.stone, user=cast.ravi)
            await house.db(lambda: remove_space_member(member.get(), by=cast.ada))
            assert (await hear(ravi, "refused"))["code"] == 4404

    asyncio.run(story())
