"""Roles and due: shown, changed, started."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.forms import SetupForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.models import Decision
from cairn.decisions.operations import set_up_decision, start_decision
from cairn.decisions.roles import Roles
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.crowds import agreed
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision's address is its page's."""
    return redirect(decision_for(signed_in(request), pk).get_absolute_url())


def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the decision: state, roles, due, outcome."""
    return partial(request, "_facts", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    return _form(request, found, SetupForm.of(found))


def save(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    form = SetupForm(found.definition, request.POST)
    try:
        set_up_decision(found, by=signed_in(request), setup=form.setup())
    except Invalid as error:
        return _form(request, found, form.refused(error), status=422)
    return to_page(request, found, " ".join([_("Saved."), *_left_out(form)]))


def start(request: HttpRequest, pk: int) -> HttpResponse:
    """With the form's fields as she sees them; without any, as they were saved."""
    found = decision_for(signed_in(request), pk)
    form = SetupForm(found.definition, request.POST) if "due_at" in request.POST else SetupForm.of(found)
    try:
        begun = start_decision(found, by=signed_in(request), setup=form.setup(), crowd=agreed(request.POST))
    except Invalid as error:
        return _form(request, found, form.refused(error), status=422)
    others = [person for person in Roles.of(begun.decision).people() if person != signed_in(request)]
    return to_page(request, found, " ".join(filter(None, [_told(len(others)), *_left_out(form), _hurried(form)])))


def _left_out(form: SetupForm) -> list[str]:
    """Roles that add nothing to another of the same person."""
    return [double.words for double in form.doubles]


def _hurried(form: SetupForm) -> str:
    """Who has too little time: said once more, in case she pressed before the form could say it."""
    warning = form.clock.warning if form.clock else ""
    return _("%(warning)s: you can still move the due instant.") % {"warning": warning} if warning else ""


def _told(count: int) -> str:
    if not count:
        return _("Started.")
    words = ngettext("Started. %(n)d person has been told.", "Started. %(n)d people have been told.", count)
    return words % {"n": count}


def _form(request: HttpRequest, found: Decision, form: SetupForm, status: int = 200) -> HttpResponse:
    screen = screen_of(request, found)
    if not screen.may_change:
        raise Forbidden(_("Only whoever drives this decision and people who may edit its page can change it."))
    return partial(request, "_setup", {"screen": screen, "form": form}, status)
