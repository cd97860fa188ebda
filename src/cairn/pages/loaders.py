"""One page for one person, with everything that reading it needs, in one query. Invisible is Missing (404)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from cairn.core.errors import Missing
from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor, System
from cairn.spaces.models import Space

GONE = "There is no such page, or it is not open to you."


def page_for(user: Actor, pk: int) -> Page:
    """The page with its space, owner and published version, and `may_edit`, `may_comment`, `may_manage` (booleans).

    The three answer templates and panels without further queries; operations ask `access` again.
    """
    page = with_rights(Page.objects.visible_to(user), user).filter(pk=pk).first()
    if page is None:
        raise Missing(GONE)
    return page


def with_rights(pages: PageQuerySet, user: Actor) -> PageQuerySet:
    """The same pages with what `user` may do on each, and who stands behind them."""
    here = Page.objects.filter(pk=OuterRef("pk"))
    space = Space.objects.with_role(user, "admin").filter(pk=OuterRef("space_id"))
    return pages.select_related("space", "owner", "published", "published__by").annotate(
        may_edit=Exists(here.editable_by(user)),
        may_comment=Exists(here.commentable_by(user)),
        may_manage=Exists(space),
    )


def trashed_page_for(user: Actor, pk: int) -> Page:
    """A page in the trash that she may take out of it."""
    page = Page.objects.restorable_by(user).select_related("space", "trashing").filter(pk=pk).first()
    if page is None:
        raise Missing(GONE)
    return page


def manageable_page_for(user: Actor, pk: int) -> Page:
    """A page of a space that she administers, whether or not its restrictions let her in."""
    pages = Page.objects.filter(trashing=None).select_related("space")
    if not isinstance(user, System):
        pages = pages.filter(space__in=Space.objects.with_role(user, "admin").values("pk"))
    page = pages.filter(pk=pk).first()
    if page is None:
        raise Missing(GONE)
    return page
