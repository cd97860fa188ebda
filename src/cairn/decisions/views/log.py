"""The space's decision log: what was decided, what is being decided, and how to find it again."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cairn.decisions.log import Log
from cairn.decisions.models import Decision
from cairn.people.http import signed_in
from cairn.spaces.models import Space


def _space(request: HttpRequest, key: str) -> Space:
    space = Space.objects.visible_to(signed_in(request)).filter(key=key).first()
    if space is None:
        raise Http404
    return space


@login_required
@require_GET
def log(request: HttpRequest, key: str) -> HttpResponse:
    shown = Log.of(signed_in(request), _space(request, key), request.GET)
    template = "decisions/_log_rows.html" if request.headers.get("HX-Request") == "true" else "decisions/log.html"
    return render(request, template, {"log": shown})


@login_required
@require_GET
def numbered(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """`/spaces/KEY/decisions/D-3/` stays the decision's address wherever its page goes."""
    decided = Decision.objects.visible_to(signed_in(request)).filter(outcome__space__key=key, outcome__number=number)
    found = decided.select_related("page").first()
    if found is None:
        raise Http404
    return redirect(found.get_absolute_url())
