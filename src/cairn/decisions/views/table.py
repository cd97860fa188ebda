"""Options × criteria, one small view per thing and verb."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

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


def _table(request: HttpRequest, pk: int, status: int = 200, **more: object) -> HttpResponse:
    """The table as it is now."""
    fresh: Decision = decision_for(signed_in(request), pk)
    return partial(request, "_table", {"screen": screen_of(request, fresh), **more}, status)


@login_required
@require_http_methods(["GET", "POST"])
def options(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "GET":
        return _table(request, pk)
    title = request.POST.get("title", "")
    try:
        add_option(decision_for(signed_in(request), pk), by=signed_in(request), title=title)
    except Invalid as error:
        return _table(request, pk, 422, option_typed=title, option_error=error.message)
    return _table(request, pk)


@login_required
@require_http_methods(["POST"])
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    name = request.POST.get("name", "")
    try:
        add_criterion(decision_for(signed_in(request), pk), by=signed_in(request), name=name)
    except Invalid as error:
        return _table(request, pk, 422, criterion_typed=name, criterion_error=error.message)
    return _table(request, pk)


@login_required
@require_http_methods(["POST", "DELETE"])
def option(request: HttpRequest, pk: int, option_pk: int) -> HttpResponse:
    row = option_of(decision_for(signed_in(request), pk), option_pk)
    if request.method == "DELETE":
        remove_option(row, by=signed_in(request))
        return _table(request, pk)
    data: QueryDict = request.POST
    try:
        rename_option(row, by=signed_in(request), title=data.get("title", ""), description=data.get("description"))
    except Invalid as error:
        context = {"screen": screen_of(request, row.decision), "option": row, "typed": data, "error": error.message}
        return partial(request, "_option", context, 422)
    return partial(request, "_option", {"screen": screen_of(request, row.decision), "option": row})


@login_required
@require_http_methods(["POST", "DELETE"])
def criterion(request: HttpRequest, pk: int, criterion_pk: int) -> HttpResponse:
    column = criterion_of(decision_for(signed_in(request), pk), criterion_pk)
    if request.method == "DELETE":
        remove_criterion(column, by=signed_in(request))
        return _table(request, pk)
    name = request.POST.get("name", "")
    try:
        rename_criterion(column, by=signed_in(request), name=name)
    except Invalid as error:
        context = {
            "screen": screen_of(request, column.decision),
            "criterion": column,
            "typed": name,
            "error": error.message,
        }
        return partial(request, "_criterion", context, 422)
    return _table(request, pk)


@login_required
@require_POST
def cell(request: HttpRequest, pk: int, option_pk: int, criterion_pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    row, column = option_of(found, option_pk), criterion_of(found, criterion_pk)
    typed, revision = request.POST.get("value", ""), request.POST.get("revision", "")
    try:
        saved = fill_cell(row, column, by=signed_in(request), value=typed, revision=_number(revision))
    except StaleCell as stale:
        return _cell(request, found, stale.cell, 409, theirs=stale.cell.value, typed=typed, error=stale.message)
    except Invalid as error:
        return _cell(request, found, cell_of(row, column), 422, typed=typed, error=error.message)
    return _cell(request, found, saved)


def _cell(request: HttpRequest, found: Decision, shown: Cell, status: int = 200, **more: str) -> HttpResponse:
    response = partial(request, "_cell", {"screen": screen_of(request, found), "cell": shown, **more}, status)
    if status != 200:  # into the cell itself, whatever the status: the typed text is in the answer
        response["HX-Retarget"] = f"#cell-{shown.option_id}-{shown.criterion_id}"
    return response


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(_("This save does not say which state of the cell it started from. Reload the page."))
    return int(text)
