"""Letting people in: by a link that works once."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.people.access import check_can_invite
from cairn.people.actors import SYSTEM, Actor, System, user_of
from cairn.people.events import record
from cairn.people.invitations import check_open, path_of
from cairn.people.models import Invitation, User, Workspace, WorkspaceRole
from cairn.people.zones import is_zone

VALID_FOR = timedelta(days=7)


@atomic
def create_invitation(*, by: Actor, role: str = WorkspaceRole.MEMBER, email: str = "") -> Invitation:
    """A link that lets one person in as `role` within seven days; mailed to `email` if there is one."""
    check_can_invite(by)
    email = email.strip().lower()
    if role not in WorkspaceRole.values:
        raise Invalid(_("Choose what the person will be: member, admin or guest."), fields={"role": _("Choose one.")})
    if email:
        _check_email(email)
    invitation = Invitation.objects.create(role=role, email=email, by=user_of(by), expires_at=now() + VALID_FOR)
    record("invitation.created", by=by, target_id=invitation.pk, role=role, email=email)
    return invitation


@atomic
def revoke_invitation(invitation: Invitation, *, by: Actor) -> None:
    """The link stops working. Who came in through it stays."""
    check_can_invite(by)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise Conflict(_("Somebody has used this link already. To take access away, deactivate the person."))
    if invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by = now(), user_of(by)
        invitation.save(update_fields=["revoked_at", "revoked_by"])
        record("invitation.revoked", by=by, target_id=invitation.pk)


@atomic
def accept_invitation(
    invitation: Invitation, *, by: System, name: str, email: str, password: str, time_zone: str = "UTC"
) -> User:
    """Make the account that the link promises. Raises Gone when somebody was faster, or the link is over.

    Who holds the link is nobody yet, so `by` is the system; the event is the new person's.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("by").get(pk=invitation.pk)
    check_open(invitation)
    name, email = " ".join(name.split()), email.strip().lower()
    _check_email(email)
    if not name or len(name) > 120:
        raise Invalid(_("Write your name, in at most 120 characters."), fields={"name": _("Write your name.")})
    _check_password(password, User(email=email, name=name))
    zone = time_zone if is_zone(time_zone) else "UTC"
    try:
        with atomic():
            user = User.objects.create_user(email, name, password, role=invitation.role, time_zone=zone)
    except IntegrityError as error:  # two people with one e-mail at the same moment
        raise _taken() from error
    invitation.accepted_by, invitation.accepted_at = user, now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    if invitation.by is None:
        Workspace.objects.get_or_create(pk=1)
    record("person.joined", by=user, target_id=user.pk, invited_by=invitation.by_id, label=user.name)
    return user


@atomic
def first_link() -> str | None:
    """The path of the link that makes the first admin of an empty workspace; None once there is anybody."""
    if User.objects.exists():
        return None
    invitation = Invitation.objects.open().filter(by=None, role=WorkspaceRole.ADMIN).first()
    return path_of(invitation or create_invitation(by=SYSTEM, role=WorkspaceRole.ADMIN))


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        words = _("This is not a whole e-mail address.")
        raise Invalid(words, fields={"email": words}) from error
    if User.objects.filter(email=email).exists():
        raise _taken()


def _taken() -> Invalid:
    words = _("Somebody with this e-mail has an account already. Sign in with it, or use another address.")
    return Invalid(words, fields={"email": words})


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        words = " ".join(error.messages)
        raise Invalid(words, fields={"password": words}) from error
