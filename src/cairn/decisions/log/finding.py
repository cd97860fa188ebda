"""Which decisions the log shows to whom, and in which order. The right is part of every query."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Lower
from django.utils.module_loading import import_string

from cairn.core.ids import number as id_in
from cairn.decisions.log.asked import Asked
from cairn.decisions.models import Decision, RoleHolder
from cairn.decisions.queries import DecisionQuerySet, held_by, with_right
from cairn.pages.models import Label, Page
from cairn.people.models import User
from cairn.spaces.models import Space

FULL_TEXT = "cairn.config.full_text"  # by name: search lies above this app
MINE = "mine"  # the role facet: any role
BEST = 500  # of what words find, the best are shown
ALL = 1_000_000  # pages that words may be found in


def full_text(name: str) -> Any:
    return import_string(import_string(f"{FULL_TEXT}.{name}"))


def scoped(user: User, space: Space | None) -> DecisionQuerySet:
    """What she may see of the log of `space`, or of the whole workspace, each with its `state` and `home`.

    `home` is the space whose log it stands in: where it was decided, else where its page is.
    """
    pages = Page.objects.visible_to(user).filter(kind="decision")
    found = Decision.objects.filter(page__in=pages.values("pk"))
    found = found if space is None else found.of_space(space)
    return found.with_state().annotate(home=Coalesce("outcome__space_id", "page__space_id"))


def narrowed(found: DecisionQuerySet, user: User, asked: Asked) -> DecisionQuerySet:
    """By every facet. One of the spaces, states and frameworks; all of the tags and words."""
    if asked.spaces:
        found = found.filter(Q(home__in=Space.objects.visible_to(user).filter(key__in=asked.spaces).values("pk")))
    if asked.states:
        found = found.filter(Q(state__in=asked.states))
    if asked.frameworks:
        found = found.filter(framework__framework__key__in=asked.frameworks)
    return by_rest(found, user, asked)


def by_rest(found: DecisionQuerySet, user: User, asked: Asked) -> DecisionQuerySet:
    """By what is not counted together: role, tags and words."""
    if asked.role:
        found = found.filter(pk__in=hers(user, asked.role).values("decision"))
    if asked.drivers:
        found = found.filter(pk__in=driven_by(asked.drivers).values("decision"))
    for tag in asked.tags:
        found = found.filter(page__in=Label.objects.filter(name=tag).order_by().values("page"))
    return saying(found, asked.words)


def hers(user: User, right: str = MINE) -> QuerySet[RoleHolder]:
    """Roles that she holds, by herself or through a team: any, or those with `right`."""
    held = RoleHolder.objects.filter(held_by(user))
    if right == MINE:
        return held
    return held.filter(decision__framework__rights__role=F("role"), decision__framework__rights__right=right)


def driven_by(people: Collection[str]) -> QuerySet[RoleHolder]:
    """The roles by which one of these people (ids, as typed) drives a decision."""
    ids = {pk for each in people if (pk := id_in(each)) is not None}
    return with_right(RoleHolder.objects.filter(user__in=ids), "drive")


def saying(found: DecisionQuerySet, words: str) -> DecisionQuerySet:
    """Every word in its text, table, reasons or outcome, by search's index; a draft is not in it: by its title."""
    if not words:
        return found
    if (number := numbered(words)) is not None:
        return found.filter(outcome__number=number)
    draft, indexed = draft_saying(words), full_text("PAGES_WITH")(words)
    return found.filter(draft if indexed is None else draft | Q(page__in=indexed))


def numbered(words: str) -> int | None:
    """3 of "D-3"."""
    found = re.fullmatch(r"[Dd]-?(\d{1,8})", words)
    return int(found[1]) if found else None


def draft_saying(words: str) -> Q:
    """A draft was never published, so search does not hold it: its title does."""
    draft = Q(page__published=None)
    for word in words.split()[:8]:
        draft &= Q(page__title__icontains=word)
    return draft


def in_order(found: DecisionQuerySet) -> DecisionQuerySet:
    """What runs, the nearest due first; then what is closed, the latest first; then drafts."""
    rank = Case(When(state="running", then=0), When(state="draft", then=2), default=1, output_field=IntegerField())
    due = Case(When(state="running", then=F("due_at")))
    return found.annotate(rank=rank, next_due=due).order_by(
        "rank", F("next_due").asc(nulls_last=True), F("outcome__at").desc(nulls_last=True), "-created_at", "-pk"
    )


def sorted_by(found: DecisionQuerySet, sort: str) -> DecisionQuerySet:
    """`sort` as in asked.SORTS: the latest decided first, the next due first, or by title."""
    ways: dict[str, tuple[str | OrderBy | Lower, ...]] = {
        "decided": (F("outcome__at").desc(nulls_last=True), "-created_at", "-pk"),
        "due": (F("next_due").asc(nulls_last=True), F("outcome__at").desc(nulls_last=True), "-pk"),
        "title": (Lower("page__title"), "pk"),
    }
    return found.annotate(next_due=Case(When(state="running", then=F("due_at")))).order_by(*ways[sort])


def by_time(found: DecisionQuerySet) -> DecisionQuerySet:
    """By `moment`, the latest first: when it was decided, else when it is due, else when it was begun."""
    return found.annotate(moment=Coalesce("outcome__at", "due_at", "created_at")).order_by("-moment", "-pk")


@dataclass(frozen=True)
class Matches:
    """Where words stand, whoever may see it: in the text of `pages`, or else in what tells of `decisions`."""

    pages: Collection[int]
    decisions: Collection[int]
    ranks: Mapping[int, int]  # page → its place, the best match first


def matches(words: str) -> Matches:
    """As `saying`, ranked. Three queries at most."""
    kept = Page.objects.filter(kind="decision")
    ranks = {page: rank for rank, page in enumerate(full_text("RANKED")(words, kept, limit=ALL))}
    if (number := numbered(words)) is not None:
        return Matches((), set(Decision.objects.filter(outcome__number=number).values_list("pk", flat=True)), ranks)
    drafts = Decision.objects.filter(draft_saying(words)).values_list("pk", flat=True)
    return Matches(ranks, set(drafts), ranks)


def loaded(ids: Sequence[int], user: User) -> list[Decision]:
    """The decisions of `ids` in that order, with all that a row of the log shows her. The ids carry the right."""
    place = {pk: number for number, pk in enumerate(ids)}
    rows = (
        Decision.objects.filter(pk__in=ids)
        .for_lists()
        .with_heirs(user)
        .with_citations(user)
        .select_related("framework__framework")
        .prefetch_related("page__labels")
    )
    return sorted(rows, key=lambda each: place[each.pk])
