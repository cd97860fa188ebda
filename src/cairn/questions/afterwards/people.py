"""Who took part in a session under a name."""

from __future__ import annotations

from django.db.models import Q

from cairn.pages.models import Page
from cairn.questions.models import Answer, Question, Remark, Vote
from cairn.questions.queries import SHOWN


def took_part_in(page: Page) -> set[int]:
    """Ids of those who asked, answered, remarked or voted there. Four queries."""
    shown = Question.objects.filter(session__page=page, state__in=SHOWN)
    pks = shown.values("pk")
    answers = Answer.objects.standing().filter(question__in=pks)
    under = Q(question__in=pks) | Q(answer__in=answers.values("pk"))
    found = {
        *shown.values_list("asker", flat=True),
        *answers.values_list("by", flat=True),
        *Remark.objects.filter(under, deleted_at=None).values_list("by", flat=True),
        *Vote.objects.filter(question__in=pks).values_list("user", flat=True),
    }
    return {pk for pk in found if pk is not None}
