"""What a team's own template said before, and what changed since."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.errors import Missing
from cairn.core.ids import number
from cairn.gallery.history import edition_of, facts_changed
from cairn.gallery.known import Known, template_for
from cairn.gallery.models import TemplateVersion
from cairn.pages.comparisons import Comparison
from cairn.people.http import signed_in
from cairn.people.models import User


def list_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """`?from=1&to=3` compares these two; the last two where nothing is said."""
    template = _own(signed_in(request), slug)
    assert template.own is not None and template.version is not None
    versions = list(template.own.versions.select_related("by", "template")[:200])
    newer = _named(versions, request.GET.get("to", ""), template.version.number)
    older = _named(versions, request.GET.get("from", ""), max(newer.number - 1, 1))
    context = {"template": template, "versions": versions, "facts": facts_changed(older, newer)}
    shown = Comparison.of(edition_of(older), edition_of(newer)).context()
    return render(request, "gallery/versions.html", {**context, **shown})


def _own(user: User, slug: str) -> Known:
    template = template_for(user, slug)
    if template.own is None:
        raise Missing("This template comes with Cairn, and its versions with those of Cairn.")
    return template


def _named(versions: list[TemplateVersion], asked: str, otherwise: int) -> TemplateVersion:
    wanted = number(asked) or otherwise
    found = next((each for each in versions if each.number == wanted), None)
    if found is None:
        raise Missing("This template has no such version.")
    return found
