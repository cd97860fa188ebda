"""An answer that hosts write together: begun once, given once, thrown away by whoever runs the session."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn import documents
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.livedocs.log import append, create_document, edit
from cairn.livedocs.writers import writers_since
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.access import can_answer, can_draft
from cairn.questions.guard import question_now, require_stage, require_standing
from cairn.questions.models import Answer, AnswerDraft, Question
from cairn.questions.operations.answer import put_answer
from cairn.questions.writing import Said


def begin_draft(question: Question, *, by: User) -> AnswerDraft:
    """The one that hosts write now, or a new one: two who begin at once write in the same."""
    with atomic():
        fresh = _question(question, by)
        require_standing(fresh)
        found = AnswerDraft.objects.open().filter(question=fresh).first()
        if found is not None:
            return found
        document = create_document(by=by, kind="answer")
        draft = AnswerDraft.objects.create(question=fresh, document=document, begun_by=by)
        _record("answer_draft.begun", draft, fresh, by)
    return draft


def give_draft(draft: AnswerDraft, *, by: User, crowd: int = 0, seen: bytes = b"") -> Answer:
    """It becomes an answer by whoever gives it, with the names of who wrote along. Once: who presses second gets the
    same answer. Nobody types into it between the reading of its words and their being given. `seen`: the document as it
    stands on her screen (a Yjs state): words that another has just typed may be there before they are in the log.
    """
    with atomic():
        question = _question(draft.question, by)
        fresh = AnswerDraft.objects.filter(pk=draft.pk).first()
        if fresh is None:
            raise Missing(_("The draft was thrown away meanwhile. Nothing was changed."))
        if fresh.given_as is not None:
            return fresh.given_as
        _require_answerable(question, by)
        if seen:
            append(fresh.document_id, seen, by=by)
        typed = edit(fresh.document_id, _words, by=by)
        if not typed:
            raise Invalid(_("There is nothing to give yet. Write the answer first."))
        writers = writers_since(fresh.document_id, 0)
        by_hosts = question.session is not None and question.session.hosts.filter(user__in=writers).exists()
        answer = put_answer(question, Said(typed, crowd=crowd), by=by, by_hosts=by_hosts)
        fresh.given_as, fresh.given_at = answer, now()
        fresh.save(update_fields=["given_as", "given_at"])
        fresh.co_writers.set([pk for pk in writers if pk != by.pk])
        _record("answer_draft.given", fresh, question, by)
    return answer


def discard_draft(draft: AnswerDraft, *, by: Actor) -> None:
    """Its words go, for everybody who wrote them. One that was given stays what it became."""
    with atomic():
        question = _question(draft.question, by)
        fresh = AnswerDraft.objects.select_related("document").filter(pk=draft.pk).first()
        if fresh is None:
            return
        if fresh.given_at is not None:
            raise Conflict(_("It was given as the answer meanwhile. Take that away instead."))
        _record("answer_draft.discarded", fresh, question, by)
        fresh.document.delete()


def _question(question: Question, by: Actor) -> Question:
    fresh = question_now(question.pk, by=by)
    if not can_draft(by, fresh):
        raise Forbidden(_("Only the hosts of the session draft answers together."))
    return fresh


def _require_answerable(question: Question, by: User) -> None:
    require_standing(question)
    if not can_answer(by, question):
        if question.session is not None:
            require_stage(question.session, "answer")
        raise Conflict(_("This question does not stand in the list yet. Let it in first; the draft is kept."))


def _words(doc: Any) -> str:
    """As Markdown, which is how every answer is kept and changed. What was only suggested is not taken."""
    return documents.to_markdown(documents.without_prompts(documents.adf_from_doc(doc))).text.strip()


def _record(name: str, draft: AnswerDraft, question: Question, by: Actor) -> None:
    """Without the page: who reads it hears nothing of drafts."""
    record(name, by=by, space_id=question.space_id, target_id=draft.pk, question=question.pk)
