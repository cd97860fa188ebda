"""May she, in this page's draft? `can_see_draft` has its twin in `queries.py`; a table test holds them together."""

from cairn.pages.access import can_comment, can_edit, can_edit_body
from cairn.pages.kinds import kind_of
from cairn.pages.models import Page
from cairn.people.actors import Actor


def can_see_draft(user: Actor, page: Page) -> bool:
    """Whoever may comment on a published page may suggest, and to suggest she has to see what is being written."""
    return can_edit(user, page) or (page.published_id is not None and can_comment(user, page))


def can_suggest(user: Actor, page: Page) -> bool:
    """In the draft, while its text is not locked (a decided decision)."""
    return can_see_draft(user, page) and kind_of(page).locked(page) is None


def can_rule(user: Actor, page: Page) -> bool:
    """Accept and reject: whoever may write the text."""
    return can_edit_body(user, page)
