"""How many decisions each facet would leave. What she may not see is in no count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.decisions.log.asked import MANY, Asked
from cairn.decisions.log.facts import Facts
from cairn.decisions.log.names import ROLES, role_name, state_name
from cairn.decisions.queries import STATES
from cairn.ui.facets import Choice, Facet

MOST_TAGS = 20
USUAL = ("draft", "running", "decided")  # the other states are shown where there are some


@dataclass(frozen=True)
class Counts:
    """Everything counted for one reader and one question, from what `Facts` has read."""

    asked: Asked
    cube: Counter[tuple[str, str, str]]  # (space's key, state, framework) → decisions; role, tags, words applied
    names: Mapping[str, str]  # of spaces that she may see, by key
    frameworks: Mapping[str, str]
    roles: Counter[str]
    tags: Mapping[str, int]

    @classmethod
    def of(cls, facts: Facts) -> Counts:
        spaces = {pk: space.key for pk, space in facts.spaces.items()}
        cells = Counter((fact[2], fact[3], fact[4]) for fact in facts.rest(facts.asked))
        cube: Counter[tuple[str, str, str]] = Counter()
        frameworks: dict[str, str] = {}
        for (home, state, version), n in cells.items():
            key, name = facts.frameworks[version]
            cube[spaces.get(home, ""), state, key] += n
            frameworks[key] = name
        names = {space.key: space.name for space in facts.spaces.values()}
        return cls(facts.asked, cube, names, frameworks, _roles(facts), _tags(facts))

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


def _roles(facts: Facts) -> Counter[str]:
    """Her roles among what the other facets leave; "mine" counts a decision once."""
    held = Counter((fact[4], facts.roles[fact[0]]) for fact in facts.narrowed(but="role") if fact[0] in facts.roles)
    counts: Counter[str] = Counter()
    for (version, roles), n in held.items():
        rights = facts.rights_of(version, roles)
        counts.update(dict.fromkeys([*rights, "mine"] if rights else [], n))
    return counts


def _tags(facts: Facts) -> dict[str, int]:
    """Labels of what is left, the most used first."""
    pages = {fact[1] for fact in facts.narrowed()}
    counts = Counter(name for page, name in facts.tags if page in pages)
    return dict(sorted(counts.items(), key=lambda tag: (-tag[1], tag[0]))[:MOST_TAGS])
