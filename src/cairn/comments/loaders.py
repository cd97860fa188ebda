"""What a person may see, or 404."""

from django.utils.translation import gettext as _

from cairn.comments.models import Comment, Thread
from cairn.comments.queries import CommentQuerySet, ThreadQuerySet
from cairn.core.errors import Missing
from cairn.core.ids import number
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.people.prepared import prepared_one


def thread_for(user: Actor, pk: int) -> Thread:
    found = prepared_one(user, _thread, pk)
    if found is None:
        raise Missing(_("This thread is not here. It may have been deleted, or you may not see its page."))
    return found


def _thread(user: Actor, pk: int) -> ThreadQuerySet:
    threads = Thread.objects.visible_to(user).filter(pk=pk)
    return threads.select_related("page__space", "page__published", "resolution", "assignment")


def comment_for(user: Actor, pk: int) -> Comment:
    found = prepared_one(user, _comment, pk)
    if found is None:
        raise Missing(_("This comment is not here. It may have been deleted, or you may not see its page."))
    return found


def _comment(user: Actor, pk: int) -> CommentQuerySet:
    return Comment.objects.visible_to(user).select_related("thread__page__space", "by").filter(pk=pk)


def assignee_for(user: User, value: str) -> User | None:
    """The person that a form names by id, of those she may know of."""
    pk = number(value)
    return User.objects.visible_to(user).active().filter(pk=pk).first() if pk is not None else None


def may_answer_openly(person_id: int, page_id: int, thread_id: int) -> bool:
    """Whether she may answer in this thread of the page, and all readers of the page may know of it."""
    user = User.objects.active().filter(pk=person_id).first()
    if user is None:
        return False
    theirs = Thread.objects.commentable_by(user).known_to_readers()
    return theirs.filter(pk=thread_id, page=page_id).exists()
