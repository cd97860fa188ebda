"""One session, question or answer for one reader, or nothing. Invisible is Missing (404)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Missing
from cairn.pages.models import Attachment, Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.people.prepared import prepared_one
from cairn.questions.access import can_run_question, can_run_session
from cairn.questions.guard import NO_QUESTION
from cairn.questions.models import (
    Answer,
    AnswerDraft,
    Compilation,
    Host,
    Question,
    Recording,
    Remark,
    Session,
    SuggestedEdit,
)
from cairn.questions.queries import AnswerQuerySet, QuestionQuerySet, RemarkQuerySet, SessionQuerySet

WITH_QUESTION = (
    "session__page__space",
    "space",
    "asker",
    "assigned_to",
    "merged_into",
    "answered_in_page",
    "open_point__owner",
    "split_from",
)


def session_for(user: User, pk: int) -> Session:
    found = prepared_one(user, _session, pk)
    if found is None:
        raise Missing(_("There is no such session, or its page is not open to you."))
    return found


def _session(user: Actor, pk: int) -> SessionQuerySet:
    return Session.objects.visible_to(user).select_related("page__space").filter(pk=pk)


def session_to_run(user: User, pk: int) -> Session:
    """The same for whoever runs it; Forbidden for other readers."""
    session = session_for(user, pk)
    if not can_run_session(user, session):
        raise Forbidden(_("Only its hosts, its owner and admins of the space run this session. Nothing was changed."))
    return session


def session_on(page: Page) -> Session | None:
    """The one of a page that was loaded for its reader."""
    found = Session.objects.of(page).first()
    if found is not None:
        found.page = page
    return found


def question_for(user: User, pk: int) -> Question:
    question = prepared_one(user, _question, pk)
    if question is None:
        raise Missing(_(NO_QUESTION))
    return question


def _question(user: Actor, pk: int) -> QuestionQuerySet:
    return Question.objects.visible_to(user).filter(pk=pk).select_related(*WITH_QUESTION)


def question_to_run(user: User, pk: int) -> Question:
    """The same for whoever runs the questions there; Forbidden for other readers."""
    question = question_for(user, pk)
    if not can_run_question(user, question):
        raise Forbidden(_("Only the hosts of the session decide this."))
    return question


def draft_for(user: User, question: Question, pk: int | None = None) -> AnswerDraft | None:
    """The one that hosts write now, or that with the id `pk`, given or not. None where there is none that she sees."""
    found = AnswerDraft.objects.visible_to(user).filter(question=question)
    return (found.filter(pk=pk) if pk else found.open()).select_related("question").first()


def answer_for(user: User, pk: int) -> Answer:
    answer = prepared_one(user, _answer, pk)
    if answer is None:
        raise Missing(_("There is no such answer, or its question is not open to you."))
    return answer


def _answer(user: Actor, pk: int) -> AnswerQuerySet:
    found = Answer.objects.visible_to(user).filter(pk=pk)
    return found.select_related("question__session__page__space", "question__space", "by")


def remark_for(user: User, pk: int) -> Remark:
    remark = prepared_one(user, _remark, pk)
    if remark is None:
        raise Missing(_("There is no such remark, or its question is not open to you."))
    return remark


def _remark(user: Actor, pk: int) -> RemarkQuerySet:
    found = Remark.objects.visible_to(user).filter(pk=pk)
    return found.select_related("question__session__page__space", "answer__question__session__page__space")


def edit_for(user: User, pk: int) -> SuggestedEdit:
    """One that waits or waited on something that she sees."""
    edit = SuggestedEdit.objects.select_related("question", "answer").filter(pk=pk).first()
    question_id = edit.answer.question_id if edit and edit.answer else edit.question_id if edit else None
    if edit is None or prepared_one(user, _question, question_id or 0) is None:
        raise Missing(_("There is no such suggestion, or its question is not open to you."))
    return edit


def session_of_page(user: User, page_id: int) -> Session | None:
    """The session of a page by its id; None where there is none that she may see."""
    return Session.objects.visible_to(user).select_related("page__space").filter(page=page_id).first()


def compilation_for(user: User, pk: int) -> Compilation:
    """The page of the session with this id, for who sees both."""
    found = Compilation.objects.visible_to(user).filter(session=session_for(user, pk), page__trashing=None)
    compilation = found.select_related("page__space", "session__page__space").first()
    if compilation is None:
        raise Missing(_("No page was made of this session, or it is not open to you."))
    return compilation


def host_for(user: User, pk: int) -> Host:
    """A host of a session that she runs; Missing where she does not even see it."""
    host = Host.objects.select_related("session__page__space", "user").filter(pk=pk).first()
    if host is None or prepared_one(user, _session, host.session_id) is None:
        raise Missing(_("There is no such host, or the session is not open to you."))
    return host


def recording_for(user: User, pk: int) -> Recording:
    seen = Recording.objects.filter(pk=pk, session__in=Session.objects.visible_to(user).values("pk"))
    found = seen.select_related("session__page__space", "attachment").first()
    if found is None:
        raise Missing(_("There is no such recording, or its session is not open to you."))
    return found


def attachment_at(user: User, address: str) -> Attachment | None:
    """The file of a page that she sees, by its address in this workspace."""
    found = re.search(r"/attachments/([^/?#]+)/", address)
    pages = Page.objects.visible_to(user).values("pk")
    return Attachment.objects.filter(key=found[1], page__in=pages).select_related("page").first() if found else None
