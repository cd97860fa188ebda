"""Sections of all pages of a template: as a screen, as CSV and JSON, and as choices for the editor."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from cairn.core.errors import Missing
from cairn.core.sheets import csv_lines
from cairn.gallery.sections.asked import Asked
from cairn.gallery.sections.export import json_lines, rows
from cairn.gallery.sections.origins import definition_for, definitions
from cairn.gallery.sections.table import Table
from cairn.people.http import signed_in


def show(request: HttpRequest, slug: str) -> HttpResponse:
    partial = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    table = _table(request, slug)
    response = render(request, f"sections/{'_found' if partial else 'table'}.html", {"table": table})
    if partial:
        response["HX-Push-Url"] = table.address(page=table.asked.page)
    response["Vary"] = "HX-Request"
    return response


def as_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(rows(_table(request, slug))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-sections.csv"'
    return response


def as_json(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(json_lines(_table(request, slug)), content_type="application/json")


def options(request: HttpRequest) -> JsonResponse:
    """What the editor's block may show: `{"templates": [{template, name, sections: [{key, heading}]}]}`."""
    found = []
    for each in definitions(signed_in(request)):
        sections = [{"key": section.key, "heading": section.heading} for section in each.sections]
        if sections:
            found.append({"template": each.slug, "name": each.name, "sections": sections})
    return JsonResponse({"templates": found})


def _table(request: HttpRequest, slug: str) -> Table:
    user = signed_in(request)
    template = definition_for(user, slug)
    if template is None:
        raise Missing("There is no such template, or it is not open to you.")
    return Table(user, template, Asked.of_query(request.GET))
