"""Publishing: now, at an instant, or by itself."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from cairn.core.clock import now
from cairn.core.errors import CairnError
from cairn.pages.drafts import draft_body, open_suggestions
from cairn.pages.loaders import page_for, plan_for
from cairn.pages.models import Page
from cairn.pages.operations import cancel_publication, end_live, make_live, publish_page, schedule_publication
from cairn.pages.operations.versions import Said
from cairn.pages.readiness import lack_of
from cairn.pages.responses import dialog, done
from cairn.people.crowds import agreed
from cairn.people.http import signed_in
from cairn.ui.instants import zone_name


class InstantForm(forms.Form):
    """In the reader's zone; an hour that the clock skips or repeats is no instant."""

    at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])


def _said(form: QueryDict) -> Said:
    weight = form.get("weight", "")
    return {"message": form.get("message", ""), "minor": weight == "minor", "material": weight == "material"}


def _instant(form: QueryDict) -> datetime | None:
    given = InstantForm(form)
    at: datetime | None = given.cleaned_data["at"] if given.is_valid() else None
    return at


def _dialog(request: HttpRequest, page: Page, error: CairnError | None = None) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "plan": plan_for(page), "zone": zone_name(now()), "typed": request.POST}
    context["suggestions"] = open_suggestions(page)
    context["lack"] = lack_of(page, draft_body(page))
    return dialog(request, "pages/_publish.html", context, error)


@login_required
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Publish"."""
    return _dialog(request, page_for(signed_in(request), pk))


@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    try:
        publish_page(page, by=user, crowd=agreed(request.POST), **_said(request.POST))
    except CairnError as error:
        if not request.headers.get("HX-Request"):
            raise
        return _dialog(request, page, error)
    return done(page) if request.headers.get("HX-Request") else redirect(page)


@login_required
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    try:
        schedule_publication(
            page, by=user, at=_instant(request.POST), crowd=agreed(request.POST), **_said(request.POST)
        )
    except CairnError as error:
        if not request.headers.get("HX-Request"):
            raise
        return _dialog(request, page, error)
    return done(page)


@login_required
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    cancel_publication(page, by=user)
    return done(page)


@login_required
def go_live(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    return done(make_live(page_for(user, pk), by=user))


@login_required
def leave_live(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    return done(end_live(page_for(user, pk), by=user))
