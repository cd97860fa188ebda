"""Making spaces and saying what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits

from django.db import IntegrityError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.spaces.access import can_manage_space, check_can_create_space
from cairn.spaces.keys import SHAPE, free_key
from cairn.spaces.models import Access, Space, SpaceMember, SpaceRole

CHOSEN = (Access.OPEN, Access.RESTRICTED)  # a private space is made for people, and stays private


@dataclass(frozen=True)
class SpaceSettings:
    """`access` is "open" or "restricted"; `open_role` what every member of the workspace is in an open space."""

    name: str
    description: str = ""
    access: str = Access.OPEN
    open_role: str = SpaceRole.EDITOR
    readers_comment: bool = False


def create_space(settings: SpaceSettings, *, by: Actor, key: str = "") -> Space:
    """A new space with its maker as admin. An empty `key` is made from the name. Raises Invalid for a taken key."""
    check_can_create_space(by)
    _check(settings)
    key = key.strip().upper() or free_key(settings.name)
    if not SHAPE.fullmatch(key):
        words = _("Use up to 16 capital letters and digits, a letter first.")
        raise Invalid(words, fields={"key": words})
    try:
        return _create(settings, key, by)
    except IntegrityError as error:
        words = _("Another space has the key %(key)s. Choose another.") % {"key": key}
        raise Invalid(words, fields={"key": words}) from error


@atomic
def _create(settings: SpaceSettings, key: str, by: Actor) -> Space:
    actor = user_of(by)
    space = Space(key=key, created_by=actor)
    _apply(space, settings)
    space.save(force_insert=True)
    if actor is not None:
        SpaceMember.objects.create(space=space, user=actor, role=SpaceRole.ADMIN, added_by=actor)
    record("space.created", by=by, space_id=space.pk, target_id=space.pk, label=space.name)
    return space


@atomic
def create_private_space(name: str, people: Sequence[User], *, by: User) -> Space:
    """A space that only `people` see and write in. It has no admin: nobody is added, and nobody leaves. Its key tells
    nothing of them.

    Raises Forbidden when `by` is a guest or none of them.
    """
    check_can_create_space(by)
    if by not in people:
        raise Forbidden(_("You can make a private space only for yourself and others."))
    key = "P" + get_random_string(11, ascii_uppercase + digits)
    space = Space.objects.create(key=key, name=name[:80], access=Access.PRIVATE, created_by=by)
    for person in people:
        SpaceMember.objects.create(space=space, user=person, role=SpaceRole.EDITOR, added_by=by)
    record("space.created", by=by, space_id=space.pk, target_id=space.pk, label=space.name)
    return space


@atomic
def change_space(space: Space, settings: SpaceSettings, *, by: Actor) -> None:
    """Keep `settings`. Who restricts an open space becomes its admin, so that she does not lock herself out."""
    if not can_manage_space(by, space):
        raise Forbidden(_("Only admins of %(space)s change it.") % {"space": space.name})
    _check(settings)
    space = Space.objects.select_for_update().get(pk=space.pk)
    actor, closes = user_of(by), space.access == Access.OPEN and settings.access == Access.RESTRICTED
    _apply(space, settings)
    space.save(update_fields=["name", "description", "access", "open_role", "readers_comment"])
    if closes and actor is not None:
        SpaceMember.objects.update_or_create(
            space=space,
            user=actor,
            defaults={"role": SpaceRole.ADMIN},
            create_defaults={"role": SpaceRole.ADMIN, "added_by": actor},
        )
    record("space.changed", by=by, space_id=space.pk, target_id=space.pk, label=space.name, access=space.access)


def _apply(space: Space, settings: SpaceSettings) -> None:
    space.name, space.description = " ".join(settings.name.split()), settings.description.strip()
    space.access, space.open_role = settings.access, settings.open_role
    space.readers_comment = settings.readers_comment


def _check(settings: SpaceSettings) -> None:
    wrong: dict[str, str] = {}
    if not settings.name.strip() or len(settings.name) > 80:
        wrong["name"] = _("Write a name of at most 80 characters.")
    if len(settings.description) > 300:
        wrong["description"] = _("At most 300 characters.")
    if settings.access not in CHOSEN:
        wrong["access"] = _("Choose who sees the space.")
    if settings.open_role not in SpaceRole.values:
        wrong["open_role"] = _("Choose what everyone is.")
    if wrong:
        raise Invalid(_("Nothing is changed yet. Put right what is marked."), fields=wrong)
