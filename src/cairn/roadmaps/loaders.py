"""One roadmap, item or lane for one reader, or nothing. Invisible is Missing (404)."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.people.prepared import prepared_one
from cairn.roadmaps.models import Item, Lane, Roadmap


def roadmap_for(user: User, pk: int) -> Roadmap:
    found = prepared_one(user, _roadmap, pk)
    if found is None:
        raise Missing(_("There is no such roadmap, or it is not open to you."))
    return found


def _roadmap(user: Actor, pk: int) -> QuerySet[Roadmap]:
    return Roadmap.objects.visible_to(user).select_related("page__space").filter(pk=pk)


def roadmap_of_page(user: User, page_id: int) -> Roadmap | None:
    """The roadmap of a page by its id; None where there is none that she may see."""
    return Roadmap.objects.visible_to(user).select_related("page__space").filter(page=page_id).first()


def roadmap_on(page: Page) -> Roadmap | None:
    """The one of a page that was loaded for its reader."""
    found = Roadmap.objects.of(page).first()
    if found is not None:
        found.page = page
    return found


def item_for(user: User, pk: int) -> Item:
    item = prepared_one(user, _item, pk)
    if item is None:
        raise Missing(_("There is no such item, or its roadmap is not open to you."))
    return item


def _item(user: Actor, pk: int) -> QuerySet[Item]:
    found = Item.objects.visible_to(user).filter(pk=pk)
    return found.select_related("roadmap__page__space", "lane", "person", "team", "created_by", "changed_by")


def lane_for(user: User, pk: int) -> Lane:
    lane = Lane.objects.visible_to(user).select_related("roadmap__page__space").filter(pk=pk).first()
    if lane is None:
        raise Missing(_("There is no such lane, or its roadmap is not open to you."))
    return lane


MOST_FOUND = {"": 8, "roadmap": 50}


def pages_titled(user: User, q: str, kind: str = "") -> list[Page]:
    """Pages she may see (of one kind) whose titles hold every word of `q`, the latest first."""
    found = Page.objects.visible_to(user).exclude(title="").select_related("space")
    if kind:
        found = found.filter(kind=kind)
    for word in q.split()[:6]:
        found = found.filter(title__icontains=word)
    return list(found.order_by("-pk")[: MOST_FOUND.get(kind, 8)])
