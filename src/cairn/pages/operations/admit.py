"""Opening a page to people who can't see it: its space, and each restriction in their way."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.pages.access import can_restrict, is_open_to, passes
from cairn.pages.models import Page, Restriction
from cairn.pages.operations.restrict import add_to_restriction
from cairn.people.models import User
from cairn.spaces.access import can_manage_space, can_see_space
from cairn.spaces.operations import add_space_member


def can_let_in(by: User, page: Page, people: Sequence[User]) -> bool:
    """Whether `by` can open every door that is closed to them; `let_in` says which one she can't."""
    if page.published_id is None:
        return False
    if any(not can_see_space(user, page.space) for user in people) and not can_manage_space(by, page.space):
        return False
    doors = {door.pk: door for user in people for door in _in_the_way(user, page)}
    return all(can_restrict(by, door.page) for door in doors.values())


def let_in(page: Page, people: Sequence[User], role: str, *, by: User) -> None:
    """Open a published page to `people`: all of them or nobody.

    Whoever is outside the space gets `role` in it, and each is named on every restriction in the way, through the
    operations that ask for the right and tell everybody.
    """
    if page.published_id is None:
        raise Conflict(_("Nobody but its editors can see a draft. Publish the page; then they are told."))
    with atomic():
        for user in people:
            _let_one_in(user, page, role, by)


def _let_one_in(user: User, page: Page, role: str, by: User) -> None:
    if not can_see_space(user, page.space):
        if not can_manage_space(by, page.space):
            words = _("Only an admin of %(space)s can let %(name)s in. Ask one; nothing was changed.")
            raise Forbidden(words % {"space": page.space.name, "name": user.name})
        add_space_member(page.space, user, role, by=by)
    for restriction in _in_the_way(user, page):
        if not can_restrict(by, restriction.page):
            words = _("You can’t open “%(page)s” to %(name)s. Ask its owner; nothing was changed.")
            raise Forbidden(words % {"page": restriction.page.title, "name": user.name})
        add_to_restriction(restriction, [user], by=by)
    page.refresh_from_db(fields=["view_gate"])
    if not is_open_to(user, page):
        raise Forbidden(_("This page can’t be opened to %(name)s. Nothing was changed.") % {"name": user.name})


def _in_the_way(user: User, page: Page) -> list[Restriction]:
    """Every restriction of the page's chain that grants her nothing."""
    if page.view_gate is None or passes(user, page.view_gate_id):
        return []
    chain = page.view_gate.chain.select_related("page__space")
    teams = user.teams.values("pk")
    return [each for each in chain if not (each.grants.filter(user=user) | each.grants.filter(team__in=teams)).exists()]
