"""What a session has left to answer, as who runs it sees it: what is nobody's yet, and what is somebody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Forbidden
from cairn.people.models import User
from cairn.questions.access import can_run_session
from cairn.questions.leaving import Defaults
from cairn.questions.models import OpenPoint, Question, Session
from cairn.questions.queries import QuestionQuerySet

MOST = 200  # rows of each list; what lies behind them comes as these are seen to


@dataclass(frozen=True)
class Loose:
    """A question that is nobody's yet, with whom it falls to."""

    question: Question
    owner: User | None


class LooseEnds:
    """For who runs the session: Forbidden for others. A fixed number of queries."""

    def __init__(self, session: Session, user: User) -> None:
        if not can_run_session(user, session):
            raise Forbidden(_("Only its hosts, its owner and admins of the space run this session."))
        self.session, self.user = session, user
        self.defaults = Defaults(session)

    @property
    def is_over(self) -> bool:
        return self.session.ends_at is not None and self.session.ends_at <= now()

    @property
    def due(self) -> date:
        return self.defaults.due

    @cached_property
    def total(self) -> int:
        return self._unowned.count()

    @cached_property
    def loose(self) -> list[Loose]:
        found = self._unowned.select_related("asker", "assigned_to").order_by("-votes", "pk")[:MOST]
        return [Loose(question, self.defaults.owner_of(question)) for question in found]

    @cached_property
    def owned(self) -> list[OpenPoint]:
        """What has an owner, soonest first, then what stays open for a reason."""
        standing = OpenPoint.objects.of(self.session).select_related("question__asker", "owner", "by")
        return list(standing.order_by("reason", "due", "pk")[:MOST])

    @cached_property
    def ticked(self) -> set[int]:
        """Questions whose owner has ticked the action item although there is no answer."""
        ticked = self.session.page.action_items.filter(local_id__startswith="question-", completion__by__isnull=False)
        return {int(key.removeprefix("question-")) for key in ticked.values_list("local_id", flat=True)}

    @property
    def _unowned(self) -> QuestionQuerySet:
        return Question.objects.of(self.session).unanswered().filter(open_point=None)

    @property
    def url(self) -> str:
        return reverse("ama_open_points", args=[self.session.pk])

    @property
    def crumbs(self) -> list[dict[str, Any]]:
        page = self.session.page
        return [
            {"title": page.space.name, "url": page.space.get_absolute_url()},
            {"title": page.title, "url": page.get_absolute_url()},
            {"title": self.title, "url": ""},
        ]

    @property
    def title(self) -> str:
        return _("Left open") if self.is_over else _("Before it closes")
