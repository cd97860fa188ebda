"""Supersede, take back, withdraw, reopen: each a form with a reason, loaded where it was asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.after.forms import Typed, chosen_decision, reopening_form
from cairn.decisions.after.screen import replacements
from cairn.decisions.clock.due import due_of
from cairn.decisions.loaders import decision_for
from cairn.decisions.models import Decision
from cairn.decisions.operations.reopen import reopen_decision
from cairn.decisions.operations.supersede import (
    spin_up_replacement,
    supersede_decision,
    take_back_supersession,
)
from cairn.decisions.operations.withdraw import withdraw_decision
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.http import signed_in


def supersession(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    return _form(request, found, "supersede", allowed=screen_of(request, found).after.may_supersede)


def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = decision_for(signed_in(request), pk), signed_in(request)
    heir = chosen_decision(user, request.POST)
    try:
        supersede_decision(found, by=user, replacement=heir or found, reason=request.POST.get("reason", ""))
    except Invalid as error:
        return _refused(request, found, "supersede", _without_heir(error) if heir is None else error, heir)
    return to_page(request, found, _("Saved. Pages that cite this decision say so from now on."))


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    take_back_supersession(found, by=signed_in(request), reason=request.GET.get("reason", ""))
    return to_page(request, found, _("Nothing replaces this decision any more."))


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that will take its place; she goes on there."""
    found = decision_for(signed_in(request), pk)
    try:
        heir = spin_up_replacement(found, by=signed_in(request), reason=request.POST.get("reason", ""))
    except Invalid as error:
        return _refused(request, found, "supersede", error)
    return to_page(request, heir, _("This draft takes the other’s place once it is decided."))


def options(request: HttpRequest, pk: int) -> HttpResponse:
    """What may take its place, for the combobox."""
    found = decision_for(signed_in(request), pk)
    rows = replacements(signed_in(request), found, request.GET.get("q", ""))
    return render(request, "decisions/_replacement_options.html", {"rows": rows})


def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    return _form(request, found, "withdraw", allowed=screen_of(request, found).after.may_withdraw)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    try:
        withdraw_decision(found, by=signed_in(request), reason=request.POST.get("reason", ""))
    except Invalid as error:
        return _refused(request, found, "withdraw", error)
    return to_page(request, found, _("Withdrawn. Everybody tagged is told why."))


def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    allowed = screen_of(request, found).after.may_reopen
    return _form(request, found, "reopen", allowed=allowed, typed=reopening_form())


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    try:
        due_at = due_of(request.POST.get("due_at", ""))
        reopen_decision(found, by=signed_in(request), reason=request.POST.get("reason", ""), due_at=due_at)
    except Invalid as error:
        return _refused(request, found, "reopen", error)
    return to_page(request, found, _("Open again. Everybody tagged is asked once more."))


def _form(
    request: HttpRequest, found: Decision, name: str, *, allowed: bool, typed: Typed | None = None
) -> HttpResponse:
    if not allowed:
        raise Forbidden(
            _("Only whoever drives or decides it and admins of the space can do this, while it may be done.")
        )
    context = {"screen": screen_of(request, found), "typed": typed or Typed()}
    return partial(request, f"_after_{name}", context)


def _refused(
    request: HttpRequest, found: Decision, name: str, error: Invalid, heir: Decision | None = None
) -> HttpResponse:
    context = {"screen": screen_of(request, found), "typed": Typed(request.POST, error), "heir": heir}
    return partial(request, f"_after_{name}", context, 422)


def _without_heir(error: Invalid) -> Invalid:
    words = _("Choose the decision that takes its place, or begin a new one.")
    return Invalid(error.message, fields={**error.fields, "replacement": words})
