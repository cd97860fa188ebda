"""A commenter's socket takes suggestions of her own, and nothing else."""

import asyncio
import json
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from cairn.documents import adf_from_doc, fill_doc, read_tree, suggestions_in, to_text
from cairn.documents.yjs.hashing import mark_key
from cairn.live.tests.browser import Browser, until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.pages.operations import publish_page
from cairn.pages.tests.conftest import body
from cairn.people.models import User
from cairn.suggestions.operations import Which, accept_suggestions

WORDS = "The bridge is of wood."


def line(browser: Browser) -> XmlText:
    element = browser.doc.get("body", type=XmlFragment).children[0]
    assert isinstance(element, XmlElement)
    text = element.children[0]
    assert isinstance(text, XmlText)
    return text


def stamp(user: User) -> dict[str, str]:
    return {"id": f"{user.pk}-1", "user": str(user.pk), "at": "2026-11-20T09:00:00Z"}


def do(browser: Browser, act: Any) -> None:
    state = browser.doc.get_state()
    with browser.doc.transaction():
        act(line(browser))
    browser.update(browser.doc.get_update(state))


def text_of(doc: Doc[Any]) -> str:
    return to_text(adf_from_doc(doc))


def test_suggestions_are_taken_in_and_shown_to_others(house: House) -> None:
    cast, document_id = house.cast, house.page.document_id
    log.edit(document_id, lambda doc: fill_doc(doc, body(WORDS)), by=cast.ben)
    publish_page(house.page, by=cast.ada)
    mark = stamp(cast.cleo)

    async def story() -> None:
        async with house.open(cast.cleo) as cleo, house.open(cast.ben) as ben:
            await until(lambda: cleo.synced and ben.synced)
            do(cleo, lambda text: text.format(17, 21, {mark_key({"type": "deletion", "attrs": mark}): mark}))
            do(cleo, lambda text: text.insert(21, "stone", {"insertion": mark}))
            await cleo.all_saved()
            await until(lambda: any(found.added == "stone" for found in suggestions_in(read_tree(ben.doc)).values()))
            [found] = suggestions_in(read_tree(ben.doc)).values()
            assert (found.removed, found.added) == ("wood", "stone") and text_of(ben.doc) == WORDS
            do(ben, lambda text: text.insert(0, "Now: ", {}))
            await until(lambda: "Now" in text_of(cleo.doc))
            # What comes in bare, as when somebody has just accepted, is given her stamp; she is told of it too.
            do(cleo, lambda text: text.insert(0, "So. ", {}))
            await cleo.all_saved()
            await until(lambda: "So. " in json.dumps(read_tree(ben.doc)) and "So" not in text_of(ben.doc))
            await until(lambda: "So" not in text_of(cleo.doc))

    asyncio.run(story())
    accept_suggestions(house.page, Which(), by=cast.ben)
    assert text_of(log.load(document_id)) == "So. Now: The bridge is of stone."


def test_anything_else_is_refused_and_the_room_goes_on(house: House) -> None:
    cast, document_id = house.cast, house.page.document_id
    log.edit(document_id, lambda doc: fill_doc(doc, body(WORDS)), by=cast.ben)
    publish_page(house.page, by=cast.ada)
    false_name = stamp(cast.ben)

    async def story() -> None:
        async with house.open(cast.ben) as ben:
            for act in (
                lambda text: text.format(0, 3, {"strong": {}}),
                lambda text: text.format(0, 3, {mark_key({"type": "deletion", "attrs": false_name}): false_name}),
                lambda text: text.__delitem__(slice(0, 3)),
            ):
                async with house.open(cast.cleo) as cleo:
                    await until(lambda: cleo.synced)
                    do(cleo, act)
                    assert await cleo.closed() == 4422
                    assert cleo.refusal and "suggestion" in cleo.refusal["message"]
            do(ben, lambda text: text.insert(0, "Still: ", {}))
            await ben.all_saved()
            assert text_of(ben.doc) == f"Still: {WORDS}" and not suggestions_in(read_tree(ben.doc))

    asyncio.run(story())
    assert text_of(log.load(document_id)) == f"Still: {WORDS}"
