"""What events set off in this app; wired in config/event_handlers.py."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.people.invitations import path_of
from cairn.people.jobs import send
from cairn.people.models import Invitation
from cairn.people.queries import workspace


def mail_invitation(event: Any) -> None:
    """Send the link to the address it was made for. `event` is an activity Event."""
    invitation = Invitation.objects.open().filter(pk=event.target_id).exclude(email="").select_related("by").first()
    if invitation is None:
        return
    name = workspace().name
    by = invitation.by.name if invitation.by else "Cairn"
    send(
        invitation.email,
        _("%(person)s invites you to %(workspace)s") % {"person": by, "workspace": name},
        "people/mail/invitation.txt",
        {"by": by, "link": settings.BASE_URL + path_of(invitation), "invitation": invitation, "workspace_name": name},
    )
