"""Asking first when a mention of a team would tell many people at once."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.people.actors import Actor, user_of
from cairn.people.directory import split
from cairn.people.models import Team

CROWD = 20  # people of a team who are told without a question


class AsksFirst(Invalid):
    """A question, not a mistake: sent again with `crowd`, the number she was told, it goes through."""

    def __init__(self, crowd: int) -> None:
        super().__init__(_("This tells %(n)d people. Send?") % {"n": crowd})
        self.crowd = crowd


def called(mentioned: Iterable[str], by: Actor) -> tuple[list[int], int]:
    """The people whom these mentions call, each once, and how many the largest of their teams is."""
    people, teams = split(mentioned)
    largest = 0
    for team in Team.objects.visible_to(by).filter(pk__in=teams).order_by("name"):
        members = list(team.members.active().order_by("pk").values_list("pk", flat=True))
        largest = max(largest, len(members))
        people += members
    return list(dict.fromkeys(people)), largest


def ask_first(mentioned: Iterable[str], by: Actor, *, agreed: int) -> None:
    """Raises AsksFirst for a team of more than CROWD people, unless she has `agreed` to tell so many."""
    people, largest = called(mentioned, by)
    person = user_of(by)
    told = len(set(people) - {person.pk if person else 0})
    if largest > CROWD and told > agreed:
        raise AsksFirst(told)


def agreed(form: Mapping[str, str]) -> int:
    """How many people a form that came back with the question says may be told."""
    return number(form.get("crowd", "")) or 0


def crowd_of(error: Invalid | None) -> int:
    """What the question was about, for the form to bring it back; 0 when it was none."""
    return error.crowd if isinstance(error, AsksFirst) else 0
