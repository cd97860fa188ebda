"""What admins of the workspace do with a template: hide it, offer it again, make it the standard."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cairn.gallery.known import Known, template_for
from cairn.gallery.operations import end_standard, hide_template, make_standard, offer_template
from cairn.people.http import signed_in


def hide(request: HttpRequest, slug: str) -> HttpResponse:
    hide_template(_named(request, slug), by=signed_in(request))
    return _done(request, slug, _("Hidden: nobody is offered it any more. Pages made from it stay."))


def offer(request: HttpRequest, slug: str) -> HttpResponse:
    offer_template(_named(request, slug), by=signed_in(request))
    return _done(request, slug, _("Everybody is offered it again."))


def standard(request: HttpRequest, slug: str) -> HttpResponse:
    make_standard(_named(request, slug), by=signed_in(request))
    return _done(request, slug, _("The standard now: it stands first and says so."))


def no_standard(request: HttpRequest, slug: str) -> HttpResponse:
    end_standard(_named(request, slug), by=signed_in(request))
    return _done(request, slug, _("A template like the others again."))


def _named(request: HttpRequest, slug: str) -> Known:
    return template_for(signed_in(request), slug)


def _done(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    messages.success(request, words)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return redirect("template", slug=slug)
