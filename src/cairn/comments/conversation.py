"""What one person sees of a page's threads, read with one query."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from cairn.comments.models import Comment, Thread
from cairn.comments.queries import STATES
from cairn.core.prepared import prepared
from cairn.pages.models import Page, Version
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with what the reader may do to it."""

    comment: Comment
    may_edit: bool
    may_delete: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread with its comments in order; `fresh`: draw the reply field empty, whatever stood in it."""

    thread: Thread
    remarks: list[Remark]
    may_comment: bool
    fresh: bool = False
    error: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words that a new thread is about, and the words around them; empty: it is about the page."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass
class Conversation:
    """`shown` is the state of the threads in the list: "open", "detached" or "resolved".

    `kept` are ids of threads that stay in the list whatever their state: she is writing a reply there.
    """

    page: Page
    may_comment: bool
    may_moderate: bool
    talks: list[Talk] = field(default_factory=list)
    shown: str = "open"
    kept: frozenset[int] = frozenset()
    draft: Passage = Passage()

    @property
    def listed(self) -> list[Talk]:
        return [talk for talk in self.talks if talk.thread.state == self.shown or talk.thread.pk in self.kept]

    @cached_property
    def counts(self) -> dict[str, int]:
        counts = dict.fromkeys(STATES, 0)
        for talk in self.talks:
            counts[talk.thread.state] += 1
        return counts

    @property
    def anchors(self) -> str:
        """JSON for the browser: the passages of open threads as [{id, annotation, quote, prefix, suffix}]."""
        threads = (talk.thread for talk in self.talks if talk.thread.quote and talk.thread.state == "open")
        return json.dumps(
            [
                {"id": t.pk, "annotation": t.annotation, "quote": t.quote, "prefix": t.prefix, "suffix": t.suffix}
                for t in threads
            ],
            ensure_ascii=False,
        )

    @property
    def resolved(self) -> str:
        """Annotation ids of resolved threads, parted by spaces: the editor does not light them up."""
        return " ".join(talk.thread.annotation for talk in self.talks if talk.thread.state == "resolved")

    def talk(self, thread_id: int, **drawn: object) -> Talk | None:
        """One thread of it, redrawn with `fresh`, `error` or `typed`."""
        found = next((talk for talk in self.talks if talk.thread.pk == thread_id), None)
        if found is None:
            return None
        return Talk(found.thread, found.remarks, found.may_comment, **drawn)  # type: ignore[arg-type]


def conversation_on(page: Page, user: User, *, shown: str = "open") -> Conversation:
    """The threads of a page that came from `page_for(user, …)`, and so says what she may; one query."""
    rights = {name: bool(getattr(page, name)) for name in ("may_comment", "may_edit", "may_manage")}
    result = Conversation(page, rights["may_comment"], rights["may_manage"], shown=shown if shown in STATES else "open")
    comments = prepared(_spoken, _spoken, page.pk) if getattr(page, "has_threads", True) else []
    talks = _grouped((c for c in comments if rights["may_edit"] or not c.thread.is_on_draft), result, user)
    result.talks = sorted(talks, key=lambda talk: _place(talk.thread, page.published))
    return result


def _spoken(page: int) -> QuerySet[Comment]:
    spoken = Comment.objects.filter(thread__page=page).order_by("thread_id", "pk")
    heavy = ("thread__version__body", "thread__version__html", "thread__version__text", "thread__version__outline")
    return spoken.select_related("by", "thread__by", "thread__version", "thread__resolution__by").defer(*heavy)


def _place(thread: Thread, version: Version | None) -> tuple[float, int]:
    """Threads stand in the order of their passages, those on the page after them; a guess is good enough."""
    if not thread.quote or version is None:
        return (2, thread.pk)
    mark = version.html.find(f'data-annotation="{thread.annotation}"')
    if mark >= 0:
        return (mark / len(version.html), thread.pk)
    words = version.text.find(thread.quote.partition("\n")[0])
    return (words / len(version.text) if words >= 0 else 1.5, thread.pk)


def _grouped(comments: Iterable[Comment], conversation: Conversation, user: User) -> list[Talk]:
    talks: dict[int, Talk] = {}
    for comment in comments:
        talk = talks.get(comment.thread_id)
        if talk is None:
            comment.thread.page = conversation.page
            talk = talks[comment.thread_id] = Talk(comment.thread, [], conversation.may_comment)
        comment.thread = talk.thread
        is_there, mine = comment.deleted_at is None, comment.by_id == user.pk
        talk.remarks.append(
            Remark(
                comment,
                may_edit=is_there and mine and conversation.may_comment,
                may_delete=is_there and (mine or conversation.may_moderate),
            )
        )
    return list(talks.values())
