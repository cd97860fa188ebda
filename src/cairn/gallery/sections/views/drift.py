"""New sections of a page's template: shown, taken over, given back, dismissed and recalled."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.gallery.sections.operations import (
    dismiss_section,
    give_back_sections,
    recall_section,
    take_over_sections,
)
from cairn.gallery.sections.origins import headings_for
from cairn.gallery.sections.panels import context, drift_for
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _drawn(request, page_for(signed_in(request), pk))


def take(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    put = take_over_sections(page, by=signed_in(request), keys=request.POST.getlist("key"))
    said = ngettext("%(names)s is in the draft now.", "%(names)s are in the draft now.", len(put))
    undo = f"{reverse('page_new_sections', args=[page.pk])}?{urlencode({'key': put}, doseq=True)}"
    return _drawn(request, page, said % {"names": _names(page, put)}, undo)


def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    page, keys = page_for(signed_in(request), pk), request.GET.getlist("key")
    gone = give_back_sections(page, by=signed_in(request), keys=keys)
    if stayed := [key for key in keys if key not in gone]:
        words = _("Somebody has written in %(names)s meanwhile, so it stays.")
        return _drawn(request, page, words % {"names": _names(page, stayed)})
    return _drawn(request, page, _("Taken out again."))


def dismiss(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    dismiss_section(page, by=signed_in(request), key=key)
    words = _("%(name)s is not needed here. It is not offered again.") % {"name": _names(page, [key])}
    return _drawn(request, page, words, reverse("page_new_section_dismissal", args=[page.pk, key]))


def recall(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    page = page_for(signed_in(request), pk)
    recall_section(page, by=signed_in(request), key=key)
    return _drawn(request, page, _("It is offered again."))


def _names(page: Page, keys: list[str]) -> str:
    headings = headings_for(getattr(page, "origin_template", None) or "")
    return get_text_list([headings.get(key, key) for key in keys], _("and"))


def _drawn(request: HttpRequest, page: Page, said: str = "", undo: str = "") -> HttpResponse:
    where = "rail" if request.headers.get("HX-Current-URL", "").rstrip("/").endswith("/edit") else "header"
    values = context(page, drift_for(request, page), where) | {"said": said, "undo": undo}
    return render(request, "sections/_drift.html", values)
