"""A page for somebody who wants to suggest in it, or 404, 403, 409."""

from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Forbidden
from cairn.pages.kinds import kind_of
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.suggestions.access import can_see_draft


def suggestable_page_for(user: User, pk: int) -> Page:
    page = page_for(user, pk)
    if not can_see_draft(user, page):
        raise Forbidden(_("You can read this page but not suggest changes to it. Ask an admin of the space for that."))
    if (reason := kind_of(page).locked(page)) is not None:
        raise Conflict(reason)
    return page
