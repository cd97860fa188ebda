"""Asking first when a mention of a team would tell many people at once."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.people.actors import Actor, user_of
from cairn.people.directory import split
from cairn.people.models import Team, User

CROWD = 20  # people of a team who are told without a question

Reach = Callable[[list[User]], set[int]]
"""The ids of those who may see what a mention is about."""


class AsksFirst(Invalid):
    """A question, not a mistake: sent again with `crowd`, the number she was told, it goes through."""

    def __init__(self, crowd: int) -> None:
        super().__init__(_("This tells %(n)d people. Send?") % {"n": crowd})
        self.crowd = crowd


def called(mentioned: Iterable[str], by: Actor) -> list[int]:
    """The people whom these mentions call, each once."""
    people, teams = split(mentioned)
    for team in Team.objects.visible_to(by).filter(pk__in=teams).order_by("name"):
        people += team.members.active().order_by("pk").values_list("pk", flat=True)
    return list(dict.fromkeys(people))


def ask_first(mentioned: Iterable[str], by: Actor, *, agreed: int, reach: Reach) -> None:
    """Raises AsksFirst for a team of which more than CROWD people would be told, unless she has `agreed` to so many.

    Who may not see what it is about is not counted: `reach` says who may.
    """
    people, teams = split(mentioned)
    if not teams:
        return
    members = {team: list(team.members.active()) for team in Team.objects.visible_to(by).filter(pk__in=teams)}
    everybody = {user.pk: user for user in User.objects.active().filter(pk__in=people)}
    everybody |= {user.pk: user for team in members.values() for user in team}
    person = user_of(by)
    told = reach(list(everybody.values())) - {person.pk if person else 0}
    largest = max((sum(user.pk in told for user in team) for team in members.values()), default=0)
    if largest > CROWD and len(told) > agreed:
        raise AsksFirst(len(told))


def agreed(form: Mapping[str, str]) -> int:
    """How many people a form that came back with the question says may be told."""
    return number(form.get("crowd", "")) or 0


def crowd_of(error: Invalid | None) -> int:
    """What the question was about, for the form to bring it back; 0 when it was none."""
    return error.crowd if isinstance(error, AsksFirst) else 0
