"""Cells: one of them, and a block that was pasted."""

import json

from django.http import HttpRequest, HttpResponse

from cairn.core.errors import Invalid
from cairn.core.verbs import form_of
from cairn.decisions.loaders import cell_of, criterion_of, decision_for, option_of
from cairn.decisions.models import Cell, Decision
from cairn.decisions.operations import fill_cell, fill_cells
from cairn.decisions.table.blocks import StaleCell, fillings_in, revision_in
from cairn.decisions.table.grid import Square, emptiness
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def show_cell(request: HttpRequest, pk: int, option_pk: int, criterion_pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    return _cell(request, found, cell_of(option_of(found, option_pk), criterion_of(found, criterion_pk)))


def save_cell(request: HttpRequest, pk: int, option_pk: int, criterion_pk: int) -> HttpResponse:
    """A stale save comes back as 409 with both texts, in the place of the cell."""
    found = decision_for(signed_in(request), pk)
    option, criterion = option_of(found, option_pk), criterion_of(found, criterion_pk)
    typed = request.POST.get("value", "")
    try:
        revision = revision_in(request.POST.get("revision", ""))
        cell = fill_cell(option, criterion, by=signed_in(request), value=typed, revision=revision)
    except StaleCell as stale:
        return _cell(request, found, stale.cell, 409, typed=typed, error=stale.message, theirs_by=stale.who)
    except Invalid as error:
        return _cell(request, found, cell_of(option, criterion), 422, typed=typed, error=error.message)
    return _cell(request, found, cell)


def save_cells(request: HttpRequest, pk: int) -> HttpResponse:
    """`cells`: JSON, see `blocks.fillings_in`. Answers with the whole table; a stale cell in it holds both texts."""
    found = decision_for(signed_in(request), pk)
    filled = fill_cells(found, by=signed_in(request), fillings=fillings_in(form_of(request).get("cells", "[]")))
    screen = screen_of(request, decision_for(signed_in(request), pk))
    screen.table.hold(filled.stale)
    response = partial(request, "_table", {"screen": screen}, 409 if filled.stale else 200)
    if filled.stale:
        response["HX-Retarget"] = "#decision-table"
    done = {"changed": len(filled.changed), "stale": filled.stale_words}
    response["HX-Trigger-After-Settle"] = json.dumps({"cairn:cells-saved": done})
    return response


def _cell(request: HttpRequest, found: Decision, cell: Cell, status: int = 200, **more: str) -> HttpResponse:
    square = Square.of(cell)
    if more:
        square.hold(**more)
    empty, size = emptiness(found)
    context = {"screen": screen_of(request, found), "cell": square, "empty": empty, "size": size}
    response = partial(request, "_cell_saved", context, status)
    if status != 200:  # htmx puts it in the cell's place whatever the status: the typed text is in the answer
        response["HX-Retarget"] = f"#cell-{square.key}"
    return response
