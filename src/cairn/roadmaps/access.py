"""May she, on this roadmap? The page's rights are the roadmap's. Each sentence has its twin in `queries.py`."""

from cairn.pages.access import can_edit, can_view
from cairn.people.actors import Actor
from cairn.roadmaps.models import Item, Roadmap


def can_see_roadmap(user: Actor, roadmap: Roadmap) -> bool:
    return roadmap.page.trashing_id is None and can_view(user, roadmap.page)


def can_change_roadmap(user: Actor, roadmap: Roadmap) -> bool:
    return roadmap.page.trashing_id is None and can_edit(user, roadmap.page)


def can_see_item(user: Actor, item: Item) -> bool:
    return can_see_roadmap(user, item.roadmap)


def can_change_item(user: Actor, item: Item) -> bool:
    return can_change_roadmap(user, item.roadmap)
