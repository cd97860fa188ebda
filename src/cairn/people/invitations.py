"""The secret of an invitation's link: its key, signed with the installation's secret. Nothing secret is stored."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import CairnError, Missing
from cairn.people.models import Invitation

SIGNER = Signer(salt="cairn.people.invitation", sep=".")


class Gone(CairnError):
    """It was there and is over: an invitation that was used, revoked, or has expired."""

    status = 410


def path_of(invitation: Invitation) -> str:
    """The link without the host: `/invitations/<secret>/`."""
    return reverse("invitation", args=[SIGNER.sign(invitation.key)])


def invitation_for(secret: str) -> Invitation:
    """The open invitation behind a link's secret. Raises Missing for a wrong one, Gone for one that is over."""
    try:
        key = SIGNER.unsign(secret)
    except BadSignature:
        key = ""
    invitation = Invitation.objects.filter(key=key).select_related("by").first() if key else None
    if invitation is None:
        raise Missing(
            _(
                "This invitation link is not complete or not right. Open the whole link from the message again, "
                "or ask whoever invited you for a new one."
            )
        )
    check_open(invitation)
    return invitation


def check_open(invitation: Invitation) -> None:
    """Raises Gone, with what to do, when the link no longer lets anybody in."""
    if invitation.accepted_at is not None:
        raise Gone(
            _("This invitation has been used: a link works once. If it was you, sign in. If not, ask for a new one.")
        )
    if invitation.revoked_at is not None or (invitation.by is not None and not invitation.by.is_active):
        raise Gone(_("This invitation was taken back. If you still need access, ask an admin for a new link."))
    if invitation.expires_at <= now():
        raise Gone(_("This invitation has expired: links work for seven days. Ask for a new one."))
