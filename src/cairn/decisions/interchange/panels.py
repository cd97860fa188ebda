"""Where a decision came from, on its page: the file, what its set calls it, and whom it names without an account here."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.decisions.models import ImportedDecision
from cairn.pages.models import Page
from cairn.ui.drawing import draw


def header(request: HttpRequest, page: Page) -> SafeString:
    """One query on the page of a decision, none on any other."""
    if page.kind != "decision":
        return SafeString("")
    imported = ImportedDecision.objects.select_related("decision__framework").filter(decision__page=page).first()
    if imported is None:
        return SafeString("")
    return draw(request, "decisions/_imported.html", {"imported": imported})
