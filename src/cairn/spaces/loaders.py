"""From an address to the space behind it."""

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Missing
from cairn.people.actors import Actor
from cairn.spaces.access import can_manage_space
from cairn.spaces.models import Space


def space_for(user: Actor, key: str) -> Space:
    """The space with this key. Raises Missing when there is none that `user` may see."""
    space = Space.objects.visible_to(user).filter(key=key).first()
    if space is None:
        raise Missing(_("There is no space here that you can see. Ask who gave you the address to add you to it."))
    return space


def managed_space_for(user: Actor, key: str) -> Space:
    """The same for who manages it. Raises Forbidden for other members."""
    space = space_for(user, key)
    if not can_manage_space(user, space):
        raise Forbidden(_("Only admins of %(space)s change it. Ask one of them.") % {"space": space.name})
    return space
