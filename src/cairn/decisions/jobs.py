"""What a decision does by itself. Looked for anew each time, from the rows as they are: nothing is lost meanwhile."""

import logging

from django_tasks import task

from cairn.core.clock import now
from cairn.decisions.models import Decision
from cairn.decisions.operations.silence import keep_silence
from cairn.people.actors import SYSTEM

logger = logging.getLogger("cairn.decisions")


def any_lapsed() -> bool:
    return Decision.objects.lapsed(now()).exists()


@task()
def keep_silences() -> None:
    """Every decision whose time is over: what its silence means. One that can't be done does not hold up the others."""
    for decision in Decision.objects.lapsed(now()):
        try:
            keep_silence(decision, by=SYSTEM)
        except Exception:
            logger.exception("What silence means for decision %d could not be done", decision.pk)
