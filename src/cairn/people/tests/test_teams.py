"""Teams: made, renamed, filled, left, deleted when unused."""

from tests.cast import Cast, SignIn

from cairn.people.access import can_fill_team, can_manage_team
from cairn.people.models import Team


def test_create(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.sam).post("/teams/new/", {"name": "Rowers", "description": "They row."})
    team = Team.objects.get(name="Rowers")
    assert answer.headers["Location"] == f"/teams/{team.pk}/" and list(team.members.all()) == [cast.sam]
    assert as_(cast.gus).post("/teams/new/", {"name": "Mine"}).status_code == 403
    assert as_(cast.sam).post("/teams/new/", {"name": "rowers"}).status_code == 422
    assert as_(cast.sam).post("/teams/new/", {"name": ""}).status_code == 422


def test_change_and_members(cast: Cast, as_: SignIn) -> None:
    url = f"/teams/{cast.crew.pk}/"
    allowed = {user.name for user in cast.all() if can_manage_team(user, cast.crew)}
    assert allowed == {"Ada", "Ben", "Cleo"} == {user.name for user in cast.all() if can_fill_team(user, cast.crew)}
    for user in cast.all():
        expected = 303 if user.name in allowed else 404 if user.is_guest else 403
        form = {"name": f"Crew of {user.name}", "description": ""}
        assert as_(user).post(f"{url}edit/", form).status_code == expected, user
        if user != cast.ravi:
            assert as_(user).post(f"{url}members/", {"user": [cast.ravi.pk]}).status_code == expected, user
            cast.crew.memberships.filter(user=cast.ravi).delete()
    as_(cast.ben).post(f"{url}members/", {"user": [cast.ravi.pk]})
    assert cast.crew.members.filter(pk=cast.ravi.pk).exists()
    assert as_(cast.ravi).delete(f"{url}members/{cast.ravi.pk}/").status_code == 303
    assert as_(cast.sam).delete(f"{url}members/{cast.ben.pk}/").status_code == 403
    assert as_(cast.ben).post(f"{url}members/", {"user": ["nobody"]}).status_code == 422


def test_delete(cast: Cast, as_: SignIn) -> None:
    """One that is used is kept, and filled by admins: spaces/tests/test_members.py."""
    url = f"/teams/{cast.crew.pk}/"
    assert as_(cast.sam).delete(url).status_code == 403
    assert as_(cast.ben).delete(url).status_code == 303
    assert not Team.objects.filter(pk=cast.crew.pk).exists()
