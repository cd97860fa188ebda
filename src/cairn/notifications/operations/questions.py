"""Watching an everyday question, or all of a space; hearing nothing of one."""

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.notifications.models import Mute, Watch
from cairn.people.models import User
from cairn.questions.access import can_see_question
from cairn.questions.models import Question
from cairn.spaces.access import can_see_space
from cairn.spaces.models import Space


def watch_question(question: Question, *, by: User) -> None:
    """`by` hears of every answer from now on, and of what else becomes of it."""
    if question.session_id is not None or not can_see_question(by, question):
        raise Missing("There is no such everyday question, or it is not open to you.")
    with atomic():
        unmuted, _ = Mute.objects.filter(user=by, question=question).delete()
        _, is_new = Watch.objects.get_or_create(user=by, question=question)
        if unmuted or is_new:
            record("question.watched", by=by, space_id=question.space_id, target_id=question.pk)


def unwatch_question(question: Question, *, by: User) -> None:
    """Nothing more of this question reaches `by` but what is asked of her by name, also if she asked it herself."""
    if question.session_id is not None or not can_see_question(by, question):
        raise Missing("There is no such everyday question, or it is not open to you.")
    with atomic():
        gone, _ = Watch.objects.filter(user=by, question=question).delete()
        _, is_new = Mute.objects.get_or_create(user=by, question=question)
        if gone or is_new:
            record("question.unwatched", by=by, space_id=question.space_id, target_id=question.pk)


def watch_questions(space: Space, *, by: User) -> None:
    """`by` hears of every new question of the space. Who watches everything there does already."""
    if not can_see_space(by, space):
        raise Missing("There is no such space, or it is not open to you.")
    with atomic():
        _, is_new = Watch.objects.get_or_create(user=by, space=space, defaults={"only_questions": True})
        if is_new:
            record("space.questions_watched", by=by, space_id=space.pk)


def unwatch_questions(space: Space, *, by: User) -> None:
    """Who watches everything in the space goes on doing so: that is stopped on the space."""
    with atomic():
        gone, _ = Watch.objects.filter(user=by, space=space, only_questions=True).delete()
        if gone:
            record("space.questions_unwatched", by=by, space_id=space.pk)
