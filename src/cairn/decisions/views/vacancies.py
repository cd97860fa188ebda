"""Naming somebody in the place of one who left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Invalid
from cairn.decisions.access import can_replace
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import replace_holder
from cairn.decisions.views.answers import partial, screen_of, to_page
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.people.models import User


def fill(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    found, user = decision_for(signed_in(request), pk), signed_in(request)
    if not can_replace(user, found):
        raise Forbidden(_("Whoever drives it, people who may edit its page, and admins name a replacement."))
    gone = get_object_or_404(User.objects.visible_to(user), pk=user_pk)
    people, _teams = Directory.chosen(user, request.POST.getlist("replacement"))
    try:
        if not people:
            raise Invalid(_("Say who takes the place."), fields={"replacement": _("Choose one person.")})
        replace_holder(found, gone, by=user, replacement=people[0])
    except Invalid as error:
        context = {"screen": screen_of(request, found), "vacancy_error": error.message}
        return partial(request, "_vacancies", context, 422)
    return to_page(request, found, _("%(name)s takes the place, and is told.") % {"name": people[0].name})
