"""Which parts of which pages: the reads that carry the right in the query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor

if TYPE_CHECKING:
    from cairn.extensions.models import Excerpt, PageLink

M = TypeVar("M", bound=models.Model)
MOST_BELOW = 1000
MOST_REPORTED = 200


class PartQuerySet(models.QuerySet[M]):
    """Parts of published pages."""

    def visible_to(self, user: Actor) -> PartQuerySet[M]:
        """Parts of the pages that she may see."""
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"), page__published__isnull=False)


def links_to(page: Page) -> models.QuerySet[PageLink]:
    """What points at `page`, which the caller has loaded for its reader; says nothing of what they may see of it."""
    from cairn.extensions.models import PageLink

    return PageLink.objects.filter(target=page).order_by("page")


def excerpts_matching(user: Actor, words: str) -> list[Excerpt]:
    """Excerpts she may include, each word in the excerpt's name or its page's title; the latest published first."""
    from cairn.extensions.models import Excerpt

    found = Excerpt.objects.visible_to(user).select_related("page__space")
    for word in words.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(page__title__icontains=word))
    return list(found.order_by("-page__published__at", "position")[:20])


def sources(user: Actor, ids: Iterable[int]) -> dict[int, Page]:
    """The pages of `ids` that she may see, or could see before they went into the trash, by id."""
    pages = Page.objects.visible_even_in_trash(user).filter(pk__in=ids, published__isnull=False)
    return {page.pk: page for page in pages.select_related("space")}


def below(user: Actor, page: Page, *, deep: bool) -> list[Page]:
    """Published pages under `page` that she may see: its own children, or all of them."""
    pages = Page.objects.visible_to(user).filter(published__isnull=False)
    pages = pages.filter(path__startswith=page.path_below) if deep else pages.filter(parent=page)
    shown = pages.select_related("published").only("title", "kind", "parent", "path", "position", "published__at")
    return list(shown.order_by("position", "pk")[:MOST_BELOW])


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pages a report is about. `where` is "space", "below" or "everywhere"; labels: all of them."""

    page: Page
    where: str = "space"
    labels: tuple[str, ...] = field(default=())


def with_properties(user: Actor, scope: Scope) -> PageQuerySet:
    """Published pages of the scope that have properties, which she may see."""
    from cairn.extensions.models import PageProperty

    pages = Page.objects.visible_to(user).filter(Exists(PageProperty.objects.filter(page=OuterRef("pk"))))
    pages = pages.filter(published__isnull=False)
    if scope.where == "below":
        pages = pages.filter(path__startswith=scope.page.path_below)
    elif scope.where != "everywhere":
        pages = pages.filter(space=scope.page.space_id)
    for label in scope.labels[:8]:
        pages = pages.filter(labels__name="-".join(label.lower().split()))  # as `label_page` stores them
    return pages.prefetch_related("properties").order_by("title", "pk")[:MOST_REPORTED]
