"""What the pages about series show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from cairn.people.models import User
from cairn.people.zones import today_of
from cairn.series.models import Emergency, Pair, Series, Talk
from cairn.series.queries import SeriesQuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """A series as one of the two sees it: the talk to come that has a page, and the ones that were, newest first."""

    series: Series
    other: User
    coming: Talk | None
    past: list[Talk]


def listed(user: User, series: SeriesQuerySet) -> list[Row]:
    """Two queries however many there are."""
    talks = Talk.objects.visible_to(user).select_related("page").order_by("-number")
    return [_row(user, each) for each in series.with_people().prefetch_related(Prefetch("talks", talks, "hers"))]


def shown(user: User, series: Series) -> Row:
    return listed(user, Series.objects.visible_to(user).filter(pk=series.pk))[0]


def open_accesses(space_id: int) -> list[Emergency]:
    """Who reads a private space in an emergency right now."""
    return list(Emergency.objects.filter(pair__space=space_id, ended_at=None).select_related("by"))


def pairs_of_others(user: User) -> list[Pair]:
    """For the emergency door alone, which checks that she may open it: whose private spaces there are, nothing more."""
    pairs = Pair.objects.select_related("first", "second").exclude(first=user).exclude(second=user)
    return sorted(pairs, key=lambda pair: (pair.first.name, pair.second.name))


def every_emergency() -> list[Emergency]:
    """The log of that door, newest first."""
    return list(Emergency.objects.select_related("pair__first", "pair__second", "by"))


def _row(user: User, series: Series) -> Row:
    talks: list[Talk] = series.hers  # type: ignore[attr-defined]
    coming = [talk for talk in talks if talk.on >= today_of(user)]
    return Row(series, series.other_than(user), coming[-1] if coming else None, [t for t in talks if t not in coming])
