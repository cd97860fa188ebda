"""The named cast. Every test speaks of the same few people, so that a reader knows who may what.

ada    admin of the workspace, admin of the space STONE
ben    member, editor of STONE
cleo   member, commenter of STONE
ravi   member, reader of STONE
gus    guest, reader of STONE by a grant of his own
sam    member, nothing in STONE: the stranger
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from cairn.people.models import Team, TeamMembership, User, Workspace
from cairn.spaces.models import Space, SpaceMember

PASSWORD = "stones-on-stones"


@dataclass(frozen=True)
class Cast:
    ada: User
    ben: User
    cleo: User
    ravi: User
    gus: User
    sam: User
    stone: Space  # restricted: roles as in the table above
    moss: Space  # open: every member is an editor, the guest a stranger
    crew: Team  # ben and cleo

    def all(self) -> list[User]:
        return [self.ada, self.ben, self.cleo, self.ravi, self.gus, self.sam]


# Nearly every test begins with the cast, so it is written in seven statements, and its password is hashed once.
@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _person(name: str, role: str) -> User:
    return User(email=f"{name.lower()}@example.org", name=name, password=_hashed(), role=role)


@pytest.fixture
def cast(db: None) -> Cast:
    Workspace.objects.get_or_create(pk=1, defaults={"name": "Test"})
    roles = {"Ada": "admin", "Ben": "member", "Cleo": "member", "Ravi": "member", "Sam": "member", "Gus": "guest"}
    made = User.objects.bulk_create(_person(name, role) for name, role in roles.items())
    ada, ben, cleo, ravi, sam, gus = made
    stone, moss = Space.objects.bulk_create(
        [
            Space(key="STONE", name="Stone", access="restricted", created_by=ada),
            Space(key="MOSS", name="Moss", access="open", open_role="editor", created_by=ada),
        ]
    )
    in_stone = {ada: "admin", ben: "editor", cleo: "commenter", ravi: "reader", gus: "reader"}
    SpaceMember.objects.bulk_create(
        SpaceMember(space=stone, user=user, role=role, added_by=ada) for user, role in in_stone.items()
    )
    crew = Team.objects.create(name="Crew", created_by=ada)
    TeamMembership.objects.bulk_create(TeamMembership(team=crew, user=user) for user in (ben, cleo))
    return Cast(ada, ben, cleo, ravi, gus, sam, stone, moss, crew)


SignIn = Callable[[User | None], Client]


@pytest.fixture
def as_() -> SignIn:
    """`as_(cast.ben)` is a browser signed in as Ben; `as_(None)` one of somebody unknown."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in
