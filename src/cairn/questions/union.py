"""Which questions' votes count together: what was united (`merged_into`) and what is answered in another question.

Every question counts the people who voted for it or for any question below it, each once. The ways up are two columns,
so a union is a graph without circles; it changes seldom, and whoever changes it, or votes where a question is answered
in another one (`is_joined`), does so in turn: then nobody locks the same rows in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Q

from cairn.core.db import in_turn
from cairn.questions.guard import lock_questions
from cairn.questions.models import Question

MOST = 2000  # questions in one union: past that nobody has united by hand


def lock_unions(*pks: int) -> set[int]:
    """All that hangs together with these, locked; nobody else changes a union until the transaction ends."""
    in_turn("unions")
    whole = together(pks)
    lock_questions(sorted(whole))
    return whole


def below(pks: Iterable[int]) -> set[int]:
    """Those whose votes count for any of `pks`, these among them."""
    return _walk(pks, _children)


def above(pks: Iterable[int]) -> set[int]:
    """Those for which a vote for any of `pks` counts, these among them."""
    return _walk(pks, _parents)


def together(pks: Iterable[int]) -> set[int]:
    return _walk(pks, lambda found: _children(found) | _parents(found))


def mark_joined(pks: Iterable[int]) -> None:
    """After a union has changed: whether a vote there has to look further than what was merged. `pks` are locked."""
    left = set(pks)
    while left:
        whole = together([left.pop()])
        left -= whole
        members = Question.objects.filter(pk__in=whole)
        joined = members.exclude(answered_in_question=None).exists()
        members.exclude(is_joined=joined).update(is_joined=joined)


def _walk(pks: Iterable[int], step: Callable[[set[int]], set[int]]) -> set[int]:
    seen = set(pks)
    new = set(seen)
    while new and len(seen) < MOST:
        new = step(new) - seen
        seen |= new
    return seen


def _children(pks: set[int]) -> set[int]:
    hang_here = Q(merged_into__in=pks) | Q(answered_in_question__in=pks)
    return set(Question.objects.filter(hang_here).order_by().values_list("pk", flat=True))


def _parents(pks: set[int]) -> set[int]:
    ways = Question.objects.filter(pk__in=pks).order_by().values_list("merged_into", "answered_in_question")
    return {pk for way in ways for pk in way if pk is not None}
