"""How many decisions each facet would leave. What she may not see is in no count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F
from django.utils.translation import gettext as _

from cairn.decisions.log.asked import MANY, Asked
from cairn.decisions.log.finding import by_rest, hers, narrowed
from cairn.decisions.log.names import ROLES, role_name, state_name
from cairn.decisions.queries import STATES, DecisionQuerySet
from cairn.pages.models import Label
from cairn.people.models import User
from cairn.spaces.models import Space

MOST_TAGS = 20
USUAL = ("draft", "running", "decided")  # the other states are shown where there are some
AXES = ("home", "state", "framework__framework__key", "framework__framework__name")


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """`name` is the field in the address; `single`: one choice at most."""

    name: str
    label: str
    choices: list[Choice]
    single: bool = False


@dataclass(frozen=True)
class Counts:
    """Everything counted for one reader and one question: three queries, however many decisions."""

    asked: Asked
    cube: Counter[tuple[str, str, str]]  # (space's key, state, framework) → decisions; role, tags, words applied
    names: Mapping[str, str]  # of spaces that she may see, by key
    frameworks: Mapping[str, str]
    roles: Counter[str]
    tags: Mapping[str, int]

    @classmethod
    def of(cls, everything: DecisionQuerySet, user: User, asked: Asked) -> Counts:
        spaces = {space.pk: space for space in Space.objects.visible_to(user)}
        rest = by_rest(everything, user, asked).order_by()
        cube: Counter[tuple[str, str, str]] = Counter()
        frameworks: dict[str, str] = {}
        for home, state, key, name, n in rest.values_list(*AXES).annotate(n=Count("pk")):
            cube[spaces[home].key if home in spaces else "", state, key] += n
            frameworks[key] = name
        names = {space.key: space.name for space in spaces.values()}
        return cls(asked, cube, names, frameworks, _roles(everything, user, asked), _tags(everything, user, asked))

    @property
    def total(self) -> int:
        return sum(n for _cell, n in self._left())

    def by_state(self) -> dict[str, int]:
        """With the spaces and frameworks that were chosen, whatever states were."""
        return {state: sum(n for cell, n in self._left(but="states") if cell[1] == state) for state in STATES}

    def facets(self, *, with_spaces: bool) -> list[Facet]:
        """Those worth showing: with something to choose, or something chosen."""
        found = [self._states(), self._roles()]
        if with_spaces:
            found.insert(1, self._cube_facet("spaces", _("Space"), 0, self.names))
        found += [self._cube_facet("frameworks", _("Framework"), 2, self.frameworks), self._tag_facet()]
        return [each for each in found if each.choices]

    def _left(self, but: str = "") -> Iterable[tuple[tuple[str, str, str], int]]:
        """Cells of the cube that the chosen spaces, states and frameworks leave, one of these facets left open."""
        chosen = [() if but == facet else getattr(self.asked, facet) for facet in ("spaces", "states", "frameworks")]
        for cell, n in self.cube.items():
            if all(not wanted or value in wanted for wanted, value in zip(chosen, cell, strict=True)):
                yield cell, n

    def _states(self) -> Facet:
        counts = self.by_state()
        choices = [
            Choice(state, state_name(state), n, state in self.asked.states)
            for state, n in counts.items()
            if n or state in USUAL or state in self.asked.states
        ]
        return Facet("state", _("State"), choices)

    def _cube_facet(self, facet: str, label: str, axis: int, names: Mapping[str, str]) -> Facet:
        chosen: tuple[str, ...] = getattr(self.asked, facet)
        counts: Counter[str] = Counter()
        for cell, n in self._left(but=facet):
            counts[cell[axis]] += n
        values = [value for value in {cell[axis] for cell in self.cube} | {*chosen} if value]
        choices = [Choice(each, names.get(each, each), counts[each], each in chosen) for each in values]
        choices.sort(key=lambda each: each.label.casefold())
        return Facet(MANY[facet], label, choices if len(choices) > 1 or chosen else [])

    def _roles(self) -> Facet:
        choices = [
            Choice(role, role_name(role), self.roles[role], role == self.asked.role)
            for role in ROLES
            if self.roles[role] or role == self.asked.role
        ]
        return Facet("role", _("My role"), choices, single=True)

    def _tag_facet(self) -> Facet:
        missing = {tag: 0 for tag in self.asked.tags if tag not in self.tags}
        choices = [Choice(tag, tag, n, tag in self.asked.tags) for tag, n in {**self.tags, **missing}.items()]
        return Facet("tag", _("Tag"), choices)


def _roles(everything: DecisionQuerySet, user: User, asked: Asked) -> Counter[str]:
    """Her roles among what the other facets leave; "mine" counts a decision once."""
    left = narrowed(everything, user, asked.without("role")).order_by().values("pk")
    held = hers(user).filter(decision__in=left, decision__framework__rights__role=F("role"))
    pairs = set(held.values_list("decision__framework__rights__right", "decision"))
    counts = Counter(right for right, _decision in pairs)
    if pairs:
        counts["mine"] = len({decision for _role, decision in pairs})
    return counts


def _tags(everything: DecisionQuerySet, user: User, asked: Asked) -> dict[str, int]:
    """Labels of what is left, the most used first."""
    left = narrowed(everything, user, asked).order_by().values("page")
    counted = Label.objects.filter(page__in=left).values_list("name").annotate(n=Count("pk")).order_by("-n", "name")
    return dict(counted[:MOST_TAGS])
