"""Beginning, changing and ending a series of talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.people.models import User
from cairn.people.zones import today_of
from cairn.series.access import can_see_series
from cairn.series.models import Ending, Pair, Series
from cairn.series.pages import offered
from cairn.series.rhythm import Rhythm
from cairn.spaces.operations import create_private_space


@dataclass(frozen=True, slots=True)
class Plan:
    """What a series is begun with: `person` is whose talk it is; one of the two is who begins it."""

    template: str
    person: User | None
    lead: User | None
    rhythm: str
    on: date | None


def start_series(plan: Plan, *, by: User) -> Series:
    """A series and the private space of the two, if they have none yet. Its first page comes with the first turn of the
    worker, or by `make_talk`. Raises Invalid with what is missing; nothing is made then."""
    person, lead, on = _checked(plan, by)
    name = next(each.name for each in offered() if each.slug == plan.template)
    with atomic():
        pair = _pair(person, lead, by)
        series = Series.objects.create(
            pair=pair, template=plan.template, name=name, person=person, lead=lead, rhythm=plan.rhythm,
            anchor=on, next_on=on, started_by=by,
        )  # fmt: skip
        record("series.started", by=by, space_id=pair.space_id, target_id=series.pk, label=name)
    return series


def change_series(series: Series, rhythm: str, next_on: date | None, *, by: User) -> None:
    """Another rhythm or another day for the next talk; the days after it are counted from there."""
    _check_hers(by, series)
    wrong = _wrong_days(rhythm, next_on, by)
    if wrong or next_on is None:
        raise Invalid(_("Nothing is changed yet. Put right what is marked."), fields=wrong)
    with atomic():
        series = Series.objects.select_for_update().get(pk=series.pk)
        if next_on != series.next_on:
            series.anchor = next_on
        series.rhythm, series.next_on = rhythm, next_on
        series.save(update_fields=["rhythm", "next_on", "anchor"])
        record("series.changed", by=by, space_id=series.pair.space_id, target_id=series.pk)


def end_series(series: Series, *, by: User) -> None:
    """No more pages; those that are there stay with the two."""
    _check_hers(by, series)
    with atomic():
        _ending, is_new = Ending.objects.get_or_create(series=series, defaults={"by": by})
        if is_new:
            record("series.ended", by=by, space_id=series.pair.space_id, target_id=series.pk)


def resume_series(series: Series, *, by: User) -> None:
    """Go on with a series that was ended. Raises Conflict when the other one has left."""
    _check_hers(by, series)
    if series.gone:
        raise Conflict(_("%(name)s has left the workspace. The pages stay.") % {"name": series.gone.name})
    with atomic():
        deleted, _rows = Ending.objects.filter(series=series).delete()
        if deleted:
            record("series.resumed", by=by, space_id=series.pair.space_id, target_id=series.pk)


def _checked(plan: Plan, by: User) -> tuple[User, User, date]:
    person, lead = plan.person, plan.lead
    wrong = _wrong_days(plan.rhythm, plan.on, by)
    if plan.template not in {each.slug for each in offered()}:
        wrong["template"] = _("Choose what the talks are for.")
    other = lead if person == by else person
    if person is None or lead is None or other is None or other == by:
        wrong["other"] = _("Choose the other person.")
    elif by not in (person, lead):
        raise Forbidden(_("You can begin talks only of your own."))
    elif not other.is_active:
        wrong["other"] = _("%(name)s has left the workspace. Choose somebody else.") % {"name": other.name}
    if wrong or person is None or lead is None or plan.on is None:
        raise Invalid(_("Nothing is made yet. Put right what is marked."), fields=wrong)
    return person, lead, plan.on


def _wrong_days(rhythm: str, on: date | None, by: User) -> dict[str, str]:
    wrong = {}
    if rhythm not in Rhythm.values:
        wrong["rhythm"] = _("Choose how often.")
    if on is None:
        wrong["on"] = _("Choose the day of the next talk.")
    elif on < today_of(by):
        wrong["on"] = _("That day is over. Choose one to come.")
    return wrong


def _pair(one: User, other: User, by: User) -> Pair:
    first, second = sorted((one, other), key=lambda user: user.pk)
    list(User.objects.select_for_update().filter(pk__in=(first.pk, second.pk)).order_by("pk"))  # two begin at once
    pair = Pair.objects.filter(first=first, second=second).first()
    if pair is None:
        name = _("%(one)s and %(other)s") % {"one": first.name[:36], "other": second.name[:36]}
        pair = Pair.objects.create(space=create_private_space(name, [first, second], by=by), first=first, second=second)
    return pair


def _check_hers(by: User, series: Series) -> None:
    if not can_see_series(by, series):
        raise Missing(_("There is no series here that you can see."))
