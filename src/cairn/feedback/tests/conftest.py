"""A round on a page of STONE: Ben asks Ada and Cleo, on a Monday at nine, for a week."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from tests.cast import Cast

from cairn.documents import from_markdown
from cairn.feedback.models import Round
from cairn.feedback.operations import Ask, start_round
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def page(cast: Cast, clock: object) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="The plan", body=from_markdown("Stones mark the way.").body)
    publish_page(page, by=cast.ben)
    return Page.objects.select_related("space", "published").get(pk=page.pk)


@pytest.fixture
def round_(cast: Cast, page: Page) -> Round:
    ask = Ask([cast.ada, cast.cleo], [], MONDAY + timedelta(days=7), "Is the scope right?", 10)
    return start_round(page, ask, by=cast.ben)
