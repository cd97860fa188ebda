"""A template: what it is, and the small form that makes a page of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid, Missing
from cairn.gallery.access import may_keep_templates
from cairn.gallery.actions import actions_for
from cairn.gallery.answers import Answers
from cairn.gallery.known import Known, definition_behind, removed_template, template_for, use_of
from cairn.gallery.operations import Filled, use_template
from cairn.gallery.place import Place
from cairn.gallery.screen import begin_url, screen_of, typed_words
from cairn.pages.loaders import page_for
from cairn.pages.rendering import render as render_body
from cairn.people.http import signed_in


def show(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        template = template_for(signed_in(request), slug)
    except Missing:
        return _removed(request, slug, request.GET)
    return _shown(request, template, request.GET)


def use(request: HttpRequest, slug: str) -> HttpResponse:
    user = signed_in(request)
    try:
        template = template_for(user, slug)
    except Missing:
        return _removed(request, slug, request.POST)
    place = Place.of(user, request.POST)
    filled = Filled(template, Answers.of(user, template.definition, request.POST), request.POST.get("title", ""))
    if template.definition.begins:
        return redirect(begin_url(template.definition))
    try:
        page = use_template(filled, place.space(), by=user, parent=place.parent, page=place.page)
    except Invalid as error:
        return _shown(request, template, request.POST, error)
    # An empty page is written in at once; a decision has more than a text, and begins with its parts.
    return redirect(f"{reverse('page_edit', args=[page.pk])}#first-prompt" if page.kind == "page" else page)


def example(request: HttpRequest, pk: int) -> HttpResponse:
    """The filled example of the template that a page was made from, to read beside the writing."""
    use = use_of(page_for(signed_in(request), pk))
    definition = definition_behind(use) if use else None
    if definition is None or definition.example is None:
        raise Missing(_("The template of this page has no example."))
    return render(request, "gallery/_example.html", {"html": render_body(definition.example)})


def _removed(request: HttpRequest, slug: str, sent: QueryDict) -> HttpResponse:
    """Who took it out of the gallery, and what was typed meanwhile. Raises Missing where there never was one."""
    user = signed_in(request)
    template = removed_template(user, slug)
    context = {
        "template": template,
        "definition": template.latest.read() if template.latest else None,
        "sent": typed_words(sent),
        "may_put_back": may_keep_templates(user, template.space),
    }
    answer = render(request, "gallery/removed.html", context, status=410)
    answer["Cache-Control"] = "no-store"  # browsers keep "gone" for ever, and it may come back
    return answer


def _shown(request: HttpRequest, template: Known, sent: QueryDict, error: Invalid | None = None) -> HttpResponse:
    context = screen_of(signed_in(request), template, sent, error)
    context["actions"] = actions_for(request, template, context["place"])
    return render(request, "gallery/template.html", context, status=422 if error else 200)
