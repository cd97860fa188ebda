"""People to mention on a page: told apart where they share a name, and marked where the page is not open to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cairn.pages.access import is_open_to
from cairn.pages.models import Page
from cairn.people.directory import LIMIT, mention_of, people_named
from cairn.people.models import User

Person = dict[str, str | int | bool]


def mentionable(user: User, page: Page, q: str) -> list[Person]:
    """Those she may know of whose names start with `q`; the nearest first, who can see the page before who can't."""
    found = _described(list(people_named(user, q.strip()[:80])[:LIMIT]), page)
    return sorted(found, key=lambda person: not person["can_view"])


def mentioned(user: User, page: Page, ids: Iterable[int]) -> list[Person]:
    """Those with these ids she may know of."""
    return _described(list(User.objects.visible_to(user).filter(pk__in=list(ids))), page)


def _described(people: list[User], page: Page) -> list[Person]:
    names = Counter(person.name for person in people)
    titles = Counter((person.name, person.title) for person in people)

    def note(person: User) -> str:
        """What tells her from others of that name: her title, or her address where that is the same too."""
        same = names[person.name] > 1 and (titles[person.name, person.title] > 1 or not person.title)
        return person.email if same else person.title

    return [{**mention_of(each), "note": note(each), "can_view": is_open_to(each, page)} for each in people]
