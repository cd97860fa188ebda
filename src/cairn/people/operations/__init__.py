"""Everything that changes people, teams, invitations and the workspace."""

from cairn.people.operations.absences import add_absence, remove_absence
from cairn.people.operations.invitations import accept_invitation, create_invitation, first_link, revoke_invitation
from cairn.people.operations.profiles import Profile, change_profile, remove_picture, set_picture
from cairn.people.operations.roles import change_role, deactivate_person, reactivate_person
from cairn.people.operations.sample import enter_sample_as
from cairn.people.operations.teams import (
    add_team_member,
    change_team,
    create_team,
    delete_team,
    remove_team_member,
)
from cairn.people.operations.workspace import change_workspace

__all__ = [
    "Profile",
    "accept_invitation",
    "add_absence",
    "add_team_member",
    "change_profile",
    "change_role",
    "change_team",
    "change_workspace",
    "create_invitation",
    "create_team",
    "deactivate_person",
    "delete_team",
    "enter_sample_as",
    "first_link",
    "reactivate_person",
    "remove_absence",
    "remove_picture",
    "remove_team_member",
    "revoke_invitation",
    "set_picture",
]
