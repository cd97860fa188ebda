"""Debates whose time is over: said once each, from the rows as they are now."""

from django_tasks import task

from cairn.core.clock import now
from cairn.debates.models import Debate
from cairn.debates.operations import tell_debate_is_over
from cairn.people.actors import SYSTEM


def any_over() -> bool:
    return Debate.objects.over_by(now()).exists()


@task()
def say_what_is_over() -> None:
    for debate in Debate.objects.over_by(now()).order_by("pk"):
        tell_debate_is_over(debate, by=SYSTEM)
