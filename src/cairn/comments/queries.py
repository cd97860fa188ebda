"""Which threads and comments: the reads that carry the right in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q

from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.comments.models import Comment, Thread  # noqa: F401 (ruff does not see it in the base class)

# Every thread is in exactly one of these; none is ever in no list.
STATES = {
    "open": Q(resolution=None, detached_at=None),
    "detached": Q(resolution=None, detached_at__isnull=False),
    "resolved": Q(resolution__isnull=False),
}
ON_DRAFT = Q(version=None) & ~Q(quote="")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: Actor) -> ThreadQuerySet:
        """Threads of pages she may read. One on words that were never published is for those who see the draft."""
        if isinstance(user, System):
            return self
        readable = self.filter(page__in=Page.objects.visible_to(user).values("pk"))
        return readable.filter(~ON_DRAFT | Q(page__in=Page.objects.editable_by(user).values("pk")))

    def of(self, page: Page | OuterRef) -> ThreadQuerySet:
        """All threads of one page: for a page that was loaded as hers to see."""
        return self.filter(page=page)

    def commentable_by(self, user: Actor) -> ThreadQuerySet:
        """Threads she may reply to, mark and assign."""
        if isinstance(user, System):
            return self
        return self.visible_to(user).filter(page__in=Page.objects.commentable_by(user).values("pk"))

    def resolvable_by(self, user: Actor) -> ThreadQuerySet:
        """Threads she may resolve and reopen: those she may reply to, and those assigned to her."""
        if isinstance(user, System):
            return self
        commentable = Page.objects.commentable_by(user).values("pk")
        return self.visible_to(user).filter(Q(assignment__person=user) | Q(page__in=commentable))

    def known_to_readers(self) -> ThreadQuerySet:
        """Threads that everybody who may read the page may know of: on the page, or on words that were published."""
        return self.exclude(ON_DRAFT)

    def reacted(self) -> ThreadQuerySet:
        """Threads with a sign under one of their comments."""
        return self.filter(comments__reactions__isnull=False)

    def unresolved(self, kind: str) -> ThreadQuerySet:
        """Open and detached threads of one kind ("question", "concern", "suggestion"): what still wants an answer."""
        return self.filter(resolution=None, kind=kind)

    def hanging(self) -> ThreadQuerySet:
        """Threads on a thing of the page (`subjects`)."""
        return self.exclude(subject="")

    def in_state(self, state: str) -> ThreadQuerySet:
        return self.filter(STATES[state])


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Actor) -> CommentQuerySet:
        """Comments of threads she may see, the stones of deleted ones included."""
        return self.filter(thread__in=_threads_of(self).visible_to(user).values("pk"))

    def spoken_on(self, page: Page) -> CommentQuerySet:
        """What everybody who reads the page may find: no stones, nothing on words that were never published."""
        said = self.filter(thread__page=page, deleted_at=None)
        return said.exclude(~Q(thread__quote=""), thread__version=None)

    def editable_by(self, user: Actor) -> CommentQuerySet:
        """Her own, where she may still comment."""
        if isinstance(user, System):
            return self.none()
        mine = self.filter(by=user, deleted_at=None)
        return mine.filter(thread__in=_threads_of(self).commentable_by(user).values("pk"))

    def reactable_by(self, user: Actor) -> CommentQuerySet:
        """Comments that are there, where she may comment."""
        if isinstance(user, System):
            return self.none()
        return self.filter(deleted_at=None, thread__in=_threads_of(self).commentable_by(user).values("pk"))

    def deletable_by(self, user: Actor) -> CommentQuerySet:
        """Her own, and any in a space she is admin of."""
        left = self.visible_to(user).filter(deleted_at=None)
        if isinstance(user, System):
            return left
        return left.filter(Q(by=user) | Q(thread__page__space__in=Space.objects.with_role(user, "admin").values("pk")))


def _threads_of(comments: CommentQuerySet) -> ThreadQuerySet:
    """Found through the model, which imports this module."""
    return ThreadQuerySet(comments.model._meta.get_field("thread").related_model)
