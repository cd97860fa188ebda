"""What every operation on a session or question does first: read it afresh, locked where it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.db import is_postgresql, let_stand
from cairn.core.errors import Conflict, Forbidden, Missing, TooMany
from cairn.core.prepared import prepared
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.access import can_run_question, can_run_session, can_see_question, can_see_session
from cairn.questions.models import Question, Session, State
from cairn.questions.words import instant

NO_QUESTION = "There is no such question, or it is not open to you."
PAUSE = timedelta(minutes=10)
MOST_IN_PAUSE = {"questions_asked": 10, "answers_given": 30}


def session_now(pk: int, *, by: Actor, lock: bool = False) -> Session:
    """The session as it is; nobody else writes on it until the transaction ends, if `lock`."""
    if lock:  # two statements: PostgreSQL would join the rows of a lock query as they were before it waited
        Session.objects.select_for_update().filter(pk=pk).values_list("pk", flat=True).first()
    found = Session.objects.select_related("page__space").filter(pk=pk).first()
    if found is None or not can_see_session(by, found):
        raise Missing(_("There is no such session, or its page is not open to you."))
    return found


def run_session(session: Session, *, by: Actor) -> Session:
    """The same, locked, for who runs it."""
    fresh = session_now(session.pk, by=by, lock=True)
    if not can_run_session(by, fresh):
        raise Forbidden(_("Only its hosts, its owner and admins of the space run this session. Nothing was changed."))
    return fresh


def question_now(pk: int, *, by: Actor) -> Question:
    """The question as it is, locked: votes on it, and what else happens to it, come one after the other."""
    if is_postgresql():  # on SQLite nobody else writes while this transaction is open
        prepared(_locked, _locked, pk)
    found = next(iter(prepared(_standing, _standing, pk)), None)
    if found is None or not can_see_question(by, found):
        raise Missing(_(NO_QUESTION))
    return found


def hold_stage(question: int) -> None:
    """The session of the question neither closes nor opens until the transaction ends: who closes it waits for the votes
    that are being counted, and no vote is counted after that. Comes before the question's own lock, as in closing.
    """
    let_stand(Session.objects.filter(pk__in=Question.objects.filter(pk=question).values("session")))


def _locked(pk: int) -> QuerySet[Question]:
    return Question.objects.select_for_update().filter(pk=pk).only("pk")


def _standing(pk: int) -> QuerySet[Question]:
    """With what its rights are asked of; its words are fetched by who changes them."""
    return Question.objects.select_related("session__page__space", "space").filter(pk=pk).defer("body", "html", "text")


def lock_questions(pks: list[int]) -> None:
    """In the order of their ids, so that two who lock the same ones wait for each other instead of for ever."""
    list(Question.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))


def run_question(question: Question, *, by: Actor) -> Question:
    fresh = question_now(question.pk, by=by)
    if not can_run_question(by, fresh):
        raise Forbidden(_("Only the hosts of the session decide this. Nothing was changed."))
    return fresh


def require_stage(session: Session, deed: str, *, is_nameless: bool = False) -> None:
    """Raises Conflict (409) when the stage does not permit it, with the instant that says why. Who asks without a name
    is not sent to where her name would stand.
    """
    if not session.permits(deed):
        raise Conflict(_refusal(session, "ask_nameless" if is_nameless else deed))


def require_standing(question: Question) -> None:
    """Raises Conflict for what was united with another question, declined or withdrawn meanwhile."""
    if question.merged_into_id is not None:
        raise Conflict(_("This question was united with another one meanwhile. Nothing was changed; go on there."))
    if question.state in (State.DECLINED, State.WITHDRAWN):
        raise Conflict(_("This question is not open any more. Nothing was changed."))


def require_pause(by: Actor, of: str) -> None:
    """Raises TooMany for somebody who asks or answers faster than people do."""
    if isinstance(by, User) and getattr(by, of).filter(at__gt=now() - PAUSE).count() >= MOST_IN_PAUSE[of]:
        raise TooMany(_("That was a lot within ten minutes. Your text is kept; send it in a little while."))


def _refusal(session: Session, deed: str) -> str:
    when: datetime | None = session.closes_at
    if session.stage == "planned":
        if session.opens_at is None:
            return _("This session has no opening yet. Nothing was changed.")
        words = _("This session opens %(when)s. Nothing was changed; your text is kept.")
        return words % {"when": instant(session.opens_at)}
    said = {
        "ask": _("Questions were taken until %(when)s. Your text is kept: ask it as an everyday question instead."),
        "ask_nameless": _(
            "Questions were taken until %(when)s. Yours was not sent and its text is kept; in the space it would have "
            "your name on it."
        ),
        "vote": _("Votes were taken until %(when)s. Nothing was changed."),
        "answer": _("Answers were taken until %(when)s. Your text is kept. The hosts can still answer."),
    }
    if deed == "answer" and session.answers_until:
        when = session.answers_until
    if when is None:
        return _("The hosts do not take this now. Nothing was changed; your text is kept.")
    return said[deed] % {"when": instant(when)}
