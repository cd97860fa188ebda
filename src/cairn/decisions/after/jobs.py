"""What the clock brings: days that have come, pages that nobody has published for long, effects to be looked at."""

from datetime import timedelta

from django.db.models import QuerySet
from django_tasks import task

from cairn.core.clock import now
from cairn.decisions.models import Decision, RevisitKind, RevisitTrigger
from cairn.decisions.operations.effect import ask_for_effect
from cairn.decisions.operations.triggers import fire_trigger
from cairn.people.actors import SYSTEM


def any_due() -> bool:
    return bool(due_triggers()) or due_effects().exists()


@task()
def look_again() -> None:
    """Each trigger goes off once and each effect is asked for once, from the rows as they are now: also after a rest."""
    for trigger in due_triggers():
        fire_trigger(trigger, by=SYSTEM)
    for decision in due_effects():
        ask_for_effect(decision, by=SYSTEM)


def due_triggers() -> list[RevisitTrigger]:
    """Those whose day has come or whose page went stale, of decisions in force, that have not gone off."""
    in_force = Decision.objects.with_status("decided").filter(page__trashing=None)
    waiting = RevisitTrigger.objects.filter(firing=None, decision__in=in_force.values("pk")).select_related("decision")
    stale = waiting.filter(kind=RevisitKind.STALE, page__trashing=None).select_related("page__published")
    return [*waiting.filter(kind=RevisitKind.DATE, day__lte=now().date()), *(each for each in stale if _is_stale(each))]


def due_effects() -> QuerySet[Decision]:
    """Decisions in force whose review date has come, and whose effect nobody was asked about."""
    in_force = Decision.objects.with_status("decided").filter(page__trashing=None)
    due: QuerySet[Decision] = in_force.filter(outcome__review_at__lte=now().date(), outcome__effect_review=None)
    return due


def _is_stale(trigger: RevisitTrigger) -> bool:
    """Its page was last published longer ago than the days it names."""
    if trigger.page is None or trigger.page.published is None or trigger.days is None:
        return False
    return trigger.page.published.at <= now() - timedelta(days=trigger.days)
