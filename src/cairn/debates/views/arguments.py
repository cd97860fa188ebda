"""Arguments and votes, one small view per thing and verb."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Invalid
from cairn.core.verbs import form_of
from cairn.debates.answers import form_again, parts, screen_of, toast
from cairn.debates.loaders import argument_for, debate_for
from cairn.debates.models import Argument, Side
from cairn.debates.operations import (
    add_argument,
    change_argument,
    restore_argument,
    unvote_argument,
    vote_for_argument,
    withdraw_argument,
)
from cairn.people.http import signed_in


def add(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """`side`, `text`, `sources` (a link a line); `sending` makes a second press the first one."""
    user, form = signed_in(request), request.POST
    debate, side = debate_for(user, pk, local_id), form.get("side", "")
    told = {name: form.get(name, "") for name in ("text", "sources", "sending")}
    try:
        add_argument(debate, by=user, side=side, **told)
    except (Invalid, Conflict) as error:
        return form_again(request, debate, side if side in Side.values else Side.FOR, error)
    return form_again(request, debate, side)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The argument as a form in its place; `?shown=1` as it stands."""
    argument = argument_for(signed_in(request), pk)
    return _one(request, argument, is_edited=request.GET.get("shown") != "1")


def change(request: HttpRequest, pk: int) -> HttpResponse:
    user, form = signed_in(request), form_of(request)
    argument = argument_for(user, pk)
    told = {name: form.get(name, "") for name in ("text", "sources", "side")}
    try:
        change_argument(argument, by=user, **told)
    except (Invalid, Conflict) as error:
        return _one(request, argument, is_edited=True, typed=told, error=error)
    return parts(request, argument.debate)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    argument = withdraw_argument(argument_for(signed_in(request), pk), by=signed_in(request))
    undo = toast(_("The argument has been taken back."), reverse("argument_withdrawal", args=[pk]), "delete")
    return parts(request, argument.debate, undo)


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    return parts(request, restore_argument(argument_for(signed_in(request), pk), by=signed_in(request)).debate)


def vote(request: HttpRequest, pk: int) -> HttpResponse:
    return parts(request, vote_for_argument(argument_for(signed_in(request), pk), by=signed_in(request)).debate)


def unvote(request: HttpRequest, pk: int) -> HttpResponse:
    return parts(request, unvote_argument(argument_for(signed_in(request), pk), by=signed_in(request)).debate)


def _one(
    request: HttpRequest,
    argument: Argument,
    *,
    is_edited: bool,
    typed: dict[str, str] | None = None,
    error: Invalid | Conflict | None = None,
) -> HttpResponse:
    screen = screen_of(request, argument.debate)
    row = next((row for row in screen.column(argument.side).rows if row.argument.pk == argument.pk), None)
    values = {"screen": screen, "row": row, "typed": typed, "error": error.message if error else ""}
    name = "debates/_argument_form.html" if is_edited and row else "debates/_argument.html"
    answer = render(request, name, values, status=error.status if error else 200)
    if error is not None:
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#argument-{argument.pk}", "outerHTML"
    return answer
