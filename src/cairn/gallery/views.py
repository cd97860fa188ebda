"""The gallery: what a page can start from."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.core.errors import Invalid
from cairn.gallery.definition import Definition
from cairn.gallery.library import templates
from cairn.gallery.operations import use_template
from cairn.gallery.place import Place
from cairn.pages.rendering import render_with_prompts
from cairn.people.http import signed_in


def list_templates(request: HttpRequest) -> HttpResponse:
    place = Place.of(signed_in(request), request.GET)
    return render(request, "gallery/gallery.html", {"templates": templates().values(), "place": place})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    template = _template(slug)
    place = Place.of(signed_in(request), request.GET)
    return _preview(request, template, place, bare(template.title))


def use(request: HttpRequest, slug: str) -> HttpResponse:
    template = _template(slug)
    place, title = Place.of(signed_in(request), request.POST), request.POST.get("title", "")
    try:
        page = use_template(template, place.space(), by=signed_in(request), title=title, parent=place.parent)
    except Invalid as error:
        return _preview(request, template, place, title, error)
    return redirect("page" if page.kind != "page" else "page_edit", pk=page.pk)


def bare(pattern: str) -> str:
    return re.sub(r"\{\w+\}", "", pattern)


def _preview(
    request: HttpRequest, template: Definition, place: Place, title: str, error: Invalid | None = None
) -> HttpResponse:
    context = {
        "template": template,
        "place": place,
        "title": title,
        "error": error,
        "html": render_with_prompts(template.body),
    }
    return render(request, "gallery/template.html", context, status=422 if error else 200)


def _template(slug: str) -> Definition:
    try:
        return templates()[slug]
    except KeyError:
        raise Http404 from None
