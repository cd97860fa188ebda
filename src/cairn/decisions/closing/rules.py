"""Why a decision can't be closed yet. The one place that says so: other rooms add their checks to CHECKS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.access import can_read_positions, has_right
from cairn.decisions.closing.changes import Changes
from cairn.decisions.frameworks.definition import ASKED
from cairn.decisions.models import Decision, Position, Stance
from cairn.decisions.roles import Roles
from cairn.decisions.table.discussion import open_questions
from cairn.people.models import User
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


def obstacles_before(user: User, decision: Decision) -> list[Obstacle]:
    """What she is told of: in a blind decision nothing that names who blocks, until she has spoken herself."""
    return list(own_first(decision, user)) or obstacles(decision)


def blocks(decision: Decision) -> Iterator[Obstacle]:
    rule = decision.definition.closing.blocks
    blockers = decision.positions.filter(stance=Stance.BLOCK).order_by("user__name")
    names = list(blockers.values_list("user__name", flat=True)) if rule != "ignore" else []
    if names and rule == "resolve":
        words = _("%(names)s blocked this. Change what is proposed until the block is lifted; nobody decides over it.")
        yield Obstacle("blocks", words % {"names": listed(names)})
    elif names:
        words = _("%(names)s blocked this. Say why you decide in spite of it.")
        yield Obstacle("blocks", words % {"names": listed(names)}, answer="override_reason")


def quorum(decision: Decision) -> Iterator[Obstacle]:
    """Of those who are asked, so many percent have to have said something that still holds."""
    percent = decision.definition.closing.quorum
    if not percent:
        return
    asked = {user.pk for user in Roles.of(decision).people_who(ASKED)}
    needed = -(-len(asked) * percent // 100)
    have = len(asked & {position.user_id for position in standing(decision)})
    if have < needed:
        words = ngettext(
            "%(needed)d of %(asked)d people have to answer; %(have)d has. Whoever answered before a change has to confirm.",
            "%(needed)d of %(asked)d people have to answer; %(have)d have. Whoever answered before a change has to confirm.",
            have,
        )
        yield Obstacle("quorum", words % {"needed": needed, "asked": len(asked), "have": have})


def approvals(decision: Decision) -> Iterator[Obstacle]:
    """Where all who decide have to approve: each of them has a position that still holds and is no block."""
    if decision.definition.closing.approvals != "all":
        return
    approving = {position.user_id for position in standing(decision) if position.stance != Stance.BLOCK}
    missing = [user.name for user in Roles.of(decision).people_who("decide") if user.pk not in approving]
    if missing:
        words = _("Everybody who decides has to approve; %(names)s did not yet.") % {"names": listed(missing)}
        yield Obstacle("approvals", words)


def standing(decision: Decision) -> list[Position]:
    """Positions that no material change since has put into question."""
    changes = Changes.of(decision)
    held = decision.positions.select_related("version", "confirmed_version")
    return [position for position in held if not changes.since(position)]


def counts_unconfirmed(decision: Decision) -> bool:
    """Where one person decides and sees what is unconfirmed, it counts as it stands; where people count, it does not."""
    closing = decision.definition.closing
    return closing.quorum == 0 and closing.approvals != "all"


def own_first(decision: Decision, user: User) -> Iterator[Obstacle]:
    """In a blind decision nobody closes what she could not have read, unless she has no voice herself."""
    if decision.is_blind and has_right(user, decision, "voice") and not can_read_positions(user, decision):
        yield Obstacle("blind", _("Take your own position first. Then you see what the others think, and can decide."))


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


CHECKS: tuple[Check, ...] = (quorum, approvals, blocks, questions)
