"""The trash: a page leaves with all below it and comes back the same."""

from __future__ import annotations

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.pages.access import can_restore, require_edit
from cairn.pages.kinds import kept
from cairn.pages.models import Page, Trashing
from cairn.pages.operations.checks import fresh
from cairn.pages.operations.placing import lock_spaces, place, settle
from cairn.pages.operations.restrict import keep_inherited
from cairn.people.actors import Actor, System, user_of
from cairn.spaces.access import can_manage_space


def trash_page(page: Page, *, by: Actor) -> Trashing:
    """Put the page and all below it into the space's trash. What was in the trash before keeps its own row.

    Raises Forbidden when pages lie below that she may not edit: nobody's hidden work vanishes by the way. Raises
    Conflict when a page's kind keeps it (a decision that others cite).
    """
    with atomic():
        lock_spaces(page.space_id)
        now = fresh(page)
        require_edit(by, now)
        below = Page.objects.below(now).filter(trashing=None)
        if not isinstance(by, System) and not can_manage_space(by, now.space):
            mine = Page.objects.below(now).editable_by(by)
            if below.exclude(pk__in=mine.values("pk")).exists():
                raise Forbidden("Pages below this one are not yours to throw away. Move them, or ask an admin.")
        going = [(now.pk, now.kind), *below.values_list("pk", "kind")]
        ids = [pk for pk, _kind in going]
        if (found := kept(going, by)) is not None:
            raise Conflict(found.reason)
        trashing = Trashing.objects.create(root=now, by=user_of(by))
        Page.objects.filter(pk__in=ids).update(trashing=trashing)
        record("page.trashed", by=by, space_id=now.space_id, page_id=now.pk, title=now.title, pages=ids)
    return trashing


def restore_page(page: Page, *, by: Actor) -> Page:
    """Take a page and what went with it out of the trash, to its old place; to the top where that is gone.

    There it stays as closed as it was: nobody reads it because a page above it, which was restricted, is gone.
    """
    with atomic():
        lock_spaces(page.space_id)
        now = fresh(page)
        trashing = Trashing.objects.filter(pages=now, root=now).first()
        if trashing is None:
            raise Conflict("This page is not in the trash any more.")
        if not can_restore(by, now):
            raise Forbidden("You may not edit this page, so you can't take it out of the trash.")
        parent = Page.objects.filter(children=now, trashing=None).first()
        ids = list(Page.objects.filter(trashing=trashing).values_list("pk", flat=True))
        Page.objects.filter(pk__in=ids).update(trashing=None)
        trashing.delete()
        now = fresh(now)
        if parent is None and now.parent_id is not None:
            keep_inherited(now, by)
            place(now, space=now.space, parent=None, after=None, last=True)
            settle(now)
        record("page.restored", by=by, space_id=now.space_id, page_id=now.pk, title=now.title, pages=ids)
    return now
