"""To whom an unanswered question falls, and by when, unless the hosts say otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from cairn.core.clock import now
from cairn.pages.audience import viewers
from cairn.people.models import User
from cairn.people.zones import is_zone
from cairn.questions.models import Question, Session

A_WEEK = timedelta(days=7)


class Defaults:
    """Of one session. Two queries for those whom its questions may fall to, however many questions there are."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def _in_turn(self) -> list[User]:
        """Its hosts with an account, then the page's owner, then whoever made it."""
        page = self.session.page
        hosts = [host.user for host in self.session.hosts.exclude(user=None).select_related("user")]
        return [user for user in (*hosts, page.owner, page.created_by) if user is not None]

    @cached_property
    def _seeing(self) -> set[int]:
        people = {user.pk: user for user in self._in_turn if user.is_active}
        return viewers(self.session.page, people.values())

    def owner_of(self, question: Question) -> User | None:
        """Who is assigned to it, as long as she is here and sees the page; else the first in turn."""
        hers = question.assigned_to
        if hers is not None and hers.is_active and hers.pk in (self._seeing or viewers(self.session.page, [hers])):
            return hers
        return next((user for user in self._in_turn if user.pk in self._seeing), None)

    @property
    def due(self) -> date:
        """A week after the end of the session, or after today if that has passed; on the calendar of its zone."""
        zone = ZoneInfo(self.session.zone if is_zone(self.session.zone) else "UTC")
        end = max(self.session.ends_at or now(), now())
        return (end + A_WEEK).astimezone(zone).date()
