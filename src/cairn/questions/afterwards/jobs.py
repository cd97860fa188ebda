"""What comes by itself: compiled pages are brought in step, and their owners asked to look at them again."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Q, QuerySet
from django_tasks import task

from cairn.core.clock import now
from cairn.people.actors import SYSTEM
from cairn.questions.models import Compilation
from cairn.questions.operations import ask_for_review, bring_in_step

QUIET = timedelta(seconds=20)  # without another answer: what comes together is one version
LONGEST = timedelta(minutes=3)  # that anything waits

logger = logging.getLogger("cairn.questions")


def waiting() -> QuerySet[Compilation]:
    moment = now()
    ripe = Q(changed_at__lte=moment - QUIET) | Q(waits_since__lte=moment - LONGEST)
    return Compilation.objects.filter(ripe, waits_since__isnull=False).order_by("pk")


def any_waiting() -> bool:
    return waiting().exists()


@task()
def keep_in_step() -> None:
    """One that can't be written does not hold up the others."""
    for compilation in waiting():
        try:
            bring_in_step(compilation, by=SYSTEM)
        except Exception:
            Compilation.objects.filter(pk=compilation.pk).update(changed_at=now(), waits_since=now())
            logger.exception("Compilation %s could not be brought in step", compilation.pk)


def due() -> QuerySet[Compilation]:
    return Compilation.objects.filter(
        review_at__lte=now().date(), review_asked_at=None, page__trashing=None, page__published__isnull=False
    )


def any_due() -> bool:
    return due().exists()


@task()
def ask_for_reviews() -> None:
    for compilation in due():
        ask_for_review(compilation, by=SYSTEM)
