"""Each right exists twice; this table holds the two together."""

import pytest
from tests.cast import Cast

from cairn.spaces.access import has_role
from cairn.spaces.models import Space
from cairn.spaces.queries import RANK


@pytest.mark.parametrize("role", RANK)
def test_sentence_and_query_agree(cast: Cast, role: str) -> None:
    for user in cast.all():
        listed = set(Space.objects.with_role(user, role))
        assert listed == {space for space in Space.objects.all() if has_role(user, space, role)}, (user, role)


def test_the_cast_is_what_it_says(cast: Cast) -> None:
    seen = {user.name: set(Space.objects.visible_to(user).values_list("key", flat=True)) for user in cast.all()}
    both = {"STONE", "MOSS"}
    assert seen == {"Ada": both, "Ben": both, "Cleo": both, "Ravi": both, "Gus": {"STONE"}, "Sam": {"MOSS"}}
