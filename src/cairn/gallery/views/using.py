"""A template: what it is, and the small form that makes a page of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid, Missing
from cairn.gallery.access import can_arrange_gallery, can_edit_template
from cairn.gallery.answers import Answers
from cairn.gallery.filling import fill_body, fill_title
from cairn.gallery.known import Known, definition_behind, template_for, use_of
from cairn.gallery.operations import Filled, use_template
from cairn.gallery.place import Place
from cairn.gallery.standing import standing_of
from cairn.pages.loaders import page_for
from cairn.pages.rendering import render as render_body
from cairn.pages.rendering import render_with_prompts
from cairn.people.http import signed_in


def show(request: HttpRequest, slug: str) -> HttpResponse:
    return _shown(request, template_for(signed_in(request), slug), request.GET)


def use(request: HttpRequest, slug: str) -> HttpResponse:
    user = signed_in(request)
    template, place = template_for(user, slug), Place.of(user, request.POST)
    filled = Filled(template, Answers.of(user, template.definition, request.POST), request.POST.get("title", ""))
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


def _shown(request: HttpRequest, template: Known, sent: QueryDict, error: Invalid | None = None) -> HttpResponse:
    user = signed_in(request)
    definition = template.definition
    answers = Answers.of(user, definition, sent)
    title = sent.get("title", "" if definition.variables else fill_title(definition.title, {"number": ""}))
    context = {
        "template": template,
        "definition": definition,
        "answers": answers.with_errors(error),
        "place": Place.of(user, sent),
        "title": title,
        "title_hint": fill_title(definition.title, {each.key: "…" for each in definition.variables} | {"number": "1"}),
        "error": error,
        "is_answer": bool(error and any(name.startswith("v-") for name in error.fields)),
        "html": render_with_prompts(fill_body(definition, Answers.of(user, definition, QueryDict()))),
        "example": render_body(definition.example) if definition.example else "",
        "standing": standing_of(user, template),
        "may_change": bool(template.own and can_edit_template(user, template.own)),
        "may_arrange": can_arrange_gallery(user),
    }
    return render(request, "gallery/template.html", context, status=422 if error else 200)
