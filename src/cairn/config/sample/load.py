"""Filling an empty installation with the sample team, its spaces and its pages."""

from dataclasses import dataclass

from cairn.core.db import atomic
from cairn.people.actors import SYSTEM, System
from cairn.people.models import Team, TeamMembership, User, Workspace, WorkspaceRole
from cairn.people.sample import DOMAIN
from cairn.spaces.models import Access, Space, SpaceRole
from cairn.spaces.operations import SpaceSettings, add_space_member, create_space


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    time_zone: str
    role: str = WorkspaceRole.MEMBER


PEOPLE = [
    Person("Ines Marlow", "Head of product", "Europe/Lisbon", WorkspaceRole.ADMIN),
    Person("Teo Halvorsen", "Engineer", "Europe/Oslo"),
    Person("Mira Castellan", "Product designer", "America/Montreal"),
    Person("Kofi Brandt", "Engineer", "Africa/Accra"),
    Person("Yuna Sato-Reid", "Support lead", "Asia/Tokyo"),
    Person("Dario Penn", "Security reviewer, external", "Europe/Zurich", WorkspaceRole.GUEST),
]


def load_sample(*, by: System = SYSTEM) -> bool:
    """Make the sample workspace in an installation without people. Returns False, changing nothing, in any other."""
    if User.objects.exists():
        return False
    _load(by)
    return True


@atomic
def _load(by: System) -> None:
    Workspace.objects.update_or_create(pk=1, defaults={"name": "Cairn sample", "is_sample": True})
    people = [_person(person) for person in PEOPLE]
    ines, teo, mira, kofi, yuna, dario = people
    engineering = _team("Engineering", "Builds and runs the product.", [teo, kofi])
    _space_product(ines, dario)
    _space_handbook(ines)
    _space_people(ines, yuna)
    del engineering, mira


def _person(person: Person) -> User:
    """No password: the sample's people come in by one click on the machine itself, or not at all."""
    email = f"{person.name.split()[0].lower()}@{DOMAIN}"
    return User.objects.create_user(
        email, person.name, None, role=person.role, title=person.title, time_zone=person.time_zone
    )


def _team(name: str, description: str, members: list[User]) -> Team:
    team = Team.objects.create(name=name, description=description, created_by=members[0])
    TeamMembership.objects.bulk_create([TeamMembership(team=team, user=person) for person in members])
    return team


def _space_product(ines: User, dario: User) -> Space:
    space = create_space(
        SpaceSettings("Product", "What we build, why, and what we decided on the way."), by=ines, key="PRODUCT"
    )
    add_space_member(space, dario, SpaceRole.COMMENTER, by=ines)
    return space


def _space_handbook(ines: User) -> Space:
    return create_space(
        SpaceSettings("Handbook", "How we work together across five time zones."), by=ines, key="HANDBOOK"
    )


def _space_people(ines: User, yuna: User) -> Space:
    settings = SpaceSettings("People", "Hiring, pay and growth. Only those who need it.", Access.RESTRICTED)
    space = create_space(settings, by=ines, key="PEOPLE")
    add_space_member(space, yuna, SpaceRole.EDITOR, by=ines)
    return space
