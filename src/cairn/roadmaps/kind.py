"""The kind "roadmap": what pages ask about it without knowing it."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy, ngettext

from cairn.documents.types import Adf
from cairn.pages.kinds import Facts, Kind
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.roadmaps.models import Roadmap, State
from cairn.roadmaps.operations import create_roadmap
from cairn.spaces.models import Space


def card(page_ids: Iterable[int], user: User) -> Mapping[int, Facts]:
    """How much stands on each roadmap, and how much of it is under way. One query."""
    here = Q(items__isnull=False, items__removal=None)
    found = Roadmap.objects.filter(page__in=list(page_ids)).annotate(
        n=Count("items", filter=here), moving=Count("items", filter=here & Q(items__state=State.PROGRESS))
    )
    return {page_id: _facts(n, moving) for page_id, n, moving in found.values_list("page_id", "n", "moving")}


def _facts(n: int, moving: int) -> Facts:
    words = ngettext("%(n)d item", "%(n)d items", n) % {"n": n}
    under_way = ngettext("%(n)d in progress", "%(n)d in progress", moving) % {"n": moving} if moving else ""
    return Facts(under_way, "info" if moving else "", outcome=words)


def spin_up(space: Space, *, by: Actor, title: str, parent: Page | None = None, body: Adf | None = None) -> Page:
    """For the gallery: a roadmap from a template's body."""
    return create_roadmap(parent or space, by=by, title=title, body=body).page


ROADMAP = Kind(
    "roadmap",
    gettext_lazy("Roadmap"),
    icon="map",
    card=card,
    spin_up="cairn.roadmaps.kind.spin_up",
    no_copy=gettext_lazy(
        "Its items would stand twice, and nobody would know which of the two is meant. Show it in another page instead, "
        "or begin a new one."
    ),
)
