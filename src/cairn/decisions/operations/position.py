"""What one person thinks."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import has_right
from cairn.decisions.ballots.stances import NEEDS_REASON, own_word, words_of
from cairn.decisions.closing.changes import read_seen
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import Decision, Position, Stance, Status
from cairn.decisions.roles import Roles
from cairn.decisions.words import first_line
from cairn.people.models import User

REASON_LENGTH = 5000


def take_position(decision: Decision, *, by: User, stance: str, reason: str = "", seen: str = "") -> Position:
    """Take or change her position; it says which published text it was taken on.

    `seen` is what she had before her when she wrote (`Changes.seen`); without it, everything as it is now. Whoever has
    a voice takes positions, among those of the framework, until there is an outcome. Raises Invalid when a concern or
    a block comes without its reason.
    """
    reason = reason.strip()
    with atomic():
        decision = lock(decision, by=by)
        if not has_right(by, decision, "voice"):
            raise Forbidden(
                _("%(who)s take positions here. You can comment instead.")
                % {"who": Roles.of(decision).labels_that("voice")}
            )
        refuse_decided(decision)
        if decision.status != Status.RUNNING:
            raise Conflict(_("Positions are taken once the decision has started. It is still a draft."))
        refuse_unclear(decision.definition, stance, reason)
        said = {"stance": stance, "reason": reason, "at": now(), **held_of(decision, seen)}
        position, is_new = Position.objects.update_or_create(decision=decision, user=by, defaults=said)
        record(
            "position.taken",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            stance="" if decision.is_blind else stance,
            word="" if decision.is_blind else own_word(decision.definition, stance),
            excerpt="" if decision.is_blind else first_line(reason),
            is_new=is_new,
            people=[row for row in Roles.of(decision).as_data() if row["role"] in ("driver", "approver")],
        )
    return position


def held_of(decision: Decision, seen: str) -> dict[str, Any]:
    """The text and the changes that she had before her; whatever came later she will be asked about."""
    last = decision.material_changes.aggregate(last=Max("pk"))["last"] or 0
    number, change = read_seen(seen) or (0, last)
    version = decision.page.versions.filter(number=number).first() if number else None
    return {
        "version": version or decision.page.published,
        "change_seen": min(change, last),
        "confirmed_at": None,
        "confirmed_version": None,
        "asked_at": None,
        "silence": None,
    }


def refuse_unclear(definition: Definition, stance: str, reason: str) -> None:
    fields = {}
    if definition.is_ballot:
        fields["stance"] = _("People vote here. Fill in your ballot.")
    elif stance not in definition.stances:
        names = ", ".join(words_of(definition, each) for each in definition.stances)
        fields["stance"] = _("Choose one: %(names)s.") % {"names": names}
    if stance in NEEDS_REASON and not reason:
        fields["reason"] = (
            _("Say what blocks it, so that it can be solved.")
            if stance == Stance.BLOCK
            else _("Say what concerns you, so that others can answer.")
        )
    if len(reason) > REASON_LENGTH:
        fields["reason"] = _("This is longer than %(limit)d characters. Write it as a comment and sum it up here.") % {
            "limit": REASON_LENGTH
        }
    if fields:
        raise Invalid(" ".join(fields.values()), fields=fields)
