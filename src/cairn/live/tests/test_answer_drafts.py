"""The draft of an answer: who runs the session writes in it, nobody else follows, and a host who leaves loses it."""

import asyncio
from datetime import timedelta
from typing import Any

from cairn import documents
from cairn.core.clock import now
from cairn.live.tests.browser import until
from cairn.live.tests.conftest import House
from cairn.pages.operations import publish_page
from cairn.questions.models import Host
from cairn.questions.operations import ask_question, begin_draft, create_session, give_draft, remove_host
from cairn.questions.writing import Asked


def test_hosts_write_together_until_it_is_given(house: House) -> None:
    cast = house.cast
    session = create_session(cast.stone, by=cast.ben, title="Ask")
    publish_page(session.page, by=cast.ben)
    session.opens_at = now() - timedelta(days=1)
    session.save()
    host = Host.objects.create(session=session, user=cast.cleo, position=2)
    draft = begin_draft(ask_question(session, Asked("Which?"), by=cast.ravi), by=cast.ben)

    async def story() -> None:
        for user in (cast.ravi, cast.gus, cast.sam):
            async with house.open(user, document_id=draft.document_id) as browser:
                assert await browser.closed() == 4404 and not browser.synced
        open_draft: Any = {"document_id": draft.document_id}
        async with house.open(cast.ben, **open_draft) as ben, house.open(cast.cleo, **open_draft) as cleo:
            await until(lambda: ben.synced and cleo.synced)
            cleo.update(documents.update_from_adf(documents.from_markdown("The flat one").body))
            await cleo.all_saved()
            await until(lambda: ben.heard)
            await house.db(remove_host, host, by=cast.cleo)
            assert await cleo.closed() in (4403, 4404)
            await house.db(give_draft, draft, by=cast.ben)
            assert await ben.closed() == 4403

    asyncio.run(story())
    draft.refresh_from_db()
    assert draft.given_as is not None and draft.given_as.text == "The flat one"
    assert list(draft.co_writers.all()) == [cast.cleo]
