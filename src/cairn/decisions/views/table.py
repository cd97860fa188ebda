"""Options × criteria, one small view per thing and verb."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.decisions.loaders import cell_of, criterion_of, decision_for, option_of
from cairn.decisions.models import Cell, Decision
from cairn.decisions.operations import (
    add_criterion,
    add_option,
    fill_cell,
    remove_criterion,
    remove_option,
    rename_criterion,
    rename_option,
)
from cairn.decisions.operations.table import StaleCell
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _table(request, pk)


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
        return _table(request, pk, 422, bad_option=option.pk, option_title=title, option_error=error.message)
    return _table(request, pk)


def delete_option(request: HttpRequest, pk: int, option_pk: int) -> HttpResponse:
    remove_option(option_of(decision_for(signed_in(request), pk), option_pk), by=signed_in(request))
    return _table(request, pk)


def new_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    name = request.POST.get("name", "")
    try:
        add_criterion(decision_for(signed_in(request), pk), by=signed_in(request), name=name)
    except Invalid as error:
        return _table(request, pk, 422, criterion_typed=name, criterion_error=error.message)
    return _table(request, pk)


def change_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    criterion = criterion_of(decision_for(signed_in(request), pk), criterion_pk)
    name = request.POST.get("name", "")
    try:
        rename_criterion(criterion, by=signed_in(request), name=name)
    except Invalid as error:
        return _table(request, pk, 422, bad_criterion=criterion.pk, criterion_name=name, criterion_error=error.message)
    return _table(request, pk)


def delete_criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    remove_criterion(criterion_of(decision_for(signed_in(request), pk), criterion_pk), by=signed_in(request))
    return _table(request, pk)


def show_cell(request: HttpRequest, pk: int, option_pk: int, criterion_pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    return _cell(request, found, cell_of(option_of(found, option_pk), criterion_of(found, criterion_pk)))


def save_cell(request: HttpRequest, pk: int, option_pk: int, criterion_pk: int) -> HttpResponse:
    """A stale save comes back as 409 with both texts, in the place of the cell."""
    found = decision_for(signed_in(request), pk)
    option, criterion = option_of(found, option_pk), criterion_of(found, criterion_pk)
    typed = request.POST.get("value", "")
    try:
        revision = _number(request.POST.get("revision", ""))
        cell = fill_cell(option, criterion, by=signed_in(request), value=typed, revision=revision)
    except StaleCell as stale:
        return _cell(request, found, stale.cell, 409, typed=typed, error=stale.message)
    except Invalid as error:
        return _cell(request, found, cell_of(option, criterion), 422, typed=typed, error=error.message)
    return _cell(request, found, cell)


def _table(request: HttpRequest, pk: int, status: int = 200, **more: object) -> HttpResponse:
    """The table as it is now."""
    fresh: Decision = decision_for(signed_in(request), pk)
    return partial(request, "_table", {"screen": screen_of(request, fresh), **more}, status)


def _cell(request: HttpRequest, found: Decision, cell: Cell, status: int = 200, **more: str) -> HttpResponse:
    context = {"screen": screen_of(request, found), "cell": cell, "is_conflict": status == 409, **more}
    response = partial(request, "_cell", context, status)
    if status != 200:  # htmx puts it in the cell's place whatever the status: the typed text is in the answer
        response["HX-Retarget"] = f"#cell-{cell.option_id}-{cell.criterion_id}"
    return response


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(_("This save does not say which state of the cell it started from. Reload the page."))
    return int(text)
