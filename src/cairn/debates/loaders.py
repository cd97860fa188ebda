"""One debate or argument for one reader. Invisible is Missing (404)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.debates.models import Argument, Debate
from cairn.debates.text import Statement, statements_of
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.models import User


def debate_for(user: User, page_id: int, local_id: str) -> Debate:
    """The debate of a page that she may see: the row, or one like it as the published text has it."""
    page = page_for(user, page_id)
    found = Debate.objects.of(page).filter(local_id=local_id).first()
    if found is None:
        said = next((each for each in statements_of(page) if each.local_id == local_id), None)
        if said is None:
            raise Missing(_("There is no such debate on this page, or it is not open to you."))
        found = unsaved(page, said)
    found.page = page
    return found


def unsaved(page: Page, said: Statement) -> Debate:
    """What the row will be once somebody argues, or the publication has been looked at."""
    return Debate(page=page, local_id=said.local_id, statement=said.words, closes_at=said.closes_at)


def argument_for(user: User, pk: int) -> Argument:
    found = Argument.objects.visible_to(user).select_related("by", "debate__page__space", "debate__page__published")
    argument = found.filter(pk=pk).first()
    if argument is None:
        raise Missing(_("There is no such argument, or its page is not open to you."))
    return argument
