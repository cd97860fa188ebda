"""Every write on questions. Each checks the right, writes whole or not at all, and leaves an event."""

from cairn.questions.operations.accept import accept_answer, unaccept_answer
from cairn.questions.operations.announce import announce_session
from cairn.questions.operations.anonymous import (
    accept_anonymously,
    ask_anonymously,
    change_anonymously,
    give_tickets,
    unaccept_anonymously,
    withdraw_anonymously,
)
from cairn.questions.operations.answer import change_answer, delete_answer, give_answer, thank_for_answer, unthank
from cairn.questions.operations.answered import note_answered
from cairn.questions.operations.ask import ask_question, change_question, withdraw_question
from cairn.questions.operations.assign import assign_question
from cairn.questions.operations.compile import (
    Plan,
    announce_compilation,
    arrange_compilation,
    ask_for_review,
    compile_session,
    set_review,
)
from cairn.questions.operations.desk import (
    approve_question,
    decline_question,
    merge_question,
    part_question,
    pin_question,
    unpin_question,
)
from cairn.questions.operations.draft import begin_draft, discard_draft, give_draft
from cairn.questions.operations.edits import rule_on_edit, suggest_edit, withdraw_edit
from cairn.questions.operations.elsewhere import point_back, point_elsewhere
from cairn.questions.operations.everyday import (
    make_page_of_answer,
    mark_current,
    mark_outdated,
    pass_question_on,
    tag_person,
)
from cairn.questions.operations.follow import bring_in_step, follow_again, leave_session, take_in_news
from cairn.questions.operations.hosts import begin_session, introduce_host, remove_host
from cairn.questions.operations.often import keep_apart, put_beside
from cairn.questions.operations.open_points import (
    follow_question,
    hand_on_questions,
    leave_all_questions,
    leave_question,
)
from cairn.questions.operations.reactions import react, unreact
from cairn.questions.operations.remark import add_remark, change_remark, delete_remark, promote_remark
from cairn.questions.operations.session import advance_session, create_session, plan_session
from cairn.questions.operations.vote import unvote_question, vote_for_question

__all__ = [
    "Plan",
    "accept_anonymously",
    "accept_answer",
    "add_remark",
    "advance_session",
    "announce_compilation",
    "announce_session",
    "approve_question",
    "arrange_compilation",
    "ask_anonymously",
    "ask_for_review",
    "ask_question",
    "assign_question",
    "begin_draft",
    "begin_session",
    "bring_in_step",
    "change_anonymously",
    "change_answer",
    "change_question",
    "change_remark",
    "compile_session",
    "create_session",
    "decline_question",
    "delete_answer",
    "delete_remark",
    "discard_draft",
    "follow_again",
    "follow_question",
    "give_answer",
    "give_draft",
    "give_tickets",
    "hand_on_questions",
    "introduce_host",
    "keep_apart",
    "leave_all_questions",
    "leave_question",
    "leave_session",
    "make_page_of_answer",
    "mark_current",
    "mark_outdated",
    "merge_question",
    "note_answered",
    "part_question",
    "pass_question_on",
    "pin_question",
    "plan_session",
    "point_back",
    "point_elsewhere",
    "promote_remark",
    "put_beside",
    "react",
    "remove_host",
    "rule_on_edit",
    "set_review",
    "suggest_edit",
    "tag_person",
    "take_in_news",
    "thank_for_answer",
    "unaccept_anonymously",
    "unaccept_answer",
    "unpin_question",
    "unreact",
    "unthank",
    "unvote_question",
    "vote_for_question",
    "withdraw_anonymously",
    "withdraw_edit",
    "withdraw_question",
]
