"""A ballot, where the framework asks for more than a position."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import has_right
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import BallotMark, Decision, Position, Status
from cairn.decisions.operations.position import REASON_LENGTH, held_of
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.models import User

Marks = Mapping[int, int]


def cast_ballot(decision: Decision, *, by: User, marks: Marks, reason: str = "", seen: str = "") -> Position:
    """Vote, or change her vote: option id → 1 (choice), rank, dots or score, as the framework asks.

    Everybody with a voice has one ballot, until it closes. `seen` as for a position. Raises Invalid with what to mend.
    """
    reason = reason.strip()
    with atomic():
        decision = lock(decision, by=by)
        if not has_right(by, decision, "voice"):
            raise Forbidden(
                _("%(who)s vote here. You can comment instead.") % {"who": Roles.of(decision).labels_that("voice")}
            )
        refuse_decided(decision)
        if decision.status != Status.RUNNING:
            raise Conflict(_("The vote opens when the decision starts. It is still a draft."))
        known = set(decision.options.values_list("pk", flat=True))
        marks = checked(decision.definition, {key: value for key, value in marks.items() if key in known})
        if len(reason) > REASON_LENGTH:
            words = _("This is longer than %(limit)d characters. Write it as a comment.") % {"limit": REASON_LENGTH}
            raise Invalid(words, fields={"reason": words})
        position, is_new = Position.objects.update_or_create(
            decision=decision,
            user=by,
            defaults={"stance": "", "reason": reason, "at": now(), **held_of(decision, seen)},
        )
        position.marks.all().delete()
        BallotMark.objects.bulk_create(
            BallotMark(position=position, option_id=option, value=value) for option, value in marks.items()
        )
        record(
            "position.taken",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            stance="",
            excerpt="" if decision.is_blind else first_line(reason),
            is_new=is_new,
            people=[row for row in Roles.of(decision).as_data() if row["role"] in ("driver", "approver")],
        )
    return position


def checked(definition: Definition, marks: Marks) -> dict[int, int]:
    """The marks as they are kept: ranks without gaps, no empty dots. Raises Invalid."""
    kept = {"choice": _choice, "ranking": _ranking, "dots": _dots, "scores": _scores}.get(definition.ballot)
    if kept is None:
        raise Conflict(_("This decision asks for positions, not for votes."))
    found = kept(definition, marks)
    if not found:
        _refuse(_("Your ballot is empty. Mark at least one option."))
    return found


def _choice(definition: Definition, marks: Marks) -> dict[int, int]:
    if len(marks) > 1:
        _refuse(_("Pick one option only."))
    return dict.fromkeys(marks, 1)


def _ranking(definition: Definition, marks: Marks) -> dict[int, int]:
    if len(set(marks.values())) < len(marks):
        _refuse(_("Two options have the same rank. Give each its own, or leave one out."))
    return {option: rank for rank, option in enumerate(sorted(marks, key=lambda key: marks[key]), 1)}


def _dots(definition: Definition, marks: Marks) -> dict[int, int]:
    given = sum(marks.values())
    if any(value < 0 for value in marks.values()) or given > definition.dots:
        words = ngettext(
            "You have %(n)d dot and gave %(given)d.", "You have %(n)d dots and gave %(given)d.", definition.dots
        )
        _refuse(words % {"n": definition.dots, "given": given} + " " + _("Take some back."))
    return {option: value for option, value in marks.items() if value}


def _scores(definition: Definition, marks: Marks) -> dict[int, int]:
    lowest, highest = definition.scale
    if any(not lowest <= value <= highest for value in marks.values()):
        _refuse(_("A score goes from %(low)d to %(high)d.") % {"low": lowest, "high": highest})
    return dict(marks)


def _refuse(words: str) -> None:
    raise Invalid(words, fields={"marks": words})
