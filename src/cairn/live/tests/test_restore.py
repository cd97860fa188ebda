"""An old version is brought back while somebody types: her words stay, and every browser ends up with the same text."""

from __future__ import annotations

import asyncio
from typing import Any

from pycrdt import XmlFragment

from cairn.documents import adf_from_doc, from_markdown, to_text
from cairn.live.tests.browser import Browser, until
from cairn.live.tests.conftest import House
from cairn.livedocs import log
from cairn.pages.operations import publish_page, replace_body, revert_page


def words(browser: Browser) -> str:
    return to_text(adf_from_doc(browser.doc))


def type_in(browser: Browser, block: int, at: int, text: str) -> None:
    paragraph: Any = browser.doc.get("body", type=XmlFragment).children[block]
    browser._own = True
    paragraph.children[0].insert(at, text)
    browser._own = False


def test_who_types_while_a_version_is_brought_back_loses_nothing(house: House) -> None:
    ada, ben, page = house.cast.ada, house.cast.ben, house.page
    replace_body(page, by=ada, body=from_markdown("Stones mark the way\n\nMoss grows on them\n").body)
    first = publish_page(page, by=ada)
    replace_body(page, by=ada, body=from_markdown("Stones mark\n\nMoss grows on them\n\nLater thoughts\n").body)
    publish_page(page, by=ada)

    async def story() -> None:
        async with house.open(ben) as here, house.open(ada) as there:
            await until(lambda: here.synced and there.synced)
            type_in(here, 1, 0, "Green ")
            await here.all_saved()
            restoring = asyncio.create_task(house.db(revert_page, page, by=ada, version=first))
            type_in(here, 1, 0, "Soft, ")
            await restoring
            type_in(here, 0, 6, " and boulders")
            await here.all_saved()
            await until(lambda: words(here) == words(there) and "boulders" in words(there))
            assert words(here) == "Stones and boulders mark the way\nSoft, Green Moss grows on them"

    asyncio.run(story())
    stored = to_text(adf_from_doc(log.load(page.document_id)))
    assert stored == "Stones and boulders mark the way\nSoft, Green Moss grows on them"
    newest = page.versions.first()
    assert newest and newest.text == "Stones mark the way\nMoss grows on them"
    assert "Later thoughts" in to_text(page.draft_snapshots.get(reason="restoration").body)
