"""From draft to running: everybody tagged is asked at the same moment."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.decisions.access import can_start
from cairn.decisions.guard import lock, refuse_decided
from cairn.decisions.models import Decision, Start, Status
from cairn.decisions.operations.setup import blind_in, current_setup, missing_in, refuse, write, wrong_in
from cairn.decisions.roles import Roles, Setup
from cairn.pages.drafts import unpublished
from cairn.pages.operations import publish_page
from cairn.people.models import User


def start_decision(decision: Decision, *, by: User, setup: Setup | None = None, crowd: int | None = None) -> Start:
    """Publish what is not published yet and ask everybody tagged, in one transaction; a given `setup` is written first.

    Raises Invalid with a reason for each field that stands in the way (a role that nobody holds, no due instant or one
    in the past, people who could not see the page), Conflict when it has started already. `crowd`: see `publish_page`.
    """
    with atomic():
        decision = lock(decision, by=by)
        refuse_decided(decision)
        if decision.status == Status.RUNNING:
            raise Conflict(_("%(who)s has already started this decision.") % {"who": decision.start.by.name})
        if not can_start(by, decision):
            raise Forbidden(_("Only people who may publish this page can start the decision."))
        wanted = setup or current_setup(decision)
        refuse(wrong_in(wanted, decision) | blind_in(wanted, decision) | missing_in(wanted, decision))
        if setup is not None:
            write(setup, decision)
        if unpublished(decision.page) is not None:
            publish_page(decision.page, by=by, message=_("Decision started"), crowd=crowd)
        start = Start.objects.create(decision=decision, by=by)
        record(
            "decision.started",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            people=Roles.of(decision).as_data(),
            due_at=wanted.due_at.isoformat() if wanted.due_at else None,
        )
    return start
