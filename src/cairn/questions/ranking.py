"""In which order questions stand. The formulas are in docs/subsystems/questions.md."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import log2

from django.db.models import F, OrderBy, QuerySet
from django.utils.translation import gettext_lazy as _

from cairn.questions.models import Question, Session
from cairn.questions.queries import UNANSWERED

SORTS = {
    "hot": _("Hot"),
    "votes": _("Most votes"),
    "newest": _("Newest"),
    "unanswered": _("Unanswered"),
    "hosts": _("Hosts’ choice"),
}
EVERYDAY = timedelta(days=7)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=2)
PIECES = 6  # of a session's asking time: a question that is one piece newer stands as high with half the votes


def half_time(session: Session | None) -> timedelta:
    """How much newer a question has to be to stand as high with half the votes."""
    if session is None or session.opens_at is None or session.closes_at is None:
        return EVERYDAY
    return min(max((session.closes_at - session.opens_at) / PIECES, SHORTEST), LONGEST)


def heat(votes: int, at: datetime, session: Session | None) -> float:
    """log₂(1 + votes) + age counted in half times: no clock is asked again, so the order needs no recomputing."""
    return log2(1 + max(votes, 0)) + at.timestamp() / half_time(session).total_seconds()


def ordered(questions: QuerySet[Question], sort: str) -> QuerySet[Question]:
    """What is pinned stands first in every order but "newest"; ties fall to the newer one."""
    pinned = F("pinned_at").asc(nulls_last=True)
    orders: dict[str, list[OrderBy | str]] = {
        "votes": [pinned, "-votes", "-pk"],
        "newest": ["-pk"],
        "unanswered": ["answers", pinned, "-votes", "-pk"],
        "hosts": [pinned, "-heat", "-pk"],
        "hot": [pinned, "-heat", "-pk"],
    }
    found = questions.order_by(*orders.get(sort, orders["hot"]))
    if sort == "unanswered":
        return found.filter(UNANSWERED)
    return found.exclude(pinned_at=None) if sort == "hosts" else found
