"""What a space is called, and who sees it."""

from tests.cast import Cast, SignIn

from cairn.spaces.access import role_in
from cairn.spaces.models import Space

FORM = {"name": "Moss", "description": "Soft.", "access": "open", "open_role": "commenter"}


def test_change(cast: Cast, as_: SignIn) -> None:
    url = "/spaces/MOSS/settings/"
    for user in (cast.ben, cast.sam):
        assert as_(user).get(url).status_code == as_(user).post(url, FORM).status_code == 403, user
    assert as_(cast.gus).post(url, FORM).status_code == 404
    assert as_(cast.ada).get(url).status_code == 200
    assert as_(cast.ada).post(url, FORM).status_code == 303
    assert role_in(cast.ben, Space.objects.get(key="MOSS")) == "commenter"
    assert as_(cast.ada).post(url, {**FORM, "name": ""}).status_code == 422


def test_restricting_keeps_the_actor_in(cast: Cast, as_: SignIn) -> None:
    as_(cast.ada).post("/spaces/MOSS/settings/", {**FORM, "access": "restricted"})
    moss = Space.objects.get(key="MOSS")
    assert role_in(cast.ada, moss) == "admin" and role_in(cast.ben, moss) is None
    assert as_(cast.ada).get("/spaces/MOSS/settings/").status_code == 200
    assert as_(cast.ben).get("/spaces/MOSS/").status_code == 404
