"""A session as a page: made, arranged, followed again; what is new for it, and when it is looked at."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Conflict, Forbidden, Invalid
from cairn.core.verbs import form_of
from cairn.pages.access import can_edit
from cairn.people.http import signed_in
from cairn.questions.access import can_run_session
from cairn.questions.afterwards.form import CompileForm
from cairn.questions.afterwards.gathered import gathered
from cairn.questions.afterwards.news import news_since
from cairn.questions.loaders import compilation_for, session_for
from cairn.questions.models import Session
from cairn.questions.operations import (
    arrange_compilation,
    compile_session,
    follow_again,
    set_review,
    take_in_news,
)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; of a session that has its page already, its themes."""
    return _form(request, CompileForm(_run(request, pk), signed_in(request)))


def make(request: HttpRequest, pk: int) -> HttpResponse:
    form = CompileForm(_run(request, pk), signed_in(request), request.POST)
    try:
        made = compile_session(form.session, form.plan(), by=signed_in(request))
    except CairnError as error:
        return _form(request, form, error)
    return redirect(made.page)


def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    form = CompileForm(_run(request, pk), signed_in(request), form_of(request))
    if form.compilation is None:
        raise Conflict(_("This session was not compiled yet. Nothing was changed."))
    try:
        arranged = arrange_compilation(form.compilation, form.plan(), by=signed_in(request))
    except CairnError as error:
        return _form(request, form, error)
    return _to(arranged.page.get_absolute_url())


def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page does not say yet, for who may change it."""
    compilation = compilation_for(signed_in(request), pk)
    if not can_edit(signed_in(request), compilation.page):
        raise Forbidden(_("You can read this page but not change it."))
    found = news_since(compilation.taken, gathered(compilation.session))
    context = {"compilation": compilation, "news": found, "some_to_take": any(each.entry for each in found)}
    return render(request, "questions/_compiled_news.html", context)


def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    compilation = compilation_for(signed_in(request), pk)
    take_in_news(compilation, by=signed_in(request))
    return _to(f"/pages/{compilation.page_id}/edit/")


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    compilation = follow_again(compilation_for(signed_in(request), pk), by=signed_in(request))
    return _to(compilation.page.get_absolute_url())


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`review_at`: the day on which its owner looks at it again; empty: none."""
    typed = form_of(request).get("review_at", "").strip()
    try:
        on = date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise Invalid(_("This is no day that can be read: write it like 2027-01-31.")) from error
    compilation = set_review(compilation_for(signed_in(request), pk), on, by=signed_in(request))
    return _to(compilation.page.get_absolute_url())


def _form(request: HttpRequest, form: CompileForm, error: CairnError | None = None) -> HttpResponse:
    context = {"form": form, "session": form.session, "error": error}
    return render(request, "questions/compile.html", context, status=error.status if error else 200)


def _run(request: HttpRequest, pk: int) -> Session:
    session = session_for(signed_in(request), pk)
    if not can_run_session(signed_in(request), session):
        raise Forbidden(_("Only its hosts, its owner and admins of the space make a page of this session."))
    return session


def _to(address: str) -> HttpResponse:
    response = HttpResponse("")
    response["HX-Redirect"] = address
    return response
