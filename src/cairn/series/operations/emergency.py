"""The one way into a private space for somebody else: an admin, for a day, with a reason that both are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.people.actors import SYSTEM, Actor, System
from cairn.people.models import User
from cairn.series.access import check_emergency
from cairn.series.models import Emergency, Pair, Talk
from cairn.spaces.models import SpaceMember, SpaceRole
from cairn.spaces.operations import add_space_member, remove_space_member

OPEN_FOR = timedelta(hours=24)
SHORTEST = 10


def open_in_emergency(pair: Pair, reason: str, *, by: User) -> Emergency:
    """She may read the space for 24 hours. The event holds the reason, and both people hear of it at once.

    Raises Forbidden for who is no admin of the workspace, Invalid without a reason, Conflict while it is open to her.
    """
    check_emergency(by)
    reason = " ".join(reason.split())
    if by in pair.people:
        raise Conflict(_("This space is your own."))
    if not SHORTEST <= len(reason) <= 300:
        words = _("Say in 10 to 300 characters why it has to be opened. Both people read it.")
        raise Invalid(words, fields={"reason": words})
    try:
        with atomic():
            emergency = Emergency.objects.create(pair=pair, by=by, reason=reason, ends_at=now() + OPEN_FOR)
            add_space_member(pair.space, by, SpaceRole.READER, by=SYSTEM)
            record("emergency.opened", by=by, **_facts(emergency))
    except IntegrityError:
        raise Conflict(_("It is open to you already.")) from None
    return emergency


def end_emergency(emergency: Emergency, *, by: Actor) -> None:
    """She ends it herself, or the worker does after a day. Ended once."""
    if not isinstance(by, System) and by != emergency.by:
        raise Forbidden(_("Only the admin who opened the space ends the access."))
    with atomic():
        ended = Emergency.objects.filter(pk=emergency.pk, ended_at=None).update(ended_at=now())
        if not ended:
            return
        for member in SpaceMember.objects.filter(space=emergency.pair.space, user=emergency.by):
            remove_space_member(member, by=SYSTEM)
        record("emergency.ended", by=by, **_facts(emergency))


def _facts(emergency: Emergency) -> dict[str, Any]:
    """What both events tell; they hang on the newest page of the two, for what reaches people leads to a page."""
    pair = emergency.pair
    newest = Talk.objects.filter(series__pair=pair, page__trashing=None).order_by("-pk").first()
    return {
        "space_id": pair.space_id,
        "page_id": newest.page_id if newest else None,
        "target_id": emergency.pk,
        "people": [{"user_id": person.pk} for person in pair.people],
        "reason": emergency.reason,
        "admin": emergency.by.name,
    }
