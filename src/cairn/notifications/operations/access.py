"""Letting people in who were mentioned on a page that is not open to them."""

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.notifications.models import Notification, Withheld
from cairn.pages.access import can_restrict, is_open_to, passes
from cairn.pages.models import Page, Restriction
from cairn.pages.operations import add_to_restriction
from cairn.people.models import User
from cairn.spaces.access import can_manage_space, can_see_space
from cairn.spaces.operations import add_space_member


def let_mentioned_in(notification: Notification, *, by: User) -> int:
    """Open the page to everybody whom the mention that `notification` tells of has not reached; returns how many.

    Through the operations of spaces and restrictions, which ask for the right and tell everybody: a person becomes a
    reader of the space, and is named on each restriction in her way. All or nobody.
    """
    page = notification.page
    waiting = Withheld.objects.filter(event=notification.event_id, page=notification.page_id).select_related("user")
    if page is None or notification.user_id != by.pk:
        raise Forbidden(_("This mention is not yours."))
    if page.published_id is None:
        raise Conflict(_("Nobody but its editors can see a draft. Publish the page; then they are told."))
    with atomic():
        people = [withheld.user for withheld in waiting]
        for user in people:
            _let_in(user, page, by)
    return len(people)


def _let_in(user: User, page: Page, by: User) -> None:
    if not can_see_space(user, page.space):
        if not can_manage_space(by, page.space):
            words = _("Only an admin of %(space)s can let %(name)s in. Ask one; nothing was changed.")
            raise Forbidden(words % {"space": page.space.name, "name": user.name})
        add_space_member(page.space, user, "reader", by=by)
    for restriction in _in_the_way(user, page):
        if not can_restrict(by, restriction.page):
            words = _("You can’t open “%(page)s” to %(name)s. Ask its owner; nothing was changed.")
            raise Forbidden(words % {"page": restriction.page.title, "name": user.name})
        add_to_restriction(restriction, [user], by=by)
    page.refresh_from_db()
    if not is_open_to(user, page):
        raise Forbidden(_("This page can’t be opened to %(name)s. Nothing was changed.") % {"name": user.name})


def _in_the_way(user: User, page: Page) -> list[Restriction]:
    """Every restriction of the page's chain that grants her nothing."""
    if page.view_gate is None or passes(user, page.view_gate_id):
        return []
    chain = page.view_gate.chain.select_related("page__space")
    teams = user.teams.values("pk")
    return [each for each in chain if not (each.grants.filter(user=user) | each.grants.filter(team__in=teams)).exists()]
