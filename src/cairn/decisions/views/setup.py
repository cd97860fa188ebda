"""Roles and due: shown, changed, started."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.forms import SetupForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.models import Decision
from cairn.decisions.operations import set_up_decision, start_decision
from cairn.decisions.operations.setup import current_setup
from cairn.decisions.roles import Roles
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


@login_required
@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision's address is its page's."""
    return redirect(decision_for(signed_in(request), pk).get_absolute_url())


@login_required
@require_GET
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the decision: state, roles, due, outcome."""
    return partial(request, "_facts", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


@login_required
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    if request.method == "GET":
        return _form(request, found, SetupForm.of(current_setup(found)))
    return _save(request, found)


def _save(request: HttpRequest, found: Decision) -> HttpResponse:
    form = SetupForm(request.POST)
    try:
        set_up_decision(found, by=signed_in(request), setup=form.setup())
    except Invalid as error:
        return _form(request, found, form.refused(error), status=422)
    return to_page(request, found, _("Saved."))


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    form = SetupForm(request.POST)
    try:
        wanted = form.setup() if "due_at" in request.POST else None
        begun = start_decision(found, by=signed_in(request), setup=wanted)
    except Invalid as error:
        shown = form if "due_at" in request.POST else SetupForm.of(current_setup(found))
        return _form(request, found, shown.refused(error), status=422)
    return to_page(request, found, _told(len(Roles.of(begun.decision).people())))


def _told(count: int) -> str:
    words = ngettext("Started. %(n)d person has been told.", "Started. %(n)d people have been told.", count)
    return words % {"n": count}


def _form(request: HttpRequest, found: Decision, form: SetupForm, status: int = 200) -> HttpResponse:
    screen = screen_of(request, found)
    if not screen.may_change:
        raise Forbidden(_("Only the Driver and people who may edit this page can change the decision."))
    return partial(request, "_setup", {"screen": screen, "form": form}, status)
