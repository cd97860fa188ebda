"""Why a decision can't be closed yet. The one place that says so: other rooms add their checks to CHECKS."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.decisions.access import can_read_positions, has_right
from cairn.decisions.ballots.stances import words_of
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
    """What she is told of: in a blind decision nothing that says what somebody thinks, until she may know that.

    Who has no voice never may; she who decides without one learns that there are blocks, not whose.
    """
    found = list(own_first(decision, user)) or obstacles(decision)
    if can_read_positions(user, decision):
        return found
    return [replace(each, words=str(UNNAMED.get(each.code, each.words))) for each in found]


def blocks(decision: Decision) -> Iterator[Obstacle]:
    rule = decision.definition.closing.blocks
    blockers = decision.positions.filter(stance=Stance.BLOCK).order_by("user__name")
    names = list(blockers.values_list("user__name", flat=True)) if rule != "ignore" else []
    said = {"word": words_of(decision.definition, "block"), "names": listed(names)}
    if names and rule == "resolve":
        words = _("“%(word)s” from %(names)s: change what is proposed until it is lifted; nobody decides over it.")
        yield Obstacle("blocks", words % said)
    elif names:
        words = _("“%(word)s” from %(names)s: say why you decide in spite of it.")
        yield Obstacle("blocks", words % said, answer="override_reason")


def quorum(decision: Decision) -> Iterator[Obstacle]:
    """Of those who are asked, so many percent have to have said something that still holds."""
    percent = decision.definition.closing.quorum
    if not percent:
        return
    asked = {user.pk: user.name for user in Roles.of(decision).people_who(ASKED)}
    needed = -(-len(asked) * percent // 100)
    missing = asked.keys() - {position.user_id for position in standing(decision)}
    short = needed - (len(asked) - len(missing))
    if short > 0:
        said = missing & set(decision.positions.values_list("user", flat=True))
        yield Obstacle("quorum", " ".join(_short_of(asked, missing - said, said, short)))


def _short_of(asked: Mapping[int, str], silent: Set[int], said: Set[int], short: int) -> Iterator[str]:
    """Sentences: whose answers are missing (who has answered is no secret), `said` of those who answered before a change."""
    if short < len(silent | said):  # any of them will do
        words = ngettext(
            "It takes one more answer from those who are asked.",
            "It takes %(n)d more answers from those who are asked.",
            short,
        )
        yield words % {"n": short}
    elif silent:
        names = [name for pk, name in asked.items() if pk in silent]
        words = ngettext("%(names)s has to answer first.", "%(names)s have to answer first.", len(names))
        yield words % {"names": listed(names)}
    if said:
        names = [name for pk, name in asked.items() if pk in said]
        words = ngettext(
            "%(names)s answered before something changed, and has to confirm first.",
            "%(names)s answered before something changed, and have to confirm first.",
            len(names),
        )
        yield words % {"names": listed(names)}


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


UNNAMED = {
    "blocks": gettext_lazy("There is a block. Whose it is stays hidden until it is decided."),
    "approvals": gettext_lazy("Everybody who decides has to approve, and not all did yet."),
}
CHECKS: tuple[Check, ...] = (quorum, approvals, blocks, questions)
