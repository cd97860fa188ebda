"""What a person may see, or 404."""

from django.utils.translation import gettext as _

from cairn.comments.models import Comment, Thread
from cairn.core.errors import Missing
from cairn.core.ids import number
from cairn.people.actors import Actor
from cairn.people.models import User


def thread_for(user: Actor, pk: int) -> Thread:
    threads = Thread.objects.visible_to(user).select_related(
        "page__space", "page__published", "resolution", "assignment"
    )
    found = threads.filter(pk=pk).first()
    if found is None:
        raise Missing(_("This thread is not here. It may have been deleted, or you may not see its page."))
    return found


def comment_for(user: Actor, pk: int) -> Comment:
    comments = Comment.objects.visible_to(user).select_related("thread__page__space", "by")
    found = comments.filter(pk=pk).first()
    if found is None:
        raise Missing(_("This comment is not here. It may have been deleted, or you may not see its page."))
    return found


def assignee_for(user: User, value: str) -> User | None:
    """The person that a form names by id, of those she may know of."""
    pk = number(value)
    return User.objects.visible_to(user).active().filter(pk=pk).first() if pk is not None else None
