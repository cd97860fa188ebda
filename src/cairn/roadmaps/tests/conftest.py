"""A published roadmap in STONE with three items; ben made it."""

import pytest
from tests.cast import Cast

from cairn.documents import from_markdown
from cairn.pages.operations import publish_page
from cairn.roadmaps.models import Item, Roadmap
from cairn.roadmaps.operations import add_item, create_roadmap


@pytest.fixture
def roadmap(cast: Cast) -> Roadmap:
    made = create_roadmap(cast.stone, by=cast.ben, title="The way up", body=from_markdown("Where we go.").body)
    publish_page(made.page, by=cast.ben)
    return Roadmap.objects.select_related("page__space", "page__published").get(pk=made.pk)


@pytest.fixture
def items(cast: Cast, roadmap: Roadmap) -> list[Item]:
    """Ropes and Boots now, Summit next."""
    now, later, *_rest = roadmap.lanes.all()
    return [
        add_item(roadmap, by=cast.ben, title=title, lane=lane)
        for title, lane in (("Ropes", now), ("Boots", now), ("Summit", later))
    ]


def titles(roadmap: Roadmap) -> dict[str, list[str]]:
    """What stands in each lane, from the top."""
    return {
        lane.name: [item.title for item in Item.objects.of(roadmap) if item.lane_id == lane.pk]
        for lane in roadmap.lanes.all()
    }
