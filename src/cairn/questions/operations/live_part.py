"""The live part: which question is on the screen, and which were answered by word of mouth."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.people.actors import Actor, user_of
from cairn.questions.guard import require_standing, run_question, run_session
from cairn.questions.models import Question, Session, State, Turn


def put_on_screen(question: Question, *, by: Actor) -> Turn:
    """It is the current one from now on, for everybody; the one before is not any more. Two hosts who press at once:
    one after the other."""
    if question.session is None:
        raise Conflict(_("An everyday question has no session to be shown in."))
    with atomic():
        session = run_session(question.session, by=by)
        fresh = run_question(question, by=by)
        require_standing(fresh)
        if fresh.state != State.OPEN:
            raise Conflict(_("This question does not stand in the list yet. Let it in first."))
        before = session.turns.filter(ended_at=None).first()
        if before is not None and before.question_id == fresh.pk:
            return before
        moment = now()
        session.turns.filter(ended_at=None).update(ended_at=moment)
        turn = Turn.objects.create(session=session, question=fresh, began_at=moment, by=user_of(by))
        _record("ama.turn_began", session, by, question=fresh.pk)
    return turn


def clear_screen(session: Session, *, by: Actor) -> None:
    """No question is the current one."""
    with atomic():
        fresh = run_session(session, by=by)
        if fresh.turns.filter(ended_at=None).update(ended_at=now()):
            _record("ama.turn_ended", fresh, by)


def say_live(question: Question, *, by: Actor) -> Turn:
    """It was answered by word of mouth, now. It counts as unanswered until words or a recording stand below it."""
    if question.session is None:
        raise Conflict(_("An everyday question has no session to be shown in."))
    with atomic():
        session = run_session(question.session, by=by)
        fresh = run_question(question, by=by)
        require_standing(fresh)
        moment = now()
        turn = fresh.turns.order_by("-pk").first()
        if turn is None:  # answered without having been on the screen
            turn = Turn(session=session, question=fresh, began_at=moment, ended_at=moment, by=user_of(by))
        if turn.answered_at is None:
            turn.answered_at = moment
            turn.save()
            _record("question.said_live", fresh, by)
    return turn


def unsay_live(question: Question, *, by: Actor) -> None:
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.turns.exclude(answered_at=None).update(answered_at=None):
            _record("question.not_said_live", fresh, by)


def _record(name: str, thing: Session | Question, by: Actor, **data: Any) -> None:
    session = thing if isinstance(thing, Session) else thing.session
    assert session is not None
    where = {"space_id": session.page.space_id, "page_id": session.page_id, "target_id": thing.pk}
    record(name, by=by, **where, **data)
