"""Moving a page takes all below it along."""

from __future__ import annotations

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.pages.access import can_edit, require_edit
from cairn.pages.models import Page
from cairn.pages.operations.checks import fresh
from cairn.pages.operations.placing import lock_spaces, place, settle
from cairn.people.actors import Actor
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space


def move_page(
    page: Page, *, by: Actor, parent: Page | None, after: Page | None = None, space: Space | None = None
) -> Page:
    """Move `page` under `parent` (None: to the top of `space`, its own by default), behind `after` or first.

    Raises Conflict when the page would lie beneath itself, Forbidden without rights at both ends.
    """
    target = parent.space if parent else (space or page.space)
    with atomic():
        lock_spaces(page.space_id, target.pk)
        now = fresh(page)
        require_edit(by, now)
        above = fresh(parent) if parent else None
        _check_target(now, above, target, by)
        before = now.parent_id
        place(now, space=target, parent=above, after=after)
        settle(now)
        record("page.moved", by=by, space_id=target.pk, page_id=now.pk, parent=now.parent_id, before=before)
    return now


def _check_target(page: Page, parent: Page | None, space: Space, by: Actor) -> None:
    if parent is None:
        if not can_edit_in_space(by, space):
            raise Forbidden("You may not add pages to that space, so the page stays where it is.")
        return
    if parent.pk == page.pk or page.pk in parent.ancestor_ids:
        raise Conflict("A page can't be moved under itself or a page below it. It stays where it is.")
    if parent.trashing_id is not None or not can_edit(by, parent):
        raise Forbidden("You may not edit the page that you want to move this one under, so it stays where it is.")
