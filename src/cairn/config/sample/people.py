"""The sample's team."""

from dataclasses import dataclass
from datetime import timedelta

from cairn.core.clock import now
from cairn.people.models import Absence, Team, User, WorkspaceRole
from cairn.people.operations import add_absence, add_team_member, create_team
from cairn.people.sample import DOMAIN


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    time_zone: str
    role: str = WorkspaceRole.MEMBER


PEOPLE = [
    Person("Ines Marlow", "Head of product", "Europe/Lisbon", WorkspaceRole.ADMIN),
    Person("Teo Halvorsen", "Engineer, apps", "Europe/Oslo"),
    Person("Mira Castellan", "Product designer", "America/Toronto"),
    Person("Kofi Brandt", "Engineer, timetables", "Africa/Accra"),
    Person("Yuna Sato-Reid", "Passenger support", "Asia/Tokyo"),
    Person("Dario Penn", "Privacy reviewer, external", "Europe/Zurich", WorkspaceRole.GUEST),
]


def make_people() -> dict[str, User]:
    """First name → person. No passwords: they come in by one click on the machine itself, or not at all."""
    made = {}
    for person in PEOPLE:
        first = person.name.split()[0]
        made[first] = User.objects.create_user(
            f"{first.lower()}@{DOMAIN}",
            person.name,
            None,
            role=person.role,
            title=person.title,
            time_zone=person.time_zone,
        )
    return made


def make_team(people: dict[str, User]) -> Team:
    team = create_team("Engineering", by=people["Teo"], description="Builds Tern and keeps it running.")
    add_team_member(team, people["Kofi"], by=people["Teo"])
    return team


def make_absence(people: dict[str, User]) -> Absence:
    """A day of the week in which people wait for his word: the clocks of decisions count without it."""
    day = (now() + timedelta(days=2)).date()
    return add_absence(
        people["Kofi"], by=people["Kofi"], first_day=day, last_day=day, note="At sea with a logger, no reception"
    )
