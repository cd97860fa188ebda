"""Whom to mention on a page: told apart where they share a name, and marked where the page is not open to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cairn.pages.access import is_open_to
from cairn.pages.audience import readers
from cairn.pages.models import Page
from cairn.people.directory import LIMIT, mention_of, mention_of_team, people_named, teams_named
from cairn.people.models import Team, User

Person = dict[str, str | int | bool]


def mentionable(user: User, page: Page, q: str) -> list[Person]:
    """Those she may know of whose names start with `q`; the nearest first, who can see the page before who can't."""
    q = q.strip()[:80]
    teams = _teams(teams_named(user, q), page)
    found = _described(list(people_named(user, q)[: LIMIT - len(teams)]), page)
    return sorted(found, key=lambda person: not person["can_view"]) + teams


def mentioned(user: User, page: Page, people: Iterable[int], teams: Iterable[int]) -> list[Person]:
    """Those with these ids she may know of."""
    found = _described(list(User.objects.visible_to(user).filter(pk__in=list(people))), page)
    return found + _teams(Team.objects.visible_to(user).filter(pk__in=list(teams)), page)


def _described(people: list[User], page: Page) -> list[Person]:
    names = Counter(person.name for person in people)
    titles = Counter((person.name, person.title) for person in people)

    def note(person: User) -> str:
        """What tells her from others of that name: her title, or her address where that is the same too."""
        same = names[person.name] > 1 and (titles[person.name, person.title] > 1 or not person.title)
        return person.email if same else person.title

    return [{**mention_of(each), "note": note(each), "can_view": is_open_to(each, page)} for each in people]


def _teams(teams: Iterable[Team], page: Page) -> list[Person]:
    """A team can see the page when anybody of it can."""
    members = {team: list(team.members.active()) for team in teams}
    return [
        {**mention_of_team(team, len(people)), "can_view": bool(readers(page, people))}
        for team, people in members.items()
    ]
