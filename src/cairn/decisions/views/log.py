"""The space's decision log: what was decided, what is being decided, and how to find it again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.decisions.loaders import numbered_decision_for
from cairn.decisions.log import Log
from cairn.people.http import signed_in
from cairn.spaces.models import Space


def show(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = Space.objects.visible_to(user).filter(key=key).first()
    if space is None:
        raise Http404
    template = "decisions/_log_rows.html" if request.headers.get("HX-Request") == "true" else "decisions/log.html"
    return render(request, template, {"log": Log.of(user, space, request.GET), "space": space})


def numbered(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """`/spaces/KEY/decisions/D-3/` stays the decision's address wherever its page goes."""
    return redirect(numbered_decision_for(signed_in(request), key, number).get_absolute_url())
