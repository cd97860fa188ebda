"""Who uses a template here and what became of its pages; only of pages that the reader may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from cairn.action_items.models import ActionItem
from cairn.core.clock import now
from cairn.gallery.known import Known
from cairn.gallery.models import TemplateUse
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

ALIVE = timedelta(days=60)  # published within these, a page is still worked with
FACES = 5
MOST = 1_000  # of the latest uses are looked at


@dataclass(frozen=True, slots=True)
class Standing:
    """`used`: pages made. What became of them: `states` of kinds that have some, in words with their number ("Decided",
    3); of the others `finished` (published, every action item done), `alive`, `quiet` (published longer ago), `drafts`.
    `people` and `spaces` that use it, `pages` the latest."""

    used: int = 0
    states: tuple[tuple[str, int], ...] = ()
    finished: int = 0
    alive: int = 0
    quiet: int = 0
    drafts: int = 0
    people: tuple[User, ...] = ()
    spaces: tuple[Space, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(slots=True)
class _Tally:
    people: dict[int, User] = field(default_factory=dict)
    spaces: dict[int, Space] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    of_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, use: TemplateUse) -> None:
        page = use.page
        if use.by is not None and use.by.is_active:
            self.people.setdefault(use.by.pk, use.by)
        self.spaces.setdefault(page.space_id, page.space)
        self.pages.append(page)
        if page.kind == "page":
            self.became[_became(use)] += 1
        else:
            self.of_kind[page.kind].append(page.pk)

    def read(self, user: User) -> Standing:
        became = {name: self.became[name] for name in ("finished", "alive", "quiet", "drafts")}
        return Standing(
            len(self.pages), tuple(_states(self.of_kind, user)), **became, people=tuple(self.people.values())[:FACES],
            spaces=tuple(self.spaces.values()), pages=tuple(self.pages[:FACES]),
        )  # fmt: skip


def _became(use: TemplateUse) -> str:
    if use.page.published is None:
        return "drafts"
    if use.had_tasks and not use.has_tasks:  # type: ignore[attr-defined]
        return "finished"
    return "alive" if use.page.published.at > now() - ALIVE else "quiet"


def _states(of_kind: dict[str, list[int]], user: User) -> Iterable[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for kind, ids in of_kind.items():
        if (found := kinds().get(kind)) is not None:
            counts.update(facts.status for facts in found.card(ids, user).values() if facts.status)
    return counts.most_common()


def uses(user: User) -> dict[str, int]:
    """How many pages there are of each template, by its slug. One query."""
    counted = _seen(user).order_by().values("slug").annotate(n=Count("pk"))
    return dict(counted.values_list("slug", "n"))


def standing_of(user: User, template: Known) -> Standing:
    """One query, and one for each kind of page that has states."""
    tasks = ActionItem.objects.filter(page=OuterRef("page"), removed_at=None, carried_to=None)
    found = _seen(user).filter(slug=template.slug).select_related("by", "page__space", "page__published")
    found = found.defer("page__published__body", "page__published__html", "page__published__text")
    found = found.annotate(had_tasks=Exists(tasks), has_tasks=Exists(tasks.filter(completion=None)))
    tally = _Tally()
    for use in found.order_by("-at", "-pk")[:MOST]:
        tally.add(use)
    return tally.read(user)


def _seen(user: User) -> QuerySet[TemplateUse]:
    return TemplateUse.objects.filter(page__in=Page.objects.visible_to(user).order_by().values("pk"))
