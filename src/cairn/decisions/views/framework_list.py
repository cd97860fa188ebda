"""The workspace's frameworks: read by everybody, changed by admins."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_manage_frameworks
from cairn.decisions.frameworks.catalogue import catalogue
from cairn.decisions.frameworks.form import FrameworkForm, empty, unused
from cairn.decisions.frameworks.queries import framework_named, taken_keys
from cairn.decisions.models import Framework
from cairn.decisions.operations import change_framework, define_framework, offer_framework, retire_framework
from cairn.people.http import signed_in

ADDRESSES = {"new", "proposal"}  # stand where the key of a framework does


def show(request: HttpRequest) -> HttpResponse:
    offered, retired = catalogue()
    context = {"offered": offered, "retired": retired, "may_manage": can_manage_frameworks(signed_in(request))}
    return render(request, "decisions/frameworks.html", context)


def begin(request: HttpRequest) -> HttpResponse:
    """An empty one, or a copy to start from with `?like=daci`."""
    _refuse_others(request)
    like = framework_named(request.GET.get("like", ""))
    form = FrameworkForm.of(like.newest.definition, 0) if like else empty()
    return _form(request, form)


def define(request: HttpRequest) -> HttpResponse:
    form = FrameworkForm(request.POST)
    key = unused(form.data.get("name", ""), taken_keys() | ADDRESSES)
    try:
        define_framework(by=signed_in(request), definition=form.definition(key))
    except (Invalid, Conflict) as error:
        return _refused(request, form, error)
    return _saved(request, _("It is offered from now on."))


def edit(request: HttpRequest, key: str) -> HttpResponse:
    _refuse_others(request)
    framework = _framework(key)
    return _form(request, FrameworkForm.of(framework.newest.definition, framework.newest.number), framework)


def change(request: HttpRequest, key: str) -> HttpResponse:
    """`number` is the version she started from."""
    framework, number = _framework(key), request.POST.get("number", "")
    form = FrameworkForm(request.POST, int(number) if number.isdecimal() and len(number) < 9 else 0)
    try:
        saved = change_framework(framework, by=signed_in(request), definition=form.definition(key), number=form.number)
    except (Invalid, Conflict) as error:
        return _refused(request, form, error, framework)
    return _saved(request, _("Saved as version %(n)d. Running decisions keep theirs.") % {"n": saved.number})


def retire(request: HttpRequest, key: str) -> HttpResponse:
    retire_framework(_framework(key), by=signed_in(request))
    return _saved(request, _("It is not offered any more. Decisions that use it go on."))


def offer(request: HttpRequest, key: str) -> HttpResponse:
    offer_framework(_framework(key), by=signed_in(request))
    return _saved(request, _("It is offered again."))


def _framework(key: str) -> Framework:
    found = framework_named(key)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest, form: FrameworkForm, framework: Framework | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "framework": framework, "error": error}
    return render(request, "decisions/framework_form.html", context, status=status)


def _refused(
    request: HttpRequest, form: FrameworkForm, error: Invalid | Conflict, framework: Framework | None = None
) -> HttpResponse:
    """What was typed, with the reasons beside it. After a conflict the next save starts from the newest version."""
    newest = framework.newest.number if framework and isinstance(error, Conflict) else form.number
    return _form(request, FrameworkForm(form.data, newest, error.fields), framework, error.message, error.status)


def _saved(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("frameworks")})
    return redirect("frameworks")


def _refuse_others(request: HttpRequest) -> None:
    if not can_manage_frameworks(signed_in(request)):
        raise Forbidden(_("Only admins of the workspace change how decisions are made here. Ask one of them."))
