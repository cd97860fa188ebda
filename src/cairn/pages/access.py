"""May she, on this page? Each sentence here has its twin in `queries.py`; a table test holds them together."""

from cairn.pages.models import Page, Restriction, RestrictionGrant
from cairn.people.actors import Actor, System
from cairn.spaces.access import can_comment_in_space, can_edit_in_space, can_manage_space, can_see_space


def can_view(user: Actor, page: Page) -> bool:
    if isinstance(user, System):
        return True
    if page.trashing_id is not None or not can_see_space(user, page.space) or not passes(user, page.view_gate_id):
        return False
    return page.published_id is not None or _may_change(user, page)


def can_comment(user: Actor, page: Page) -> bool:
    return can_view(user, page) and can_comment_in_space(user, page.space)


def can_edit(user: Actor, page: Page) -> bool:
    return can_view(user, page) and _may_change(user, page)


def can_publish(user: Actor, page: Page) -> bool:
    return can_edit(user, page)


def can_restrict(user: Actor, page: Page) -> bool:
    """Editors of the page may restrict it; so may the space's admins who can see it."""
    return can_edit(user, page) or (can_view(user, page) and can_manage_space(user, page.space))


def passes(user: Actor, gate_id: int | None) -> bool:
    """Whether every restriction in the gate's chain grants `user`, by herself or through a team."""
    if gate_id is None or isinstance(user, System):
        return True
    required = set(
        Restriction.chain.through._default_manager.filter(from_restriction=gate_id).values_list(
            "to_restriction", flat=True
        )
    )
    grants = RestrictionGrant.objects.filter(restriction__in=required)
    mine = grants.filter(user=user) | grants.filter(team__memberships__user=user)
    return required <= set(mine.values_list("restriction", flat=True))


def _may_change(user: Actor, page: Page) -> bool:
    return can_edit_in_space(user, page.space) and passes(user, page.edit_gate_id)
