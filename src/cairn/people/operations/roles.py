"""What a person may do in the workspace, and whether she is still in it."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.people.access import can_manage_people
from cairn.people.actors import Actor, user_of
from cairn.people.events import record
from cairn.people.models import Deactivation, User, WorkspaceRole


@atomic
def change_role(person: User, role: str, *, by: Actor) -> None:
    """Make `person` an admin, a member or a guest of the workspace. The last admin stays admin."""
    _check_right(by)
    if role not in WorkspaceRole.values:
        raise Invalid(_("Choose admin, member or guest."), fields={"role": _("Choose one.")})
    before = person.role
    if role == before:
        return
    if role != WorkspaceRole.ADMIN:
        _check_not_last_admin(person)
    person.role = role
    person.save(update_fields=["role"])
    record("person.role_changed", by=by, target_id=person.pk, label=person.name, before=before, after=role)


@atomic
def deactivate_person(person: User, *, by: Actor) -> None:
    """She is signed out everywhere and can't come back in; her pages, words and name stay."""
    _check_right(by)
    if not person.is_active:
        return
    _check_not_last_admin(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    actor = user_of(by)
    if actor is not None:
        Deactivation.objects.update_or_create(user=person, defaults={"by": actor, "at": now()})
    end_sessions(person)
    record("person.deactivated", by=by, target_id=person.pk, label=person.name)


@atomic
def reactivate_person(person: User, *, by: Actor) -> None:
    """She may sign in again, with the roles she had."""
    _check_right(by)
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    Deactivation.objects.filter(user=person).delete()
    record("person.reactivated", by=by, target_id=person.pk, label=person.name)


def end_sessions(person: User) -> None:
    """Forget every browser she is signed in with. A session names its person only inside, so each is looked at."""
    for session in Session.objects.filter(expire_date__gt=now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def _check_right(by: Actor) -> None:
    if not can_manage_people(by):
        raise Forbidden(_("Only admins of the workspace change who is in it."))


def _check_not_last_admin(person: User) -> None:
    admins = User.objects.select_for_update().filter(role=WorkspaceRole.ADMIN, is_active=True)
    if {admin.pk for admin in admins} == {person.pk}:
        raise Conflict(
            _("%(name)s is the only admin. Nothing is changed. Make somebody else an admin first.")
            % {"name": person.name}
        )
