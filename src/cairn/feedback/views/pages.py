"""The feedback on a page: its banners as they are now, and its earlier rounds."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.feedback.models import Round
from cairn.feedback.screen import RoundScreen
from cairn.feedback.views.answers import banners as answered
from cairn.feedback.views.answers import full
from cairn.pages.access import can_edit
from cairn.pages.loaders import page_for
from cairn.people.http import signed_in

SHOWN = 50


def banners(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every round of the page, the newest first."""
    user = signed_in(request)
    page = page_for(user, pk)
    rounds = Round.objects.of(page).for_lists()[:SHOWN]
    may_lead = can_edit(user, page)
    screens = [RoundScreen(each, user, may_lead=may_lead) for each in rounds]
    return full(request, "feedback/history.html", page, {"name": _("Feedback"), "screens": screens})
