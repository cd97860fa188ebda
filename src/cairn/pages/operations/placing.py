"""Where a page stands: parent, path, position and gates. Runs under the lock of the space: nobody else moves."""

from __future__ import annotations

from cairn.pages.models import Page, Restriction
from cairn.spaces.models import Space

STEP = 1024  # between siblings, so that most moves write one row


def lock_spaces(*space_ids: int) -> None:
    """Serialise writers of these trees: rows are locked in one order, so that two moves can't wait for each other."""
    list(Space.objects.select_for_update().filter(pk__in=set(space_ids)).order_by("pk").values_list("pk"))


def place(page: Page, *, space: Space, parent: Page | None, after: Page | None, last: bool = False) -> None:
    """Set where `page` stands (unsaved): behind `after`, else first, or last among its siblings."""
    page.space = space
    page.parent = parent
    page.path = parent.path_below if parent else "/"
    siblings = Page.objects.filter(space=space, parent=parent).exclude(pk=page.pk).order_by("position", "pk")
    if last:
        end = siblings.last()
        page.position = end.position + STEP if end else 0
    else:
        page.position = _between(list(siblings.only("pk", "position")), after)


def _between(siblings: list[Page], after: Page | None) -> int:
    index = next((i + 1 for i, sibling in enumerate(siblings) if after and sibling.pk == after.pk), 0)
    left = siblings[index - 1].position if index else None
    right = siblings[index].position if index < len(siblings) else None
    if left is None:
        return 0 if right is None else right - STEP
    if right is None:
        return left + STEP
    if right - left > 1:
        return (left + right) // 2
    for place_, sibling in enumerate(siblings):  # no room left: spread them out, leaving one place for the page
        sibling.position = (place_ + (place_ >= index)) * STEP
    Page.objects.bulk_update(siblings, ["position"])
    return index * STEP


def settle(root: Page) -> None:
    """Bring space, path and gates of `root` and all below it in line with where `root` stands, and save them."""
    pages = {root.pk: root}
    old_prefix = Page.objects.filter(pk=root.pk).values_list("path", flat=True).get() + f"{root.pk}/"
    below = list(Page.objects.filter(path__startswith=old_prefix).order_by("pk"))
    below.sort(key=lambda page: len(page.ancestor_ids))
    pages.update({page.pk: page for page in below})
    own = {(r.page_id, r.action): r for r in Restriction.objects.filter(page__in=pages)}
    parent = Page.objects.filter(pk=root.parent_id).first() if root.parent_id else None
    chains: dict[int, set[int]] = {}
    for page in pages.values():
        above = parent if page is root else pages[page.parent_id]  # type: ignore[index]
        page.space_id = root.space_id
        page.path = above.path_below if above else "/"
        for action in ("view", "edit"):
            _gate(page, action, own.get((page.pk, action)), getattr(above, f"{action}_gate_id", None), chains)
    Page.objects.bulk_update(
        pages.values(), ["space", "parent", "position", "path", "view_gate", "edit_gate"], batch_size=200
    )
    _write_chains(chains, set(own.values()))


def _gate(page: Page, action: str, own: Restriction | None, above: int | None, chains: dict[int, set[int]]) -> None:
    """The nearest restriction is the page's gate; its chain holds every one above it as well."""
    if own is None:
        setattr(page, f"{action}_gate_id", above)
        return
    setattr(page, f"{action}_gate_id", own.pk)
    chains[own.pk] = {own.pk} | _chain(above, chains)


def _chain(gate_id: int | None, chains: dict[int, set[int]]) -> set[int]:
    if gate_id is None:
        return set()
    if gate_id in chains:
        return chains[gate_id]
    links = Restriction.chain.through._default_manager.filter(from_restriction=gate_id)
    return set(links.values_list("to_restriction", flat=True))


def _write_chains(chains: dict[int, set[int]], restrictions: set[Restriction]) -> None:
    link = Restriction.chain.through
    link._default_manager.filter(from_restriction__in=[r.pk for r in restrictions]).delete()
    link._default_manager.bulk_create(
        link(from_restriction_id=source, to_restriction_id=target)
        for source, targets in chains.items()
        for target in sorted(targets)
    )
