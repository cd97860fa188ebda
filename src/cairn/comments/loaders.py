"""What a person may see, or 404."""

from django.utils.translation import gettext as _

from cairn.comments.models import Comment, Thread
from cairn.core.errors import Missing
from cairn.people.actors import Actor


def thread_for(user: Actor, pk: int) -> Thread:
    threads = Thread.objects.visible_to(user).select_related("page__space", "page__published")
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
