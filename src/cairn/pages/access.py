"""May she, on this page? Each sentence here has its twin in `queries.py`; a table test holds them together."""

from cairn.core.errors import Conflict, Forbidden
from cairn.pages.kinds import kind_of
from cairn.pages.models import Page, Restriction, RestrictionGrant
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.spaces.access import can_comment_in_space, can_edit_in_space, can_manage_space, can_see_space


def can_view(user: Actor, page: Page) -> bool:
    if isinstance(user, System):
        return True
    return is_open_to(user, page) and (page.published_id is not None or _may_change(user, page))


def is_open_to(user: User, page: Page) -> bool:
    """Whether she may see the page as soon as it is published: nothing else stands between."""
    return page.trashing_id is None and can_see_space(user, page.space) and passes(user, page.view_gate_id)


def can_comment(user: Actor, page: Page) -> bool:
    return can_view(user, page) and can_comment_in_space(user, page.space)


def can_edit(user: Actor, page: Page) -> bool:
    return can_view(user, page) and _may_change(user, page)


def can_publish(user: Actor, page: Page) -> bool:
    return can_edit(user, page)


def can_edit_body(user: Actor, page: Page) -> bool:
    """Editors of the page, while its kind does not lock the text: what the live server asks before each writer."""
    return can_edit(user, page) and may_write(user, page)


def may_write(user: Actor, page: Page) -> bool:
    """What the kind says of the text to somebody who may edit the page."""
    kind = kind_of(page)
    return kind.can_edit_body(user, page) and kind.locked(page) is None


def can_restrict(user: Actor, page: Page) -> bool:
    """Editors of the page may restrict it; so may the space's admins who can see it."""
    return can_edit(user, page) or (can_view(user, page) and can_manage_space(user, page.space))


def can_restore(user: Actor, page: Page) -> bool:
    """Who could have edited a page before it went into the trash may take it out."""
    if isinstance(user, System):
        return True
    return page.trashing_id is not None and passes(user, page.view_gate_id) and _may_change(user, page)


def can_take_over(user: Actor, page: Page) -> bool:
    """Admins of the space may let themselves into a restricted page; the event tells everybody."""
    return can_manage_space(user, page.space)


def passes(user: Actor, gate_id: int | None) -> bool:
    """Whether every restriction in the gate's chain grants `user`, by herself or through a team."""
    if gate_id is None or isinstance(user, System):
        return True
    links = Restriction.chain.through._default_manager.filter(from_restriction=gate_id)
    required = set(links.values_list("to_restriction", flat=True))
    grants = RestrictionGrant.objects.filter(restriction__in=required)
    mine = grants.filter(user=user) | grants.filter(team__memberships__user=user)
    return required <= set(mine.values_list("restriction", flat=True))


def require_edit(user: Actor, page: Page) -> None:
    """Raises Forbidden with words for the person unless she may edit the page."""
    if not can_edit(user, page):
        raise Forbidden("You can read this page but not change it. Ask its owner or an admin of the space.")


def require_open_body(user: Actor, page: Page) -> None:
    """Raises unless she may write the body now: Forbidden for her, Conflict where the kind has locked the text."""
    require_edit(user, page)
    kind = kind_of(page)
    if (reason := kind.locked(page)) is not None:
        raise Conflict(reason)
    if not kind.can_edit_body(user, page):
        raise Forbidden("The text of this page is written by others. You can comment on it.")


def _may_change(user: Actor, page: Page) -> bool:
    return can_edit_in_space(user, page.space) and passes(user, page.edit_gate_id)
