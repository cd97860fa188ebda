"""May she, in this round or request to read? Each sentence has its twin in `queries.py`."""

from cairn.feedback.models import Acknowledgement, ReadRequest, Review, Round
from cairn.pages.access import can_edit, can_view
from cairn.pages.models import Page
from cairn.people.actors import Actor, System


def can_ask(user: Actor, page: Page) -> bool:
    """Ask for feedback on a page, or ask people to read it: whoever may edit it."""
    return can_edit(user, page)


def can_see_round(user: Actor, round_: Round) -> bool:
    return can_view(user, round_.page)


def can_lead(user: Actor, round_: Round) -> bool:
    """Change, extend, close and call off an open round: whoever may edit the page."""
    return round_.is_open and can_edit(user, round_.page)


def can_answer(user: Actor, review: Review) -> bool:
    return not isinstance(user, System) and (
        review.user_id == user.pk and review.round.is_open and can_view(user, review.round.page)
    )


def can_follow(user: Actor, request: ReadRequest) -> bool:
    """See who has read and who has not: whoever asked, and the page's editors."""
    if can_edit(user, request.page):
        return True
    return not isinstance(user, System) and request.by_id == user.pk and can_view(user, request.page)


def can_confirm(user: Actor, acknowledgement: Acknowledgement) -> bool:
    return not isinstance(user, System) and (
        acknowledgement.user_id == user.pk and can_view(user, acknowledgement.request.page)
    )
