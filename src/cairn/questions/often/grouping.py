"""Which questions belong together: by hand first, then by what was united or answered in another, then by their words.

A question looks at older ones alone, so the same questions make the same groups, in whatever order the worker comes by.
Derived like an index: nothing here is an event, and doing it twice changes nothing.
"""

from __future__ import annotations

from django.db.models import F, QuerySet

from cairn.core.db import atomic
from cairn.questions.models import Grouping, Placement, Question
from cairn.questions.often.likeness import NEAR, SAME, likeness
from cairn.questions.queries import SHOWN
from cairn.questions.telling import ranked_questions, telling_words

LOOKED_AT = 12  # questions that have the same words, the best of them
AT_ONCE = 500


def group_question(pk: int) -> None:
    """Find its place anew, and that of those which stood with it or may stand with it now."""
    with atomic():
        stood_with = list(
            Grouping.objects.filter(head=pk).exclude(question=pk).order_by("pk").values_list("pk", flat=True)
        )
        _place(pk)
        for other in [*stood_with, *_newer_and_alone(pk)]:
            _place(other)


def group_missing(space_id: int | None = None) -> int:
    """Those that have no place yet (an import, an older Cairn), the oldest first. Returns how many."""
    waiting = Question.objects.filter(grouping=None, state__in=SHOWN).order_by("pk")
    if space_id is not None:
        waiting = waiting.filter(space=space_id)
    found = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(found), AT_ONCE):
        with atomic():
            for pk in found[start : start + AT_ONCE]:
                _place(pk)
    return len(found)


def any_missing() -> bool:
    return Question.objects.filter(grouping=None, state__in=SHOWN).exists()


def _place(pk: int) -> None:
    """With its head; one that no list shows stands nowhere."""
    question = Question.objects.select_related("placement").filter(pk=pk, state__in=SHOWN).first()
    if question is None:
        Grouping.objects.filter(question=pk).delete()
        return
    Grouping.objects.update_or_create(question=question, defaults={"head_id": _head_for(question)})


def _head_for(question: Question) -> int:
    said: Placement | None = getattr(question, "placement", None)
    if said is not None:
        return _head_of(said.beside_id, question.pk) if said.beside_id else question.pk
    if with_it := question.merged_into_id or question.answered_in_question_id:
        return _head_of(with_it, question.pk)
    return _likest(question)


def _head_of(pk: int, of: int) -> int:
    """That of another question; one whose head would be the question itself stands for both."""
    found = Grouping.objects.filter(question=pk).values_list("head", flat=True).first()
    return pk if found is None else found if found != of else of


def _likest(question: Question) -> int:
    """What somebody has taken out of its group draws nobody to itself."""
    older = Question.objects.shown().filter(pk__lt=question.pk).exclude(placement__isnull=False, placement__beside=None)
    near = older.filter(pk__in=_alike(question, older)).select_related("grouping__head")
    best, head = SAME, question.pk
    for other in near.order_by("pk"):
        leader = other.grouping.head if hasattr(other, "grouping") else other
        how = likeness(question.title, other.title)
        if how >= best and leader.pk != question.pk and likeness(question.title, leader.title) >= NEAR:
            best, head = (how, leader.pk) if how > best or head == question.pk else (best, head)
    return head


def _newer_and_alone(pk: int) -> list[int]:
    """That came later, are like it, and stand with nobody."""
    question = Question.objects.shown().filter(pk=pk).first()
    if question is None:
        return []
    newer = Question.objects.shown().filter(pk__gt=pk, grouping__head=F("pk"))
    rows = newer.filter(pk__in=_alike(question, newer)).order_by("pk").values_list("pk", "title")
    return [other for other, title in rows if likeness(question.title, title) >= SAME]


def _alike(question: Question, among: QuerySet[Question]) -> list[int]:
    words = telling_words(question.title)
    return ranked_questions(words, among, limit=LOOKED_AT) if words else []
