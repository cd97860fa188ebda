"""How far a round is: who has answered, who is late, who can be nudged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from cairn.core.clock import now
from cairn.feedback.models import Review, Round
from cairn.feedback.queries import threads_of
from cairn.feedback.times import again_at


@dataclass(frozen=True)
class Part:
    """One reviewer's part. `state` is "done", "commented" (threads, not Done yet), "waiting", "late" or "gone"."""

    review: Review
    threads: int
    state: str
    at: datetime | None = None
    nudged_at: datetime | None = None

    @property
    def has_answered(self) -> bool:
        return self.state in ("done", "commented")

    @property
    def nudge_at(self) -> datetime | None:
        """When she can be nudged again; None: now."""
        return again_at(self.nudged_at)

    @property
    def may_be_nudged(self) -> bool:
        return self.state in ("waiting", "late") and self.nudge_at is None


@dataclass(frozen=True)
class Progress:
    """Three queries, whatever the number of reviewers."""

    parts: list[Part]

    @classmethod
    def of(cls, round_: Round) -> Progress:
        left = Counter(threads_of(round_).order_by().values_list("by", flat=True))
        reviews = round_.reviews.select_related("user", "team", "answer").annotate(nudged_at=Max("nudges__at"))
        return cls([_part(each, left[each.user_id], round_) for each in reviews.order_by("pk")])

    @property
    def counted(self) -> list[Part]:
        """Everybody but those who have left the workspace without an answer."""
        return [part for part in self.parts if part.state != "gone"]

    @property
    def answered(self) -> list[Part]:
        return [part for part in self.parts if part.has_answered]

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.counted if not part.has_answered]

    @property
    def nudgeable(self) -> list[Part]:
        return [part for part in self.parts if part.may_be_nudged]

    @property
    def threads(self) -> int:
        return sum(part.threads for part in self.parts)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def next_nudge_at(self) -> datetime | None:
        """When somebody can be nudged again, while nobody can be now."""
        return min((part.nudge_at for part in self.missing if part.nudge_at), default=None)


def next_nudge(review: Review) -> datetime | None:
    """When she can be nudged again; None: now."""
    return again_at(review.nudges.aggregate(last=Max("at"))["last"])


def _part(review: Review, threads: int, round_: Round) -> Part:
    answer = getattr(review, "answer", None)
    nudged_at: datetime | None = review.nudged_at  # type: ignore[attr-defined]
    over = round_.ended_at or now()
    if answer is not None:
        state = "done"
    elif threads:
        state = "commented"
    elif not review.user.is_active:
        state = "gone"
    else:
        state = "late" if over - round_.due_at >= timedelta() else "waiting"
    return Part(review, threads, state, answer.at if answer else None, nudged_at)
