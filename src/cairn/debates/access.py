"""May she, in this debate? The page's rights are the debate's. Each sentence has its twin in `queries.py`."""

from cairn.debates.models import Argument, Debate
from cairn.pages.access import can_comment, can_edit, can_view
from cairn.people.actors import Actor, System, user_of


def can_see_debate(user: Actor, debate: Debate) -> bool:
    return debate.page.trashing_id is None and can_view(user, debate.page)


def can_argue(user: Actor, debate: Debate) -> bool:
    """Add arguments and vote, as long as it is open: whoever may comment on the page."""
    return debate.page.published_id is not None and debate.page.trashing_id is None and can_comment(user, debate.page)


def can_conclude(user: Actor, debate: Debate) -> bool:
    """Move its closing instant, close it, write what follows: whoever edits the page."""
    return debate.page.trashing_id is None and can_edit(user, debate.page)


def can_change_argument(user: Actor, argument: Argument) -> bool:
    """Her own words, as long as she may argue."""
    if isinstance(user, System):
        return True
    return argument.by_id == user.pk and can_argue(user, argument.debate)


def can_withdraw_argument(user: Actor, argument: Argument) -> bool:
    """Whoever wrote it, and whoever edits the page."""
    who = user_of(user)
    is_hers = who is not None and argument.by_id == who.pk and can_argue(user, argument.debate)
    return is_hers or can_conclude(user, argument.debate)
