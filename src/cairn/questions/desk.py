"""What the hosts look through: what waits, what was declined, and how much is still unanswered."""

from __future__ import annotations

from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Forbidden
from cairn.people.models import User
from cairn.questions.access import can_run_session
from cairn.questions.models import Host, OpenPoint, Question, Session, State

MOST = 100


class Desk:
    """For who runs the session: Forbidden for others."""

    def __init__(self, session: Session, user: User) -> None:
        if not can_run_session(user, session):
            raise Forbidden(_("Only its hosts, its owner and admins of the space run this session."))
        self.session, self.user = session, user

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many wait, were declined and were united: the lists show the first hundred of each. One query."""
        return Question.objects.of(self.session).aggregate(
            queued=Count("pk", filter=Q(state=State.QUEUED)),
            declined=Count("pk", filter=Q(state=State.DECLINED)),
            united=Count("pk", filter=~Q(merged_into=None)),
        )

    @cached_property
    def queued(self) -> list[Question]:
        return self._in(State.QUEUED)

    @cached_property
    def mine(self) -> int:
        """How many she is to answer."""
        hers = Question.objects.of(self.session).unanswered()
        return hers.filter(state=State.OPEN, assigned_to=self.user).count()

    @cached_property
    def unanswered(self) -> int:
        return Question.objects.of(self.session).unanswered().count()

    @cached_property
    def open_points(self) -> int:
        return OpenPoint.objects.of(self.session).count()

    @property
    def is_over(self) -> bool:
        return self.session.ends_at is not None and self.session.ends_at <= now()

    def _in(self, state: State) -> list[Question]:
        return list(Question.objects.of(self.session).filter(state=state).select_related("asker").order_by("pk")[:MOST])


def answering_hosts(session: Session) -> QuerySet[Host]:
    """The hosts to whom a question can be given, each with how many she has to answer (`load`)."""
    with_account = session.hosts.filter(user__is_active=True).select_related("user")
    hers = Q(user__questions_assigned__session=session, user__questions_assigned__answers=0)
    return with_account.annotate(load=Count("user__questions_assigned", filter=hers, distinct=True))
