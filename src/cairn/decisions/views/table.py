"""Options and criteria, one small view per thing and verb."""

from django.http import HttpRequest, HttpResponse

from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.decisions.guard import refuse_reader
from cairn.decisions.loaders import criterion_of, decision_for, option_of
from cairn.decisions.models import Criterion, Decision
from cairn.decisions.operations import (
    add_criterion,
    add_option,
    change_criterion,
    move_criterion,
    move_option,
    remove_criterion,
    remove_option,
    rename_option,
)
from cairn.decisions.table.measure import Measure
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _table(request, pk)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking with its sums, and the charts."""
    return partial(request, "_comparison", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def new_option(request: HttpRequest, pk: int) -> HttpResponse:
    title = request.POST.get("title", "")
    try:
        add_option(decision_for(signed_in(request), pk), by=signed_in(request), title=title)
    except Invalid as error:
        return _table(request, pk, 422, option_typed=title, option_error=error.message)
    return _table(request, pk)


def change_option(request: HttpRequest, pk: int, option_pk: int) -> HttpResponse:
    option = option_of(decision_for(signed_in(request), pk), option_pk)
    title, description = request.POST.get("title", ""), request.POST.get("description")
    try:
        rename_option(option, by=signed_in(request), title=title, description=description)
    except Invalid as error:
        typed = {"option_title": title, "option_description": description or "", "option_error": error.message}
        return _table(request, pk, 422, bad_option=option.pk, **typed)
    return _table(request, pk)


def delete_option(request: HttpRequest, pk: int, option_pk: int) -> HttpResponse:
    remove_option(option_of(decision_for(signed_in(request), pk), option_pk), by=signed_in(request))
    return _table(request, pk)


def place_option(request: HttpRequest, pk: int, option_pk: int) -> HttpResponse:
    """`to`: the row it goes to, from 0."""
    option = option_of(decision_for(signed_in(request), pk), option_pk)
    move_option(option, by=signed_in(request), to=_place(request))
    return _table(request, pk)


def new_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    name = request.POST.get("name", "")
    try:
        measure = Measure().typed(request.POST.dict())
        add_criterion(decision_for(signed_in(request), pk), by=signed_in(request), name=name, measure=measure)
    except Invalid as error:
        return _table(request, pk, 422, criterion_typed=name, criterion_error=error.message)
    return _table(request, pk)


def edit_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    """The dialog with its name and how it is measured."""
    criterion = criterion_of(decision_for(signed_in(request), pk), criterion_pk)
    refuse_reader(criterion.decision, by=signed_in(request))
    return _dialog(request, criterion)


def save_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    criterion = criterion_of(decision_for(signed_in(request), pk), criterion_pk)
    typed = request.POST.dict()
    try:
        measure = Measure.of(criterion).typed(typed)
        change_criterion(criterion, by=signed_in(request), name=typed.get("name", ""), measure=measure)
    except Invalid as error:
        return _dialog(request, criterion, 422, typed=typed, error=error)
    return _done(request, pk)


def delete_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    remove_criterion(criterion_of(decision_for(signed_in(request), pk), criterion_pk), by=signed_in(request))
    return _done(request, pk)


def place_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    """`to`: the column it goes to, from 0."""
    criterion = criterion_of(decision_for(signed_in(request), pk), criterion_pk)
    move_criterion(criterion, by=signed_in(request), to=_place(request))
    return _table(request, pk)


def _place(request: HttpRequest) -> int:
    return number(form_of(request).get("to", "")) or 0


def _table(request: HttpRequest, pk: int, status: int = 200, **more: object) -> HttpResponse:
    """The table as it is now."""
    fresh: Decision = decision_for(signed_in(request), pk)
    return partial(request, "_table", {"screen": screen_of(request, fresh), **more}, status)


def _done(request: HttpRequest, pk: int) -> HttpResponse:
    """The table, after what a dialog did to it."""
    response = _table(request, pk)
    response["HX-Trigger"] = "cairn:close-dialog"
    return response


def _dialog(request: HttpRequest, criterion: Criterion, status: int = 200, **more: object) -> HttpResponse:
    screen = screen_of(request, criterion.decision)
    response = partial(request, "_criterion_dialog", {"screen": screen, "criterion": criterion, **more}, status)
    if status != 200:
        response["HX-Retarget"] = "#page-dialog"
        response["HX-Reswap"] = "innerHTML"
    return response
