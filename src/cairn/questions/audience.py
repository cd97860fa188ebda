"""Which of these people may see an everyday question: the sentence of `access.can_see_question` for many at once."""

from collections.abc import Iterable

from cairn.people.models import User
from cairn.questions.models import Question
from cairn.questions.queries import SHOWN
from cairn.spaces.audience import roles_in
from cairn.spaces.queries import RANK


def question_viewers(question: Question, users: Iterable[User]) -> set[int]:
    """In a constant number of queries, for a question of a space."""
    roles = roles_in(question.space, users)
    if question.state in SHOWN:
        return set(roles)
    least = RANK.index("editor")
    return {pk for pk, role in roles.items() if pk == question.asker_id or RANK.index(role) >= least}
