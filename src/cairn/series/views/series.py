"""Her talks: all of them, a new series, one series."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Invalid
from cairn.people.http import signed_in
from cairn.people.zones import today_of
from cairn.series.forms import SeriesForm, change_of
from cairn.series.loaders import series_for
from cairn.series.models import Series
from cairn.series.operations import change_series, end_series, make_talk, resume_series, start_series
from cairn.series.rhythm import Rhythm
from cairn.series.screen import listed, shown


def list_series(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(request, "series/list.html", {"rows": listed(user, Series.objects.visible_to(user))})


def new(request: HttpRequest) -> HttpResponse:
    return render(request, "series/new.html", {"form": SeriesForm(signed_in(request), request.GET)})


def create(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = SeriesForm(user, request.POST)
    try:
        series = start_series(form.plan(), by=user)
    except Invalid as error:
        return render(request, "series/new.html", {"form": SeriesForm(user, request.POST, error)}, status=422)
    words = _("Begun. Only %(name)s and you see it; the page of the first talk comes by itself.")
    return go_to(request, series.get_absolute_url(), words % {"name": series.other_than(user).name})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, series_for(signed_in(request), pk))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    series = series_for(signed_in(request), pk)
    try:
        change_series(series, *change_of(series, request.POST), by=signed_in(request))
    except Invalid as error:
        return _shown(request, series, request.POST, error)
    return go_to(request, series.get_absolute_url(), _("Saved."))


def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The next page now."""
    user = signed_in(request)
    talk = make_talk(series_for(user, pk), today_of(user), by=user)
    return go_to(request, talk.page.get_absolute_url())


def end(request: HttpRequest, pk: int) -> HttpResponse:
    series = series_for(signed_in(request), pk)
    end_series(series, by=signed_in(request))
    return go_to(request, series.get_absolute_url(), _("Ended. The pages stay with the two of you."))


def resume(request: HttpRequest, pk: int) -> HttpResponse:
    series = series_for(signed_in(request), pk)
    resume_series(series, by=signed_in(request))
    return go_to(request, series.get_absolute_url(), _("It goes on."))


def _shown(
    request: HttpRequest, series: Series, typed: QueryDict | None = None, error: Invalid | None = None
) -> HttpResponse:
    context = {
        "screen": shown(signed_in(request), series), "rhythms": Rhythm.choices, "error": error,
        "rhythm": typed.get("rhythm") if typed else series.rhythm,
        "on": typed.get("on") if typed else series.next_on.isoformat(),
    }  # fmt: skip
    return render(request, "series/series.html", context, status=422 if error else 200)
