"""Making a decision: one form with the title filled in, one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.new import Beginning
from cairn.decisions.operations import spin_up_decision
from cairn.people.http import signed_in


def begin(request: HttpRequest) -> HttpResponse:
    beginning = Beginning.of(signed_in(request), request.GET)
    if not beginning.spaces:
        raise Forbidden(_("You can’t make pages in any space yet. Ask an admin of a space to make you an editor."))
    return render(request, "decisions/new.html", {"beginning": beginning})


def create(request: HttpRequest) -> HttpResponse:
    beginning = Beginning.of(signed_in(request), request.POST)
    try:
        decision = spin_up_decision(
            beginning.place(),
            by=beginning.user,
            title=beginning.title,
            source=beginning.source,
            framework=beginning.picker.chosen,
        )
    except Invalid as error:
        return render(request, "decisions/new.html", {"beginning": beginning, "error": error}, status=422)
    return redirect(decision.get_absolute_url())
