"""When a decision is to be looked at again, what came of it, and whether the expected effect came."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.decisions.after.forms import Typed, trigger_of
from cairn.decisions.loaders import decision_for, trigger_of_decision
from cairn.decisions.operations.effect import answer_effect
from cairn.decisions.operations.triggers import add_trigger, break_assumption, keep_decision, remove_trigger
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.pages.models import Page
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _section(request, pk)


def add(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = decision_for(signed_in(request), pk), signed_in(request)
    try:
        add_trigger(found, by=user, trigger=trigger_of(user, request.POST))
    except Invalid as error:
        return _section(request, pk, 422, trigger_typed=Typed(request.POST, error))
    return _section(request, pk)


def remove(request: HttpRequest, pk: int, trigger_pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    remove_trigger(trigger_of_decision(found, trigger_pk), by=signed_in(request))
    return _section(request, pk)


def doubt(request: HttpRequest, pk: int, trigger_pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    trigger = trigger_of_decision(found, trigger_pk)
    try:
        break_assumption(trigger, by=signed_in(request), note=request.POST.get("note", ""))
    except Invalid as error:
        return _section(request, pk, 422, doubted=trigger.pk, doubt_typed=Typed(request.POST, error))
    return to_page(request, found, _("Marked as broken. Whoever looks after this decision is told."))


def pages(request: HttpRequest, pk: int) -> HttpResponse:
    """Pages that a trigger may watch, for the combobox: by title, without the decision's own."""
    found, words = decision_for(signed_in(request), pk), request.GET.get("q", "").strip()[:80]
    rows = Page.objects.visible_to(signed_in(request)).filter(title__icontains=words, published__isnull=False)
    context = {"rows": rows.exclude(pk=found.page_id).select_related("space").order_by("title", "pk")[:8]}
    return render(request, "decisions/_page_options.html", context)


def keep(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    try:
        keep_decision(found, by=signed_in(request), answer=request.POST.get("answer", ""))
    except Invalid as error:
        return _section(request, pk, 422, keep_typed=Typed(request.POST, error))
    return to_page(request, found, _("It stays as it is."))


def say_effect(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    came, learnt = request.POST.get("came", ""), request.POST.get("learnt", "")
    try:
        answer_effect(found, by=signed_in(request), came=came, learnt=learnt)
    except Invalid as error:
        return _section(request, pk, 422, effect_typed=Typed(request.POST, error))
    return to_page(request, found, _("Thank you. The next decision can start from there."))


def _section(request: HttpRequest, pk: int, status: int = 200, **more: object) -> HttpResponse:
    """The part as it is now, with what was typed where it was refused."""
    context = {"screen": screen_of(request, decision_for(signed_in(request), pk)), **more}
    return partial(request, "_afterwards", context, status)
