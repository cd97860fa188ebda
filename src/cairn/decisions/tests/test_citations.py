"""Which pages cite a decision, as their published text says, and who sees that they do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from tests.cast import Cast

from cairn.decisions.models import Decision
from cairn.decisions.operations import record_outcome
from cairn.decisions.queries import citers
from cairn.documents.types import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body, restore_page, restrict_page, trash_page
from cairn.spaces.models import Space


def linked(url: str, shape: str = "link") -> Adf:
    """A body that points at `url`, as a link, a card or an embedded page."""
    if shape == "link":
        text = {"type": "text", "text": "here", "marks": [{"type": "link", "attrs": {"href": url}}]}
        content: list[Adf] = [{"type": "paragraph", "content": [text]}]
    elif shape == "inlineCard":
        content = [{"type": "paragraph", "content": [{"type": shape, "attrs": {"url": url}}]}]
    else:
        content = [{"type": shape, "attrs": {"url": url, **({"layout": "center"} if shape == "embedCard" else {})}}]
    return {"version": 1, "type": "doc", "content": content}


def citing(space: Space, by: Any, url: str, shape: str = "link", title: str = "Citer") -> Page:
    page = create_page(space, by=by, title=title, body=linked(url, shape))
    publish_page(page, by=by)
    return page


@pytest.mark.parametrize("shape", ["link", "inlineCard", "blockCard", "embedCard"])
def test_every_way_to_point_at_a_decision(
    cast: Cast, running: Decision, run_jobs: Callable[[], int], shape: str
) -> None:
    record_outcome(running, by=cast.ada, statement="NATS.")
    base = settings.BASE_URL.rstrip("/")
    own, number = running.page.get_absolute_url(), "/spaces/STONE/decisions/D-1/"
    for url in (own, f"{base}{own}#outcome", number, f"{base}{number}"):
        citing(cast.stone, cast.ben, url, shape)
    for url in ("/pages/99999/", "https://elsewhere.example" + own, "/spaces/STONE/decisions/D-2/", "not a [url"):
        citing(cast.stone, cast.ben, url, "link", "Other")
    run_jobs()
    counted = Decision.objects.with_citations().get(pk=running.pk)
    assert counted.citations_count == 4
    assert {page.title for page in citers(running, cast.ravi)} == {"Citer"}


def test_citations_follow_the_text_and_the_trash(cast: Cast, running: Decision, run_jobs: Callable[[], int]) -> None:
    page = citing(cast.stone, cast.ben, running.get_absolute_url())
    run_jobs()
    assert list(citers(running, cast.ravi)) == [page]
    trash_page(page, by=cast.ben)
    run_jobs()
    assert not citers(running, cast.ada)
    restore_page(page, by=cast.ben)
    run_jobs()
    assert list(citers(running, cast.ada)) == [page]
    replace_body(page, by=cast.ben, body=linked("/pages/99999/"))
    assert list(citers(running, cast.ada)) == [page]  # the draft cites nothing yet
    publish_page(page, by=cast.ben)
    run_jobs()
    assert not citers(running, cast.ada)


def test_citers_are_named_to_whoever_may_read_them(cast: Cast, running: Decision, run_jobs: Callable[[], int]) -> None:
    page = citing(cast.stone, cast.ada, running.get_absolute_url())
    restrict_page(page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    run_jobs()
    assert list(citers(running, cast.ada)) == [page] and not citers(running, cast.ben)
    seen = [Decision.objects.with_citations(user).get(pk=running.pk).citations_count for user in (cast.ada, cast.ben)]
    assert seen == [1, 0]
