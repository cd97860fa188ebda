"""Teams: named groups that get rights, roles and mentions together."""

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.people.access import check_can_create_team, check_can_fill_team, check_can_manage_team
from cairn.people.actors import Actor
from cairn.people.events import record
from cairn.people.models import Team, TeamMembership, User
from cairn.people.queries import places_of


@atomic
def create_team(name: str, *, by: User, description: str = "") -> Team:
    """A new team with its maker in it. Raises Invalid for a name that is empty, too long or taken."""
    check_can_create_team(by)
    team = Team(name=_checked_name(name), description=description.strip()[:300], created_by=by)
    team.save()
    TeamMembership.objects.create(team=team, user=by)
    record("team.created", by=by, target_id=team.pk, label=team.name)
    return team


@atomic
def change_team(team: Team, *, by: Actor, name: str, description: str) -> None:
    """Rename the team, or say anew what it does."""
    check_can_manage_team(by, team)
    team.name, team.description = _checked_name(name, but=team), description.strip()[:300]
    team.save(update_fields=["name", "description"])
    record("team.changed", by=by, target_id=team.pk, label=team.name)


@atomic
def delete_team(team: Team, *, by: Actor) -> None:
    """Only a team that gives nobody a right anywhere can go."""
    check_can_manage_team(by, team)
    uses = places_of(team)
    if uses:
        raise Conflict(
            ngettext(
                "%(team)s is used in %(n)d place. Nothing is deleted. Take it out of that space or page first.",
                "%(team)s is used in %(n)d places. Nothing is deleted. Take it out of those spaces and pages first.",
                uses,
            )
            % {"team": team.name, "n": uses}
        )
    pk, name = team.pk, team.name
    try:
        team.delete()
    except ProtectedError as error:
        raise Conflict(_("%(team)s is still used. Nothing is deleted.") % {"team": name}) from error
    record("team.deleted", by=by, target_id=pk, label=name)


@atomic
def add_team_member(team: Team, person: User, *, by: Actor) -> None:
    """In a team that carries rights, to be let in is to be given them: that is for admins."""
    check_can_fill_team(by, team)
    if not person.is_active:
        raise Invalid(_("%(name)s has left the workspace and can't join a team.") % {"name": person.name})
    _membership, is_new = TeamMembership.objects.get_or_create(team=team, user=person)
    if is_new:
        record("team.member_added", by=by, target_id=team.pk, user=person.pk, label=team.name)


@atomic
def remove_team_member(team: Team, person: User, *, by: Actor) -> None:
    """Anyone may leave a team; who fills it may take others out."""
    if by != person:
        check_can_fill_team(by, team)
    gone, _rows = TeamMembership.objects.filter(team=team, user=person).delete()
    if gone:
        record("team.member_removed", by=by, target_id=team.pk, user=person.pk, label=team.name)


def _checked_name(name: str, but: Team | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        words = _("Write a name of at most 80 characters.")
        raise Invalid(words, fields={"name": words})
    others = Team.objects.filter(name__iexact=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        words = _("There is a team of this name already. Choose another.")
        raise Invalid(words, fields={"name": words})
    return name
