"""What the log counts and orders by, of every decision that she may see: read once, then narrowed in memory.

Every count of the log needs every decision that she may see, and asking that costs more than all the counting: so the
right is asked in one query, and each facet adds a small one of its own. What the small ones find is only ever looked
up for decisions that the first one has found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cairn.decisions.log.asked import Asked
from cairn.decisions.log.finding import MINE, Matches, by_time, driven_by, hers, in_order, matches, scoped, sorted_by
from cairn.decisions.models import EffectReview, FrameworkVersion, RoleRight
from cairn.pages.models import Label
from cairn.people.models import User
from cairn.spaces.models import Space

Fact = tuple[int, int, int, str, int]  # decision, page, home (a space's id), state, framework's version
FIELDS = ("pk", "page_id", "home", "state", "framework_id")
NO_ROLE: frozenset[str] = frozenset()
SOME = 500  # pages whose labels are asked for by their ids; of more, those of all decisions are read


@dataclass
class Facts:
    user: User
    space: Space | None
    asked: Asked

    @cached_property
    def everything(self) -> list[Fact]:
        """Whatever was asked, in the order of the view."""
        found = scoped(self.user, self.space)
        if self.asked.view == "timeline":
            found = by_time(found)
        else:
            found = sorted_by(found, self.asked.sort) if self.asked.sort else in_order(found)
        return list(found.values_list(*FIELDS))

    @cached_property
    def found(self) -> list[Fact]:
        """What fits all that was asked; of words, the best match first, and what the index does not hold at the end."""
        found = self.narrowed()
        if not self.asked.words:
            return found
        ranks = self.matches.ranks
        return sorted(found, key=lambda fact: (ranks.get(fact[1], len(ranks)), fact[0]))

    def narrowed(self, *, but: str = "") -> list[Fact]:
        """By every facet but one: one of the spaces, states and frameworks; all of the tags and words."""
        asked = self.asked.without(but) if but else self.asked
        found = self.rest(asked)
        if asked.spaces:
            homes = {pk for pk, space in self.spaces.items() if space.key in asked.spaces}
            found = [fact for fact in found if fact[2] in homes]
        if asked.states:
            found = [fact for fact in found if fact[3] in asked.states]
        if asked.frameworks:
            versions = {pk for pk, (key, _name) in self.frameworks.items() if key in asked.frameworks}
            found = [fact for fact in found if fact[4] in versions]
        return found

    def rest(self, asked: Asked) -> list[Fact]:
        """By what is not counted together: role, tags and words."""
        found = self.everything
        if asked.words:
            pages, decisions = self.matches.pages, self.matches.decisions
            found = [fact for fact in found if fact[1] in pages or fact[0] in decisions]
        if asked.role == MINE:
            found = [fact for fact in found if fact[0] in self.roles]
        elif asked.role:
            found = [fact for fact in found if asked.role in self.rights_in(fact)]
        if asked.drivers:
            found = [fact for fact in found if fact[0] in self.driven]
        if asked.tags:
            wanted = set(asked.tags)
            held = Counter(page for page, name in self.tags if name in wanted)
            found = [fact for fact in found if held[fact[1]] == len(wanted)]
        return found

    def rights_in(self, fact: Fact) -> set[str]:
        return self.rights_of(fact[4], self.roles.get(fact[0], NO_ROLE))

    def rights_of(self, version: int, roles: Iterable[str]) -> set[str]:
        """What these roles may in a decision of this framework."""
        return {right for role in roles for right in self.rights.get((version, role), ())}

    @cached_property
    def matches(self) -> Matches:
        return matches(self.asked.words)

    @cached_property
    def spaces(self) -> dict[int, Space]:
        return {space.pk: space for space in Space.objects.visible_to(self.user)}

    @cached_property
    def frameworks(self) -> dict[int, tuple[str, str]]:
        """Version → the key and the name of its framework."""
        versions = FrameworkVersion.objects.order_by()
        return {pk: (key, name) for pk, key, name in versions.values_list("pk", "framework__key", "framework__name")}

    @cached_property
    def roles(self) -> Mapping[int, frozenset[str]]:
        """Decision → her roles in it."""
        found: dict[int, frozenset[str]] = {}
        for decision, role in hers(self.user).values_list("decision", "role"):
            found[decision] = found.get(decision, NO_ROLE) | {role}
        return found

    @cached_property
    def driven(self) -> set[int]:
        """Decisions that one of the people who were asked for drives."""
        return set(driven_by(self.asked.drivers).values_list("decision", flat=True))

    @cached_property
    def rights(self) -> Mapping[tuple[int, str], list[str]]:
        """(framework's version, role) → what the role may."""
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        for version, role, right in RoleRight.objects.values_list("version", "role", "right"):
            found[version, role].append(right)
        return found

    @cached_property
    def tags(self) -> list[tuple[int, str]]:
        """(page, label), each pair once."""
        pages = [fact[1] for fact in self.everything]
        few = len(pages) <= SOME
        labels = Label.objects.filter(page__in=pages) if few else Label.objects.filter(page__kind="decision")
        return list(labels.order_by().values_list("page", "name"))

    @cached_property
    def effects(self) -> dict[str, int]:
        """As `DecisionQuerySet.effects`, of what is found."""
        found = {fact[0] for fact in self.found}
        counted = {"yes": 0, "partly": 0, "no": 0, "": 0}
        for decision, came in EffectReview.objects.values_list("outcome__decision", "came"):
            if decision in found:
                counted[came] += 1
        counted["waiting"] = counted.pop("")
        return counted
