"""What questions do when something happened."""

from cairn.activity.models import Event
from cairn.people.actors import SYSTEM
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.questions.operations.answered import note_answered
from cairn.questions.operations.assign import give_back_everywhere
from cairn.questions.operations.open_points import follow_question, hand_on_questions


def on_person_deactivated(event: Event) -> None:
    """Who has left answers nothing any more: what she was to answer falls to others. Twice does no harm."""
    give_back_everywhere(event.target_id or 0, by=SYSTEM)
    person = User.objects.filter(pk=event.target_id or 0, is_active=False).first()
    if person is not None:
        hand_on_questions(person, by=SYSTEM)


HOW = {"answer.accepted": "accepted", "question.pointed": "elsewhere", "question.merged": "elsewhere"}


def on_turn(event: Event) -> None:
    """A question was answered, declined, united, taken back, or one of these was undone: who waited for an answer is
    told of the first, and an open point is one no longer, or again."""
    is_answer = event.name.startswith("answer.")
    pk = event.data.get("question") if is_answer else event.target_id
    question = Question.objects.select_related("open_point").filter(pk=pk or 0).first()
    if question is None:
        return
    answer = event.target_id if is_answer else None
    if question.answered_at is None:
        note_answered(question, by=event.by or SYSTEM, answer=answer, how=HOW.get(event.name, "answered"))
    if hasattr(question, "open_point"):
        follow_question(question, by=SYSTEM)
