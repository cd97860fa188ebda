"""Why a decision can't be closed yet. The one place that says so: other rooms add their checks to CHECKS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.models import Decision, Stance
from cairn.decisions.table.discussion import open_questions
from cairn.ui.lists import listed


@dataclass(frozen=True)
class Obstacle:
    """`answer` names the field of the outcome's form by which whoever decides may overcome it; "" when nothing can."""

    code: str
    words: str
    answer: str = ""


Check = Callable[[Decision], Iterator[Obstacle]]


def obstacles(decision: Decision) -> list[Obstacle]:
    """What stands in the way of a running decision's outcome, in words for the person who wants to record it."""
    return [obstacle for check in CHECKS for obstacle in check(decision)]


def blocks(decision: Decision) -> Iterator[Obstacle]:
    blockers = decision.positions.filter(stance=Stance.BLOCK).order_by("user__name")
    names = list(blockers.values_list("user__name", flat=True))
    if names:
        words = _("%(names)s blocked this. Say why you decide in spite of it.") % {"names": listed(names)}
        yield Obstacle("blocks", words, answer="override_reason")


def questions(decision: Decision) -> Iterator[Obstacle]:
    """By the decision's setting."""
    count = open_questions(decision) if decision.questions_block else 0
    if count:
        words = ngettext(
            "%(n)d question is open. Answer and resolve it first; the questions are listed beside the page.",
            "%(n)d questions are open. Answer and resolve them first; they are listed beside the page.",
            count,
        )
        yield Obstacle("questions", words % {"n": count})


CHECKS: tuple[Check, ...] = (blocks, questions)
