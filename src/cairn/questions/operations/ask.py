"""Asking under one's name, changing the words, taking a question back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.questions.access import can_ask_in_space, can_change_question, can_run_session, can_withdraw_question
from cairn.questions.guard import question_now, require_pause, require_stage, require_standing, session_now
from cairn.questions.models import Question, QuestionLabel, Revision, Session, State
from cairn.questions.operations.forgetting import forget_words
from cairn.questions.operations.vote import recount_above
from cairn.questions.ranking import heat
from cairn.questions.stages import Stage
from cairn.questions.union import below, lock_unions
from cairn.questions.writing import Asked, Written, clean_labels, clean_title, excerpt_of, write
from cairn.spaces.models import Space


def ask_question(place: Session | Space, asked: Asked, *, by: User) -> Question:
    """A question of hers in a session, or an everyday one in a space. Conflict when the session takes none now."""
    if asked.sending and (said := by.questions_asked.filter(sending=asked.sending[:36]).first()):
        return said
    with atomic():
        place = _open_place(place, by)
        require_pause(by, "questions_asked")
        title, written = _words(asked, place, by)
        question = Question(asker=by, sending=asked.sending[:36], title=title)
        put(question, place, written, clean_labels(asked.labels))
        _record_asked(question, by, written)
    return question


def change_question(question: Question, asked: Asked, *, by: Actor) -> Question:
    """Other words; how it stood is kept in its history, with who changed it."""
    with atomic():
        fresh = question_now(question.pk, by=by)
        if not can_change_question(by, fresh):
            raise Forbidden(_("Only who asked and the hosts change a question. Nothing was changed."))
        require_standing(fresh)
        return reword(fresh, asked, by=by, known=user_of(by))


def withdraw_question(question: Question, *, by: Actor) -> Question:
    """Its asker takes it back: the words go, its votes with them. With answers it stays: they belong to others."""
    with atomic():
        lock_unions(question.pk)
        fresh = question_now(question.pk, by=by)
        if not can_withdraw_question(by, fresh):
            raise Forbidden(_("Only who asked takes a question back. Nothing was changed."))
        return take_back(fresh, by=by)


def put(question: Question, place: Session | Space, written: Written, labels: list[str]) -> None:
    """Write a new question where it belongs. The caller holds the transaction and has asked for the right."""
    session = place if isinstance(place, Session) else None
    question.space = place.page.space if isinstance(place, Session) else place
    question.session = session
    question.body, question.html, question.text = written.body if written.text else None, written.html, written.text
    question.state = State.QUEUED if session and session.approve_first else State.OPEN
    question.heat = heat(0, question.at, session)
    question.save()
    QuestionLabel.objects.bulk_create(QuestionLabel(question=question, name=name) for name in labels)


def reword(question: Question, asked: Asked, *, by: Actor, known: User | None) -> Question:
    """`known` is None for an anonymous asker: then nobody's name goes into the history."""
    title, written = _words(asked, question.session or question.space, by)
    if (title, written.text) == (question.title, question.text) and written.body == question.body:
        return question
    Revision.objects.create(question=question, title=question.title, body=question.body, by=known)
    question.title = title
    question.body, question.html, question.text = written.body if written.text else None, written.html, written.text
    question.save(update_fields=["title", "body", "html", "text"])
    data = {"title": title, "excerpt": excerpt_of(title), "mentions": written.mentioned}
    record(
        "question.changed", by=by, space_id=question.space_id, page_id=page_of(question), target_id=question.pk, **data
    )
    return question


def take_back(question: Question, *, by: Actor) -> Question:
    """The caller has locked its union."""
    if question.state == State.WITHDRAWN:
        return question
    if question.given.standing().exists():
        raise Conflict(_("Somebody has answered it, so the question stays with its answers. You can change its words."))
    if len(below([question.pk])) > 1:
        raise Conflict(_("Other questions were united with this one, so it stays. Nothing was changed."))
    question.state = State.WITHDRAWN
    question.save(update_fields=["state"])
    told = forget_words(question)
    recount_above([question.pk], but=question.pk)
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    record("question.withdrawn", by=by, **where, told=told)
    return question


def page_of(question: Question) -> int | None:
    return question.session.page_id if question.session else None


def _open_place(place: Session | Space, by: User) -> Session | Space:
    if isinstance(place, Session):
        session = session_now(place.pk, by=by)
        if not (session.stage == Stage.PLANNED and can_run_session(by, session)):  # hosts begin with some
            require_stage(session, "ask")
        return session
    if not can_ask_in_space(by, place):
        raise Forbidden(_("You can read this space but not ask in it. Ask one of its admins to let you comment."))
    return place


def _words(asked: Asked, place: Session | Space, by: Actor) -> tuple[str, Written]:
    title = clean_title(asked.title)
    return title, write(asked.body, place, by=by, crowd=asked.crowd, may_be_empty=True)


def _record_asked(question: Question, by: Actor, written: Written) -> None:
    data = {"title": question.title, "state": question.state, "mentions": written.mentioned, "anonymous": False}
    record(
        "question.asked", by=by, space_id=question.space_id, page_id=page_of(question), target_id=question.pk, **data
    )
