"""Each right exists twice; this table holds the two together."""

from itertools import product

import pytest
from tests.cast import Cast

from cairn.people.models import User
from cairn.spaces.access import can_comment_in_space, has_role, role_in
from cairn.spaces.models import Space, SpaceMember
from cairn.spaces.queries import RANK, neighbours


def everybody(cast: Cast) -> list[User]:
    """The cast, an admin of the workspace without any grant, and one who was deactivated with all of them."""
    zoe = User.objects.create_user("zoe@example.org", "Zoe", role="admin")
    dan = User.objects.create_user("dan@example.org", "Dan", role="admin", is_active=False)
    for space in (cast.stone, cast.moss):
        SpaceMember.objects.create(space=space, user=dan, role="admin")
    return [*cast.all(), zoe, dan]


def many_spaces(cast: Cast) -> None:
    """Every access, every role of everyone, every role of a team (of Ben and Cleo), and the guest in an open one."""
    roles = [None, *RANK]
    for access, open_role, team_role in product(("open", "restricted"), RANK, roles):
        key = f"{access[:1]}{open_role[:1]}{(team_role or 'none')[:1]}".upper()
        space = Space.objects.create(key=key, name=key, access=access, open_role=open_role)
        if team_role:
            SpaceMember.objects.create(space=space, team=cast.crew, role=team_role)
        if team_role == "reader":
            SpaceMember.objects.create(space=space, user=cast.gus, role="commenter")


@pytest.mark.parametrize("role", RANK)
def test_sentence_and_query_agree(cast: Cast, role: str) -> None:
    many_spaces(cast)
    for user in everybody(cast):
        listed = set(Space.objects.with_role(user, role))
        assert listed == {space for space in Space.objects.all() if has_role(user, space, role)}, (user, role)


@pytest.mark.parametrize("may", [False, True])
def test_readers_comment_where_the_space_says_so(cast: Cast, may: bool) -> None:
    many_spaces(cast)
    Space.objects.update(readers_comment=may)
    for user in everybody(cast):
        listed = set(Space.objects.commentable_by(user))
        assert listed == {space for space in Space.objects.all() if can_comment_in_space(user, space)}, user
    assert can_comment_in_space(cast.ravi, Space.objects.get(key="STONE")) == may


def test_the_cast_is_what_it_says(cast: Cast) -> None:
    seen = {user.name: set(Space.objects.visible_to(user).values_list("key", flat=True)) for user in everybody(cast)}
    both = {"STONE", "MOSS"}
    assert seen == {
        "Ada": both, "Ben": both, "Cleo": both, "Ravi": both, "Gus": {"STONE"}, "Sam": {"MOSS"},
        "Zoe": {"MOSS"}, "Dan": set(),
    }  # fmt: skip


def test_neighbours_share_a_space(cast: Cast) -> None:
    SpaceMember.objects.create(space=cast.moss, user=cast.gus, role="reader")
    for user in everybody(cast):
        found = set(neighbours(user).filter(is_active=True))
        shared = {
            other
            for other in User.objects.filter(is_active=True)
            if any(role_in(user, space) and role_in(other, space) for space in Space.objects.all())
        }
        assert found == shared, user
