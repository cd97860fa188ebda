"""What the screen of a live part shows: the current question, and which come next."""

from __future__ import annotations

from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from cairn.people.models import User
from cairn.questions.access import can_run_session
from cairn.questions.models import Question, Session, State, Turn
from cairn.questions.ranking import ordered

BESIDE = 5


class LivePart:
    def __init__(self, session: Session, user: User) -> None:
        self.session, self.user = session, user
        self.page = session.page

    @cached_property
    def may_run(self) -> bool:
        return can_run_session(self.user, self.session)

    @cached_property
    def turn(self) -> Turn | None:
        """What is on the screen now."""
        return current_turn(self.session)

    @cached_property
    def following(self) -> list[Question]:
        """Pinned ones first, in the order of pinning, then by votes: what nobody has answered, by word or in writing.
        What was on the screen and passed over comes last."""
        shown = self.session.turns.values("question")
        found = list(self._waiting().exclude(pk__in=shown)[:BESIDE])
        return found + list(self._waiting().filter(pk__in=shown)[: BESIDE - len(found)])

    @cached_property
    def left(self) -> int:
        return self._waiting().count()

    @property
    def after(self) -> Question | None:
        return next(iter(self.following), None)

    @cached_property
    def before(self) -> Question | None:
        """What was on the screen last."""
        earlier = self.session.turns.exclude(ended_at=None).select_related("question").order_by("-pk")
        now_on = self.turn.question_id if self.turn else 0
        turn = earlier.exclude(question=now_on).filter(question__state=State.OPEN, question__merged_into=None).first()
        return turn.question if turn else None

    @property
    def url(self) -> str:
        return reverse("ama_live", args=[self.session.pk])

    def _waiting(self) -> QuerySet[Question]:
        said = Turn.objects.filter(session=self.session).exclude(answered_at=None).values("question")
        shown = Question.objects.of(self.session).shown().filter(state=State.OPEN, answers=0).exclude(pk__in=said)
        now_on = self.turn.question_id if self.turn else 0
        return ordered(shown.exclude(pk=now_on), "votes").select_related("asker")


def current_turn(session: Session) -> Turn | None:
    return session.turns.filter(ended_at=None).select_related("question__asker").first()


def said_live() -> Subquery:
    """When it was answered by word of mouth; for rows of questions."""
    spoken = Turn.objects.filter(question=OuterRef("pk")).exclude(answered_at=None)
    return Subquery(spoken.order_by("pk").values("answered_at")[:1])
