"""May she, in this session, on this question? Each sentence has its twin in `queries.py`, or asks one that has.

Whoever sees the page of a session may ask and vote there: it is an invitation to all its readers. An everyday question
is asked and answered by those who may comment in its space.
"""

from cairn.pages.access import can_view
from cairn.people.actors import Actor, System
from cairn.questions.models import Answer, Question, Remark, Session
from cairn.questions.queries import SHOWN
from cairn.questions.stages import Stage
from cairn.spaces.access import can_comment_in_space, can_edit_in_space, can_manage_space, can_see_space
from cairn.spaces.models import Space


def can_see_session(user: Actor, session: Session) -> bool:
    return session.page.trashing_id is None and can_view(user, session.page)


def is_host(user: Actor, session: Session) -> bool:
    return not isinstance(user, System) and session.hosts.filter(user=user).exists()


def can_run_session(user: Actor, session: Session) -> bool:
    """Its hosts, its page's owner and who manages the space. Not everybody who may edit the page: where a space is open
    those are the askers, and what hosts draft or decline is theirs.
    """
    if not can_see_session(user, session):
        return False
    page = session.page
    return page.owner_id == user.pk or can_manage_space(user, page.space) or is_host(user, session)


def can_ask_in_space(user: Actor, space: Space) -> bool:
    return can_comment_in_space(user, space)


def can_see_question(user: Actor, question: Question) -> bool:
    if isinstance(user, System):
        return True
    if question.session is not None and not can_see_session(user, question.session):
        return False
    if question.session is None and not can_see_space(user, question.space):
        return False
    return question.state in SHOWN or question.asker_id == user.pk or can_run_question(user, question)


def can_run_question(user: Actor, question: Question) -> bool:
    """Approve, decline, pin, merge: who runs the session; of an everyday question the editors of its space."""
    if question.session is not None:
        return can_run_session(user, question.session)
    return can_edit_in_space(user, question.space)


def can_draft(user: Actor, question: Question) -> bool:
    """Write an answer with the other hosts before anybody sees it, and read what stands there."""
    return question.session is not None and can_run_session(user, question.session)


def can_vote(user: Actor, question: Question) -> bool:
    """While votes are taken. Whoever sees the question, but nobody twice: the database holds that."""
    if isinstance(user, System) or not can_see_question(user, question):
        return False
    return is_votable(question)


def is_votable(question: Question) -> bool:
    if question.state not in SHOWN or question.merged_into_id is not None:
        return False
    return question.session is None or question.session.permits("vote")


def can_answer(user: Actor, question: Question) -> bool:
    """Hosts and who runs it always, once it has begun; everybody else where the stage lets them."""
    if not can_see_question(user, question) or question.state not in SHOWN:
        return False
    if question.session is None:
        return can_comment_in_space(user, question.space)
    if question.session.permits("answer"):
        return True
    return question.session.stage != Stage.PLANNED and can_run_session(user, question.session)


def can_accept(user: Actor, question: Question) -> bool:
    """Its asker (an anonymous one shows her key instead), or who runs it. Who may also says that it is answered
    in another question or on a page.
    """
    return can_see_question(user, question) and (_is_asker(user, question) or can_run_question(user, question))


def can_point_back(user: Actor, question: Question) -> bool:
    """Say that it is not answered in another question after all: as above, or who runs the other one."""
    there = question.answered_in_question
    return can_accept(user, question) or (
        there is not None and can_see_question(user, question) and can_run_question(user, there)
    )


def can_change_question(user: Actor, question: Question) -> bool:
    """Its words: the asker, and who runs it (what it said before stays in its history)."""
    return question.state != "withdrawn" and can_accept(user, question)


def can_withdraw_question(user: Actor, question: Question) -> bool:
    return question.state != "withdrawn" and _is_asker(user, question) and can_see_question(user, question)


def can_make_page(user: Actor, question: Question) -> bool:
    """Of an answer: who sees it and may write pages in its space."""
    return can_see_question(user, question) and can_edit_in_space(user, question.space)


def can_change_answer(user: Actor, answer: Answer) -> bool:
    if answer.deleted_at is not None or not can_see_question(user, answer.question):
        return False
    return isinstance(user, System) or answer.by_id == user.pk


def can_delete_answer(user: Actor, answer: Answer) -> bool:
    if answer.deleted_at is not None or not can_see_question(user, answer.question):
        return False
    return isinstance(user, System) or answer.by_id == user.pk or can_run_question(user, answer.question)


def can_remark(user: Actor, question: Question) -> bool:
    """Below a question or its answers: whoever sees it, in a session; who may comment, in a space."""
    if not can_see_question(user, question) or question.state not in SHOWN:
        return False
    return question.session is not None or can_comment_in_space(user, question.space)


def can_change_remark(user: Actor, remark: Remark, question: Question) -> bool:
    """Its words: who wrote it, as long as she may remark there. Who may take it away may make it a question."""
    return not isinstance(user, System) and remark.by_id == user.pk and can_remark(user, question)


def can_suggest_edit(user: Actor, thing: Question | Answer) -> bool:
    """Other words for a question or an answer: who may remark there, and can't change it herself."""
    question = thing if isinstance(thing, Question) else thing.question
    if isinstance(user, System) or not can_remark(user, question):
        return False
    return not (can_change_question(user, thing) if isinstance(thing, Question) else can_change_answer(user, thing))


def can_rule_on_edit(user: Actor, thing: Question | Answer) -> bool:
    """Its author, and who runs the questions there; of a question without a name the latter alone."""
    if isinstance(thing, Question):
        return can_change_question(user, thing)
    return can_change_answer(user, thing) or can_delete_answer(user, thing)


def can_delete_remark(user: Actor, remark: Remark, question: Question) -> bool:
    mine = not isinstance(user, System) and remark.by_id == user.pk
    return remark.deleted_at is None and can_see_question(user, question) and (mine or can_run_question(user, question))


def _is_asker(user: Actor, question: Question) -> bool:
    return not isinstance(user, System) and question.asker_id == user.pk
