"""What a round brought: its threads with their first words, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.comments.models import Comment, Thread
from cairn.feedback.models import Round, Verdict
from cairn.feedback.queries import threads_of
from cairn.pages.access import can_edit
from cairn.people.models import User

EXCERPT = 200


@dataclass(frozen=True)
class Remark:
    """A thread of a round with its first words."""

    thread: Thread
    text: str

    @property
    def excerpt(self) -> str:
        line = " ".join(self.text.split())
        return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def remarks_of(round_: Round) -> list[Remark]:
    """Two queries. A first comment that was deleted leaves the first that was not."""
    threads = list(threads_of(round_).select_related("by", "page__space", "version", "resolution__by"))
    words: dict[int, str] = {}
    for comment in Comment.objects.filter(thread__in=threads, deleted_at=None).only("thread_id", "text"):
        words.setdefault(comment.thread_id, comment.text)
    return [Remark(thread, words.get(thread.pk, "")) for thread in threads]


def summary_of(round_: Round, user: User) -> list[Verdict]:
    """What became of each thread; those on words that were never published are for who sees the draft."""
    verdicts = round_.verdicts.select_related("person", "thread")
    return list(verdicts if can_edit(user, round_.page) else verdicts.filter(on_draft=False))
