"""May she, on this thread or comment? Each sentence has its twin in `queries.py`; a table test holds them together."""

from cairn.comments.models import Comment, Thread
from cairn.pages.access import can_comment, can_edit, can_view
from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.spaces.access import can_manage_space


def can_start_thread(user: Actor, page: Page) -> bool:
    return can_comment(user, page)


def can_view_thread(user: Actor, thread: Thread) -> bool:
    """A thread on words that were never published is for those who see the draft."""
    return can_view(user, thread.page) and (not thread.is_on_draft or can_edit(user, thread.page))


def can_reply(user: Actor, thread: Thread) -> bool:
    return can_view_thread(user, thread) and can_comment(user, thread.page)


def can_resolve(user: Actor, thread: Thread) -> bool:
    """Anyone who may comment, for whoever got the answer closes the question; and whom the thread is assigned to."""
    assignment = getattr(thread, "assignment", None)
    is_hers = assignment is not None and assignment.person_id == user.pk
    return can_reply(user, thread) or (is_hers and can_view_thread(user, thread))


def can_be_assigned(person: User, thread: Thread) -> bool:
    """Whoever can see the thread, be it without a word in it."""
    return person.is_active and can_view_thread(person, thread)


def can_react(user: Actor, comment: Comment) -> bool:
    return comment.deleted_at is None and not isinstance(user, System) and can_reply(user, comment.thread)


def can_edit_comment(user: Actor, comment: Comment) -> bool:
    if isinstance(user, System) or comment.deleted_at is not None:
        return False
    return comment.by_id == user.pk and can_reply(user, comment.thread)


def can_delete_comment(user: Actor, comment: Comment) -> bool:
    if comment.deleted_at is not None or not can_view_thread(user, comment.thread):
        return False
    return comment.by_id == user.pk or can_manage_space(user, comment.thread.page.space)
