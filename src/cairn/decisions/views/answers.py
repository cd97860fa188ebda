"""How the views of this app answer: a partial for htmx, the same partial in a page of its own for everybody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.core.errors import Conflict
from cairn.decisions.access import can_amend
from cairn.decisions.forms import AmendmentForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.models import Decision
from cairn.decisions.screen import Screen
from cairn.people.http import signed_in


def partial(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """`name` without folder and ending: "_options"."""
    template = f"decisions/{name}.html"
    if request.headers.get("HX-Request") == "true":
        return render(request, template, context, status=status)
    return render(request, "decisions/alone.html", {**context, "partial": template}, status=status)


def to_page(request: HttpRequest, decision: Decision, said: str = "") -> HttpResponse:
    """Back to the decision, with a word about what was done."""
    if said:
        messages.success(request, said)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": decision.get_absolute_url()})
    return redirect(decision.get_absolute_url())


def late(request: HttpRequest, decision: Decision, error: Conflict, *, typed: str, into: str) -> HttpResponse:
    """409: somebody was faster. What she typed is there again, and the way on with it, in the place `into`."""
    user = signed_in(request)
    now = decision_for(user, decision.pk)
    amendment = AmendmentForm(typed) if can_amend(user, now) else None
    context = {"screen": Screen(now, user), "words": error.message, "typed": typed, "amendment_form": amendment}
    answer = partial(request, "_late", context, 409)
    answer["HX-Retarget"], answer["HX-Reswap"] = into, "innerHTML"
    return answer


def screen_of(request: HttpRequest, decision: Decision) -> Screen:
    return Screen(decision, signed_in(request))
