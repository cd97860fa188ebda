"""What every operation on a decision does first: lock it, read it afresh, ask whether she may."""

from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Forbidden, Missing
from cairn.decisions.access import can_change_decision, can_host, can_see_decision
from cairn.decisions.models import Decision, Escalation
from cairn.decisions.queries import STATUS_ROWS
from cairn.decisions.words import first_line
from cairn.pages.models import Page
from cairn.people.actors import Actor


def lock(decision: Decision, *, by: Actor, with_page: bool = False) -> Decision:
    """The decision as it is now; nobody else changes it until the caller's transaction ends.

    `with_page` holds the page as well, so that no version is published meanwhile.

    Two statements on purpose: PostgreSQL would join the rows of a lock query as they were before it waited.
    Raises Missing when the page is not (or no longer) hers to see.
    """
    Decision.objects.select_for_update().filter(pk=decision.pk).values_list("pk", flat=True).get()
    if with_page:
        Page.objects.select_for_update().filter(pk=decision.page_id).values_list("pk", flat=True).get()
    fresh = Decision.objects.select_related(
        *STATUS_ROWS, "page__space", "page__published", "framework", "outcome__by", "outcome__option"
    ).get(pk=decision.pk)
    if not can_see_decision(by, fresh):
        raise Missing(_("This decision does not exist, or you may not see it."))
    return fresh


def lock_for_change(decision: Decision, *, by: Actor) -> Decision:
    """As `lock`; raises Conflict once it is decided, Forbidden unless she drives it or may edit its page."""
    fresh = lock(decision, by=by)
    refuse_reader(fresh, by=by)
    return fresh


def refuse_reader(decision: Decision, *, by: Actor) -> None:
    """Raises Conflict once it is decided, Forbidden unless she drives it or may edit its page."""
    refuse_decided(decision)
    if not can_change_decision(by, decision):
        raise Forbidden(_("Only whoever drives this decision and people who may edit its page can change it."))


def refuse_decided(decision: Decision) -> None:
    """Raises Conflict with what it came to, once it is decided or withdrawn."""
    if decision.status.is_closed:
        raise Conflict(decided_words(decision))


def decided_words(decision: Decision) -> str:
    outcome = getattr(decision, "outcome", None)
    if outcome is None:
        return _("This decision was withdrawn. Reopen it to go on with it.")
    return _("%(who)s decided this as %(number)s: “%(outcome)s” A decided decision no longer changes.") % {
        "who": outcome.who or _("Somebody"),
        "number": outcome.label,
        "outcome": first_line(outcome.statement),
    }


def lock_room(room: Escalation, *, by: Actor) -> Escalation:
    """The room as it is now, with its decision locked."""
    lock(room.decision, by=by)
    fresh = Escalation.objects.select_related("decision__page__space", "page", "host").get(pk=room.pk)
    if fresh.page.trashing_id is not None:
        raise Missing(_("The page of this room is in the trash. Restore it first."))
    return fresh


def hold_room(room: Escalation, *, by: Actor) -> Escalation:
    """`lock_room` for its host; Conflict once it is over."""
    fresh = lock_room(room, by=by)
    if not can_host(by, fresh):
        raise Forbidden(_("Whoever called this room, or may call one, changes it."))
    if not fresh.is_open:
        raise Conflict(_("This room is over. Call another if something is still open."))
    return fresh
