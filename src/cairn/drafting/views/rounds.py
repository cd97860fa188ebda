"""Beginning to draft together, and running it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.answers import go_to
from cairn.core.errors import CairnError, Conflict, Forbidden, Invalid
from cairn.drafting.forms import PlanForm
from cairn.drafting.loaders import invitation_for, round_for
from cairn.drafting.models import Round
from cairn.drafting.operations import (
    cancel_round,
    end_round,
    invite_people,
    merge_late_answers,
    move_end,
    open_to_space,
    start_round,
    uninvite,
)
from cairn.drafting.screen import RoundScreen
from cairn.drafting.sheet import may_be_drafted, questions_in
from cairn.feedback.words import names
from cairn.gallery.answers import Answers
from cairn.gallery.filling import fill_title
from cairn.gallery.known import Known, template_for
from cairn.gallery.operations import Filled
from cairn.gallery.place import Place
from cairn.pages.access import can_edit
from cairn.pages.reading import Crumb, crumbs, family
from cairn.people.http import signed_in


def new(request: HttpRequest, slug: str) -> HttpResponse:
    user = signed_in(request)
    return _form(request, template_for(user, slug), request.GET, PlanForm.begun(user, request.GET))


def start(request: HttpRequest, slug: str) -> HttpResponse:
    user, sent = signed_in(request), request.POST
    template, place, form = template_for(user, slug), Place.of(user, sent), PlanForm.typed(user, sent)
    filled = Filled(template, Answers.of(user, template.definition, sent), sent.get("title", ""))
    try:
        round_ = start_round(filled, place.space(), form.plan(), by=user, parent=place.parent, page=place.page)
    except (Invalid, Conflict) as error:
        return _form(request, template, sent, PlanForm(user, form.data, error))
    told = round_.invitations.exclude(user=user).count()
    words = ngettext("Asked. %(n)d person has been told.", "Asked. %(n)d people have been told.", told) % {"n": told}
    return go_to(request, round_.page.get_absolute_url(), words)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    return _shown(request, round_, PlanForm.running(user, round_))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_, form = round_for(user, pk), PlanForm.typed(user, request.POST)
    try:
        move_end(round_, form.plan().ends_at, by=user)
    except Invalid as error:
        return _shown(request, round_, PlanForm(user, form.data, error))
    return go_to(request, round_.get_absolute_url(), _("Saved. Whoever is not done yet is told."))


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_, form = round_for(user, pk), PlanForm.typed(user, request.POST)
    try:
        new_ones = invite_people(round_, form.plan(), by=user)
    except Invalid as error:
        return _shown(request, round_, PlanForm.running(user, round_), PlanForm(user, form.data, error))
    words = _("%(names)s asked too.") % {"names": names([person.name for person in new_ones])}
    return go_to(request, round_.get_absolute_url(), words)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    invitation = invitation_for(user, pk)
    uninvite(invitation, by=user)
    words = _("%(name)s is not asked any more.") % {"name": invitation.user.name}
    return go_to(request, invitation.round.get_absolute_url(), words)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = end_round(round_for(signed_in(request), pk), by=signed_in(request))
    return go_to(request, round_.page.get_absolute_url())


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = cancel_round(round_for(signed_in(request), pk), by=signed_in(request))
    return go_to(request, round_.page.get_absolute_url(), _("Called off. Whoever was asked is told."))


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    round_ = round_for(user, pk)
    people = merge_late_answers(round_, by=user)
    words = _("What %(names)s wrote is in the draft. Readers see it when you publish.")
    return go_to(request, f"{round_.page.get_absolute_url()}edit/", words % {"names": names([p.name for p in people])})


def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = open_to_space(round_for(signed_in(request), pk), by=signed_in(request))
    words = _("Everybody in %(space)s can see it now.") % {"space": round_.page.space.name}
    return go_to(request, round_.page.get_absolute_url(), words)


def _form(request: HttpRequest, template: Known, sent: QueryDict, form: PlanForm) -> HttpResponse:
    user, definition = signed_in(request), template.definition
    if not may_be_drafted(definition):
        raise Forbidden(_("This template asks nothing that several people could answer. Use it, and write together."))
    context = {
        "template": template,
        "definition": definition,
        "answers": Answers.of(user, definition, sent).with_errors(form.errors),
        "place": Place.of(user, sent),
        "title": sent.get("title", ""),
        "title_hint": fill_title(definition.title, {each.key: "…" for each in definition.variables} | {"number": "1"}),
        "questions": questions_in(definition.body),
        "form": form,
        "error": form.error,
    }
    return render(request, "drafting/new.html", context, status=_status(form.error))


def _shown(request: HttpRequest, round_: Round, form: PlanForm, adding: PlanForm | None = None) -> HttpResponse:
    user, page = signed_in(request), round_.page
    screen = RoundScreen(round_, user, may_lead=can_edit(user, page))
    context = {"screen": screen, "form": form, "adding": adding, **around(request, round_, _("Who and until when"))}
    return render(
        request, "drafting/round.html", context, status=_status(form.error or (adding.error if adding else None))
    )


def around(request: HttpRequest, round_: Round, name: str) -> dict[str, Any]:
    """The way back to the page, and its tree."""
    page = round_.page
    *above, _here = crumbs(page, family(signed_in(request), page).above)
    way = [*above, Crumb(str(page), page.get_absolute_url()), Crumb(name, "")]
    return {"page": page, "space": page.space, "crumbs": way}


def _status(error: CairnError | None) -> int:
    return error.status if error else 200
