"""What the settings of a log in a page offer: frameworks and drivers of decisions that the writer sees."""

from __future__ import annotations

from collections.abc import Collection

from cairn.core.ids import number
from cairn.decisions.log.finding import scoped
from cairn.decisions.models import Framework, RoleHolder
from cairn.decisions.queries import with_right
from cairn.people.models import User

MOST = 200
Choices = list[tuple[str, str]]


def choices_for(user: User) -> dict[str, Choices]:
    """`{"frameworks": [(key, name)], "drivers": [(id, name)]}`, each by its name. Two queries."""
    seen = scoped(user, None).order_by()
    held = with_right(RoleHolder.objects.filter(decision__in=seen.values("pk"), user__isnull=False), "drive")
    people = User.objects.visible_to(user).filter(pk__in=held.values("user")).order_by("name", "pk")[:MOST]
    used = Framework.objects.filter(versions__decisions__in=seen.values("pk")).distinct()
    return {
        "frameworks": sorted(((each.key, each.name) for each in used), key=lambda pair: pair[1].casefold()),
        "drivers": [(str(person.pk), person.name) for person in people],
    }


def drivers_named(ids: Collection[str], user: User) -> list[User]:
    """Those of the people with these ids (as typed) whom she may know of."""
    wanted = {pk for each in ids if (pk := number(each)) is not None}
    return list(User.objects.visible_to(user).filter(pk__in=wanted).order_by("name", "pk")) if wanted else []
