"""Making a decision: one form with the title filled in, one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.new import Beginning
from cairn.decisions.operations import spin_up_decision
from cairn.people.http import signed_in
from cairn.spaces.access import can_create_space
from cairn.spaces.models import Space


def begin(request: HttpRequest) -> HttpResponse:
    beginning = Beginning.of(signed_in(request), request.GET)
    if not beginning.spaces:
        if can_create_space(beginning.user) and not Space.objects.visible_to(beginning.user).exists():
            messages.info(request, _("A decision stands in a space. Make the first one, then decide in it."))
            return redirect("space_new")
        raise Forbidden(_("You can’t make pages in any space yet. Ask an admin of a space to make you an editor."))
    return render(request, "decisions/new.html", {"beginning": beginning})


def create(request: HttpRequest) -> HttpResponse:
    beginning = Beginning.of(signed_in(request), request.POST)
    if "title" not in request.POST and beginning.must_choose:
        return _go(request, f"{reverse('decision_new')}?{request.POST.urlencode()}")
    try:
        decision = spin_up_decision(
            beginning.place(),
            by=beginning.user,
            title=beginning.title,
            source=beginning.source,
            body=beginning.body,
            framework=beginning.picker.chosen,
        )
    except Invalid as error:
        return render(request, "decisions/new.html", {"beginning": beginning, "error": error}, status=422)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"url": decision.get_absolute_url(), "title": decision.page.title}, status=201)
    return _go(request, decision.get_absolute_url())


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
