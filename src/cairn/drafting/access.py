"""May she, in this round? Each sentence has its twin in `queries.py`."""

from cairn.drafting.models import Invitation, Outcome, Round
from cairn.pages.access import can_edit, can_view
from cairn.people.actors import Actor, System


def can_see_round(user: Actor, round_: Round) -> bool:
    return can_view(user, round_.page)


def can_lead(user: Actor, round_: Round) -> bool:
    """Ask more people, move the end, end it when all are done, call it off, merge what comes late: the page's editors."""
    return can_edit(user, round_.page)


def can_answer(user: Actor, invitation: Invitation) -> bool:
    """Her own sheet, while the round is open and late, until her answers are in the page."""
    if isinstance(user, System) or invitation.user_id != user.pk or hasattr(invitation, "merge"):
        return False
    round_ = invitation.round
    return round_.outcome in ("", Outcome.DRAFTED) and can_view(user, round_.page)
