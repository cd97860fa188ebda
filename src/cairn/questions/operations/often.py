"""People know better which questions ask the same: one is taken out of its group, or put beside another."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Missing
from cairn.people.actors import Actor, user_of
from cairn.questions.guard import run_question
from cairn.questions.models import Placement, Question
from cairn.questions.often.grouping import group_question
from cairn.questions.operations.ask import page_of
from cairn.questions.queries import SHOWN


def keep_apart(question: Question, *, by: Actor) -> Placement:
    """It asks something of its own, whatever its words are like. Who runs it says so."""
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.merged_into_id is not None:
            raise Conflict(_("This question was united with another one. Part them first; nothing was changed."))
        made = _say(fresh, None, by)
        group_question(fresh.pk)
        record("question.kept_apart", by=by, **_where(fresh))
    return made


def put_beside(question: Question, other: int, *, by: Actor) -> Placement:
    """It asks the same as the question with the id `other`, which she sees."""
    with atomic():
        fresh = run_question(question, by=by)
        beside = Question.objects.visible_to(by).filter(pk=other, state__in=SHOWN).select_related("grouping").first()
        if beside is None or beside.pk == fresh.pk:
            raise Missing(_("There is no such question, or it is not open to you. Nothing was changed."))
        if fresh.merged_into_id is not None:
            raise Conflict(_("This question was united with another one. Part them first; nothing was changed."))
        made = _say(fresh, beside, by)
        Placement.objects.filter(question=beside, beside=fresh).delete()  # the later word holds, and makes no ring
        group_question(fresh.pk)
        record("question.put_beside", by=by, **_where(fresh), other=beside.pk)
    return made


def _say(question: Question, beside: Question | None, by: Actor) -> Placement:
    said = {"beside": beside, "by": user_of(by)}
    return Placement.objects.update_or_create(question=question, defaults=said)[0]


def _where(question: Question) -> dict[str, int | None]:
    return {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
