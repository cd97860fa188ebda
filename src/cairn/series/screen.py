"""What the pages about series show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from cairn.people.models import User
from cairn.people.zones import today_of
from cairn.series.models import Emergency, Series, Talk
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


def _row(user: User, series: Series) -> Row:
    talks: list[Talk] = series.hers  # type: ignore[attr-defined]
    coming = [talk for talk in talks if talk.on >= today_of(user)]
    return Row(series, series.other_than(user), coming[-1] if coming else None, [t for t in talks if t not in coming])
