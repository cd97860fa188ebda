"""Asking without a name. What is done here with a ticket is done by nobody: see `anonymity` for why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import back, now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing, TooMany
from cairn.people.actors import SYSTEM, System
from cairn.people.models import User
from cairn.questions.anonymity import AT_ONCE, MOST, Ticket, holds, new_key, sign
from cairn.questions.guard import question_now, require_stage, require_standing, session_now
from cairn.questions.models import Answer, AskingKey, KeysGiven, Question, Session
from cairn.questions.operations.accept import settle, unsettle
from cairn.questions.operations.ask import put, reword, take_back
from cairn.questions.union import lock_unions
from cairn.questions.writing import Asked, clean_labels, clean_title, write


def give_tickets(session: Session, blinded: Sequence[str], *, by: User) -> list[str]:
    """Sign what her browser has blinded, as many as she has left. Each reader's browser asks, not askers' alone."""
    with atomic():
        fresh = session_now(session.pk, by=by, lock=True)
        if not fresh.anonymous_allowed:
            raise Conflict(_("In this session people ask under their names."))
        key = _key_of(fresh)
        if not blinded:  # a browser that has to know the modulus first
            return []
        KeysGiven.objects.get_or_create(session=fresh, user=by)
        mine = KeysGiven.objects.select_for_update().get(session=fresh, user=by)
        wanted = list(blinded)[: max(0, min(AT_ONCE, MOST - mine.given))]
        if not wanted:
            raise TooMany(_("You have all your questions without a name for this session already."))
        mine.given += len(wanted)
        mine.save(update_fields=["given"])
    try:
        return [sign(each, key.secret) for each in wanted]  # outside: signing takes a while, and writers wait
    except ValueError as error:
        raise Invalid(_("This is nothing that can be signed.")) from error


def _key_of(session: Session) -> AskingKey:
    """Made with the first ticket; its event alone tells of tickets, so that nothing says who got some when."""
    found = AskingKey.objects.filter(session=session).first()
    if found is not None:
        return found
    modulus, secret = new_key()
    record("ama.key_made", by=SYSTEM, space_id=session.page.space_id, target_id=session.pk)
    return AskingKey.objects.create(session=session, modulus=modulus, secret=secret)


def ask_anonymously(session_id: int, asked: Asked, ticket: Ticket, *, by: System) -> Question:
    """By nobody: the ticket is the right to ask. A ticket that was used gives the question it was used for."""
    session = _session_of(session_id, ticket, by)
    if (said := Question.objects.filter(key_hash=ticket.key_hash).first()) is not None:
        return said
    if ticket.part:  # what hosts split off and put together again: no question more for the same ticket
        raise Missing(_("There is no such question any more."))
    title = clean_title(asked.title)
    with atomic():
        fresh = Session.objects.select_related("page__space").get(pk=session.pk)
        require_stage(fresh, "ask", is_nameless=True)
        written = write(asked.body, fresh, by=by, may_be_empty=True)
        with _at_the_full_hour():
            question = Question(key_hash=ticket.key_hash, title=title)
            try:
                with atomic():
                    put(question, fresh, written, clean_labels(asked.labels))
            except IntegrityError:  # the same ticket, twice at the same moment
                return Question.objects.get(key_hash=ticket.key_hash)
            _record_asked(question, fresh, by)
    return question


def change_anonymously(session_id: int, asked: Asked, ticket: Ticket, *, by: System) -> Question:
    """Who shows the ticket of a question changes its words."""
    with atomic(), _at_the_full_hour():
        question = _question_of(session_id, ticket, by)
        require_standing(question)
        return reword(question, asked, by=by, known=None)


def withdraw_anonymously(session_id: int, ticket: Ticket, *, by: System) -> Question:
    with atomic(), _at_the_full_hour():
        return take_back(_question_of(session_id, ticket, by), by=by)


def accept_anonymously(session_id: int, answer_id: int, ticket: Ticket, *, by: System) -> Question:
    """Who shows the ticket of a question says which answer settled it."""
    with atomic(), _at_the_full_hour():
        question = _question_of(session_id, ticket, by)
        settle(question, _answer_of(question, answer_id), by=by)
    return question


def unaccept_anonymously(session_id: int, answer_id: int, ticket: Ticket, *, by: System) -> Question:
    with atomic(), _at_the_full_hour():
        question = _question_of(session_id, ticket, by)
        unsettle(question, _answer_of(question, answer_id), by=by)
    return question


def _answer_of(question: Question, answer_id: int) -> Answer:
    answer = question.given.standing().filter(pk=answer_id).first()
    if answer is None:
        raise Missing(_("This answer was taken away meanwhile. Nothing was changed."))
    return answer


@contextmanager
def _at_the_full_hour() -> Iterator[None]:
    """What she writes has the full hour before: an exact instant could be held against who was there."""
    moment = now()
    with back(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond):
        yield


def _session_of(session_id: int, ticket: Ticket, by: System) -> Session:
    """The session that signed the ticket. Without one nothing is said of any session, not even whether there is one."""
    if not isinstance(by, System):
        raise Forbidden(_("An anonymous question is asked by nobody."))
    session = Session.objects.select_related("asking_key", "page__space").filter(pk=session_id).first()
    key = getattr(session, "asking_key", None)
    if session is None or key is None or not holds(ticket, session.pk, key.modulus):
        raise Forbidden(_("This browser has no right to ask here without a name. Your text is kept; reload the page."))
    if session.page.trashing_id is not None or not session.anonymous_allowed:
        words = _(
            "In this session people ask under their names now. It was not sent: nobody has seen your text, and it is "
            "kept. Switch “Without my name” off to ask it as yourself."
        )
        raise Conflict(words, fields={"nameless": words})
    return session


def _question_of(session_id: int, ticket: Ticket, by: System) -> Question:
    session = _session_of(session_id, ticket, by)
    question = Question.objects.filter(session=session, key_hash=ticket.key_hash).first()
    if question is None:
        raise Missing(_("There is no such question any more."))
    lock_unions(question.pk)
    return question_now(question.pk, by=by)


def _record_asked(question: Question, session: Session, by: System) -> None:
    where = {"space_id": question.space_id, "page_id": session.page_id, "target_id": question.pk}
    data: dict[str, Any] = {"title": question.title, "state": question.state, "mentions": [], "anonymous": True}
    record("question.asked", by=by, **where, **data)
