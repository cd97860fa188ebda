"""One page for one person, with everything that reading it needs, in one query. Invisible is Missing (404)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cairn.core.errors import Missing
from cairn.core.ids import number
from cairn.pages.json_list import JsonList
from cairn.pages.models import Attachment, CopiedPage, Label, Page, ScheduledPublication, Version
from cairn.pages.panels import annotations_for
from cairn.pages.queries import PageQuerySet, changeable, manageable, talkable
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.people.prepared import prepared_for
from cairn.spaces.loaders import space_for
from cairn.spaces.models import Space

HEAVY = ("published__body", "published__html", "published__text", "published__outline")
GONE = "There is no such page, or it is not open to you."


def page_for(user: Actor, pk: int) -> Page:
    """The page with its space, owner and published version, and `may_edit`, `may_comment`, `may_manage` (booleans),
    `label_names` (list), `files` (how many) and `is_planned` (somebody planned to publish it).

    They answer templates and panels without further queries; operations ask `access` again.
    """
    found = prepared_for(user, _page, pk)
    if not found:
        raise Missing(GONE)
    return found[0]


def _page(user: Actor, pk: int) -> PageQuerySet:
    return with_rights(Page.objects.visible_to(user), user).filter(pk=pk)


def with_rights(pages: PageQuerySet, user: Actor) -> PageQuerySet:
    """The same pages, which `user` may see, with what else she may do on each, and who stands behind them."""
    files = Attachment.objects.filter(page=OuterRef("pk")).order_by().values("page").annotate(n=Count("pk")).values("n")
    stands = pages.select_related("space", "owner", "document", "published", "published__by").defer("published__body")
    facts = {} if isinstance(user, System) else annotations_for(user)
    return stands.annotate(
        **facts,
        may_edit=_whether(user, changeable),
        may_comment=_whether(user, talkable),
        may_manage=_whether(user, manageable),
        label_names=JsonList(Label.objects.filter(page=OuterRef("pk")).order_by("name").values("name")),
        files=Coalesce(Subquery(files), 0),
        is_planned=Exists(ScheduledPublication.objects.filter(page=OuterRef("pk"))),
    )


def _whether(user: Actor, right: Callable[[User], Q]) -> ExpressionWrapper[Any]:
    """The right as a boolean of the row itself."""
    asked = Q(pk__isnull=False) if isinstance(user, System) else right(user)
    return ExpressionWrapper(asked, output_field=BooleanField())


def trashed_page_for(user: Actor, pk: int) -> Page:
    """A page in the trash that she may take out of it."""
    page = Page.objects.restorable_by(user).select_related("space", "trashing").filter(pk=pk).first()
    if page is None:
        raise Missing(GONE)
    return page


def trash_of(space: Space, user: Actor) -> list[Page]:
    """What she may take out of the space's trash, the latest first."""
    lying = Page.objects.restorable_by(user).filter(space=space).select_related("trashing__by")
    return list(lying.order_by("-trashing__at")[:200])


def manageable_page_for(user: Actor, pk: int) -> Page:
    """A page of a space that she administers, whether or not its restrictions let her in."""
    pages = Page.objects.filter(trashing=None).select_related("space")
    if not isinstance(user, System):
        pages = pages.filter(space__in=Space.objects.with_role(user, "admin").values("pk"))
    page = pages.filter(pk=pk).first()
    if page is None:
        raise Missing(GONE)
    return page


def original_of(page: Page, user: User) -> Page | None:
    """What it was copied from, where its history before that is, if she may see that."""
    return Page.objects.visible_to(user).filter(pk__in=CopiedPage.objects.filter(page=page).values("source")).first()


def version_for(page: Page, number: int) -> Version:
    """One version of a page that the caller may see."""
    version = page.versions.select_related("by").filter(number=number).first()
    if version is None:
        raise Missing(f"This page has no version {number}.")
    return version


def plan_for(page: Page) -> ScheduledPublication | None:
    """When the page will be published, if somebody planned it; for those who may edit it."""
    may_edit: bool = page.may_edit  # type: ignore[attr-defined]
    return ScheduledPublication.objects.select_related("by").filter(page=page).first() if may_edit else None


def plans_under(user: Actor, page: Page) -> list[ScheduledPublication]:
    """What is planned for the page and what she sees below it, soonest first."""
    seen = Page.objects.visible_to(user).filter(Q(pk=page.pk) | Q(path__startswith=page.path_below))
    found = ScheduledPublication.objects.select_related("page").filter(page__in=seen.values("pk"))
    return list(found.order_by("at"))


def attachment_for(user: Actor, key: str) -> Attachment:
    """A file of a page that she may see."""
    visible = Page.objects.visible_to(user).values("pk")
    attachment = Attachment.objects.filter(key=key, page__in=visible).first()
    if attachment is None:
        raise Missing("There is no such file, or its page is not open to you.")
    return attachment


def latest_of(space: Space, user: Actor) -> list[Page]:
    """The pages of a space that were published last."""
    shown = Page.objects.visible_to(user).filter(space=space, published__isnull=False)
    return list(shown.select_related("published__by").defer(*HEAVY).order_by("-published__at")[:5])


def place_for(user: Actor, value: str) -> tuple[Space, Page | None]:
    """What a place in a form means: "12" is under page 12, "STONE" the top of that space."""
    if value.isdecimal():
        page = page_for(user, number(value) or 0)
        return page.space, page
    return space_for(user, value), None


def seen_of(person: int, pages: Iterable[int]) -> frozenset[int]:
    """Those of the pages that the person with this id may see; none once she is deactivated."""
    user = User.objects.active().filter(pk=person).first()
    if user is None:
        return frozenset()
    return frozenset(Page.objects.visible_to(user).filter(pk__in=list(pages)).order_by().values_list("pk", flat=True))
