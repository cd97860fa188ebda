"""What drafting together puts on a page: who is asked and until when, and later where its text comes from."""

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.drafting.models import Round
from cairn.drafting.screen import on_page
from cairn.drafting.sheet import may_be_drafted
from cairn.gallery.known import Known
from cairn.gallery.place import Place
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def page_facts(user: User) -> dict[str, Combinable]:
    """Whether a page was ever drafted together: most were not, and need no query for it."""
    rounds = Round.objects.of(OuterRef("pk")).order_by("-pk").exclude(outcome="cancelled")
    return {"drafting_pk": Subquery(rounds.values("pk")[:1])}


def template_action(request: HttpRequest, template: Known, place: Place) -> SafeString:
    """ "Draft together", beside "Use this template"."""
    if not may_be_drafted(template.definition):
        return NOTHING
    return draw(request, "drafting/_template_action.html", {"template": template, "place": place})


def header(request: HttpRequest, page: Page) -> SafeString:
    return _drawn(request, page, "page")


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    """Beside the editor too: an editor is told that answers are on their way, or that some came late."""
    return _drawn(request, page, "editor")


def _drawn(request: HttpRequest, page: Page, where: str) -> SafeString:
    if getattr(page, "drafting_pk", True) is None:
        return NOTHING
    may_lead = bool(getattr(page, "may_edit", False) or where == "editor")
    screen = on_page(page, signed_in(request), may_lead=may_lead)
    if screen is None or screen.is_cancelled:
        return NOTHING
    return draw(request, "drafting/_banner.html", {"screen": screen, "page": page, "in_editor": where == "editor"})
