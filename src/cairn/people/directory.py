"""Finding people and teams by the start of their names: for comboboxes and mentions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import ngettext

from cairn.core.ids import number
from cairn.people.actors import Actor
from cairn.people.models import Team, User

LIMIT = 8
TEAM_PREFIX = "team:"
MOST_TEAMS = 3  # among those to mention


@dataclass(frozen=True)
class Option:
    """One row of an answer. `value` is a person's id, or "team:<id>"; `hue` only people have."""

    value: str
    label: str
    note: str = ""
    hue: int | None = None


class Directory:
    @staticmethod
    def search(user: Actor, q: str, *, teams: bool = False, limit: int = LIMIT) -> list[Option]:
        """Active people (and teams) she may know of whose names start with the words of `q`; the nearest first."""
        q = q.strip()[:80]
        found = [option_of(person) for person in people_named(user, q)[:limit]]
        if teams:
            named = Team.objects.visible_to(user).named(q).order_by("name")
            found = [option_of_team(team) for team in named[:3]] + found
        return found[:limit]

    @staticmethod
    def teams(user: Actor, q: str) -> list[Option]:
        """Teams she may know of whose names start with the words of `q`."""
        named = Team.objects.visible_to(user).named(q.strip()[:80]).order_by("name")
        return [option_of_team(team) for team in named[:LIMIT]]

    @staticmethod
    def chosen(user: Actor, values: Iterable[str]) -> tuple[list[User], list[Team]]:
        """The people and teams behind values that a form sent; what she may not know of is left out."""
        people, teams = split(values)
        return (
            list(User.objects.visible_to(user).active().filter(pk__in=people)),
            list(Team.objects.visible_to(user).filter(pk__in=teams)),
        )


def people_named(user: Actor, q: str) -> QuerySet[User]:
    """First names that start with `q` come before other words that do."""
    first = Case(When(name__istartswith=q, then=Value(0)), default=Value(1), output_field=IntegerField())
    found: QuerySet[User] = User.objects.visible_to(user).active().named(q).order_by(first, "name", "pk")
    return found


def option_of(person: User) -> Option:
    return Option(str(person.pk), person.name, person.title, person.hue)


def option_of_team(team: Team) -> Option:
    return Option(f"{TEAM_PREFIX}{team.pk}", team.name, team.description)


def split(values: Iterable[str]) -> tuple[list[int], list[int]]:
    """Ids of people and of teams among `values`; anything else is ignored."""
    people: list[int] = []
    teams: list[int] = []
    for value in values:
        ids = teams if value.startswith(TEAM_PREFIX) else people
        if (pk := number(value.removeprefix(TEAM_PREFIX))) is not None:
            ids.append(pk)
    return people, teams


def mention_of(person: User) -> dict[str, str | int]:
    """What the editor needs to show and insert a mention."""
    return {
        "id": person.pk,
        "name": person.name,
        "title": person.title,
        "initials": person.initials,
        "hue": person.hue,
        "picture": person.picture_url,
    }


def teams_named(user: Actor, q: str) -> list[Team]:
    """The first teams she may know of with such a name."""
    return list(Team.objects.visible_to(user).named(q).order_by("name")[:MOST_TEAMS])


def mention_of_team(team: Team, people: int) -> dict[str, str | int]:
    """The same for a team of so many `people`; what a person's title is, is here how many would be told."""
    note = ngettext("Team, %(n)d person", "Team, %(n)d people", people) % {"n": people}
    return {"id": f"{TEAM_PREFIX}{team.pk}", "name": team.name, "title": note, "note": note, "kind": "team"}
