"""Who is what in a space: added, changed, removed, left; and always an admin."""

from collections.abc import Callable

import pytest
from tests.cast import Cast, SignIn

from cairn.people.access import can_fill_team, can_manage_team
from cairn.people.models import TeamMembership
from cairn.spaces.access import role_in
from cairn.spaces.models import SpaceMember
from cairn.spaces.operations import add_space_member

URL = "/spaces/STONE/members/"


def _member(cast: Cast, user: object) -> SpaceMember:
    return SpaceMember.objects.get(space=cast.stone, user=user)


def test_add(cast: Cast, as_: SignIn) -> None:
    for user, expected in [(cast.ben, 403), (cast.cleo, 403), (cast.ravi, 403), (cast.gus, 403), (cast.sam, 404)]:
        assert as_(user).post(URL, {"who": cast.sam.pk, "role": "admin"}).status_code == expected, user
    ada = as_(cast.ada)
    assert ada.post(URL, {"who": cast.sam.pk, "role": "commenter"}).status_code == 303
    assert role_in(cast.sam, cast.stone) == "commenter"
    assert ada.post(URL, {"who": cast.sam.pk, "role": "editor"}).status_code == 303  # again: the new role
    assert role_in(cast.sam, cast.stone) == "editor"
    assert ada.post(URL, {"who": f"team:{cast.crew.pk}", "role": "admin"}).status_code == 303
    assert role_in(cast.cleo, cast.stone) == "admin"
    assert ada.post(URL, {"who": "", "role": "editor"}).status_code == 422
    assert ada.post(URL, {"who": cast.sam.pk, "role": "owner"}).status_code == 422


def test_change_and_remove(cast: Cast, as_: SignIn) -> None:
    url = f"{URL}{_member(cast, cast.ben).pk}/"
    assert as_(cast.cleo).post(url, {"role": "admin"}).status_code == 403
    assert as_(cast.cleo).delete(url).status_code == 403
    assert as_(cast.sam).delete(url).status_code == 404
    assert as_(cast.ada).post(url, {"role": "reader"}).status_code == 303
    assert role_in(cast.ben, cast.stone) == "reader"
    assert as_(cast.ada).delete(url).status_code == 303
    assert role_in(cast.ben, cast.stone) is None
    assert as_(cast.ada).get(URL).status_code == as_(cast.gus).get(URL).status_code == 200


def test_the_last_admin_stays(cast: Cast, as_: SignIn) -> None:
    ada, url = as_(cast.ada), f"{URL}{_member(cast, cast.ada).pk}/"
    for answer in (ada.delete(url), ada.post(url, {"role": "editor"}), ada.delete("/spaces/STONE/membership/")):
        assert answer.status_code == 409 and "without an admin" in answer.content.decode()
    assert role_in(cast.ada, cast.stone) == "admin"
    ada.post(URL, {"who": f"team:{cast.crew.pk}", "role": "admin"})
    assert ada.delete("/spaces/STONE/membership/").status_code == 303
    assert role_in(cast.ada, cast.stone) is None and role_in(cast.ben, cast.stone) == "admin"


def test_leave(cast: Cast, as_: SignIn) -> None:
    assert as_(cast.gus).delete("/spaces/STONE/membership/").status_code == 303
    assert as_(cast.gus).get("/spaces/STONE/").status_code == 404
    assert as_(cast.sam).delete("/spaces/STONE/membership/").status_code == 404
    assert as_(cast.sam).delete("/spaces/MOSS/membership/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_an_empty_team_is_no_admin(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    ada = as_(cast.ada)
    ada.post(URL, {"who": f"team:{cast.crew.pk}", "role": "admin"})
    ada.delete("/spaces/STONE/membership/")
    as_(cast.ada).delete(f"/teams/{cast.crew.pk}/members/{cast.ben.pk}/")
    as_(cast.ada).delete(f"/teams/{cast.crew.pk}/members/{cast.cleo.pk}/")
    assert not TeamMembership.objects.exists()
    run_jobs()
    assert role_in(cast.ada, cast.stone) == "admin"


def test_a_space_left_alone_goes_to_who_deactivated(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    cast.sam.role = "admin"
    cast.sam.save()
    assert role_in(cast.sam, cast.stone) is None
    as_(cast.sam).post(f"/people/{cast.ada.pk}/deactivation/")
    run_jobs()
    assert role_in(cast.sam, cast.stone) == "admin"


def test_a_team_with_a_role_is_kept(cast: Cast, as_: SignIn) -> None:
    SpaceMember.objects.create(space=cast.stone, team=cast.crew, role="reader")
    used = as_(cast.ben).delete(f"/teams/{cast.crew.pk}/")
    assert used.status_code == 409 and "used in 1 place" in used.content.decode()


def test_a_team_that_carries_rights_is_filled_by_admins(cast: Cast, as_: SignIn) -> None:
    """Else its members let anybody into a space that they don't manage, and a maker who left lets herself in."""
    url = f"/teams/{cast.crew.pk}/"
    cast.crew.created_by = cast.ravi
    cast.crew.save()
    add_space_member(cast.stone, cast.crew, "editor", by=cast.ada)
    assert {user.name for user in cast.all() if can_fill_team(user, cast.crew)} == {"Ada"}
    for user in (cast.ben, cast.cleo, cast.ravi):
        assert can_manage_team(user, cast.crew)
        refused = as_(user).post(f"{url}members/", {"user": [cast.sam.pk]})
        assert refused.status_code == 403 and "Ask one of them" in refused.content.decode()
        assert "Add somebody" not in as_(user).get(url).content.decode()
    assert as_(cast.ben).delete(f"{url}members/{cast.cleo.pk}/").status_code == 403
    assert as_(cast.sam).get("/spaces/STONE/").status_code == 404
    assert as_(cast.ada).post(f"{url}members/", {"user": [cast.sam.pk]}).status_code == 303
    assert as_(cast.sam).get("/spaces/STONE/").status_code == 200
    assert as_(cast.sam).delete(f"{url}members/{cast.sam.pk}/").status_code == 303
    assert as_(cast.sam).get("/spaces/STONE/").status_code == 404
