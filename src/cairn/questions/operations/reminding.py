"""Before a session ends its hosts hear what is still unanswered."""

from __future__ import annotations

from datetime import timedelta

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.people.actors import System
from cairn.questions.guard import session_now
from cairn.questions.models import Question, Session

SHARE = 4  # of its length: a session of an hour says so a quarter of an hour before


def remind_hosts(session: Session, *, by: System, ahead: timedelta) -> bool:
    """Once for each end: one that was moved is another one. `ahead` at most, sooner for a short session."""
    with atomic():
        fresh = session_now(session.pk, by=by, lock=True)
        ends, moment = fresh.ends_at, now()
        if ends is None or ends <= moment or fresh.reminded_of == ends or fresh.opens_at is None:
            return False
        if ends - min(ahead, (ends - fresh.opens_at) / SHARE) > moment:
            return False
        count = Question.objects.of(fresh).unanswered().filter(open_point=None).count()
        if not count:
            return False
        fresh.reminded_of = ends
        fresh.save(update_fields=["reminded_of"])
        where = {"space_id": fresh.page.space_id, "page_id": fresh.page_id, "target_id": fresh.pk}
        record("ama.ending", by=by, **where, n=count, ends_at=ends.isoformat())
    return True
