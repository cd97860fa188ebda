"""The tree of a space as one person sees it: branches that are open, and what can be opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from cairn.pages.kinds import kind_of
from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.models import User
from cairn.spaces.models import Space

MOST = 2000  # rows in one answer


@dataclass(slots=True)
class Node:
    """What ui/_tree_node.html draws."""

    pk: int
    title: str
    url: str
    icon: str
    is_draft: bool
    has_children: bool
    children_url: str
    new_child_url: str
    is_current: bool = False
    is_open: bool = False
    children: list[Node] = field(default_factory=list)


def tree_of(space: Space, user: User, current: Page | None = None) -> list[Node]:
    """The top of the space, with the way to `current` and what lies below it open."""
    opened = [*current.ancestor_ids, current.pk] if current else []
    rows = _rows(user).filter(space=space).filter(Q(parent=None) | Q(parent__in=opened))[:MOST]
    return _nest(list(rows), set(opened), current)


def children_of(page: Page, user: User) -> list[Node]:
    return [_node(row) for row in _rows(user).filter(parent=page)[:MOST]]


def _rows(user: User) -> PageQuerySet:
    """Pages of the tree; drafts that somebody else began and gave no title yet stay hers alone."""
    seen = Page.objects.visible_to(user).filter(~Q(title="") | Q(created_by=user))
    fields = ("pk", "title", "kind", "parent", "published", "view_gate")
    below = seen.filter(parent=OuterRef("pk"))
    return seen.annotate(has_children=Exists(below)).order_by("position", "pk").only(*fields)


def _nest(rows: list[Page], opened: set[int], current: Page | None) -> list[Node]:
    nodes = {row.pk: _node(row) for row in rows}
    top = []
    for row in rows:
        node = nodes[row.pk]
        node.is_open = row.pk in opened and node.has_children
        node.is_current = current is not None and row.pk == current.pk
        if row.parent_id in nodes:
            nodes[row.parent_id].children.append(node)
        elif row.parent_id is None:
            top.append(node)
    return top


def _icon(page: Page) -> str:
    """Plain open pages have none: the tree is for reading titles."""
    if page.kind != "page":
        return kind_of(page).icon
    return "lock" if page.view_gate_id else ""


def _node(page: Page) -> Node:
    return Node(
        pk=page.pk,
        title=str(page),
        url=page.get_absolute_url(),
        icon=_icon(page),
        is_draft=page.published_id is None,
        has_children=page.has_children,  # type: ignore[attr-defined]
        children_url=reverse("page_children", args=[page.pk]),
        new_child_url=f"{reverse('page_new')}?parent={page.pk}",
    )
