""" "Please read": asking, confirming, and who has."""

import csv

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Forbidden, Invalid
from cairn.core.ids import number
from cairn.feedback.access import can_ask
from cairn.feedback.forms import AskForm
from cairn.feedback.loaders import acknowledgement_for, read_request_for
from cairn.feedback.operations import ask_to_read, confirm_reading, remind_readers, stop_asking
from cairn.feedback.panels import feedback_of
from cairn.feedback.screen import ReadingScreen
from cairn.feedback.tables import lines_of
from cairn.feedback.views.answers import banners, full
from cairn.feedback.words import names
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.responses import dialog
from cairn.people.http import signed_in


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Ask to read"; of an open request its people, to add others."""
    user = signed_in(request)
    page = page_for(user, pk)
    if not can_ask(user, page):
        raise Forbidden(_("You can read this page but not ask others to read it. Ask its owner."))
    return _dialog(request, page, AskForm.to_read(user, page))


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    form = AskForm.sent(user, request.POST)
    try:
        ask_to_read(page, form.ask(), by=user)
    except Invalid as error:
        return _dialog(request, page, form.refused(error))
    return go_to(request, page.get_absolute_url(), _("Asked. You see who has read it on this page."))


def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    found = read_request_for(user, pk)
    screen = ReadingScreen(found, user, may_follow=True)
    return full(request, "feedback/reading.html", found.page, {"name": _("Who has read it"), "screen": screen})


def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has and who has not, as CSV that spreadsheets open."""
    found = read_request_for(signed_in(request), pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="read-{found.page_id}-version-{found.version.number}.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerows(lines_of(ReadingScreen(found, signed_in(request), may_follow=True)))
    return answer


def stop(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    found = read_request_for(user, pk)
    stop_asking(found, by=user)
    return go_to(request, found.page.get_absolute_url(), _("Nobody is asked to read this any more. The list is kept."))


def remind(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    found = read_request_for(user, pk)
    people = remind_readers(found, by=user)
    words = _("%(names)s: reminded.") % {"names": names([person.name for person in people])}
    return go_to(request, found.get_absolute_url(), words)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    mine = acknowledgement_for(user, pk)
    confirm_reading(mine, by=user, number=number(request.POST.get("version", "")) or 0)
    if request.headers.get("HX-Target") == "feedback":
        return banners(request, mine.request.page_id)
    return go_to(request, mine.request.page.get_absolute_url(), _("Noted: you have read it."))


def _dialog(request: HttpRequest, page: Page, form: AskForm) -> HttpResponse:
    context = {"page": page, "form": form, "reading": feedback_of(request, page).reading}
    return dialog(request, "feedback/_ask_to_read.html", context, form.error)
