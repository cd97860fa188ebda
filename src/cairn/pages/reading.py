"""What the reading view shows around a page's text, in one query whatever the size of the space."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.db.models import Q

from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor
from cairn.people.prepared import prepared_for

WORDS_A_MINUTE = 220


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Family:
    """The pages above (root first) and directly below that the reader may see."""

    above: list[Page]
    below: list[Page]


def family(user: Actor, page: Page) -> Family:
    found = prepared_for(user, _near, page.pk, *page.ancestor_ids)
    by_id = {each.pk: each for each in found}
    above = [by_id[pk] for pk in page.ancestor_ids if pk in by_id]
    below = [each for each in found if each.parent_id == page.pk and (each.published_id or each.title)]
    return Family(above, below)


def _near(user: Actor, pk: int, *above: int) -> PageQuerySet:
    near = Page.objects.visible_to(user).filter(Q(parent=pk) | Q(pk__in=above))
    return near.order_by("position", "pk").only("pk", "title", "kind", "parent", "path", "published")


def crumbs(page: Page, above: list[Page]) -> list[Crumb]:
    """From the space down to the page itself."""
    space = Crumb(page.space.name, f"/spaces/{page.space.key}/")
    return [space, *(Crumb(str(each), each.get_absolute_url()) for each in above), Crumb(str(page), "")]


def minutes(text: str) -> int:
    """Minutes that reading takes, at least one."""
    return max(1, ceil(text.count(" ") / WORDS_A_MINUTE))
