"""What every operation on a debate does first: lock it, read it afresh, ask whether she may and whether it is open."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Forbidden, Missing
from cairn.debates.access import can_argue, can_conclude, can_see_debate
from cairn.debates.models import Argument, Debate
from cairn.debates.registry import register_debates
from cairn.pages.models import Page
from cairn.people.actors import Actor

ONLY_EDITORS = "Only people who may edit this page can close its debates. Nothing was changed."
MAY_NOT_ARGUE = "You can read this debate. To argue or vote in it, ask an admin of the space to let you comment."


def lock_to_argue(debate: Debate, *, by: Actor) -> Debate:
    """The debate as it is now; nobody else writes in it until the caller's transaction ends. Conflict once it is closed."""
    fresh = _locked(debate, by, can_argue, _(MAY_NOT_ARGUE))
    if fresh.left_at is not None:
        raise Conflict(_("This debate has been taken off the page meanwhile. Nothing was changed; your text is kept."))
    if not fresh.is_open():
        raise Conflict(_("This debate has closed meanwhile. Nothing was changed; your text is kept here."))
    return fresh


def lock_to_conclude(debate: Debate, *, by: Actor) -> Debate:
    return _locked(debate, by, can_conclude, _(ONLY_EDITORS))


def lock_argument(argument: Argument, may: Callable[[Actor, Argument], bool], words: str, *, by: Actor) -> Argument:
    """The argument as it is now, its debate locked and open. `may` asks for her right to it, `words` say that she has none."""
    argument.debate = lock_to_argue(argument.debate, by=by)
    fresh = Argument.objects.select_related("by").get(pk=argument.pk)
    fresh.debate = argument.debate
    if not may(by, fresh):
        raise Forbidden(words)
    return fresh


def _locked(debate: Debate, by: Actor, may: Callable[[Actor, Debate], bool], words: str) -> Debate:
    """Two statements on purpose: PostgreSQL would join the rows of a lock query as they were before it waited."""
    page = Page.objects.select_related("space", "published").get(pk=debate.page_id)
    debate.page = page
    if not can_see_debate(by, debate):
        raise Missing(_("This debate does not exist, or you may not see it."))
    if not may(by, debate):
        raise Forbidden(words)
    if debate.pk is None:
        register_debates(page)
    mine = Debate.objects.filter(page=page, local_id=debate.local_id)
    pk = mine.select_for_update().values_list("pk", flat=True).first()
    if pk is None:
        raise Conflict(_("This debate has been taken off the page meanwhile. Nothing was changed; your text is kept."))
    fresh = Debate.objects.get(pk=pk)
    fresh.page = page
    return fresh
