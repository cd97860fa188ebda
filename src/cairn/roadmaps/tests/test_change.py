"""Items are added, changed, moved, taken off and linked over HTTP: by editors, with the words of a refusal in place."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.roadmaps.access import can_change_item, can_change_roadmap, can_see_item, can_see_roadmap
from cairn.roadmaps.models import STEP, Item, Roadmap
from cairn.roadmaps.operations import create_roadmap, move_item, remove_item
from cairn.roadmaps.tests.conftest import titles

FORM = "application/x-www-form-urlencoded"


def put(client: Client, address: str, verb: str = "PUT", **values: object) -> tuple[int, str]:
    answer = client.generic(verb, address, urlencode(values), FORM, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_add(cast: Cast, as_: SignIn, roadmap: Roadmap) -> None:
    address, later = f"/roadmaps/{roadmap.pk}/items/", roadmap.lanes.all()[2]
    status, pk = put(as_(cast.ben), address, "POST", title="  A   tent ", lane=later.pk)
    assert status == 201 and Item.objects.get(pk=pk).title == "A tent"
    assert put(as_(cast.ben), address, "POST", title="A stove", lane=later.pk)[0] == 201
    assert titles(roadmap) == {"Now": [], "Next": [], "Later": ["A tent", "A stove"]}
    assert put(as_(cast.ben), address, "POST", title=" ")[0] == 422
    assert put(as_(cast.cleo), address, "POST", title="No")[0] == 403
    assert put(as_(cast.sam), address, "POST", title="No")[0] == 404
    assert Event.objects.filter(name="roadmap_item.added", by=cast.ben).count() == 2


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("title", "Better ropes", 204),
        ("title", "", 422),
        ("title", "x" * 201, 422),
        ("state", "done", 204),
        ("state", "finished", 422),
        ("start", "2027-02-29", 422),
        ("start", "2027-02-28", 204),
        ("end", "9999-01-01", 422),
        ("labels", "Far, far, high", 204),
        ("owner", "team:99999", 422),
        ("owner", "", 204),
        ("lane", "1", 422),
    ],
)
def test_change_a_field(cast: Cast, as_: SignIn, items: list[Item], field: str, value: str, status: int) -> None:
    assert put(as_(cast.ben), f"/roadmap-items/{items[0].pk}/fields/{field}/", value=value)[0] == status


def test_ends_after_it_starts(cast: Cast, as_: SignIn, items: list[Item]) -> None:
    address = f"/roadmap-items/{items[0].pk}/"
    assert put(as_(cast.ben), f"{address}fields/start/", value="2027-03-01")[0] == 204
    assert "2027-03-01" in put(as_(cast.ben), f"{address}fields/end/", value="2027-02-01")[1]
    assert put(as_(cast.ben), f"{address}dates/", start="2027-03-01", end="2027-02-01")[0] == 422
    assert put(as_(cast.ben), f"{address}dates/", start="2027-01-01", end="2027-02-01")[0] == 204
    assert put(as_(cast.ravi), f"{address}dates/", start="", end="")[0] == 403
    item = Item.objects.get(pk=items[0].pk)
    assert str(item.start) == "2027-01-01" and str(item.end) == "2027-02-01"


def test_the_same_text_at_once_is_a_conflict_with_both_texts(cast: Cast, as_: SignIn, items: list[Item]) -> None:
    address = f"/roadmap-items/{items[0].pk}/fields/title/"
    assert put(as_(cast.ben), address, value="Blue ropes", was="Ropes")[0] == 204
    status, words = put(as_(cast.ada), address, value="Red ropes", was="Ropes")
    assert status == 409 and "Ben" in words and "Blue ropes" in words
    assert put(as_(cast.ada), address, value="Blue ropes", was="Ropes")[0] == 204  # both wrote the same
    assert put(as_(cast.ada), address, value="Red ropes", was="Blue ropes")[0] == 204
    state = f"/roadmap-items/{items[0].pk}/fields/state/"
    assert put(as_(cast.ben), state, value="done", was="planned")[0] == 204
    assert put(as_(cast.ada), state, value="paused", was="planned")[0] == 204  # a choice: the last one wins


def test_move(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    ropes, boots, summit = items
    now, after, _later = roadmap.lanes.all()
    assert put(as_(cast.ravi), f"/roadmap-items/{ropes.pk}/place/", lane=after.pk)[0] == 403
    assert put(as_(cast.ben), f"/roadmap-items/{ropes.pk}/place/", lane=0)[0] == 422
    assert put(as_(cast.ben), f"/roadmap-items/{summit.pk}/place/", lane=now.pk, after="")[0] == 204
    assert titles(roadmap)["Now"] == ["Summit", "Ropes", "Boots"]
    assert put(as_(cast.ben), f"/roadmap-items/{summit.pk}/place/", lane=now.pk, after=ropes.pk)[0] == 204
    assert titles(roadmap)["Now"] == ["Ropes", "Summit", "Boots"]
    # The neighbour has left: to the end, and nothing is lost.
    move_item(boots, by=cast.ada, lane=after.pk, after=None)
    assert put(as_(cast.ben), f"/roadmap-items/{ropes.pk}/place/", lane=now.pk, after=boots.pk)[0] == 204
    assert titles(roadmap) == {"Now": ["Summit", "Ropes"], "Next": ["Boots"], "Later": []}


def test_room_is_made_where_there_is_none(cast: Cast, roadmap: Roadmap, items: list[Item]) -> None:
    ropes, _boots, summit = items
    move_item(summit, by=cast.ben, lane=ropes.lane_id, after=None)
    for _turn in range(2 * STEP.bit_length()):  # each time between the first and the second
        first, second, third = Item.objects.of(roadmap).order_by("position", "pk").filter(pk__in=[i.pk for i in items])
        move_item(third, by=cast.ben, lane=ropes.lane_id, after=first.pk)
        there = [item.pk for item in Item.objects.filter(lane=ropes.lane_id).order_by("position", "pk")]
        assert there == [first.pk, third.pk, second.pk]
    assert len({item.position for item in Item.objects.filter(lane=ropes.lane_id)}) == 3


def test_taken_off_and_put_back(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    address = f"/roadmap-items/{items[0].pk}/removal/"
    assert put(as_(cast.cleo), address)[0] == 403
    assert put(as_(cast.ben), address)[0] == 204
    assert titles(roadmap)["Now"] == ["Boots"]
    assert put(as_(cast.ben), f"/roadmap-items/{items[0].pk}/fields/title/", value="Gone")[0] == 404
    assert put(as_(cast.ben), address, "DELETE")[0] == 204
    assert titles(roadmap)["Now"] == ["Ropes", "Boots"]


def test_link_and_unlink(cast: Cast, as_: SignIn, items: list[Item]) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Weather")
    links = f"/roadmap-items/{items[0].pk}/links/"
    hidden = create_page(cast.moss, by=cast.sam, title="Draft of Sam")
    assert put(as_(cast.ben), links, "POST", page=f"/pages/{page.pk}/")[0] == 204
    assert put(as_(cast.ben), links, "POST", page=page.pk)[0] == 204
    assert items[0].links.count() == 1
    assert put(as_(cast.gus), links, "POST", page=page.pk)[0] == 403
    assert put(as_(cast.ben), links, "POST", page=99_999)[0] == 422 and hidden.pk
    assert put(as_(cast.ben), f"{links}{page.pk}/", "DELETE")[0] == 204 and not items[0].links.exists()


def test_name_a_lane(cast: Cast, as_: SignIn, roadmap: Roadmap) -> None:
    lane = roadmap.lanes.all()[0]
    assert put(as_(cast.ravi), f"/roadmap-lanes/{lane.pk}/", value="Today")[0] == 403
    assert put(as_(cast.ben), f"/roadmap-lanes/{lane.pk}/", value=" ")[0] == 422
    assert put(as_(cast.ben), f"/roadmap-lanes/{lane.pk}/", value="Today")[0] == 204
    assert "Today" in titles(roadmap)


def test_sentence_and_query_agree(cast: Cast, roadmap: Roadmap, items: list[Item]) -> None:
    """Each right exists twice: for a published roadmap, a draft, and one in the open space."""
    create_roadmap(cast.stone, by=cast.ben, title="A draft")
    create_roadmap(cast.moss, by=cast.sam, title="Elsewhere")
    remove_item(items[0], by=cast.ben)
    every, things = Roadmap.objects.select_related("page__space"), Item.objects.select_related("roadmap__page__space")
    for user in cast.all():
        for may, listed, rows in (
            (can_see_roadmap, Roadmap.objects.visible_to(user), every),
            (can_change_roadmap, Roadmap.objects.changeable_by(user), every),
            (can_see_item, Item.objects.visible_to(user), things),
            (can_change_item, Item.objects.changeable_by(user), things),
        ):
            said = {row.pk for row in rows if may(user, row)}  # type: ignore[operator]
            assert set(listed.values_list("pk", flat=True)) == said, (user, may)
    assert Page.objects.filter(kind="roadmap").count() == 3
