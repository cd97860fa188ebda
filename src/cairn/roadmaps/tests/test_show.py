"""A roadmap on its page, in three views, for everybody who may read it."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.pages.models import Page
from cairn.pages.operations import restrict_page
from cairn.roadmaps.drawing.timeline import Timeline
from cairn.roadmaps.models import Item, Roadmap
from cairn.roadmaps.operations import add_item, change_item, link_page, remove_item

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_its_page_shows_it(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    for user in (cast.ben, cast.cleo, cast.ravi, cast.gus):
        page = as_(user).get(f"/pages/{roadmap.page_id}/").content.decode()
        assert "Ropes" in page and "Summit" in page, user
        assert ("data-writable" in page) == (user == cast.ben), user
    assert as_(cast.sam).get(f"/pages/{roadmap.page_id}/").status_code == 404
    assert as_(cast.sam).get(f"/roadmaps/{roadmap.pk}/", **HTMX).status_code == 404


@pytest.mark.parametrize("view", ["board", "timeline", "table"])
def test_every_view_shows_the_same_items_and_keeps_the_filters(
    cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item], view: str
) -> None:
    change_item(items[0], by=cast.ben, field="state", value="done")
    change_item(items[0], by=cast.ben, field="start", value="2027-01-04")
    part = as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/?view={view}&state=done", **HTMX).content.decode()
    assert "Ropes" in part and "Boots" not in part
    assert f"view={view}" in part or view == "board"
    for other in {"board", "timeline", "table"} - {view}:
        assert f'data-show="view={other}"' in part


def test_filters(cast: Cast, roadmap: Roadmap, as_: SignIn, items: list[Item]) -> None:
    ropes, boots, summit = items
    change_item(ropes, by=cast.ben, field="owner", value=str(cast.cleo.pk))
    change_item(boots, by=cast.ben, field="owner", value=f"team:{cast.crew.pk}")
    change_item(summit, by=cast.ben, field="labels", value="High, far")
    shown = {
        f"owner={cast.cleo.pk}": {"Ropes"},
        f"owner=team:{cast.crew.pk}": {"Boots"},
        "owner=none": {"Summit"},
        "label=far": {"Summit"},
        "label=far&owner=none": {"Summit"},
        f"lane={ropes.lane_id}": {"Ropes", "Boots"},
        "state=nonsense": {"Ropes", "Boots", "Summit"},
        "state=done": set(),
    }
    for query, wanted in shown.items():
        part = as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/?{query}", **HTMX).content.decode()
        assert {item.title for item in items if f'data-name="{item.title}"' in part} == wanted, query


def test_links_show_their_state_to_those_who_may_see_them(
    cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item], secret: Page
) -> None:
    link_page(items[0], by=cast.ben, page=secret.pk)
    assert "Secret plan" in as_(cast.ben).get(f"/roadmap-items/{items[0].pk}/", **HTMX).content.decode()
    read = as_(cast.ravi).get(f"/roadmap-items/{items[0].pk}/", **HTMX).content.decode()
    assert "Secret plan" not in read and "A page you can" in read
    assert "Secret" not in as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/roadmap.csv").content.decode()


def test_two_hundred_items_cost_no_more_queries_than_two(
    cast: Cast, as_: SignIn, roadmap: Roadmap, secret: Page
) -> None:
    for n in range(4):
        item = add_item(roadmap, by=cast.ben, title=f"Item {n}")
        link_page(item, by=cast.ben, page=secret.pk)
    first = roadmap.lanes.all()[0]
    Item.objects.bulk_create(Item(roadmap=roadmap, lane=first, title=f"More {n}", position=n) for n in range(196))
    browser = as_(cast.ben)
    browser.get(f"/roadmaps/{roadmap.pk}/", **HTMX)
    for view in ("board", "timeline", "table"):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/roadmaps/{roadmap.pk}/?view={view}", **HTMX).status_code == 200
        assert len(queries) <= 12, [query["sql"] for query in queries]


def test_what_was_taken_off_is_in_no_view(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    remove_item(items[0], by=cast.ben)
    assert "Ropes" not in as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/", **HTMX).content.decode()


@pytest.fixture
def secret(cast: Cast) -> Page:
    from cairn.pages.operations import create_page, publish_page

    page = create_page(cast.stone, by=cast.ben, title="Secret plan")
    publish_page(page, by=cast.ben)
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    return page


def test_bars_that_do_not_meet_stand_in_one_row() -> None:
    days = [(date(2020 + n, 1, 1), date(2020 + n, 2, 1)) for n in range(8)]
    items = [Item(pk=n, title=f"Year {n}", start=start, end=end) for n, (start, end) in enumerate(days)]
    items += [Item(pk=9, title="Meets the first", start=date(2020, 1, 15), end=date(2020, 3, 1))]
    (band,) = Timeline.of([("Now", items)]).bands
    assert [band.rows, len(band.bars)] == [2, 9]
    rows = {y: sorted(bar.extent for bar in band.bars if bar.y == y) for y in {bar.y for bar in band.bars}}
    assert all(one[1] < other[0] for row in rows.values() for one, other in pairwise(row))
