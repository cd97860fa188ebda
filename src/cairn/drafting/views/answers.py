"""Her own sheet: what she is asked, what she has written so far, and that she is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import CairnError, Conflict, Invalid
from cairn.core.verbs import form_of
from cairn.drafting.forms import one_written, written_in
from cairn.drafting.loaders import my_invitation
from cairn.drafting.operations import reopen_answers, write_answers
from cairn.drafting.screen import Sheet
from cairn.drafting.views.rounds import around
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, pk)


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole sheet: what is kept where the browser does not save by itself, and "Done"."""
    user, is_done = signed_in(request), request.POST.get("done") == "1"
    invitation = my_invitation(user, pk)
    try:
        write_answers(invitation, written_in(request.POST), by=user, done=is_done)
    except (Invalid, Conflict) as error:
        return _shown(request, pk, error)
    return go_to(request, invitation.round.sheet_url, "" if is_done else _("Saved."))


def write_one(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One section, as it is typed."""
    user, form = signed_in(request), form_of(request)
    written = one_written(*(form.get(name, "") for name in ("text", "nothing", "seen")))
    kept = write_answers(my_invitation(user, pk), {key: written}, by=user)
    return JsonResponse({"saved": True, "seen": kept[key].token})


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = reopen_answers(my_invitation(signed_in(request), pk), by=signed_in(request))
    return go_to(request, invitation.round.sheet_url)


def _shown(request: HttpRequest, pk: int, error: CairnError | None = None) -> HttpResponse:
    user = signed_in(request)
    typed = {key: each.text for key, each in written_in(request.POST).items()} if error else {}
    sheet = Sheet(my_invitation(user, pk), user, typed)
    context = {"sheet": sheet, "typed": typed, "error": error, **around(request, sheet.round, _("Your answers"))}
    return render(request, "drafting/sheet.html", context, status=error.status if error else 200)
