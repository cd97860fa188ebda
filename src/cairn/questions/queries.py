"""Which sessions, questions and answers: the reads that carry the right in the query. Twins in `access.py`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.questions.models import (  # noqa: F401 (named in strings below)
        Answer,
        AnswerDraft,
        Compilation,
        OpenPoint,
        Question,
        Remark,
        Session,
        Tagged,
    )

SHOWN = ("open", "obsolete")  # states that everybody sees
WAITING = ("open", "queued")  # states in which a question wants an answer
# Nobody has answered it, neither here nor where it points to. Where that was taken away or trashed, it waits again.
_NOT_IN_QUESTION = (
    Q(answered_in_question=None)
    | ~Q(answered_in_question__state__in=SHOWN)
    | Q(
        answered_in_question__answers=0,
        answered_in_question__answered_in_page=None,
        answered_in_question__answered_in_question=None,
    )
)
_NOT_IN_PAGE = Q(answered_in_page=None) | Q(answered_in_page__trashing__isnull=False)
UNANSWERED = Q(answers=0) & _NOT_IN_QUESTION & _NOT_IN_PAGE
MOST_INDEXED = 300  # questions, and answers, that stand in the search entry of their session's page


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Actor) -> SessionQuerySet:
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"), page__trashing=None)

    def runnable_by(self, user: Actor) -> SessionQuerySet:
        """Those she runs: as a host who sees the page, as the page's owner, or as one who manages the space."""
        seen = self.visible_to(user)
        if isinstance(user, System):
            return seen
        managed = Q(page__space__in=Space.objects.with_role(user, "admin").order_by().values("pk"))
        return seen.filter(Q(page__owner=user.pk) | managed | Q(pk__in=_hosted(user)))

    def ended_with_loose_ends(self, moment: datetime) -> SessionQuerySet:
        """Over by `moment`, with questions that nobody has answered and that are nobody's to answer."""
        loose = _questions().unanswered().filter(session=OuterRef("pk"), open_point=None)
        over = self.alias(ends=Coalesce("answers_until", "closes_at")).filter(ends__lte=moment, opens_at__lte=moment)
        return over.filter(Exists(loose), page__trashing=None)

    def ending(self, after: datetime, by: datetime) -> SessionQuerySet:
        """Open, over between these instants, and their hosts do not know yet."""
        loose = _questions().unanswered().filter(session=OuterRef("pk"), open_point=None)
        near = self.alias(ends=Coalesce("answers_until", "closes_at")).filter(ends__gt=after, ends__lte=by)
        begun = near.filter(opens_at__lte=after, page__trashing=None)
        return begun.filter(Q(reminded_of=None) | ~Q(reminded_of=F("ends")), Exists(loose))

    def of(self, page: Page) -> SessionQuerySet:
        """The one of `page`, which the caller has loaded for its reader."""
        return self.filter(page=page)


def _hosted(user: Actor) -> models.QuerySet[Any, Any]:
    return apps.get_model("questions", "Host")._default_manager.filter(user=user.pk).values("session")


def _questions() -> QuestionQuerySet:
    return apps.get_model("questions", "Question").objects.all()


def _sessions() -> SessionQuerySet:
    return apps.get_model("questions", "Session").objects.all()


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: Actor) -> QuestionQuerySet:
        """Those of sessions whose page she sees, and everyday ones of her spaces. What waits, was declined or was
        withdrawn is for who runs the session, and for its asker (an anonymous one comes with her key).
        """
        if isinstance(user, System):
            return self
        in_session = Q(session__in=_sessions().visible_to(user).values("pk"))
        everyday = Q(session=None, space__in=Space.objects.visible_to(user).order_by().values("pk"))
        runs = Q(session__in=_sessions().runnable_by(user).values("pk")) | Q(
            session=None, space__in=Space.objects.with_role(user, "editor").order_by().values("pk")
        )
        return self.filter(in_session | everyday).filter(Q(state__in=SHOWN) | Q(asker=user.pk) | runs)

    def shown_to(self, user: Actor) -> QuestionQuerySet:
        """What stands in the lists that she sees: `visible_to` and `shown` in a shorter query."""
        return self.read_by(user).shown()

    def read_by(self, user: Actor) -> QuestionQuerySet:
        """The same, with those that were united with another: each is one that somebody has asked."""
        if isinstance(user, System):
            return self.filter(state__in=SHOWN)
        in_session = Q(session__in=_sessions().visible_to(user).values("pk"))
        everyday = Q(session=None, space__in=Space.objects.visible_to(user).order_by().values("pk"))
        return self.filter(in_session | everyday).filter(state__in=SHOWN)

    def shown(self) -> QuestionQuerySet:
        """What stands in lists for everybody: neither waiting nor declined nor united with another."""
        return self.filter(state__in=SHOWN, merged_into=None)

    def answered(self) -> QuestionQuerySet:
        """Here, or where they point to."""
        return self.exclude(UNANSWERED)

    def of(self, session: Session) -> QuestionQuerySet:
        """Those of a session that the caller has loaded for its reader."""
        return self.filter(session=session)

    def unanswered(self) -> QuestionQuerySet:
        """What waits for an answer, or still for a host."""
        return self.filter(UNANSWERED, state__in=WAITING, merged_into=None)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: Actor) -> AnswerQuerySet:
        """What stands under the questions that she sees."""
        questions = apps.get_model("questions", "Question").objects.visible_to(user)
        return self.filter(question__in=questions.values("pk"), deleted_at=None)

    def standing(self) -> AnswerQuerySet:
        return self.filter(deleted_at=None)


class CompilationQuerySet(models.QuerySet["Compilation"]):
    def visible_to(self, user: Actor) -> CompilationQuerySet:
        """Those whose page she may read."""
        return self.filter(page__in=Page.objects.visible_to(user).order_by().values("pk"))

    def of(self, page: Page) -> CompilationQuerySet:
        """The one that `page` is, which the caller has loaded for its reader."""
        return self.filter(page=page)


class AnswerDraftQuerySet(models.QuerySet["AnswerDraft"]):
    def visible_to(self, user: Actor) -> AnswerDraftQuerySet:
        """For who runs the session, and nobody else: neither the asker nor who reads the page."""
        if isinstance(user, System):
            return self
        return self.filter(question__session__in=_sessions().runnable_by(user).values("pk"))

    def open(self) -> AnswerDraftQuerySet:
        return self.filter(given_at=None)


class TaggedQuerySet(models.QuerySet["Tagged"]):
    def needs(self, user: User) -> TaggedQuerySet:
        """Everyday questions that she is asked to answer and nobody has answered yet, the oldest first."""
        seen = (
            apps.get_model("questions", "Question").objects.visible_to(user).shown().filter(state="open").unanswered()
        )
        waiting = self.filter(user=user, passed_at=None, question__in=seen.values("pk"))
        return waiting.select_related("question__space", "by").order_by("question__at", "pk")


class OpenPointQuerySet(models.QuerySet["OpenPoint"]):
    def visible_to(self, user: Actor) -> OpenPointQuerySet:
        questions = apps.get_model("questions", "Question").objects.visible_to(user)
        return self.filter(question__in=questions.values("pk"), settled_at=None)

    def of(self, session: Session) -> OpenPointQuerySet:
        """Those that stand, of a session that the caller has loaded for its reader; also of what waits for a host."""
        return self.filter(question__session=session, settled_at=None)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: Actor) -> RemarkQuerySet:
        questions = apps.get_model("questions", "Question").objects.visible_to(user).values("pk")
        return self.filter(
            Q(question__in=questions) | Q(answer__question__in=questions, answer__deleted_at=None), deleted_at=None
        )


def votes_of(questions: Iterable[int]) -> dict[int, int]:
    """How many votes each has. For browsers that see the page of their session: counts are no secret there."""
    found = apps.get_model("questions", "Question")._default_manager.filter(pk__in=list(questions))
    return dict(found.order_by().values_list("pk", "votes"))


def search_text(page: Page) -> str:
    """What search reads of a session besides title and body: its hosts, its questions with their answers, the most voted
    first, their labels, and what was remarked on them."""
    questions = apps.get_model("questions", "Question").objects.shown().filter(session__page=page)
    answers = apps.get_model("questions", "Answer").objects.standing().filter(question__in=questions)
    asked = questions.order_by("-votes", "pk").values_list("title", "text")[:MOST_INDEXED]
    given = answers.order_by("-question__votes", "pk").values_list("text", flat=True)[:MOST_INDEXED]
    labels = apps.get_model("questions", "QuestionLabel")._default_manager.filter(question__in=questions)
    remarks = apps.get_model("questions", "Remark")._default_manager.filter(
        Q(question__in=questions) | Q(answer__in=answers.values("pk")), deleted_at=None
    )
    named = labels.order_by("name").values_list("name", flat=True).distinct()
    remarked = remarks.order_by("pk").values_list("text", flat=True)[:MOST_INDEXED]
    hosts = apps.get_model("questions", "Host")._default_manager.filter(session__page=page).order_by("position", "pk")
    known = hosts.values_list("name", "user__name", "expertise")
    rows = [*known, *asked]
    return "\n".join([*(part for row in rows for part in row if part), *named, *given, *remarked])
