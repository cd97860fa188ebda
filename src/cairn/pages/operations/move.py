"""Moving a page takes all below it along."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.pages.access import can_edit, require_edit
from cairn.pages.audience import readers
from cairn.pages.models import Page
from cairn.pages.operations.checks import fresh
from cairn.pages.operations.placing import lock_spaces, place, settle
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

NAMED = 6  # people in the question; more are counted


class Opens(Conflict):
    """The page would leave a restriction behind, and people would see it who could not before."""


def move_page(
    page: Page,
    *,
    by: Actor,
    parent: Page | None,
    after: Page | None = None,
    space: Space | None = None,
    opens: bool = False,
) -> Page:
    """Move `page` under `parent` (None: to the top of `space`, its own by default), behind `after` or first.

    Raises Conflict when the page would lie beneath itself, Forbidden without rights at both ends, and Opens, unless
    `opens` says that this is meant, when a restriction above it no longer holds and somebody comes to see it by that.
    """
    target = parent.space if parent else (space or page.space)
    with atomic():
        lock_spaces(page.space_id, target.pk)
        now = fresh(page)
        require_edit(by, now)
        above = fresh(parent) if parent else None
        _check_target(now, above, target, by)
        before, held = now.parent_id, _held(now, by, opens)
        place(now, space=target, parent=above, after=after)
        settle(now)
        if held is not None:
            _check_audience(now, held)
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


def _held(page: Page, by: Actor, opens: bool) -> set[int] | None:
    """Who may see a restricted page before it moves; None when nobody needs to be asked."""
    if page.view_gate_id is None or opens or isinstance(by, System):
        return None
    return readers(page, User.objects.active())


def _check_audience(page: Page, held: set[int]) -> None:
    people = list(User.objects.active().order_by("name"))
    more = readers(page, people) - held
    if not more:
        return
    names = [person.name for person in people if person.pk in more]
    shown = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        shown = _("%(names)s and %(n)s others") % {"names": shown, "n": len(names) - NAMED}
    raise Opens(
        _(
            "There this page leaves the restriction that it is under now: %(names)s could see it and what lies below it. It has not been moved yet."
        )
        % {"names": shown}
    )
