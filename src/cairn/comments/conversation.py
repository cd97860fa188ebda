"""What one person sees of a page's threads, read with one query, and one more where somebody reacted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet

from cairn.comments.models import Comment, Reaction, Thread
from cairn.comments.queries import STATES
from cairn.comments.reactions import Sign, signs_of
from cairn.comments.subjects import places
from cairn.core.prepared import prepared
from cairn.pages.models import Page, Version
from cairn.people.models import User

LISTS = (*STATES, "mine")
MANY = 40  # threads in a list; beyond that each is drawn in brief until somebody turns to it


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with what the reader may do to it."""

    comment: Comment
    may_edit: bool
    may_delete: bool
    may_react: bool = False
    signs: Sequence[Sign] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread with its comments in order; `fresh`: draw the reply field empty, whatever stood in it."""

    thread: Thread
    remarks: list[Remark]
    may_comment: bool
    is_mine: bool = False
    may_resolve: bool = False
    is_brief: bool = False
    fresh: bool = False
    error: str = ""
    typed: str = ""
    crowd: int = 0  # people whom it would tell, when that is the question

    @property
    def answers(self) -> int:
        return len(self.remarks) - 1

    @property
    def first(self) -> Comment:
        return self.remarks[0].comment

    def belongs_to(self, name: str) -> bool:
        """Whether it is in this list of `LISTS`."""
        return self.is_mine and self.thread.state != "resolved" if name == "mine" else self.thread.state == name


@dataclass(frozen=True, slots=True)
class Passage:
    """What a new thread is about: quoted words and those around them, a picture, or a thing on the page (`subjects`);
    empty: it is about the page.
    """

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    media: str = ""
    kind: str = ""
    subject: str = ""


@dataclass
class Conversation:
    """`shown` names the list: a state ("open", "detached", "resolved"), or "mine": open or detached ones that she
    takes part in or that are assigned to her.

    `kept` are ids of threads that stay in the list whatever their state: she is writing a reply there. `turned_to` is
    the id of the one that an address leads to.
    """

    page: Page
    may_comment: bool
    may_moderate: bool
    talks: list[Talk] = field(default_factory=list)
    shown: str = "open"
    kept: frozenset[int] = frozenset()
    turned_to: int = 0
    draft: Passage = Passage()

    @property
    def listed(self) -> list[Talk]:
        listed = [talk for talk in self.talks if talk.belongs_to(self.shown) or talk.thread.pk in self.kept]
        if len(listed) <= MANY:
            return listed
        whole = self.kept | {self.turned_to}
        return [talk if talk.thread.pk in whole else replace(talk, is_brief=True) for talk in listed]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many threads each list has; the states part them, "mine" cuts across."""
        return {name: sum(talk.belongs_to(name) for talk in self.talks) for name in LISTS}

    @property
    def anchors(self) -> str:
        """JSON for the browser: the passages of open threads as [{id, annotation, quote, prefix, suffix}]."""
        threads = (talk.thread for talk in self.talks if talk.thread.quote and talk.thread.state == "open")
        return json.dumps(
            [
                {"id": t.pk, "annotation": t.annotation, "quote": t.quote, "prefix": t.prefix, "suffix": t.suffix}
                | ({"media": t.media} if t.media else {})
                for t in threads
            ],
            ensure_ascii=False,
        )

    def talk(self, thread_id: int, **drawn: object) -> Talk | None:
        """One thread of it, redrawn with `fresh`, `error` or `typed`."""
        found = next((talk for talk in self.talks if talk.thread.pk == thread_id), None)
        if found is None:
            return None
        return replace(found, **drawn)  # type: ignore[arg-type]


def conversation_on(page: Page, user: User, *, shown: str = "open") -> Conversation:
    """The threads of a page that came from `page_for(user, …)`, and so says what she may; one query or two."""
    rights = {name: bool(getattr(page, name)) for name in ("may_comment", "may_edit", "may_manage")}
    result = Conversation(page, rights["may_comment"], rights["may_manage"], shown=shown if shown in LISTS else "open")
    comments = prepared(_spoken, _spoken, page.pk) if getattr(page, "has_threads", True) else []
    reactions = prepared(_reacted, _reacted, page.pk) if comments and getattr(page, "has_reactions", True) else []
    heard = (comment for comment in comments if rights["may_edit"] or not comment.thread.is_on_draft)
    talks = _grouped(heard, signs_of(reactions, user.pk), result, user)
    result.talks = sorted(talks, key=lambda talk: _place(talk.thread, page.published))
    _find_places(page, [talk.thread for talk in talks])
    return result


def _find_places(page: Page, threads: Sequence[Thread]) -> None:
    """No query where no thread hangs on a thing of the page."""
    found = places(page, {thread.subject for thread in threads if thread.subject})
    for thread in threads:
        thread.place = found.get(thread.subject)


def _spoken(page: int) -> QuerySet[Comment]:
    spoken = Comment.objects.filter(thread__page=page).order_by("thread_id", "pk")
    heavy = ("thread__version__body", "thread__version__html", "thread__version__text", "thread__version__outline")
    return spoken.select_related(
        "by", "thread__by", "thread__version", "thread__resolution__by", "thread__assignment__person"
    ).defer(*heavy)


def _reacted(page: int) -> QuerySet[Reaction]:
    return Reaction.objects.filter(comment__thread__page=page).select_related("by")


def _place(thread: Thread, version: Version | None) -> tuple[float, int]:
    """Threads stand in the order of their passages, those on the page after them; a guess is good enough."""
    if not thread.quote or version is None:
        return (2, thread.pk)
    mark = version.html.find(f'data-annotation="{thread.annotation}"')
    if mark >= 0:
        return (mark / len(version.html), thread.pk)
    words = version.text.find(thread.quote.partition("\n")[0])
    return (words / len(version.text) if words >= 0 else 1.5, thread.pk)


def _grouped(
    comments: Iterable[Comment], signs: dict[int, list[Sign]], conversation: Conversation, user: User
) -> list[Talk]:
    remarks: dict[int, list[Remark]] = {}
    threads: dict[int, Thread] = {}
    for comment in comments:
        comment.thread = thread = threads.setdefault(comment.thread_id, comment.thread)
        thread.page = conversation.page
        is_there, mine = comment.deleted_at is None, comment.by_id == user.pk
        remarks.setdefault(thread.pk, []).append(
            Remark(
                comment,
                may_edit=is_there and mine and conversation.may_comment,
                may_delete=is_there and (mine or conversation.may_moderate),
                may_react=is_there and conversation.may_comment,
                signs=signs.get(comment.pk, ()) if is_there else (),
            )
        )
    return [_talk(thread, remarks[pk], conversation, user) for pk, thread in threads.items()]


def _talk(thread: Thread, remarks: list[Remark], conversation: Conversation, user: User) -> Talk:
    assignment = getattr(thread, "assignment", None)
    is_hers = assignment is not None and assignment.person_id == user.pk
    return Talk(
        thread,
        remarks,
        conversation.may_comment,
        is_mine=is_hers or thread.by_id == user.pk or any(r.comment.by_id == user.pk for r in remarks),
        may_resolve=conversation.may_comment or is_hers,
    )
