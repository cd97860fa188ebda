"""Decisions as MADR files: one, or all that the log shows."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.decisions.interchange.exporting import Export, as_madr, file_name, zipped
from cairn.decisions.loaders import decision_for, space_for
from cairn.decisions.log.asked import Asked
from cairn.decisions.log.finding import narrowed
from cairn.decisions.log.screen import Log
from cairn.decisions.queries import STATUS_ROWS
from cairn.people.http import signed_in

MOST = 1000


def one(request: HttpRequest, pk: int) -> HttpResponse:
    decision = decision_for(signed_in(request), pk)
    text = as_madr(decision, Export.of([decision], signed_in(request)))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(decision)}"'
    return response


def many(request: HttpRequest, key: str = "") -> HttpResponse:
    """As a zip, of what the address asks."""
    user = signed_in(request)
    log = Log(user, space_for(user, key) if key else None, Asked.of_query(request.GET))
    rows = narrowed(log.everything, user, log.asked).select_related(*STATUS_ROWS, "page__space", "page__published")
    found = list(rows.select_related("framework__framework", "start__by", "imported").order_by("pk")[: MOST + 1])
    if len(found) > MOST:
        words = _("These are more than %(most)d decisions. Narrow the log, or use the command cairn export-decisions.")
        raise Invalid(words % {"most": MOST})
    response = HttpResponse(zipped(found, Export.of(found, user)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="decisions{f"-{key.lower()}" if key else ""}.zip"'
    return response
