"""Who uses a template here and what became of its pages; only of pages that the reader may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet

from cairn.core.clock import now
from cairn.gallery.known import Known
from cairn.gallery.models import TemplateUse
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

ALIVE = timedelta(days=60)  # published within these, a page is still worked with
DONE = "success"  # the tone of a state that is an end reached: decided
FACES = 5
MOST = 5_000  # of the latest uses are counted


@dataclass(frozen=True, slots=True)
class Standing:
    """`used`: pages made; `published` and `alive` of those without a state of their own; `states` of the others, in
    words with their number ("Decided", 3); `people` and `spaces` that use it, `pages` the latest, for one template."""

    used: int = 0
    published: int = 0
    alive: int = 0
    states: tuple[tuple[str, int], ...] = ()
    people: tuple[User, ...] = ()
    spaces: tuple[Space, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def drafts(self) -> int:
        return self.used - self.published


@dataclass(slots=True)
class _Tally:
    used: int = 0
    published: int = 0
    alive: int = 0
    people: dict[int, User] = field(default_factory=dict)
    spaces: dict[int, Space] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    of_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, use: TemplateUse) -> None:
        page = use.page
        self.used += 1
        self.published += page.published_id is not None
        self.alive += page.published is not None and page.published.at > now() - ALIVE
        if use.by is not None and use.by.is_active:
            self.people.setdefault(use.by.pk, use.by)
        self.spaces.setdefault(page.space_id, page.space)
        self.pages.append(page)
        self.of_kind[page.kind].append(page.pk)

    def read(self, user: User) -> Standing:
        return Standing(
            self.used, self.published, self.alive, tuple(_states(self.of_kind, user)), tuple(self.people.values())[:FACES],
            tuple(self.spaces.values()), tuple(self.pages[:FACES]),
        )  # fmt: skip


def _states(of_kind: dict[str, list[int]], user: User) -> Iterable[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for kind, ids in of_kind.items():
        if (found := kinds().get(kind)) is not None:
            counts.update(facts.status for facts in found.card(ids, user).values() if facts.status)
    return counts.most_common()


def standings(user: User) -> dict[str, Standing]:
    """Of every template by its slug. One query, and one for each kind of page that has states."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for use in _uses(user)[:MOST]:
        tallies[use.slug].add(use)
    return {slug: tally.read(user) for slug, tally in tallies.items()}


def standing_of(user: User, template: Known) -> Standing:
    tally = _Tally()
    for use in _uses(user).filter(slug=template.slug):
        tally.add(use)
    return tally.read(user)


def _uses(user: User) -> QuerySet[TemplateUse]:
    seen = Page.objects.visible_to(user).order_by().values("pk")
    found = TemplateUse.objects.filter(page__in=seen).select_related("by", "page__space", "page__published")
    return found.defer("page__published__body", "page__published__html", "page__published__text").order_by("-at", "-pk")
